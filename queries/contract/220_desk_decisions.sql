-- desk: decisions. One transaction each: the ledger, the new states, the timeline, the notification, the order.

-- A decision that can still be undone is not followed by another one.
create or replace function core.refuse_unsettled(p_case core.desk_case) returns void
  language plpgsql stable
  as $$
declare
  v_former core.decision;
begin
  select d.* into v_former from core.decision d where d.id = p_case.last_decision and d.effective_at > core.now();
  if found then
    perform core.refuse(case when v_former.agent = session_user then 'PU017:mine' else 'PU017' end,
      jsonb_build_object('case', p_case.id, 'agent', v_former.agent, 'action', v_former.action,
        'until', core.seconds(v_former.effective_at)));
  end if;
end
$$;

-- The case in hand that a decision is made on, at the version that was read.
create or replace function core.case_to_decide(p_case bigint, p_token uuid, p_version integer, p_action text) returns core.desk_case
  language plpgsql
  as $$
declare
  v_case core.desk_case;
  v_settled_by text[];
begin
  if p_version is null then
    perform core.refuse('PU062:version', jsonb_build_object('field', 'version'));
  end if;
  v_case := core.held_case(p_case, p_token, p_version);
  perform core.require_entitlement(v_case.queue);
  perform core.refuse_unsettled(v_case);
  select q.settled_by into v_settled_by from core.queue q where q.queue = v_case.queue;
  if not p_action = any (v_settled_by) then
    perform core.refuse('PU028', jsonb_build_object('case', p_case, 'queue', v_case.queue, 'action', p_action, 'possible', v_settled_by));
  end if;
  return v_case;
end
$$;

-- The states before a decision: what it decided, and where an overturned return comes back to.
create or replace function core.former_states(p_case core.desk_case) returns jsonb
  language plpgsql stable
  as $$
begin
  return jsonb_build_object(
    'state', p_case.state, 'returned', (select r.state from core.returned_dispatch r where r.case_id = p_case.id));
end
$$;

create or replace function core.flags_of(p_case bigint) returns jsonb
  language plpgsql stable
  as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('item', f.item, 'reason', f.reason, 'comment', f.comment, 'agent', f.agent)
      order by i.rank), '[]')
    from core.flag f join core.item i on i.item = f.item where f.case_id = p_case
  );
end
$$;

create or replace function core.leave_queue(p_case bigint, p_state text, p_decision bigint) returns void
  language plpgsql
  as $$
begin
  update core.desk_case set
    state = p_state, lane = 'common', version = version + 1, decided_at = core.now(), last_decision = p_decision,
    holder = null, lease_token = null, lease_until = null, reserved_for = null, reserved_until = null,
    escalated_by = null, escalation_reason = null
  where id = p_case;
  delete from core.hold where case_id = p_case;
end
$$;

-- Approves or returns; v_replayed says whether this key had been recorded before.
create or replace function core.settle(
  p_key text, p_case bigint, p_token uuid, p_version integer, p_action text, p_comment text, p_suggestion jsonb, p_run text,
  out v_decision core.decision, out v_replayed boolean)
  language plpgsql
  as $$
declare
  v_case core.desk_case;
  v_content jsonb := jsonb_build_array(p_action, p_case, coalesce(p_comment, ''));
  v_comment text := core.check_text('comment', p_comment, 2000, true);
  v_subject text;
  v_flags jsonb;
  v_next text;
  v_effective timestamptz := core.now() + core.span('grace');
