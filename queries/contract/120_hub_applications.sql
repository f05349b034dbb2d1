-- hub: applications for a card and their documents, declarations of loss and theft, payments (flows 3, 5 and 6).

-- Whether the right of a training has not ended: a continuing one's ends with its recap.
create or replace function core.is_in_time(p_training bigint) returns boolean
  language plpgsql stable
  as $$
begin
  return exists (select from core.training t where t.id = p_training and core.in_recap(t.kind, t.issued_on));
end
$$;

create or replace function hub.open_application(request uuid, driver bigint, kind text, training bigint default null,
  card bigint default null) returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_id bigint;
  v_account core.account;
begin
  v_replay := core.begin_request(request, 'open_application', jsonb_build_array(driver, kind, training, card));
  if v_replay is not null then
    return v_replay::text::bigint;
  end if;
  v_account := core.require_account(driver, 'active');
  if kind = 'card' then
    -- The right: a training of his that gives one, shown to him, and unused.
    -- Shared against a centre that corrects or cancels it at the same time.
    perform from core.training t where t.id = training and t.driver_id = driver and t.gives_right and t.state = 'recorded' for share;
    if not found or core.is_in_grace('training', training) then
      perform core.refuse('PU040', jsonb_build_object('driver', driver, 'training', training));
    end if;
    if not core.is_in_time(training) then
      perform core.refuse('PU040:ended',
        jsonb_build_object('driver', driver, 'training', training, 'years', core.setting('recap_years')::integer));
    end if;
    if not core.setting('right_outlives_certificate')::boolean
      and exists (select from core.certificate c where c.training_id = training and c.valid_until < core.today()) then
      perform core.refuse('PU040:expired', jsonb_build_object('driver', driver, 'training', training));
    end if;
    select a.id into v_id from core.application a where a.training_id = training
      and core.shown_state('application', a.id) not in ('cancelled', 'closed');
    if found then
      perform core.refuse('PU041', jsonb_build_object('training', training, 'application', v_id));
    end if;
    insert into core.application (driver_id, kind, training_id, delivery_address, created_at)
      values (driver, kind, training, v_account.postal_address, core.now()) returning id into v_id;
  elsif kind = 'replacement_theft' then
    perform core.require_current_card(driver, card, 'theft');
    insert into core.application (driver_id, kind, replaces, delivery_address, created_at)
      values (driver, kind, card, v_account.postal_address, core.now()) returning id into v_id;
  else
    perform core.refuse('PU062:draft', jsonb_build_object('field', 'kind', 'possible', array['card', 'replacement_theft']));
  end if;
  perform core.note_status('application', v_id, driver, 'draft');
  perform core.end_request(request, to_jsonb(v_id));
  return v_id;
end
$$;

-- The address was put on something already, in a decision that can still be undone.
create or replace function core.refuse_if_address_is_used(p_application core.application) returns void
  language plpgsql
  as $$
begin
  perform core.refuse_in_grace('application', p_application.id) where p_application.state = 'closed';
end
$$;

-- Keeps the step that the driver reached and what he filled in; null leaves a field as it is.
create or replace function hub.save_draft(request uuid, driver bigint, application bigint, step text, delivery_address text default null,
  invoice_address text default null, invoice_addressee text default null, promise boolean default null) returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_application core.application;
  v_saved core.application;
begin
  v_replay := core.begin_request(request, 'save_draft', jsonb_build_array(driver, application, step, delivery_address, invoice_address,
    invoice_addressee, promise));
  if v_replay is not null then
    return application;
  end if;
  perform core.lock_case_of(application);
  v_application := core.require_application(driver, application);
  perform core.next_state('application', core.shown_state('application', v_application.id), 'cancel');
  perform core.refuse_if_address_is_used(v_application);
  update core.application a set step = core.check_text('step', coalesce(save_draft.step, a.step), 40),
    delivery_address = case when save_draft.delivery_address is null then a.delivery_address
      else core.check_address('delivery_address', save_draft.delivery_address) end,
    invoice_address = case when save_draft.invoice_address is null then a.invoice_address
      else core.check_address('invoice_address', save_draft.invoice_address) end,
    invoice_addressee = case when save_draft.invoice_addressee is null then a.invoice_addressee
      else core.check_text('invoice_addressee', save_draft.invoice_addressee, 100) end,
    -- Once declared, the promise stands.
    promise = coalesce(save_draft.promise, a.promise) or (a.promise and a.state <> 'draft')
  where a.id = application returning * into v_saved;
  if v_saved is distinct from v_application then
    perform core.outdate_cases(driver, application);
  end if;
  perform core.end_request(request, to_jsonb(application));
  return application;
