-- desk: what an agent records is committed when he records it. Times are those of the transaction's start, and so is the grace: a
-- transaction held open would be back-dated, and its decision take effect before anybody could see it.

-- Refuses an agent's transaction of which too much time has passed. The last thing that it does before it is committed: what waited for a
-- lock has waited.
create or replace function core.refuse_late_commit() returns void
  language plpgsql
  as $$
declare
  v_age interval := clock_timestamp() - now();
begin
  if core.is_agents() and v_age > core.span('commit_within') then
    perform core.refuse('PU082', jsonb_build_object('seconds', ceil(extract(epoch from v_age))));
  end if;
end
$$;

-- Looks at each decision and event once more as it is committed: refused where too long has passed (the setting commit_within), and where
-- this is not the commit. A deferred trigger can be made to run early (set constraints, prepare transaction), after which nothing would
-- look again: run by a function, it has more than its own line of context; run by a command, that command's text says so. A cursor with
-- hold is worked out after the deferred triggers: none may be declared beside.
create or replace function core.require_prompt_commit() returns trigger
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_context text;
begin
  if not core.is_agents() then
    return null;
  end if;
  get diagnostics v_context = pg_context;
  if v_context like E'%\n%' or current_query() ~* 'constraints' or (current_setting('max_prepared_transactions')::integer > 0
    and current_query() ~* 'prepare')
    or exists (select from pg_cursors where is_holdable and creation_time >= now()) then
    perform core.refuse('PU082:alone', jsonb_build_object('table', tg_table_name));
  end if;
  perform core.refuse_late_commit();
  return null;
end
$$;

drop trigger if exists decision_is_prompt on core.decision;
create constraint trigger decision_is_prompt after insert on core.decision deferrable initially deferred
  for each row when (new.agent = session_user) execute function core.require_prompt_commit();
drop trigger if exists event_is_prompt on core.case_event;
create constraint trigger event_is_prompt after insert on core.case_event deferrable initially deferred
  for each row when (new.by = session_user) execute function core.require_prompt_commit();
drop trigger if exists setting_is_prompt on core.setting_value;
create constraint trigger setting_is_prompt after insert or update on core.setting_value deferrable initially deferred
  for each row when (new.set_by = session_user) execute function core.require_prompt_commit();

-- An undo that began within the grace and is committed after it would take back what was seen.
create or replace function core.require_undo_in_grace() returns trigger
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
begin
  perform core.refuse_taken_effect(new.kind, case when new.decision_id is not null then new.case_id end, new.reference, new.effective_at,
    false);
  return null;
end
$$;
drop trigger if exists undo_is_in_grace on core.act;
create constraint trigger undo_is_in_grace after update of undone_at on core.act deferrable initially deferred
  for each row when (new.undone_at is not null) execute function core.require_undo_in_grace();
