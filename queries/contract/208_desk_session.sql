-- desk: who I am, and in which queues I work.

create or replace function core.is_agent(p_login text) returns boolean
  language sql stable
  as $$ select exists (select from pg_roles where rolname = p_login and rolcanlogin and pg_has_role(oid, 'pupitre_agent', 'member')) $$;

-- Whether an agent works in a queue: what a supervisor granted, else the setting; who may take any case always does.
create or replace function core.is_entitled(p_agent text, p_queue text) returns boolean
  language plpgsql stable
  as $$
begin
  return core.may('take_any', p_agent)
    or coalesce((select e.granted from core.entitlement e where e.agent = p_agent and e.queue = p_queue),
      core.setting('queues_open_to_all')::boolean);
end
$$;

create or replace function core.require_entitlement(p_queue text) returns void
  language plpgsql stable
  as $$
begin
  if not core.is_entitled(session_user, p_queue) then
    perform core.refuse('PU064', jsonb_build_object('queue', p_queue, 'agent', session_user));
  end if;
end
$$;

-- supervised: what supervisors may do and agents may not, whoever asks; refused: what of the lifecycle whoever asks may not do.
create or replace function desk.session(
  out agent text, out supervisor boolean, out supervised text[], out refused text[], out now_epoch bigint, out lease_seconds integer,
  out grace_seconds integer)
  language sql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$
    select session_user, pg_has_role(session_user, 'pupitre_supervisor', 'member'),
      array(select l.action from core.lifecycle l group by l.action
        having bool_or(l.role_name = 'pupitre_supervisor') and not bool_or(l.role_name = 'pupitre_agent') order by l.action),
      array(select distinct l.action from core.lifecycle l where not core.may(l.action) order by l.action),
      extract(epoch from core.now())::bigint,
      extract(epoch from core.span('lease'))::integer, extract(epoch from core.span('grace'))::integer
  $$;
