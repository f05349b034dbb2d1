-- core: what is not yet in effect. While an act that can be taken back is done (core.acting) triggers keep what it changes as it was
-- (core.in_grace): services are shown that until it takes effect (core.shown_…), and undo puts it back. What an act has changed is kept
-- nowhere else.

-- What this transaction writes from here to core.end_grace belongs to an act that can be taken back until p_effective.
create or replace function core.begin_grace(p_act bigint, p_effective timestamptz) returns void
  language plpgsql
  as $$
begin
  if p_effective > core.now() then
    insert into core.acting (transaction, act, decision_id, effective_at)
      select pg_current_xact_id(), a.id, a.decision_id, p_effective from core.act a where a.id = p_act;
    -- What took effect a while ago nobody asks for any more.
    delete from core.in_grace g where (g.act, g.id) in (
      select o.act, o.id from core.in_grace o where o.effective_at < core.now() - interval '10 minutes'
      order by o.effective_at limit 50 for update skip locked);
  end if;
end
$$;

create or replace function core.end_grace() returns void
  language sql
  as $$ delete from core.acting a where a.transaction = pg_current_xact_id() $$;

-- What this transaction is doing; null where what it writes is in effect at once.
create or replace function core.acting_now() returns core.acting
  language plpgsql stable
  as $$
begin
  return (select a from core.acting a where a.transaction = pg_current_xact_id_if_assigned());
end
$$;

-- Notes a status of an object, seen from the effect of what is being done on. Of an undo nothing: nobody has seen what is undone.
create or replace function core.note_status(p_object text, p_id bigint, p_driver bigint, p_state text) returns void
  language plpgsql
  as $$
declare
  v_acting core.acting := core.acting_now();
begin
  if v_acting.is_undo then
    return;
  end if;
  insert into core.status (object, object_id, state, at, effective_at, decision_id, driver_id)
  values (p_object, p_id, p_state, core.now(), coalesce(v_acting.effective_at, core.now()), v_acting.decision_id, p_driver);
end
$$;

-- Keeps a row as it was before the act of this transaction. Arguments: the column of its number, the second one of its key ('' where there
-- is none), and the columns that an act may change and services are shown as they were; where there are none the whole row is kept.
create or replace function core.keep_before() returns trigger
  language plpgsql
  as $$
declare
  v_acting core.acting;
  v_row jsonb;
  v_before jsonb;
begin
  select * into v_acting from core.acting a where a.transaction = pg_current_xact_id();
  if not found or v_acting.is_undo then
    return null;
  end if;
  v_row := to_jsonb(case tg_op when 'INSERT' then new else old end);
  if tg_op = 'DELETE' or tg_op = 'UPDATE' and tg_nargs = 2 then
    v_before := v_row;
  elsif tg_op = 'UPDATE' then
    select jsonb_object_agg(o.key, o.value) into v_before
      from jsonb_each(v_row) as o where o.value is distinct from to_jsonb(new) -> o.key;
    if v_before is null then
      return null;
    end if;
    -- A view that does not show the former value would tell of the act before its time.
    if exists (select from jsonb_object_keys(v_before) as k where not k = any (tg_argv[2:])) then
      raise exception 'core.shown_% would show what an act has changed in it: %', tg_table_name, v_before;
    end if;
  end if;
  insert into core.in_grace (act, object, object_id, part, is_deleted, before, effective_at)
    values (
      v_acting.act, tg_table_name, (v_row ->> tg_argv[0])::bigint, coalesce(v_row ->> nullif(tg_argv[1], ''), ''),
      tg_op = 'DELETE', v_before, v_acting.effective_at);
  return null;
end
$$;

-- Each table in which an act that can be taken back writes, what it may do there, and what of it services are shown as it was. A test
-- compares this with what acts write.
do $$
declare
  kept record;
