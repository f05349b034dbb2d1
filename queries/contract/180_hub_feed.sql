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
  perform core.fail('PU032', 'the decision took effect: it can no longer be undone', 'A supervisor can overturn it.',
    jsonb_build_object('object', old.object, 'id', old.object_id));
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
      perform core.fail('PU032', 'the decision took effect: it can no longer be undone', 'A supervisor can overturn it.',
        jsonb_build_object('object', p_object, 'id', p_id));
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

create or replace function core.note_invoice() returns trigger
  language plpgsql
  as $$
begin
  perform core.note_status('invoice', new.id, new.driver_id, 'issued', new.effective_at, new.decision_id);
  return null;
end
$$;
create or replace trigger invoice_is_noted after insert on core.invoice for each row execute function core.note_invoice();

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
  for each row when (new.object = 'application') execute function core.note_quality_claim();

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

-- Which objects a caller may follow, whoever's they are; null for a centre or a factory, which follows its own.
create or replace function core.followed_objects() returns text[]
  language sql stable
  as $$
    select array_agg(distinct right_to.object)
    from (values
      ('pupitre_portal', 'account'), ('pupitre_portal', 'application'), ('pupitre_portal', 'card'), ('pupitre_portal', 'quality_claim'),
      ('pupitre_portal', 'returned_dispatch'), ('pupitre_portal', 'payment'), ('pupitre_portal', 'information_request'), ('pupitre_portal', 'invoice'),
      ('pupitre_portal', 'certificate'), ('pupitre_portal', 'training'),
      ('pupitre_payment', 'payment'), ('pupitre_mailer', 'invoice'), ('pupitre_mailer', 'certificate'),
      ('pupitre_mailroom', 'card'), ('pupitre_mailroom', 'quality_claim'), ('pupitre_mailroom', 'returned_dispatch')
    ) as right_to(role_name, object)
    where pg_has_role(session_user, right_to.role_name, 'member')
  $$;

-- Gives positions to what is committed and has taken effect and has none. One caller at a time, until he commits: so whoever sees a position sees all
-- those before it, and what commits late comes after what was read. In the order of ids: that of each object's life, for it is locked while it changes.
create or replace function core.give_positions() returns void
  language plpgsql
  as $$
declare
  v_last bigint;
  v_given bigint;
begin
  if not exists (select from core.status s where s.position is null and s.effective_at <= core.now()) then
    return;
  end if;
  select f.last_position into v_last from core.feed f for no key update;
  -- Skipped where an undo has it: it is given later, or gone.
  with unread as materialized (
    select s.id, s.object, s.object_id from core.status s where s.position is null and s.effective_at <= core.now()
    order by s.effective_at, s.id limit 10000 for no key update skip locked
  ), whole as (
    -- With what each of these objects went through before, should that have been left for the next time.
    select unread.id from unread
    union
    select earlier.id from unread join core.status earlier on earlier.object = unread.object and earlier.object_id = unread.object_id
    where earlier.id < unread.id and earlier.position is null and earlier.effective_at <= core.now()
  ), numbered as (
    select whole.id, row_number() over (order by whole.id) as place from whole
  ), given as (
    update core.status s set position = v_last + numbered.place from numbered where s.id = numbered.id returning s.position
  )
  select max(given.position) into v_given from given;
  update core.feed f set last_position = v_given where v_given is not null;
end
$$;

-- What happened after a position, in order, at most so many of what is the caller's. Keep the last row's position once the transaction has committed,
-- and ask from there. A row without an object says only how far the reader has come. after null: one such row, for a reader that begins.
create or replace function hub.read_changes(after bigint, maximum integer default 1000)
  returns table ("position" bigint, driver bigint, object text, id bigint, state text, at timestamptz)
  -- A reader that keeps its transaction open makes others wait: not for ever.
  language plpgsql security definer set lock_timeout = '5s' set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_maximum integer := least(greatest(coalesce(maximum, 1000), 1), 10000);
  v_objects text[] := core.followed_objects();
  v_centre boolean := pg_has_role(session_user, 'pupitre_centre', 'member');
  v_factory boolean := pg_has_role(session_user, 'pupitre_factory', 'member');
  v_end bigint;
  v_change record;
  v_count integer := 0;
  v_shown bigint;
begin
  select s.position into v_end from core.status s where s.position > after order by s.position offset v_maximum - 1 limit 1;
  if not found then
    perform core.give_positions();
  end if;
  if after is null then
    return query select f.last_position, null::bigint, null::text, null::bigint, null::text, core.now() from core.feed f;
    return;
  end if;
  -- A bounded stretch: whoever may see little of it gets on by the closing row.
  select max(stretch.position) into v_end
    from (select s.position from core.status s where s.position > after order by s.position limit greatest(v_maximum, 1000)) as stretch;
  for v_change in
    select s.position, case when v_objects is null then null else s.driver_id end as driver, s.object, s.object_id, s.state, s.at
    from core.status s
    where s.position > after and s.position <= v_end
      and (s.object = any (v_objects)
        or (v_centre and s.object = 'training' and exists (select from core.training t where t.id = s.object_id and t.centre = session_user))
        or (v_factory and s.object = 'card' and exists (select from core.card c where c.id = s.object_id and c.taken_by = session_user)))
    order by s.position limit v_maximum
  loop
    position := v_change.position; driver := v_change.driver; object := v_change.object; id := v_change.object_id;
    state := v_change.state; at := v_change.at;
    v_count := v_count + 1;
    v_shown := v_change.position;
    return next;
  end loop;
  if v_count < v_maximum and v_end is not null and v_shown is distinct from v_end then
    position := v_end; driver := null; object := null; id := null; state := null; at := core.now();
    return next;
  end if;
end
$$;

grant execute on function hub.read_changes(bigint, integer)
  to pupitre_portal, pupitre_mailer, pupitre_payment, pupitre_centre, pupitre_mailroom, pupitre_factory;
