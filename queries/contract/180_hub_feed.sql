-- hub: what happened, in one serial order (hub.read_changes). Accounts and applications note their statuses where they move; triggers note those of
-- the other objects, so that nothing that changes them can forget to.

-- Whose a status is, where its writer did not say.
create or replace function core.complete_status() returns trigger
  language plpgsql
  as $$
begin
  new.driver_id := case new.object when 'account' then new.object_id
    when 'application' then (select a.driver_id from core.application a where a.id = new.object_id) end;
  return new;
end
$$;
create or replace trigger status_is_complete before insert on core.status
  for each row when (new.driver_id is null and new.object in ('account', 'application')) execute function core.complete_status();

-- What was read is never taken back: an undo that comes at the very end of the grace is refused by whoever read first. Only the data of a draft goes,
-- with the draft.
create or replace function core.keep_status() returns trigger
  language plpgsql
  as $$
begin
  perform core.refuse('PU032:read', jsonb_build_object('object', old.object, 'id', old.object_id));
  return null;
end
$$;
create or replace trigger status_is_kept before delete on core.status
  for each row when (old.position is not null and old.decision_id is not null) execute function core.keep_status();

-- Notes a status of an object. What was still in its grace is withdrawn by whatever comes next: nobody has seen it. Nothing is noted where the
-- object is thereby what it was.
create or replace function core.note_status(
  p_object text, p_id bigint, p_driver bigint, p_state text, p_effective timestamptz default null, p_decision bigint default null,
  p_pending timestamptz default null, p_former text default null)
  returns void
  language plpgsql
  as $$
begin
  if p_pending > core.now() then
    delete from core.status s where s.object = p_object and s.object_id = p_id and s.effective_at = p_pending and s.position is null;
    -- Read meanwhile, at the very end of the grace.
    if exists (select from core.status s where s.object = p_object and s.object_id = p_id and s.effective_at = p_pending) then
      perform core.refuse('PU032:read', jsonb_build_object('object', p_object, 'id', p_id));
    end if;
    if p_state is not distinct from p_former then
      return;
    end if;
  end if;
  insert into core.status (object, object_id, state, at, effective_at, decision_id, driver_id)
  values (p_object, p_id, p_state, core.now(), greatest(p_effective, core.now()), p_decision, p_driver);
end
$$;

create or replace function core.note_card() returns trigger
  language plpgsql
  as $$
begin
  if tg_op = 'INSERT' then
    perform core.note_status('card', new.id, new.driver_id, new.state, new.effective_at, new.decision_id);
  else
    perform core.note_status('card', new.id, new.driver_id, new.state, new.state_effective_at,
      p_pending => old.state_effective_at, p_former => old.former_state);
  end if;
  return null;
end
$$;
create or replace trigger card_is_noted after insert on core.card for each row execute function core.note_card();
create or replace trigger card_state_is_noted after update of state on core.card
  for each row when (old.state is distinct from new.state) execute function core.note_card();

create or replace function core.note_payment() returns trigger
  language plpgsql
  as $$
begin
  if tg_op = 'INSERT' then
    perform core.note_status('payment', new.id, new.driver_id, new.state, new.effective_at);
  else
    perform core.note_status('payment', new.id, new.driver_id, new.state, new.effective_at,
      p_pending => old.effective_at, p_former => old.former_state);
  end if;
  return null;
end
$$;
create or replace trigger payment_is_noted after insert on core.payment for each row execute function core.note_payment();
create or replace trigger payment_state_is_noted after update of state on core.payment
  for each row when (old.state is distinct from new.state) execute function core.note_payment();

-- A document of a decision is shown from its effect on, numbered or not; again with its number, since it is not shown while somebody is at the series
-- (core.due_invoice).
create or replace function core.note_invoice() returns trigger
  language plpgsql
  as $$
begin
  if tg_op = 'INSERT' then
    perform core.note_status('invoice', new.id, new.driver_id, 'issued', new.effective_at, new.decision_id);
  elsif not exists (select from core.status s where s.object = 'invoice' and s.object_id = new.id and s.position is null) then
    perform core.note_status('invoice', new.id, new.driver_id, 'issued');
  end if;
  return null;