begin
  for kept in
    select * from (values
      ('account', 'driver_id', '', 'update', '{state}'::text[]),
      ('application', 'id', '', 'update', '{state}'),
      ('card', 'id', '', 'insert or update', '{state, voided_at, void_reason, received_at, received_by}'),
      ('dispatch', 'id', '', 'insert or update', '{state}'),
      ('returned_dispatch', 'id', '', 'insert or update', '{state}'),
      ('payment', 'id', '', 'update', '{state, settled_at}'),
      ('quality_claim', 'id', '', 'update',
        '{received_at, received_by, received_serial, outcome, outcome_at, decision_id, answered_at, corrected,
        attribution_reminded_at}'),
      ('information_request', 'id', '', 'insert or update', '{withdrawn_at}'),
      ('training', 'id', '', 'update', '{driver_id, attached_at, attached_by}'),
      ('certificate', 'id', '', 'insert', '{}'),
      ('notification', 'id', '', 'insert', '{}'),
      ('invoice', 'id', '', 'insert', '{}'),
      ('status', 'id', '', 'insert', '{}'),
      ('case_round', 'case_id', 'round', 'insert', '{}'),
      ('flag', 'case_id', 'item', 'delete', '{}'),
      -- Claims and leases, which are many, are passed over.
      ('desk_case', 'id', '', 'update of state, last_decision, unreachable', '{}')
    ) as k(name, id, part, operations, shown)
  loop
    execute format('create or replace trigger keep_before after %s on core.%I for each row execute function core.keep_before(%s)',
      kept.operations, kept.name, (select string_agg(quote_literal(a), ', ') from unnest(array[kept.id, kept.part] || kept.shown) as a));
    continue when kept.shown = '{}';
    -- The row as it was before the earliest act that is not yet in effect; what such an act has made is not there.
    execute format('create or replace view core.shown_%1$I as
        select %2$s from core.%1$I t cross join lateral (
          select bool_or(g.before is null) as is_made,
            jsonb_object_agg(e.key, e.value order by g.id desc) filter (where e.key is not null) as before
          from core.in_grace g left join lateral jsonb_each(g.before) as e on true
          where g.object = %1$L and g.object_id = t.%3$I and g.effective_at > core.now()) as n
        where n.is_made is not true',
      kept.name, (select string_agg(case when a.attname = any (kept.shown)
          then format('case when n.before ? %1$L then (jsonb_populate_record(t, n.before)).%1$I else t.%1$I end as %1$I', a.attname)
          else format('t.%I', a.attname) end, ', ' order by a.attnum)
        from pg_attribute a where a.attrelid = ('core.' || kept.name)::regclass and a.attnum > 0 and not a.attisdropped), kept.id);
  end loop;
end
$$;

-- Whether an act that can be taken back has something to do with this object.
create or replace function core.is_in_grace(p_object text, p_id bigint) returns boolean
  language plpgsql stable
  as $$
begin
  return exists (select from core.in_grace g where g.object = p_object and g.object_id = p_id and g.effective_at > core.now());
end
$$;

-- The state in which services are shown an object now.
create or replace function core.shown_state(p_object text, p_id bigint) returns text
  language plpgsql stable
  as $$
begin
  return case p_object
    when 'account' then (select a.state from core.shown_account a where a.driver_id = p_id)
    when 'application' then (select a.state from core.shown_application a where a.id = p_id)
    when 'card' then (select c.state from core.shown_card c where c.id = p_id)
    when 'dispatch' then (select d.state from core.shown_dispatch d where d.id = p_id)
    when 'payment' then (select p.state from core.shown_payment p where p.id = p_id)
    when 'quality_claim' then (
      select a.state from core.quality_claim q join core.shown_application a on a.id = q.application_id where q.id = p_id)
    when 'returned_dispatch' then (select r.state from core.shown_returned_dispatch r where r.id = p_id)
    when 'training' then (
      select case when t.state = 'cancelled' then t.state when t.driver_id is not null then 'attached' else 'recorded' end
      from core.shown_training t where t.id = p_id) end;
end
$$;

