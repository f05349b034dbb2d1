-- core: what may be done and by whom (lifecycles), and requests: each is done once, and its act is noted.

-- Which right an action needs, and whether the lifecycle allows it: returns the next state.
create or replace function core.next_state(p_object text, p_state text, p_action text) returns text
  language plpgsql stable
  as $$
declare
  v_step core.lifecycle;
begin
  -- The same step may be the right of several roles: the caller's own first.
  select * into v_step from core.lifecycle where object = p_object and state = p_state and action = p_action
    order by pg_has_role(session_user, role_name, 'member') desc, role_name limit 1;
  if not found then
    perform core.refuse('PU006',
      jsonb_build_object('object', p_object, 'state', p_state, 'action', p_action,
        'possible', (select coalesce(jsonb_agg(distinct action order by action), '[]') from core.lifecycle where object = p_object
          and state = p_state)));
  end if;
  if not pg_has_role(session_user, v_step.role_name, 'member') then
    perform core.refuse_right(p_action, v_step.role_name);
  end if;
  return v_step.next_state;
end
$$;

-- Whether the lifecycle gives an action to a login, whatever it is done to. What is refused to all the same is the action's own affair.
create or replace function core.may(p_action text, p_login text default session_user) returns boolean
  language sql stable
  as $$ select exists (select from core.lifecycle l where l.action = p_action and pg_has_role(p_login::name, l.role_name, 'member')) $$;

create or replace function core.refuse_right(p_action text, p_role name) returns void
  language plpgsql
  as $$
begin
  perform core.refuse('42501', jsonb_build_object('action', p_action, 'role', p_role));
end
$$;

create or replace function core.require_right(p_action text) returns void
  language plpgsql stable
  as $$
declare
  v_role name := (select min(l.role_name::text) from core.lifecycle l where l.action = p_action);
begin
  if v_role is null then
    -- A fault of the contract's, and no refusal: nobody is told of it in words of his.
    raise exception 'the lifecycle knows no action %', p_action;
  end if;
  if not core.may(p_action) then
    perform core.refuse_right(p_action, v_role);
  end if;
end
$$;

-- Whether an agent asks, and not a service: agents are told of cases and of what is not shown yet.
create or replace function core.is_agents() returns boolean
  language sql stable
  as $$ select pg_has_role(session_user, 'pupitre_agent', 'member') $$;

-- What the act of a request was done to, and where it can be taken back, until when and how (core.begin_request notes that there is one).
create or replace function core.note_act(
  p_request uuid, p_case bigint, p_driver bigint, p_reference text default '', p_effective timestamptz default null,
  p_former jsonb default '{}')
  returns void
  language sql
  as $$
    update core.act a set case_id = p_case, driver_id = coalesce(p_driver, (select c.driver_id from core.desk_case c where c.id = p_case)),
      reference = coalesce(p_reference, ''),
      effective_at = p_effective, former = p_former
    where a.request_id = p_request
  $$;

-- A repetition that changed nothing is no act: what was done before it stays the last thing done.
create or replace function core.forget_act(p_request uuid) returns void
  language sql
  as $$ delete from core.act a where a.request_id = p_request $$;

-- The same request sent twice is done once: null the first time, the first answer afterwards. The first sending is waited for; its row is
-- locked even where nothing is written, so that the answer to a repeated one comes after a synchronous standby has the first.
create or replace function core.begin_request(p_request uuid, p_operation text, p_content jsonb) returns jsonb
  language plpgsql
  as $$
declare
  v_content bytea := sha256(convert_to(coalesce(p_content, 'null')::text, 'UTF8'));
  v_request core.request;
begin
  if p_request is null then
    perform core.refuse('PU062:request', jsonb_build_object('field', 'request'));
  end if;
  insert into core.request (id, caller, operation, content, at) values (p_request, session_user, p_operation, v_content, core.now())
    on conflict (id) do nothing;
  if found then
    -- Whatever an agent writes leaves an act, so that undo never takes back something else than what was done last.
    if p_operation <> 'undo' and core.is_agents() then
      insert into core.act (agent, at, kind, request_id) values (session_user, core.now(), p_operation, p_request);
    end if;
    return null;
  end if;
  select * into v_request from core.request where id = p_request for no key update;
  if v_request.caller <> session_user or v_request.operation <> p_operation or v_request.content <> v_content then
    perform core.refuse('PU030', jsonb_build_object('key', p_request));
  end if;
  return coalesce(v_request.result, 'null');
end
$$;

create or replace function core.end_request(p_request uuid, p_result jsonb) returns void
  language plpgsql
  as $$
begin
  update core.request set result = p_result where id = p_request;
end
$$;