begin
  v_decision := core.recorded_decision(p_key, v_content, p_case);
  v_replayed := v_decision.id is not null;
  if v_replayed then
    return;
  end if;
  v_case := core.case_to_decide(p_case, p_token, p_version, p_action);
  v_subject := core.subject_of(v_case.queue);
  v_next := core.next_state('case', v_case.state, p_action);
  v_flags := core.flags_of(p_case);
  if p_action = 'approve' and v_flags <> '[]' then
    perform core.refuse('PU025', jsonb_build_object('case', p_case, 'count', jsonb_array_length(v_flags)));
  elsif p_action = 'return' and v_flags = '[]' then
    perform core.refuse('PU024', jsonb_build_object('case', p_case));
  elsif p_action = 'approve' and v_subject = 'application' then
    perform core.refuse_unseen_photo(v_case);
  end if;
  v_decision := core.append_decision(p_key, v_case, p_action, v_content, core.former_states(v_case), v_effective, null, p_token, p_run,
    p_comment => v_comment, p_flags => v_flags, p_suggestion => p_suggestion);
  perform core.leave_queue(p_case, v_next, v_decision.id);
  if v_subject = 'account' then
    perform core.move_account(v_case.driver_id, p_action);
  elsif v_subject = 'returned_dispatch' then
    perform core.move_return(p_case, 'to_correct');
  else
    perform core.move_application(v_case.application_id, p_action);
  end if;
  if p_action = 'return' then
    perform core.ask_driver(v_case, v_decision);
  elsif v_subject = 'account' then
    perform core.attach_waiting_trainings(v_case.driver_id);
    perform core.notify_driver(v_case.driver_id, 'account_approved', '{}', v_effective, v_decision.id);
  else
    perform core.order_card(v_case.application_id, v_effective, v_decision.id);
    perform core.notify_driver(v_case.driver_id, 'application_approved', jsonb_build_object('application', v_case.application_id),
      v_effective, v_decision.id);
  end if;
  perform core.end_grace();
end
$$;

-- Writes the information request from the flags and tells the driver; where he cannot be reached the case says so.
create or replace function core.ask_driver(p_case core.desk_case, p_decision core.decision) returns void
  language plpgsql
  as $$
declare
  v_request bigint;
  v_not_to text[];
  v_payload jsonb;
begin
  insert into core.information_request (
    case_id, round, decision_id, driver_id, application_id, requested_at, effective_at, delivery_address)
  values (
    p_case.id, p_case.round, p_decision.id, p_case.driver_id, p_case.application_id, core.now(), p_decision.effective_at,
    (select a.delivery_address from core.application a where a.id = p_case.application_id))
  returning id into v_request;
  insert into core.requested_item (request_id, item, reason, wording_version, comment)
    select v_request, f.item, f.reason, (
        select w.version from core.wording w where w.reason = f.reason and w.since <= core.now() order by w.version desc limit 1),
      f.comment
    from core.flag f where f.case_id = p_case.id;
  delete from core.flag where case_id = p_case.id;
  v_not_to := core.flagged_addresses(v_request);
  update core.desk_case set unreachable = core.reachable_by(p_case.driver_id, v_not_to) is null where id = p_case.id;
  select jsonb_build_object(
      'request', v_request, 'application', p_case.application_id, 'items', jsonb_agg(jsonb_build_object(
        'item', item.item, 'label', case a.language when 'fr' then item.label_fr else item.label_en end,
        'reason', i.reason, 'wording', case a.language when 'fr' then w.wording_fr else w.wording_en end) order by item.rank))
    into v_payload
    from core.requested_item i
      join core.item item on item.item = i.item
      join core.wording w on w.reason = i.reason and w.version = i.wording_version
      join core.account a on a.driver_id = p_case.driver_id
    where i.request_id = v_request;
  -- Nobody can be told where no address is left: then it waits for one.
  perform core.notify_driver(p_case.driver_id,
    case core.subject_of(p_case.queue)
      when 'account' then 'account_to_correct'
      when 'returned_dispatch' then 'address_to_correct'
      else 'information_request' end,
    v_payload, p_decision.effective_at, p_decision.id, p_not_to => v_not_to);
end
$$;

create or replace function desk.approve(
  p_key text, p_case bigint, p_token uuid, p_version integer, p_comment text default '', p_suggestion jsonb default null,
  p_run text default null)
  returns setof desk.decision_answer
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
begin
  return query
    select d.* from core.settle(p_key, p_case, p_token, p_version, 'approve', p_comment, p_suggestion, p_run) as s,
      core.decision_answer(s.v_decision, s.v_replayed) as d;
end
$$;

create or replace function desk.return_case(
  p_key text, p_case bigint, p_token uuid, p_version integer, p_comment text default '', p_suggestion jsonb default null,
  p_run text default null)
  returns setof desk.decision_answer
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
begin
  return query
    select d.* from core.settle(p_key, p_case, p_token, p_version, 'return', p_comment, p_suggestion, p_run) as s,
      core.decision_answer(s.v_decision, s.v_replayed) as d;
end
$$;
