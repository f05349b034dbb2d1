-- hub: what happened, in one serial order (hub.read_changes). Accounts and applications note their statuses where they move; triggers note
-- those of the other objects, so that nothing that changes them can forget to.

-- What was read is never taken back: an undo that comes at the very end of the grace is refused by whoever read first. Only the data of a
-- draft goes, with the draft.
create or replace function core.keep_status() returns trigger
  language plpgsql
  as $$
begin
  perform core.refuse('PU032:read', jsonb_build_object('object', old.object, 'id', old.object_id));
  return null;
end
$$;
create or replace trigger status_is_kept before delete on core.status
  for each row when (old.position is not null and old.effective_at > old.at) execute function core.keep_status();

-- For tables whose rows are such objects and have a state.
create or replace function core.note_state() returns trigger
  language plpgsql
  as $$
begin
  perform core.note_status(tg_table_name, new.id, new.driver_id, new.state);
  return null;
end
$$;
create or replace trigger card_is_noted after insert on core.card for each row execute function core.note_state();
create or replace trigger card_state_is_noted after update of state on core.card
  for each row when (old.state is distinct from new.state) execute function core.note_state();
create or replace trigger payment_is_noted after insert on core.payment for each row execute function core.note_state();
create or replace trigger payment_state_is_noted after update of state on core.payment
  for each row when (old.state is distinct from new.state) execute function core.note_state();
create or replace trigger returned_dispatch_is_noted after insert on core.returned_dispatch for each row execute function core.note_state();
create or replace trigger returned_dispatch_state_is_noted after update of state on core.returned_dispatch
  for each row when (old.state is distinct from new.state) execute function core.note_state();

-- A document of a decision is shown from its effect on, numbered or not; again with its number, since it is not shown while somebody is at
-- the series (core.due_invoice).
create or replace function core.note_invoice() returns trigger
  language plpgsql
  as $$
begin
  if tg_op = 'INSERT'
    or not exists (select from core.status s where s.object = 'invoice' and s.object_id = new.id and s.position is null) then
    perform core.note_status('invoice', new.id, new.driver_id, 'issued');
  end if;
  return null;
end
$$;
create or replace trigger deferred_invoice_is_noted after insert on core.invoice for each row
  when (new.is_deferred) execute function core.note_invoice();
create or replace trigger invoice_number_is_noted after update of number on core.invoice
  for each row when (old.number is distinct from new.number) execute function core.note_invoice();

-- A certificate goes with its training: in silence while it was not shown.
create or replace function core.note_certificate() returns trigger
  language plpgsql
  as $$
begin
  if tg_op = 'INSERT' then
    perform core.note_status('certificate', new.id, new.driver_id, 'issued');
  else
    perform core.note_status('certificate', old.id, old.driver_id, 'withdrawn');
  end if;
  return null;
end
$$;
create or replace trigger certificate_is_noted after insert or delete on core.certificate
  for each row execute function core.note_certificate();

create or replace function core.note_training() returns trigger
  language plpgsql
  as $$
begin
  if tg_op = 'INSERT' then
    perform core.note_status('training', new.id, new.driver_id, 'recorded');
  elsif new.state = 'cancelled' and old.state <> 'cancelled' then
    perform core.note_status('training', new.id, new.driver_id, 'cancelled');
  elsif new.driver_id is null then
    perform core.note_status('training', new.id, old.driver_id, 'detached');
  else
    perform core.note_status('training', new.id, new.driver_id, 'attached');
  end if;
  return null;
end
$$;
create or replace trigger training_is_noted after insert on core.training for each row execute function core.note_training();
create or replace trigger training_change_is_noted after update of state, driver_id on core.training
  for each row when (old.state is distinct from new.state
    or old.driver_id is distinct from new.driver_id) execute function core.note_training();

create or replace function core.note_information_request() returns trigger
  language plpgsql
  as $$
begin
  if tg_op = 'INSERT' then
    perform core.note_status('information_request', new.id, new.driver_id, 'open');
  elsif new.answered_at is distinct from old.answered_at then
    perform core.note_status('information_request', new.id, new.driver_id,
      case when new.answered_at is null then 'open' else 'answered' end);
  else
    perform core.note_status('information_request', new.id, new.driver_id,
      case when new.withdrawn_at is null then 'open' else 'withdrawn' end);
  end if;
  return null;