end
$$;
create or replace trigger deferred_invoice_is_noted after insert on core.invoice for each row when (new.is_deferred) execute function core.note_invoice();
create or replace trigger invoice_number_is_noted after update of number on core.invoice
  for each row when (old.number is distinct from new.number) execute function core.note_invoice();

-- A certificate goes with its training: in silence while it was not shown.
create or replace function core.note_certificate() returns trigger
  language plpgsql
  as $$
begin
  if tg_op = 'INSERT' then
    perform core.note_status('certificate', new.id, new.driver_id, 'issued', new.effective_at);
  else
    perform core.note_status('certificate', old.id, old.driver_id, 'withdrawn', p_pending => old.effective_at, p_former => 'withdrawn');
  end if;
  return null;
end
$$;
create or replace trigger certificate_is_noted after insert or delete on core.certificate for each row execute function core.note_certificate();

create or replace function core.note_training() returns trigger
  language plpgsql
  as $$
begin
  if tg_op = 'INSERT' then
    perform core.note_status('training', new.id, new.driver_id, 'recorded');
  elsif new.state = 'cancelled' and old.state <> 'cancelled' then
    perform core.note_status('training', new.id, new.driver_id, 'cancelled');
  elsif new.driver_id is null then
    perform core.note_status('training', new.id, old.driver_id, 'detached', p_pending => old.effective_at, p_former => 'detached');
  else
    perform core.note_status('training', new.id, new.driver_id, 'attached', new.effective_at);
  end if;
  return null;
end
$$;
create or replace trigger training_is_noted after insert on core.training for each row execute function core.note_training();
create or replace trigger training_change_is_noted after update of state, driver_id on core.training
  for each row when (old.state is distinct from new.state or old.driver_id is distinct from new.driver_id) execute function core.note_training();

create or replace function core.note_information_request() returns trigger
  language plpgsql
  as $$
begin
  if tg_op = 'INSERT' then
    perform core.note_status('information_request', new.id, new.driver_id, 'open', new.effective_at, new.decision_id);
  elsif new.answered_at is distinct from old.answered_at then
    perform core.note_status('information_request', new.id, new.driver_id, case when new.answered_at is null then 'open' else 'answered' end);
  else
    -- Withdrawn with the closing of its case, perhaps: then from the end of its grace on.
    perform core.note_status('information_request', new.id, new.driver_id, case when new.withdrawn_at is null then 'open' else 'withdrawn' end,
      new.withdrawn_at, p_pending => old.withdrawn_at, p_former => 'open');
  end if;
  return null;
end
$$;
create or replace trigger information_request_is_noted after insert on core.information_request
  for each row execute function core.note_information_request();
create or replace trigger information_request_change_is_noted after update of answered_at, withdrawn_at on core.information_request
  for each row when (old.answered_at is distinct from new.answered_at or old.withdrawn_at is distinct from new.withdrawn_at)
  execute function core.note_information_request();

create or replace function core.note_returned_dispatch() returns trigger
  language plpgsql
  as $$
begin
  if tg_op = 'DELETE' then
    -- A slip that was taken back before anybody saw it.
    perform core.note_status('returned_dispatch', old.id, old.driver_id, 'closed', p_pending => old.shown_from, p_former => 'closed');
  elsif tg_op = 'INSERT' then
    perform core.note_status('returned_dispatch', new.id, new.driver_id, new.state, new.shown_from);
  else
    perform core.note_status('returned_dispatch', new.id, new.driver_id, new.state, new.effective_at,
      p_pending => old.effective_at, p_former => old.former_state);
  end if;
  return null;
end
$$;
create or replace trigger returned_dispatch_is_noted after insert or delete on core.returned_dispatch
  for each row execute function core.note_returned_dispatch();
create or replace trigger returned_dispatch_state_is_noted after update of state on core.returned_dispatch
  for each row when (old.state is distinct from new.state) execute function core.note_returned_dispatch();

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

-- What a view shows of an object may change although its state does not: then its state is told once more. Not where something is told of it anyway that nobody
-- has read yet.
create or replace function core.note_change(p_object text, p_id bigint, p_driver bigint, p_effective timestamptz default null, p_decision bigint default null) returns void
  language plpgsql
  as $$
