-- desk: into whose hands a case comes, and how soon: escalation, assignment, urgency.

-- Hands a case to the supervisors; it keeps its clock. On a decided case: marks it for their review.
create or replace function desk.escalate(p_request uuid, p_case bigint, p_reason text) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_replay jsonb;
  v_case core.desk_case;
  v_event bigint;
  v_reason text := core.check_text('reason', p_reason, 2000, true);
begin
  v_replay := core.begin_request(p_request, 'escalate', jsonb_build_array(p_case, v_reason));
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  if v_reason = '' then
    perform core.refuse('PU062:needed', jsonb_build_object('field', 'reason'));
  end if;
  v_case := core.require_case(p_case);
  perform core.next_state('case', v_case.state, 'escalate');
  if v_case.escalated_by = session_user and v_case.escalation_reason = v_reason
    and (v_case.state <> 'open' or v_case.lane = 'escalated' and v_case.holder is null) then
    perform core.forget_act(p_request);
    perform core.end_request(p_request, to_jsonb(v_case.state));
    return v_case.state;
  end if;
  if v_case.state = 'open' then
    perform core.refuse_if_held(v_case);
    update core.desk_case set
      lane = 'escalated', holder = null, lease_token = null, lease_until = null, reserved_for = null, reserved_until = null
    where id = p_case;
    delete from core.hold where case_id = p_case;
  end if;
  update core.desk_case set escalated_by = session_user, escalation_reason = v_reason where id = p_case;
  insert into core.case_event (case_id, driver_id, at, by, kind, text)
    values (p_case, v_case.driver_id, core.now(), session_user, 'escalated', v_reason)
    returning id into v_event;
  perform core.note_act(p_request, p_case, null, '', core.now() + core.span('grace'),
    jsonb_build_object('event', v_event, 'state', v_case.state, 'lane', v_case.lane,
      'holder', case when v_case.lease_until > core.now() then v_case.holder end,
      'reserved_for', v_case.reserved_for, 'reserved_until', v_case.reserved_until,
      'escalated_by', v_case.escalated_by, 'escalation_reason', v_case.escalation_reason));
  perform core.end_request(p_request, to_jsonb(v_case.state));
  return v_case.state;
end
$$;

-- Gives an open case to an agent who works in its queue: reserved for him, an escalation is sent back with it. Refused unless p_insist
-- where an agent holds it at this moment, and where another supervisor has just given it to somebody. taken_from: who held it.
create or replace function desk.assign(p_request uuid, p_case bigint, p_agent text, p_insist boolean default false)
  returns table (agent text, taken_from text)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_column
declare
  v_answer jsonb := core.begin_request(p_request, 'assign', jsonb_build_array(p_case, p_agent, p_insist));
  v_case core.desk_case;
  v_assigned core.case_event;
  v_holder text;
begin
  if v_answer is null then
    v_case := core.require_case(p_case);
    perform core.require_right('assign');
    perform core.refuse_unless_open(v_case);
    perform core.next_state('case', v_case.state, 'assign');
    if not core.is_agent(p_agent) then
      perform core.refuse('PU063', jsonb_build_object('agent', p_agent));
    end if;
    if not core.is_entitled(p_agent, v_case.queue) then
      perform core.refuse('PU064', jsonb_build_object('queue', v_case.queue, 'agent', p_agent));
    end if;
    v_holder := case
      when v_case.lease_until > core.now() and v_case.holder <> p_agent and v_case.holder <> session_user then v_case.holder end;
    if v_holder is not null and not coalesce(p_insist, false) then
      perform core.refuse('PU076',
        jsonb_build_object('case', p_case, 'holder', v_holder, 'agent', p_agent, 'until', core.seconds(v_case.lease_until)));
    end if;
    v_assigned := core.assignment_of(v_case);
    if v_assigned."by" <> session_user and v_assigned.text <> p_agent and not coalesce(p_insist, false) then
      perform core.refuse('PU079',
        jsonb_build_object('case', p_case, 'agent', v_assigned.text, 'by', v_assigned."by", 'at', core.seconds(v_assigned.at)));
    end if;
    update core.desk_case set
      lane = 'reserved', reserved_for = p_agent, reserved_until = core.now() + core.reservation(queue),
      holder = case when v_case.holder = p_agent then v_case.holder end,
      lease_token = case when v_case.holder = p_agent then v_case.lease_token end,
      lease_until = case when v_case.holder = p_agent then v_case.lease_until end,
      escalated_by = null, escalation_reason = null
    where id = p_case;
    delete from core.hold h where h.case_id = p_case and h.agent <> p_agent;
    if v_assigned."by" = session_user and v_assigned.text = p_agent and v_holder is null then
      -- Said again: it is kept for him a while longer.
      perform core.forget_act(p_request);
    else
      insert into core.case_event (case_id, driver_id, at, by, kind, text)
        values (p_case, v_case.driver_id, core.now(), session_user, 'assigned', p_agent);
      perform core.note_act(p_request, p_case, null, p_agent);
    end if;
    v_answer := jsonb_build_object('agent', p_agent, 'taken_from', v_holder);
    perform core.end_request(p_request, v_answer);
  end if;
  return query select * from jsonb_to_record(v_answer) as r(agent text, taken_from text);
end
$$;

-- Puts a case before all others of its queue, or back in its place.
create or replace function desk.urgent(p_request uuid, p_case bigint, p_urgent boolean) returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_case core.desk_case;
begin
  if core.begin_request(p_request, 'urgent', jsonb_build_array(p_case, p_urgent)) is not null then
    return;
  end if;
  v_case := core.require_case(p_case);
  perform core.require_right('urgent');
  if p_urgent is null then
    perform core.refuse('PU062:choice', jsonb_build_object('field', 'urgent', 'possible', array['true', 'false']));
  end if;
  perform core.refuse_unless_open(v_case);
  perform core.next_state('case', v_case.state, 'urgent');
  if v_case.urgent = p_urgent then
    perform core.forget_act(p_request);
    perform core.end_request(p_request, 'true');
    return;
  end if;
  update core.desk_case set
    urgent = p_urgent, claim_order = case when p_urgent then started_at - interval '100 years' else started_at end
  where id = p_case;
  insert into core.case_event (case_id, driver_id, at, by, kind, text)
    values (p_case, v_case.driver_id, core.now(), session_user, 'urgent', case when p_urgent then 'on' else 'off' end);
  perform core.note_act(p_request, p_case, null, case when p_urgent then 'on' else 'off' end);
  perform core.end_request(p_request, 'true');
end
$$;