end
$$;

-- Whether a document may come with an application: one that is expected; after a quality claim what a finding asks for, and the papers
-- that prove a correction.
create or replace function core.accepts_document(p_application core.application, p_type text, p_side text) returns boolean
  language plpgsql stable
  as $$
begin
  return exists (
      select from core.expected_document e where e.application_kind = p_application.kind and e.type = p_type
        and (e.side is not distinct from p_side or p_side is null))
    or p_application.kind = 'replacement_quality' and (p_type in ('identity_document', 'driving_licence', 'residence_permit')
      or p_type in ('photo', 'signature') and p_side is null and exists (
        select from core.quality_claim q join core.finding f on f.claim_id = q.id
        where q.application_id = p_application.id and f.element = p_type and core.imputed_to(f.cause) = 'driver'));
end
$$;

-- Gives a document, or gives it again: the former one stays with the case, marked replaced. bytes: at most document_max_bytes.
create or replace function hub.put_document(request uuid, driver bigint, application bigint, type text, side text, file_name text,
  media_type text, bytes bytea)
  returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_application core.application;
  v_sha bytea := sha256(bytes);
  v_id bigint;
  v_visible text;
begin
  v_replay := core.begin_request(request, 'put_document', jsonb_build_array(driver, application, type, side, file_name, media_type,
    encode(v_sha, 'hex')));
  if v_replay is not null then
    return v_replay::text::bigint;
  end if;
  perform core.lock_case_of(application);
  v_application := core.require_application(driver, application);
  v_visible := core.shown_state('application', v_application.id);
  if v_visible not in ('draft', 'to_correct', 'to_correct_and_pay') then
    perform core.refuse('PU006:documents',
      jsonb_build_object('object', 'application', 'state', v_visible, 'action', 'put_document', 'possible', '[]'::jsonb));
  end if;
  if coalesce(length(bytes), 0) = 0 or length(bytes) > core.setting('document_max_bytes')::integer then
    perform core.refuse(case when length(bytes) > 0 then 'PU043' else 'PU043:empty' end,
      jsonb_build_object('size', coalesce(length(bytes), 0), 'limit', core.setting('document_max_bytes')::integer));
  end if;
  if side is not null and side not in ('recto', 'verso') or not core.accepts_document(v_application, type, side) then
    perform core.refuse('PU044', jsonb_build_object('type', type, 'side', side, 'kind', v_application.kind));
  end if;
  insert into core.blob (sha256, bytes, width, height)
    select v_sha, put_document.bytes, size.width, size.height from (values (1)) as one left
      join lateral core.picture_size(put_document.bytes) as size on true
    on conflict (sha256) do nothing;
  update core.document d set replaced_at = core.now()
    where d.application_id = application and d.type = put_document.type and coalesce(d.side, '') = coalesce(put_document.side, '')
      and d.replaced_at is null;
  insert into core.document (application_id, driver_id, type, side, file_name, media_type, sha256, round, given_at)
    values (application, driver, put_document.type, put_document.side, core.check_text('file_name', put_document.file_name, 200),
      core.check_text('media_type', put_document.media_type, 100), v_sha,
      v_application.round + case when v_visible = 'to_correct' then 1 else 0 end, core.now())
    returning id into v_id;
  -- The return may have been overturned a moment ago, which he does not see: an agent has the case, and read the former document.
  perform core.outdate_cases(driver, application);
  perform core.end_request(request, to_jsonb(v_id));
  return v_id;
