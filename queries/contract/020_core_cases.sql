-- core: cases and what they are about, along their lifecycles.

-- Moves an account along its lifecycle.
create or replace function core.move_account(p_driver bigint, p_action text) returns void
  language plpgsql
  as $$
declare
  v_state text;
begin
  select a.state into v_state from core.account a where a.driver_id = p_driver for no key update;
  v_state := core.next_state('account', v_state, p_action);
  update core.account set state = v_state where driver_id = p_driver;
  perform core.note_status('account', p_driver, p_driver, v_state);
end
$$;

create or replace function core.move_application(p_application bigint, p_action text) returns void
  language plpgsql
  as $$
declare
  v_application core.application;
begin
  select * into v_application from core.application a where a.id = p_application for no key update;
  v_application.state := core.next_state('application', v_application.state, p_action);
  update core.application set state = v_application.state where id = p_application;
  perform core.note_status('application', p_application, v_application.driver_id, v_application.state);
end
$$;

-- Opens a case for what came in (core.intake says in which queue), its clock starting now; one that waits (for a card, for an answer) has
-- no clock yet.
create or replace function core.open_case(
  p_work text, p_driver bigint, p_application bigint default null, p_state text default 'open', p_reserved_for text default null)
  returns bigint
  language plpgsql
  as $$
declare
  v_id bigint;
  v_queue text := (select i.queue from core.intake i where i.work = p_work);
begin
  insert into core.desk_case (
    queue, driver_id, application_id, state, lane, started_at, claim_order, opened_at, decided_at, reserved_for, reserved_until)
  values (
    v_queue, p_driver, p_application, p_state, case when p_reserved_for is null then 'common' else 'reserved' end,
    core.now(), core.now(), core.now(), case when p_state <> 'open' then core.now() end,
    p_reserved_for, case when p_reserved_for is not null then core.now() + core.reservation(v_queue) end)
  returning id into v_id;
  if p_state = 'open' then
    insert into core.case_round (case_id, round, queue, started_at) values (v_id, 1, v_queue, core.now());
  end if;
  perform core.add_event(v_id, p_driver, 'opened');
  return v_id;
end
$$;

-- What happened to a case or a driver besides decisions.
create or replace function core.add_event(p_case bigint, p_driver bigint, p_kind text, p_text text default '') returns void
  language sql
  as $$
    insert into core.case_event (case_id, driver_id, at, by, kind, text)
    values (p_case, p_driver, core.now(), session_user, p_kind, p_text)
  $$;

-- What a waiting case waited for is there: it comes back with a new clock, reserved for the agent who settled the round before. The first
-- time it is the first round, afterwards round + 1.
create or replace function core.reopen_case(p_case bigint, p_action text default 'resubmit', p_event text default 'resubmitted')
  returns void
  language plpgsql
  as $$
declare
  v_case core.desk_case;
  v_agent text;
begin
  select * into v_case from core.desk_case where id = p_case for no key update;
  perform core.next_state('case', v_case.state, p_action);
  update core.information_request set answered_at = core.now()
    where case_id = p_case and answered_at is null and withdrawn_at is null and effective_at <= core.now();
  select agent into v_agent from core.decision where id = v_case.last_decision;
  update core.desk_case c set
    state = 'open', lane = case when v_agent is null then 'common' else 'reserved' end,
    round = c.round + case when exists (select from core.case_round r where r.case_id = p_case and r.round = c.round) then 1 else 0 end,
    version = version + 1, started_at = core.now(),
    claim_order = case when urgent then core.now() - interval '100 years' else core.now() end,
    decided_at = null, unreachable = false, reminded_at = null, holder = null, lease_token = null, lease_until = null,
    escalated_by = null, escalation_reason = null,
    reserved_for = v_agent, reserved_until = case when v_agent is not null then core.now() + core.reservation(queue) end
  where id = p_case returning * into v_case;
  delete from core.hold where case_id = p_case;
  insert into core.case_round (case_id, round, queue, started_at) values (p_case, v_case.round, v_case.queue, core.now());
  perform core.add_event(p_case, v_case.driver_id, p_event);
end
$$;

-- Agents lock a case before what it is about; so does whatever may end a driver's cases.
create or replace function core.lock_cases_of(p_driver bigint) returns void
  language plpgsql
  as $$
begin
  perform from core.desk_case c where c.driver_id = p_driver and c.state in ('open', 'waiting') order by c.id for no key update;
end
$$;

-- A case that has lost its object: it leaves its queue for good, whoever held it.
create or replace function core.end_case(p_case bigint, p_why text) returns void
  language plpgsql
  as $$
declare
  v_case core.desk_case;
begin
  update core.desk_case c set
    state = 'closed', lane = 'common', version = c.version + 1, decided_at = core.now(),
    holder = null, lease_token = null, lease_until = null, reserved_for = null, reserved_until = null,
    escalated_by = null, escalation_reason = null
  where c.id = p_case and c.state in ('open', 'waiting') returning * into v_case;
  if found then
    delete from core.hold where case_id = p_case;
    delete from core.flag where case_id = p_case;
    perform core.add_event(p_case, v_case.driver_id, 'ended', p_why);
  end if;
end
$$;