end
$$;
create or replace trigger information_request_is_noted after insert on core.information_request
  for each row execute function core.note_information_request();
create or replace trigger information_request_change_is_noted after update of answered_at, withdrawn_at on core.information_request
  for each row when (old.answered_at is distinct from new.answered_at or old.withdrawn_at is distinct from new.withdrawn_at)
  execute function core.note_information_request();

-- The states of a quality claim are those of its application: noted with them.
create or replace function core.note_quality_claim() returns trigger
  language plpgsql
  as $$
begin
  if tg_table_name = 'quality_claim' then
    perform core.note_status('quality_claim', new.id, new.driver_id, 'awaiting_card');
  else
    insert into core.status (object, object_id, state, at, effective_at, decision_id, driver_id)
      select 'quality_claim', q.id, new.state, new.at, new.effective_at, new.decision_id, q.driver_id
      from core.quality_claim q where q.application_id = new.object_id;
  end if;
  return null;
end
$$;
create or replace trigger quality_claim_is_noted after insert on core.quality_claim for each row execute function core.note_quality_claim();
create or replace trigger status_is_noted_of_its_claim after insert on core.status
  for each row when (new.object = 'application' and not new.is_repeat) execute function core.note_quality_claim();

-- A draft that was cancelled takes its data along; that it is gone is said.
create or replace function core.note_deleted_application() returns trigger
  language plpgsql
  as $$
begin
  perform core.note_status('application', old.id, old.driver_id, 'cancelled');
  return null;
end
$$;
create or replace trigger application_deletion_is_noted after delete on core.application
  for each row execute function core.note_deleted_application();

-- What a view shows of an object may change although its state does not: then its state is told once more. Not where something is told of
-- it anyway that nobody has read yet.
create or replace function core.note_change(p_object text, p_id bigint, p_driver bigint) returns void
  language plpgsql
  as $$
declare
  v_acting core.acting := core.acting_now();
  v_effective timestamptz := coalesce(v_acting.effective_at, core.now());
begin
  if v_acting.is_undo then
    return;
  end if;
  -- An unread row is locked, so that whoever is about to read it comes after this change; what a reader has already is not locked here, and
  -- another one is noted.
  perform from core.status s
    where s.object = p_object and s.object_id = p_id and s.position is null and s.decision_id is not distinct from v_acting.decision_id
      and (s.effective_at = v_effective or s.effective_at <= core.now() and v_effective <= core.now())
    limit 1 for no key update skip locked;
  if not found then
    insert into core.status (object, object_id, state, is_repeat, at, effective_at, decision_id, driver_id)
      values (p_object, p_id, 'changed', true, core.now(), v_effective, v_acting.decision_id, p_driver);
  end if;
end
$$;

-- For tables whose rows are such objects: tg_argv names the object. A change of state that is seen at once is noted as what it is.
create or replace function core.note_changed_row() returns trigger
  language plpgsql
  as $$
begin
  perform core.note_change(tg_argv[0],
    case tg_argv[0] when 'account' then (to_jsonb(new) ->> 'driver_id')::bigint else (to_jsonb(new) ->> 'id')::bigint end,
    new.driver_id);
  return null;
end
$$;
create or replace trigger account_change_is_noted after update on core.account for each row
  when ((old.round, old.submitted_at, old.email_bounced, old.last_name, old.first_names, old.usage_name, old.birth_date, old.birth_place,
      old.licence_number, old.licence_issue_date, old.licence_country, old.email, old.phone, old.postal_address, old.channel, old.language)
    is distinct from (
      new.round, new.submitted_at, new.email_bounced, new.last_name, new.first_names, new.usage_name, new.birth_date, new.birth_place,
      new.licence_number, new.licence_issue_date, new.licence_country, new.email, new.phone, new.postal_address, new.channel, new.language))
  execute function core.note_changed_row('account');
create or replace trigger application_change_is_noted after update on core.application for each row
  when ((old.step, old.round, old.promise, old.delivery_address, old.invoice_address, old.invoice_addressee, old.submitted_at)
    is distinct from (new.step, new.round, new.promise, new.delivery_address, new.invoice_address, new.invoice_addressee, new.submitted_at))
  execute function core.note_changed_row('application');