end
$$;

-- Cancelling deletes the data and the files given; a declaration that already asked for a payment keeps its number only,
-- and that payment is expired: what the bank reports of it later is refused by its state, not as unknown.
create or replace function core.cancel_application(p_application bigint, p_action text default 'cancel') returns void
  language plpgsql
  as $$
declare
  v_files bytea[];
begin
  with gone as (delete from core.document d where d.application_id = p_application returning d.sha256)
    select array_agg(distinct sha256) into v_files from gone;
  delete from core.blob b where b.sha256 = any (v_files) and not exists (select from core.document d where d.sha256 = b.sha256);
  if (select state from core.application where id = p_application) = 'draft' then
    delete from core.status where object = 'application' and object_id = p_application;
    delete from core.application where id = p_application;
  else
    perform core.move_application(p_application, p_action);
    update core.payment set state = 'expired', settled_at = core.now() where application_id = p_application and state = 'pending';
    update core.application set delivery_address = '', invoice_address = '', invoice_addressee = '', promise = false
      where id = p_application;
  end if;
end
$$;

create or replace function hub.cancel_application(request uuid, driver bigint, application bigint) returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_application core.application;
  v_visible text;
begin
  v_replay := core.begin_request(request, 'cancel_application', jsonb_build_array(driver, application));
  if v_replay is not null then
    return application;
  end if;
  perform core.lock_case_of(application);
  v_application := core.require_application(driver, application);
  v_visible := core.shown_state('application', v_application.id);
  perform core.next_state('application', v_visible, 'cancel');
  if v_application.kind = 'replacement_quality' and v_visible <> 'awaiting_card' then
    perform core.refuse('PU006:under_way',
      jsonb_build_object('object', 'application', 'state', v_visible, 'action', 'cancel', 'possible', '[]'::jsonb));
  end if;
  perform core.refuse_in_grace('application', v_application.id);
  perform core.cancel_application(application);
  perform core.end_case(q.case_id, 'cancelled') from core.quality_claim q where q.application_id = application;
  perform core.end_request(request, to_jsonb(application));
  return application;
end
$$;

create or replace function core.require_documents(p_application bigint) returns void
  language plpgsql
  as $$
declare
  v_missing text[];
begin
  select array_agg(e.type || coalesce(' ' || e.side, '') order by e.rank) into v_missing
  from core.application a join core.expected_document e on e.application_kind = a.kind and e.required
  where a.id = p_application and not exists (
    select from core.document d where d.application_id = a.id and d.replaced_at is null and d.type = e.type
      and (d.side is not distinct from e.side or d.side is null));
  if v_missing is not null then
    perform core.refuse('PU042:documents', jsonb_build_object('missing', v_missing));
  end if;
end
$$;

-- Submits a draft. A card application opens a case (or asks for its fee first, where there is one); a theft asks for its payment first
-- (returned: the payment, else null).
create or replace function hub.submit_application(request uuid, driver bigint, application bigint) returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_application core.application;
  v_payment bigint;