-- A state as a service is shown it, or as it is for whoever works at a desk.
create or replace function core.seen(p_state text, p_object text, p_id bigint, p_shown boolean) returns text
  language sql stable
  as $$ select case when p_shown then core.shown_state(p_object, p_id) else p_state end $$;

create or replace function core.objects_of_act(p_act bigint, p_object text, p_made boolean default null) returns setof bigint
  language sql stable
  as $$
    select distinct g.object_id from core.in_grace g
    where g.act = p_act and g.object = p_object and (g.before is null) is not distinct from coalesce(p_made, g.before is null)
  $$;

-- Locks what an act has changed, before the clock is read: whoever takes it afterwards passes it over, and who took it before is seen.
-- Whether something of it was taken already. Documents before messages, as where they are numbered.
create or replace function core.lock_changes(p_act bigint) returns boolean
  language plpgsql
  as $$
begin
  perform from core.in_grace g where g.act = p_act order by g.id for update;
  perform from core.card c where c.id in (select core.objects_of_act(p_act, 'card')) order by c.id for no key update;
  perform from core.dispatch d where d.id in (select core.objects_of_act(p_act, 'dispatch')) order by d.id for no key update;
  perform from core.invoice i where i.id in (select core.objects_of_act(p_act, 'invoice')) order by i.id for no key update;
  perform from core.notification n where n.id in (select core.objects_of_act(p_act, 'notification')) order by n.id for no key update;
  return exists (select from core.card c where c.id in (select core.objects_of_act(p_act, 'card', true)) and c.state <> 'ordered')
    or exists (select from core.dispatch d where d.id in (select core.objects_of_act(p_act, 'dispatch', true)) and d.state <> 'ordered')
    or exists (select from core.invoice i where i.id in (select core.objects_of_act(p_act, 'invoice')) and i.number is not null)
    or exists (select from core.notification n where n.id in (select core.objects_of_act(p_act, 'notification')) and n.attempt > 0);
end
$$;

-- Puts back what an act has changed, the last change first, in silence. What others wrote since in other columns stays. A case comes back
-- in nobody's hands, and whoever has read it has read what is no longer so.
create or replace function core.put_back(p_act bigint) returns void
  language plpgsql
  as $$
declare
  v_change core.in_grace;
  v_key text;
begin
  insert into core.acting (transaction, act, effective_at, is_undo) values (pg_current_xact_id(), p_act, core.now(), true);
  for v_change in select * from core.in_grace g where g.act = p_act order by g.id desc loop
    v_key := case v_change.object when 'account' then 't.driver_id = $1' when 'case_round' then 't.case_id = $1 and t.round::text = $2'
      else 't.id = $1' end;
    if v_change.is_deleted then
      execute format('insert into core.%1$I select r.* from jsonb_populate_record(null::core.%1$I, $1) as r on conflict do nothing',
        v_change.object) using v_change.before;
    elsif v_change.before is null then
      execute format('delete from core.%I t where %s', v_change.object, v_key) using v_change.object_id, v_change.part;
    else
      execute format('update core.%1$I t set %2$s from jsonb_populate_record(null::core.%1$I, $3) as r where %3$s', v_change.object,
        (select string_agg(format('%1$I = r.%1$I', k), ', ') from jsonb_object_keys(v_change.before) as k
          where not (v_change.object = 'desk_case' and k in ('id', 'version', 'holder', 'lease_token', 'lease_until'))), v_key)
        using v_change.object_id, v_change.part, v_change.before;
    end if;
  end loop;
  with gone as (delete from core.in_grace g where g.act = p_act returning g.object, g.object_id),
    free as (delete from core.hold h using gone where gone.object = 'desk_case' and h.case_id = gone.object_id)
    update core.desk_case c set version = c.version + 1, holder = null, lease_token = null, lease_until = null
      from gone where gone.object = 'desk_case' and c.id = gone.object_id;
  perform core.end_grace();
end
$$;