begin
  -- An unread row is locked, so that whoever is about to read it comes after this change; what a reader has already is not locked here, and another one is noted.
  perform from core.status s where s.object = p_object and s.object_id = p_id and s.position is null and s.decision_id is not distinct from p_decision
    and (s.effective_at = p_effective or s.effective_at <= core.now() and coalesce(p_effective, core.now()) <= core.now()) limit 1 for no key update skip locked;
  if not found then
    insert into core.status (object, object_id, state, is_repeat, at, effective_at, decision_id, driver_id)
      values (p_object, p_id, 'changed', true, core.now(), greatest(p_effective, core.now()), p_decision, p_driver);
  end if;
end
$$;

-- What was to be seen of an object from p_pending on was taken back: nobody is told, unless it was read at the very end of the grace.
create or replace function core.unnote_change(p_object text, p_id bigint, p_driver bigint, p_pending timestamptz) returns void
  language plpgsql
  as $$
begin
  delete from core.status s where s.object = p_object and s.object_id = p_id and s.is_repeat and s.position is null and s.effective_at = p_pending;
  if exists (select from core.status s where s.object = p_object and s.object_id = p_id and s.position is not null and s.effective_at = p_pending) then
    perform core.note_change(p_object, p_id, p_driver);
  end if;
end
$$;

-- For tables whose rows are such objects: tg_argv names the object. A change of state that is seen at once is noted as what it is.
create or replace function core.note_changed_row() returns trigger
  language plpgsql
  as $$
begin
  perform core.note_change(tg_argv[0], case tg_argv[0] when 'account' then (to_jsonb(new) ->> 'driver_id')::bigint else (to_jsonb(new) ->> 'id')::bigint end, new.driver_id);
  return null;
end
$$;
create or replace trigger account_change_is_noted after update on core.account for each row
  when ((old.round, old.submitted_at, old.email_bounced, old.last_name, old.first_names, old.usage_name, old.birth_date, old.birth_place, old.licence_number,
      old.licence_issue_date, old.licence_country, old.email, old.phone, old.postal_address, old.channel, old.language)
    is distinct from (new.round, new.submitted_at, new.email_bounced, new.last_name, new.first_names, new.usage_name, new.birth_date, new.birth_place, new.licence_number,
      new.licence_issue_date, new.licence_country, new.email, new.phone, new.postal_address, new.channel, new.language))
  execute function core.note_changed_row('account');
create or replace trigger application_change_is_noted after update on core.application for each row
  when ((old.step, old.round, old.promise, old.delivery_address, old.invoice_address, old.invoice_addressee, old.submitted_at)
    is distinct from (new.step, new.round, new.promise, new.delivery_address, new.invoice_address, new.invoice_addressee, new.submitted_at))
  execute function core.note_changed_row('application');
create or replace trigger card_change_is_noted after update on core.card for each row
  when ((old.serial, old.expires_on, old.dispatched_at, old.activated_at, old.printed_address, old.content, old.taken_by, old.take_attempt, old.take_until, old.accepted_at)
    is distinct from (new.serial, new.expires_on, new.dispatched_at, new.activated_at, new.printed_address, new.content, new.taken_by, new.take_attempt, new.take_until, new.accepted_at))
  execute function core.note_changed_row('card');
create or replace trigger quality_claim_change_is_noted after update on core.quality_claim for each row
  when (old.statement is distinct from new.statement) execute function core.note_changed_row('quality_claim');
create or replace trigger returned_dispatch_change_is_noted after update on core.returned_dispatch for each row
  when ((old.address, old.postal_reason, old.misprinted) is distinct from (new.address, new.postal_reason, new.misprinted))
  execute function core.note_changed_row('returned_dispatch');
create or replace trigger training_data_is_noted after update on core.training for each row
  when ((old.kind, old.qualification, old.licence_number, old.last_name, old.first_names, old.birth_date, old.issued_on, old.gives_right)
    is distinct from (new.kind, new.qualification, new.licence_number, new.last_name, new.first_names, new.birth_date, new.issued_on, new.gives_right))
  execute function core.note_changed_row('training');