begin
  v_replay := core.begin_request(request, 'submit_application', jsonb_build_array(driver, application));
  if v_replay is not null then
    return nullif(v_replay, 'null')::text::bigint;
  end if;
  perform core.require_account(driver, 'active');
  -- Shared against a centre that cancels the training, and this draft with it, at the same time.
  perform from core.training t where t.id = (select a.training_id from core.application a where a.id = application and a.driver_id = driver)
    for share;
  v_application := core.require_application(driver, application);
  perform core.next_state('application', core.shown_state('application', v_application.id), 'submit');
  perform core.check_address('delivery_address', v_application.delivery_address);
  if v_application.kind = 'card' and not core.is_in_time(v_application.training_id) then
    perform core.refuse('PU040:ended',
      jsonb_build_object('driver', driver, 'training', v_application.training_id, 'years', core.setting('recap_years')::integer));
  end if;
  perform core.require_documents(application);
  if v_application.kind = 'card' and core.fee_of('card') = 0 then
    perform core.move_application(application, 'submit');
    perform core.open_case(v_application.kind, driver, application);
    perform core.notify_driver(driver, 'application_received', jsonb_build_object('application', application));
  elsif v_application.kind = 'card' then
    perform core.move_application(application, 'submit_for_payment');
    v_payment := core.ask_payment(application, 'card', core.fee_of('card'));
  else
    if not v_application.promise then
      perform core.refuse('PU048');
    end if;
    perform core.check_address('invoice_address', v_application.invoice_address);
    if not core.is_replaceable(v_application.replaces) then
      perform core.refuse('PU045:no_longer', jsonb_build_object('card', v_application.replaces));
    end if;
    perform core.refuse_card_in_grace(v_application.replaces);
    perform core.move_application(application, 'submit_for_payment');
    v_payment := core.ask_payment(application, 'replacement', core.fee_of('replacement'));
  end if;
  update core.application set submitted_at = core.now(), step = 'submitted' where id = application;
  perform core.end_request(request, coalesce(to_jsonb(v_payment), 'null'));
  return v_payment;
end
$$;

-- Declares a card lost: returns the payment to make. Paid, the card is void and an identical one is ordered.
create or replace function hub.declare_loss(request uuid, driver bigint, card bigint, promise boolean, delivery_address text,
  invoice_address text, invoice_addressee text)
  returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_application bigint;
  v_payment bigint;
begin
  v_replay := core.begin_request(request, 'declare_loss', jsonb_build_array(driver, card, promise, delivery_address, invoice_address,
    invoice_addressee));
  if v_replay is not null then
    return v_replay::text::bigint;
  end if;
  perform core.require_account(driver, 'active');
  perform core.require_current_card(driver, card, 'loss');
  if promise is not true then
    perform core.refuse('PU048');
  end if;
  insert into core.application (driver_id, kind, replaces, promise, delivery_address, invoice_address, invoice_addressee, created_at,
    submitted_at, step)
  values (driver, 'replacement_loss', card, true, core.check_address('delivery_address', delivery_address),
    core.check_address('invoice_address', invoice_address), core.check_text('invoice_addressee', invoice_addressee, 100), core.now(),
      core.now(), 'submitted')
  returning id into v_application;
  perform core.note_status('application', v_application, driver, 'draft');
  perform core.move_application(v_application, 'submit_for_payment');
  v_payment := core.ask_payment(v_application, 'replacement', core.fee_of('replacement'));
  perform core.end_request(request, to_jsonb(v_payment));
  return v_payment;
end
$$;

-- Asks for the payment again after one that failed or expired: for the application, or for sending its card to another address.
create or replace function hub.retry_payment(request uuid, driver bigint, application bigint) returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_application core.application;
  v_return bigint;
  v_payment bigint;
  v_last core.payment;
begin
  v_replay := core.begin_request(request, 'retry_payment', jsonb_build_array(driver, application));
  if v_replay is not null then
    return v_replay::text::bigint;
  end if;
  perform core.lock_case_of(application);
  v_application := core.require_application(driver, application);
  select r.id into v_return from core.returned_dispatch r
    where r.application_id = application and core.shown_state('returned_dispatch', r.id) = 'awaiting_payment';
  if not found and core.shown_state('application', v_application.id) <> 'awaiting_payment' then
    perform core.refuse('PU050',
      jsonb_build_object('application', application,
        'state', core.shown_state('application', v_application.id)));
  end if;
  select id into v_payment from core.payment p where p.application_id = application and core.shown_state('payment', p.id) = 'pending';
  if not found then
    perform core.refuse_in_grace(core.is_in_grace('application', application) or core.is_in_grace('returned_dispatch', v_return));
    -- What was asked before, at the price of that day.
    select * into v_last from core.payment p where p.application_id = application and p.returned_dispatch_id is not distinct from v_return
      order by p.id desc limit 1;
    v_payment := core.ask_payment(application, v_last.purpose, v_last.amount, v_return);
  end if;
  perform core.end_request(request, to_jsonb(v_payment));
  return v_payment;
end
$$;