create or replace trigger card_change_is_noted after update on core.card for each row
  when ((old.serial, old.expires_on, old.dispatched_at, old.activated_at, old.printed_address, old.content,
      old.taken_by, old.take_attempt, old.take_until, old.accepted_at)
    is distinct from (
      new.serial, new.expires_on, new.dispatched_at, new.activated_at, new.printed_address, new.content,
      new.taken_by, new.take_attempt, new.take_until, new.accepted_at))
  execute function core.note_changed_row('card');
create or replace trigger quality_claim_change_is_noted after update on core.quality_claim for each row
  when (old.statement is distinct from new.statement) execute function core.note_changed_row('quality_claim');
create or replace trigger returned_dispatch_change_is_noted after update on core.returned_dispatch for each row
  when ((old.address, old.postal_reason, old.misprinted) is distinct from (new.address, new.postal_reason, new.misprinted))
  execute function core.note_changed_row('returned_dispatch');
create or replace trigger training_data_is_noted after update on core.training for each row
  when ((old.kind, old.qualification, old.licence_number, old.last_name, old.first_names, old.birth_date, old.issued_on, old.gives_right)
    is distinct from (new.kind, new.qualification, new.licence_number, new.last_name, new.first_names, new.birth_date, new.issued_on,
      new.gives_right))
  execute function core.note_changed_row('training');

-- That it lies here: its state may be what it was.
create or replace trigger card_reception_is_noted after update of received_at on core.card for each row
  when (old.received_at is distinct from new.received_at) execute function core.note_changed_row('card');
create or replace trigger quality_claim_reception_is_noted after update of received_at on core.quality_claim for each row
  when (old.received_at is distinct from new.received_at) execute function core.note_changed_row('quality_claim');

-- A sending is seen with its card.
create or replace function core.note_dispatch() returns trigger
  language plpgsql
  as $$
begin
  perform core.note_change('card', c.id, c.driver_id) from core.card c where c.id = coalesce(new.card_id, old.card_id);
  return null;
end
$$;
create or replace trigger dispatch_is_noted after insert or update or delete on core.dispatch
  for each row execute function core.note_dispatch();

-- What belongs to an object without being one: a document to its application, what is asked for it to a returned dispatch.
create or replace function core.note_changed_part() returns trigger
  language plpgsql
  as $$
declare
  v_row jsonb := to_jsonb(coalesce(new, old));
begin
  if tg_table_name = 'document' then
    perform core.note_change('application', a.id, a.driver_id) from core.application a where a.id = (v_row ->> 'application_id')::bigint;
  elsif tg_table_name = 'payment' then
    perform core.note_change('returned_dispatch', r.id, r.driver_id) from core.returned_dispatch r
      where r.id = (v_row ->> 'returned_dispatch_id')::bigint;
  else
    -- Whether the right of a training is unused.
    perform core.note_change('training', t.id, t.driver_id) from core.training t where t.id = (v_row ->> 'training_id')::bigint;
  end if;
  return null;
end
$$;
create or replace trigger document_is_noted after insert or delete or update of replaced_at on core.document
  for each row execute function core.note_changed_part();
create or replace trigger payment_is_noted_of_its_return after insert on core.payment
  for each row when (new.returned_dispatch_id is not null) execute function core.note_changed_part();
create or replace trigger application_is_noted_of_its_training after insert on core.application
  for each row when (new.training_id is not null) execute function core.note_changed_part();
create or replace trigger application_end_is_noted_of_its_training after update of state on core.application
  for each row when (new.training_id is not null and old.state is distinct from new.state
    and (new.state in ('cancelled', 'closed') or old.state in ('cancelled', 'closed')))
  execute function core.note_changed_part();
create or replace trigger application_deletion_is_noted_of_its_training after delete on core.application
  for each row when (old.training_id is not null) execute function core.note_changed_part();

-- What is read next says more than that something changed; what is still hidden says nothing yet.
create or replace function core.note_instead() returns trigger
  language plpgsql
  as $$
begin
  delete from core.status s where s.id in (
    select c.id from core.status c
    where c.object = new.object and c.object_id = new.object_id and c.is_repeat and c.position is null
      and c.decision_id is null and c.effective_at <= core.now()
    for update skip locked);
  return new;
end
$$;
create or replace trigger status_says_more before insert on core.status
  for each row when (not new.is_repeat and new.effective_at <= new.at) execute function core.note_instead();