-- What was received at a desk is seen from the end of its grace on.
create or replace function core.note_reception() returns trigger
  language plpgsql
  as $$
begin
  if new.received_at is null and old.received_effective_at > core.now() then
    perform core.unnote_change(tg_argv[0], new.id, new.driver_id, old.received_effective_at);
  else
    perform core.note_change(tg_argv[0], new.id, new.driver_id, case when new.received_at is not null then new.received_effective_at end);
  end if;
  return null;
end
$$;
create or replace trigger card_reception_is_noted after update of received_at on core.card for each row
  when (old.received_at is distinct from new.received_at) execute function core.note_reception('card');
create or replace trigger quality_claim_reception_is_noted after update of received_at on core.quality_claim for each row
  when (old.received_at is distinct from new.received_at) execute function core.note_reception('quality_claim');

-- A sending is seen with its card: what was ordered or withdrawn from the end of its grace on, what was undone within it never.
create or replace function core.note_dispatch() returns trigger
  language plpgsql
  as $$
declare
  v_dispatch core.dispatch := coalesce(new, old);
  v_driver bigint := (select c.driver_id from core.card c where c.id = v_dispatch.card_id);
begin
  if tg_op = 'INSERT' then
    perform core.note_change('card', new.card_id, v_driver, new.effective_at, new.decision_id);
  elsif tg_op = 'DELETE' then
    perform core.unnote_change('card', old.card_id, v_driver, old.effective_at);
  elsif old.state_effective_at > core.now() and old.state <> new.state then
    perform core.unnote_change('card', new.card_id, v_driver, old.state_effective_at);
  else
    perform core.note_change('card', new.card_id, v_driver, greatest(new.effective_at, new.state_effective_at),
      case when new.state_effective_at > core.now() then new.state_decision end);
  end if;
  return null;
end
$$;
create or replace trigger dispatch_is_noted after insert or update or delete on core.dispatch for each row execute function core.note_dispatch();

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
    perform core.note_change('returned_dispatch', r.id, r.driver_id) from core.returned_dispatch r where r.id = (v_row ->> 'returned_dispatch_id')::bigint;
  elsif tg_op = 'UPDATE' and (to_jsonb(old) ->> 'effective_at')::timestamptz > core.now() then
    -- What ended the application was undone: nobody has seen anything of it.
    delete from core.status s where s.object = 'training' and s.object_id = (v_row ->> 'training_id')::bigint and s.is_repeat and s.position is null
      and s.effective_at = (to_jsonb(old) ->> 'effective_at')::timestamptz;
  else
    -- Whether the right of a training is unused.
    perform core.note_change('training', t.id, t.driver_id, (v_row ->> 'effective_at')::timestamptz) from core.training t where t.id = (v_row ->> 'training_id')::bigint;
  end if;
  return null;
end
$$;
create or replace trigger document_is_noted after insert or delete or update of replaced_at on core.document for each row execute function core.note_changed_part();
create or replace trigger payment_is_noted_of_its_return after insert on core.payment
  for each row when (new.returned_dispatch_id is not null) execute function core.note_changed_part();
create or replace trigger application_is_noted_of_its_training after insert on core.application
  for each row when (new.training_id is not null) execute function core.note_changed_part();
create or replace trigger application_end_is_noted_of_its_training after update of state on core.application
  for each row when (new.training_id is not null and old.state is distinct from new.state and (new.state in ('cancelled', 'closed') or old.state in ('cancelled', 'closed')))
  execute function core.note_changed_part();
create or replace trigger application_deletion_is_noted_of_its_training after delete on core.application
  for each row when (old.training_id is not null) execute function core.note_changed_part();

-- What is read next says more than that something changed; what is still hidden says nothing yet.
create or replace function core.note_instead() returns trigger
  language plpgsql
  as $$
begin
  delete from core.status s where s.id in (
    select c.id from core.status c where c.object = new.object and c.object_id = new.object_id and c.is_repeat and c.position is null
      and c.decision_id is null and c.effective_at <= core.now() for update skip locked);
  return new;
end
$$;
create or replace trigger status_says_more before insert on core.status
  for each row when (not new.is_repeat and new.effective_at <= new.at) execute function core.note_instead();
