-- hub: applications for a card, declarations of loss and theft (flows 3, 5 and 6).

create or replace function hub.open_application(
  request uuid, driver bigint, kind text, training bigint default null, card bigint default null)
  returns bigint
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
    select a.id into v_id from core.application a
      where a.training_id = training and core.shown_state('application', a.id) not in ('cancelled', 'closed');
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
create or replace function hub.save_draft(
  request uuid, driver bigint, application bigint, step text, delivery_address text default null, invoice_address text default null,
  invoice_addressee text default null, promise boolean default null)
  returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_application core.application;
  v_saved core.application;
begin
  v_replay := core.begin_request(request, 'save_draft',
    jsonb_build_array(driver, application, step, delivery_address, invoice_address, invoice_addressee, promise));
  if v_replay is not null then
    return application;
  end if;
  perform core.lock_case_of(application);
  v_application := core.require_application(driver, application);
  perform core.next_state('application', core.shown_state('application', v_application.id), 'cancel');
  perform core.refuse_if_address_is_used(v_application);
  update core.application a set
    step = core.check_text('step', coalesce(save_draft.step, a.step), 40),
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
  perform from core.training t
    where t.id = (select a.training_id from core.application a where a.id = application and a.driver_id = driver)
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
create or replace function hub.declare_loss(
  request uuid, driver bigint, card bigint, promise boolean, delivery_address text, invoice_address text, invoice_addressee text)
  returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_application bigint;
  v_payment bigint;
begin
  v_replay := core.begin_request(request, 'declare_loss',
    jsonb_build_array(driver, card, promise, delivery_address, invoice_address, invoice_addressee));
  if v_replay is not null then
    return v_replay::text::bigint;
  end if;
  perform core.require_account(driver, 'active');
  perform core.require_current_card(driver, card, 'loss');
  if promise is not true then
    perform core.refuse('PU048');
  end if;
  insert into core.application (
    driver_id, kind, replaces, promise, delivery_address, invoice_address, invoice_addressee, created_at, submitted_at, step)
  values (
    driver, 'replacement_loss', card, true, core.check_address('delivery_address', delivery_address),
    core.check_address('invoice_address', invoice_address), core.check_text('invoice_addressee', invoice_addressee, 100),
    core.now(), core.now(), 'submitted')
  returning id into v_application;
  perform core.note_status('application', v_application, driver, 'draft');
  perform core.move_application(v_application, 'submit_for_payment');
  v_payment := core.ask_payment(v_application, 'replacement', core.fee_of('replacement'));
  perform core.end_request(request, to_jsonb(v_payment));
  return v_payment;
end
$$;

grant execute on function hub.open_application(uuid, bigint, text, bigint, bigint),
  hub.save_draft(uuid, bigint, bigint, text, text, text, text, boolean), hub.cancel_application(uuid, bigint, bigint),
  hub.submit_application(uuid, bigint, bigint), hub.declare_loss(uuid, bigint, bigint, boolean, text, text, text) to pupitre_portal;
