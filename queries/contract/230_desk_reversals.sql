-- desk: undo, overturn, close.

-- Takes back one's last decision that has not taken effect, in silence: nothing of it was ever shown.
create or replace function desk.undo(p_key text, p_token uuid, p_case bigint default null)
  returns table (decision bigint, case_id bigint, action text, agent text, decided_at bigint, effective_at bigint, standing text, replayed boolean, reached_by text)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_undone core.decision;
  v_decision core.decision;
  v_case core.desk_case;
  v_content jsonb := jsonb_build_array('undo', p_case);
begin
  v_decision := core.find_decision(p_key, v_content);
  if v_decision.id is not null then
    return query select * from core.decision_answer(v_decision, true);
    return;
  end if;
  select d.* into v_undone from core.decision d
    where d.agent = session_user and d.action in ('approve', 'return', 'attribute', 'reship', 'reissue', 'close') and (p_case is null or d.case_id = p_case)
      and not exists (select from core.decision u where u.supersedes = d.id)
    order by d.id desc limit 1;
  if not found then
    perform core.fail('PU031', 'there is no decision of yours to undo', 'Only your own last decision can be undone.', jsonb_build_object('case', p_case));
  end if;
  v_case := core.require_case(v_undone.case_id);
  -- The first sending may have been recorded while this one waited for the case.
  v_decision := core.find_decision(p_key, v_content);
  if v_decision.id is not null then
    return query select * from core.decision_answer(v_decision, true);
    return;
  end if;
  if exists (select from core.decision u where u.supersedes = v_undone.id) or v_case.last_decision is distinct from v_undone.id then
    perform core.fail('PU031', 'there is no decision of yours to undo', 'It was undone or overturned already.', jsonb_build_object('case', v_case.id));
  end if;
  -- The order and the messages are locked before the clock is read, the true one: this undo may have begun within the
  -- grace and waited. Whoever takes them afterwards passes them over; whoever took them before is seen here.
  perform from core.card c where c.decision_id = v_undone.id for no key update;
  perform from core.dispatch d where d.decision_id = v_undone.id for no key update;
  -- Documents before messages, as where they are numbered.
  perform from core.invoice i where i.decision_id = v_undone.id for no key update;
  perform from core.notification n where n.decision_id = v_undone.id for no key update;
  if v_undone.effective_at <= core.now() + (clock_timestamp() - now())
    or exists (select from core.card c where c.decision_id = v_undone.id and c.state <> 'ordered')
    or exists (select from core.dispatch d where d.decision_id = v_undone.id and d.state <> 'ordered')
    or exists (select from core.invoice i where i.decision_id = v_undone.id and i.number is not null)
    or exists (select from core.notification n where n.decision_id = v_undone.id and n.attempt > 0) then
    perform core.fail('PU032', format('the decision on case %s took effect: it can no longer be undone', v_case.id), 'A supervisor can overturn it.',
      jsonb_build_object('case', v_case.id, 'action', v_undone.action, 'at', extract(epoch from v_undone.effective_at)::bigint));
  end if;
  perform core.next_state('case', v_case.state, 'undo');
  v_decision := core.append_decision(p_key, v_case, 'undo', v_content, core.former_states(v_case), core.now(), null, p_token, p_supersedes => v_undone.id);

  delete from core.notification where decision_id = v_undone.id;
  delete from core.status where decision_id = v_undone.id;
  delete from core.card where decision_id = v_undone.id;
  delete from core.dispatch where decision_id = v_undone.id;
  delete from core.invoice where decision_id = v_undone.id;
  delete from core.certificate c using core.training t where c.training_id = t.id and t.attached_by = v_undone.id;
  update core.training set driver_id = null, attached_at = null, attached_by = null, effective_at = null where attached_by = v_undone.id;
  if v_undone.action = 'close' then
    update core.payment p set state = p.former_state, former_state = null, effective_at = '-infinity',
        settled_at = case when p.former_state = 'pending' then null else p.settled_at end
      where p.application_id = v_case.application_id and p.effective_at = v_undone.effective_at and p.former_state is not null;
    update core.information_request r set withdrawn_at = null where r.case_id = v_case.id and r.withdrawn_at = v_undone.effective_at;
    update core.card c set state = c.former_state, former_state = null, state_effective_at = '-infinity', state_decision = null, voided_at = null, void_reason = null
      where c.state_decision = v_undone.id and c.state = 'void';
  end if;
  update core.quality_claim q set outcome = null, outcome_at = null, outcome_effective_at = null, decision_id = null where q.decision_id = v_undone.id;
  update core.returned_dispatch r set state = v_undone.former ->> 'returned', former_state = v_undone.former ->> 'returned', effective_at = '-infinity'
    where r.case_id = v_case.id and v_undone.former ->> 'returned' is not null;
  -- The flags are on the case again, as they were; findings never left it.
  insert into core.flag (case_id, item, reason, comment, agent, at)
    select v_case.id, f ->> 'item', f ->> 'reason', f ->> 'comment', f ->> 'agent', v_undone.decided_at
    from core.decision_detail t, jsonb_array_elements(t.flags) as f where t.decision_id = v_undone.id and f ? 'item'
    on conflict do nothing;
  delete from core.information_request where decision_id = v_undone.id;
  if v_case.queue = 'accounts' then
    update core.account a set state = v_undone.former ->> 'account', former_state = v_undone.former ->> 'account', effective_at = '-infinity'
      where a.driver_id = v_case.driver_id;
  elsif v_undone.action = 'reissue' or v_case.queue <> 'undelivered' or v_undone.action = 'close' then
    update core.application a set state = v_undone.former ->> 'application', former_state = v_undone.former ->> 'application', effective_at = '-infinity'
      where a.id = v_case.application_id;
  end if;
  update core.desk_case c set state = v_undone.former ->> 'state', lane = v_undone.former ->> 'lane',
    version = c.version + 1, unreachable = coalesce((v_undone.former ->> 'unreachable')::boolean, false),
    reserved_for = v_undone.former ->> 'reserved_for', reserved_until = (v_undone.former ->> 'reserved_until')::timestamptz,
    escalated_by = v_undone.former ->> 'escalated_by', escalation_reason = v_undone.former ->> 'escalation_reason',
    decided_at = (v_undone.former ->> 'decided_at')::timestamptz, last_decision = (v_undone.former ->> 'last_decision')::bigint
    where c.id = v_case.id returning * into v_case;
  if v_case.state = 'open' then
    perform core.take_case(v_case, p_token);
  end if;
  return query select * from core.decision_answer(v_decision, false);
end
$$;

-- A supervisor's reversal of a decision that took effect; the driver is told. By the table of DOMAIN (Rules of a decision).
create or replace function desk.overturn(p_key text, p_case bigint, p_reason text)
  returns table (decision bigint, case_id bigint, action text, agent text, decided_at bigint, effective_at bigint, standing text, replayed boolean, reached_by text)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_former core.decision;
  v_decision core.decision;
  v_case core.desk_case;
  v_reason text := core.check_text('reason', p_reason, 2000, true);
  v_content jsonb := jsonb_build_array('overturn', p_case, v_reason);
  v_action text;
  v_template text;
  v_next text;
  v_channel text;
begin
  v_decision := core.recorded_decision(p_key, v_content, p_case);
  if v_decision.id is not null then
    return query select * from core.decision_answer(v_decision, true);
    return;
  end if;
  v_case := core.require_case(p_case);
  if not core.is_supervisor() then
    perform core.fail('42501', 'only a supervisor may overturn', 'Ask a supervisor.', '{"action": "overturn", "role": "pupitre_supervisor"}');
  end if;
  if v_reason = '' then
    perform core.fail('PU026', 'a reversal needs its reason', 'Say why, in a few words.', '{"reason": "overturn"}');
  end if;
  select d.* into v_former from core.decision d where d.id = v_case.last_decision;
  if not found or (v_case.state = 'open' and v_former.action = 'return') then
    if v_former.id is null then
      perform core.fail('PU031', format('case %s has no decision to overturn', p_case), 'Decide it.', jsonb_build_object('case', p_case));
    end if;
    perform core.fail('PU033', format('the driver has answered since case %s was returned', p_case), 'Decide the new round.', jsonb_build_object('case', p_case));
  end if;
  if v_case.queue = 'undelivered' and v_former.action = 'return' and exists (select from core.returned_dispatch r where r.case_id = p_case and r.state <> 'to_correct') then
    perform core.fail('PU033', format('the driver has answered since case %s was returned', p_case), 'Decide the new round.', jsonb_build_object('case', p_case));
  end if;
  if v_former.effective_at > core.now() then
    perform core.fail('PU017', format('%s can still undo the decision on case %s', v_former.agent, p_case), 'Wait for the grace period to end, or ask for an undo.',
      jsonb_build_object('case', p_case, 'agent', v_former.agent, 'until', extract(epoch from v_former.effective_at)::bigint));
  end if;
  if v_former.action not in ('approve', 'return', 'attribute', 'reship') then
    perform core.fail('PU031', format('the last decision on case %s is not one to overturn: %s', p_case, v_former.action), 'A new card is made with reissue.',
      jsonb_build_object('case', p_case));
  end if;
  v_action := case when v_former.action = 'approve' and v_case.queue = 'accounts' then 'suspend' else 'overturn' end;
  v_next := core.next_state('case', v_case.state, v_action);
  v_decision := core.append_decision(p_key, v_case, 'overturn', v_content, core.former_states(v_case), core.now(), null, p_supersedes => v_former.id, p_comment => v_reason);
  v_channel := case v_case.queue when 'accounts' then core.account_channel(v_case.driver_id, '{}') else core.reachable_by(v_case.driver_id) end;

  if v_case.queue = 'accounts' then
    perform core.move_account(v_case.driver_id, 'overturn', null, v_decision.id);
    v_template := case v_action when 'suspend' then 'account_suspended' else 'request_withdrawn' end;
  elsif v_former.action = 'return' then
    if v_case.queue = 'undelivered' then
      perform core.move_return(p_case, v_former.former ->> 'returned', core.now());
    else
      perform core.move_application(v_case.application_id, 'overturn', null, v_decision.id);
    end if;
    v_template := 'request_withdrawn';
  elsif v_former.action = 'reship' then
    perform core.withdraw_dispatch(v_case, v_former);
    v_template := 'reship_withdrawn';
  elsif v_former.action = 'attribute' then
    perform core.withdraw_attribution(v_case, v_former, v_decision);
    v_template := 'attribution_withdrawn';
  else
    perform core.withdraw_order(v_case, v_former.id);
    perform core.move_application(v_case.application_id, 'overturn', null, v_decision.id);
    v_template := 'approval_withdrawn';
  end if;
  update core.information_request r set withdrawn_at = core.now() where r.decision_id = v_former.id;
  if v_action = 'suspend' then
    insert into core.information_request (case_id, round, decision_id, driver_id, requested_at, effective_at)
      values (p_case, v_case.round, v_decision.id, v_case.driver_id, core.now(), core.now());
  end if;
  update core.desk_case c set state = v_next, lane = 'common', version = c.version + 1, last_decision = v_decision.id, unreachable = v_channel is null and v_next = 'waiting',
    decided_at = case when v_next = 'open' then null else core.now() end,
    started_at = case when v_next = 'open' then core.now() else c.started_at end,
    claim_order = case when v_next <> 'open' then c.claim_order when c.urgent then core.now() - interval '100 years' else core.now() end,
    escalated_by = null, escalation_reason = null
  where c.id = p_case;
  perform core.notify_driver(v_case.driver_id, v_template, jsonb_build_object('application', v_case.application_id), null, v_decision.id,
    case v_case.queue when 'accounts' then 'email' else 'chosen' end);
  return query select * from core.decision_answer(v_decision, false);
end
$$;

-- Withdraws the card that a decision ordered; refused once the factory has it.
create or replace function core.withdraw_order(p_case core.desk_case, p_decision bigint) returns void
  language plpgsql
  as $$
declare
  v_card core.card;
begin
  select c.* into v_card from core.card c where c.decision_id = p_decision for no key update;
  if v_card.state <> 'ordered' then
    perform core.fail('PU034', format('the card of case %s is already %s', p_case.id, v_card.state), 'An order can be withdrawn until production takes it. Later: reissue.',
      jsonb_build_object('case', p_case.id, 'card', v_card.id, 'state', v_card.state));
  end if;
  update core.card c set state = core.next_state('card', c.state, 'withdraw') where c.id = v_card.id;
end
$$;

-- Withdraws the dispatch that a decision ordered; refused once it was sent.
create or replace function core.withdraw_dispatch(p_case core.desk_case, p_former core.decision) returns void
  language plpgsql
  as $$
declare
  v_dispatch core.dispatch;
begin
  select d.* into v_dispatch from core.dispatch d where d.decision_id = p_former.id for no key update;
  if v_dispatch.state <> 'ordered' then
    perform core.fail('PU034', format('the card of case %s was already sent', p_case.id), 'It is on its way; where it comes back that is a new case.',
      jsonb_build_object('case', p_case.id, 'state', 'dispatched'));
  end if;
  update core.dispatch set state = 'withdrawn' where id = v_dispatch.id;
  perform core.move_return(p_case.id, 'to_reship', core.now());
end
$$;

-- Takes an attribution back: the order of a free card, or what the driver was asked for, paid or not.
create or replace function core.withdraw_attribution(p_case core.desk_case, p_former core.decision, p_decision core.decision) returns void
  language plpgsql
  as $$
declare
  v_review core.desk_case;
  v_application core.application;
  v_decision core.decision;
  v_card core.card;
  v_payment bigint;
begin
  -- What he corrected and paid is reviewed in a case of its own.
  select c.* into v_review from core.desk_case c where c.application_id = p_case.application_id and c.queue = 'documents' order by c.id desc limit 1 for no key update;
  select * into v_decision from core.decision d where d.id = v_review.last_decision;
  if v_decision.effective_at > core.now() then
    perform core.fail('PU017', format('%s can still undo the decision on case %s', v_decision.agent, v_review.id), 'Wait for the grace period to end, or ask for an undo.',
      jsonb_build_object('case', v_review.id, 'agent', v_decision.agent, 'until', extract(epoch from v_decision.effective_at)::bigint));
  end if;
  -- The card before its application, as the factory does.
  select c.* into v_card from core.card c where c.application_id = p_case.application_id and c.state <> 'withdrawn' for no key update;
  select * into v_application from core.application a where a.id = p_case.application_id for no key update;
  if v_card.id is not null and v_card.state <> 'ordered' or v_application.state = 'card_sent_back' then
    perform core.fail('PU034', format('the card of case %s is already %s', p_case.id, coalesce(v_card.state, 'sent back')), 'An order can be withdrawn until production takes it.',
      jsonb_build_object('case', p_case.id, 'card', v_card.id, 'state', coalesce(v_card.state, v_application.state)));
  end if;
  update core.card c set state = core.next_state('card', c.state, 'withdraw') where c.id = v_card.id;
  update core.payment set state = 'expired', settled_at = core.now() where application_id = v_application.id and state = 'pending';
  for v_payment in select p.id from core.payment p where p.application_id = v_application.id and p.state = 'paid' loop
    perform core.refund(v_payment, core.now(), p_decision.id);
  end loop;
  if v_review.id is not null then
    perform core.end_case(v_review.id, 'attribution_withdrawn');
    update core.information_request r set withdrawn_at = core.now() where r.case_id = v_review.id and r.answered_at is null and r.withdrawn_at is null;
  end if;
  update core.quality_claim q set outcome = null, outcome_at = null, outcome_effective_at = null, decision_id = null, answered_at = null, corrected = false where q.case_id = p_case.id;
  perform core.move_application(v_application.id, 'withdraw_attribution', null, p_decision.id);
end
$$;

-- The card of a claim that a supervisor closed lies here: it goes back to its holder, or is void where the closing is for forgery.
create or replace function core.release_claimed_card(p_application bigint, p_reason text, p_effective timestamptz, p_decision bigint) returns void
  language plpgsql
  as $$
declare
  v_application core.application;
  v_card core.card;
begin
  select * into v_application from core.application a where a.id = p_application;
  select * into v_card from core.card k where k.id = v_application.replaces and k.state in ('dispatched', 'active') and k.received_at is not null for no key update;
  if not found or v_application.kind <> 'replacement_quality' then
    return;
  end if;
  if p_reason <> 'forgery' then
    perform core.order_dispatch(v_card.id, v_application.delivery_address, p_effective, p_decision);
  else
    update core.card c set former_state = c.state, state = core.next_state('card', c.state, 'close'), state_effective_at = p_effective, state_decision = p_decision,
      voided_at = p_effective, void_reason = 'closed' where c.id = v_card.id;
  end if;
end
$$;

-- Ends a case for good: the driver is told why, what he paid is refunded, his right is free again.
-- p_version: the case as the supervisor saw it; null where he closes it by its number alone.
create or replace function desk.close_case(p_key text, p_case bigint, p_token uuid, p_version integer, p_reason text, p_comment text default '')
  returns table (decision bigint, case_id bigint, action text, agent text, decided_at bigint, effective_at bigint, standing text, replayed boolean, reached_by text)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_decision core.decision;
  v_case core.desk_case;
  v_former core.decision;
  v_reason core.closing_reason;
  v_next text;
  v_payment bigint;
  v_comment text := core.check_text('comment', p_comment, 2000, true);
  v_content jsonb := jsonb_build_array('close', p_case, p_reason, v_comment);
  v_effective timestamptz := core.now() + core.span('grace');
begin
  v_decision := core.find_decision(p_key, v_content);
  if v_decision.id is not null then
    return query select * from core.decision_answer(v_decision, true);
    return;
  end if;
  v_case := core.require_case(p_case);
  -- The first sending may have been recorded while this one waited for the case.
  v_decision := core.recorded_decision(p_key, v_content, p_case);
  if v_decision.id is not null then
    return query select * from core.decision_answer(v_decision, true);
    return;
  end if;
  v_case := core.require_case(p_case);
  if not core.is_supervisor() then
    perform core.fail('42501', 'only a supervisor may close a case', 'Ask a supervisor, or escalate the case.', '{"action": "close", "role": "pupitre_supervisor"}');
  end if;
  select * into v_reason from core.closing_reason r where r.reason = p_reason;
  if not found then
    perform core.fail('PU021', format('there is no closing reason %s', p_reason), 'Reasons: ' || (select string_agg(r.reason, ', ' order by r.reason) from core.closing_reason r),
      jsonb_build_object('reason', p_reason));
  end if;
  perform core.refuse_if_held(v_case);
  if p_version is not null and v_case.version <> p_version then
    perform core.fail('PU012', format('case %s has changed since you read it', p_case), 'Show it again, then decide.', jsonb_build_object('case', p_case));
  end if;
  if v_case.state not in ('open', 'waiting') then
    perform core.refuse_unless_open(v_case);
  end if;
  v_next := core.next_state('case', v_case.state, 'close');
  select d.* into v_former from core.decision d where d.id = v_case.last_decision;
  if v_former.effective_at > core.now() then
    perform core.fail('PU017', format('%s can still undo the decision on case %s', v_former.agent, p_case), 'Wait for the grace period to end, or ask for an undo.',
      jsonb_build_object('case', p_case, 'agent', v_former.agent, 'until', extract(epoch from v_former.effective_at)::bigint));
  end if;
  v_decision := core.append_decision(p_key, v_case, 'close', v_content, core.former_states(v_case), v_effective, p_reason, p_token,
    p_comment => v_comment, p_flags => core.flags_of(p_case));
  delete from core.flag f where f.case_id = p_case;
  -- The driver goes on reading what was asked until the closing takes effect.
  update core.information_request r set withdrawn_at = v_effective where r.case_id = p_case and r.answered_at is null and r.withdrawn_at is null;
  perform core.leave_queue(p_case, v_next, v_decision.id);
  if v_case.queue = 'accounts' then
    perform core.move_account(v_case.driver_id, 'close', v_effective, v_decision.id);
  else
    perform core.move_application(v_case.application_id, 'close', v_effective, v_decision.id);
    if v_case.queue = 'undelivered' then
      -- A card that nobody is to have: it is destroyed.
      perform core.move_return(p_case, 'closed', v_effective);
      update core.card c set former_state = c.state, state = core.next_state('card', c.state, 'close'), state_effective_at = v_effective, state_decision = v_decision.id,
        voided_at = v_effective, void_reason = 'closed'
      where c.id = (select r.card_id from core.returned_dispatch r where r.case_id = p_case);
    end if;
    -- What was asked for and not paid is asked for no more.
    update core.payment p set former_state = p.state, state = 'expired', effective_at = v_effective, settled_at = v_effective
      where p.application_id = v_case.application_id and p.state = 'pending';
    for v_payment in select p.id from core.payment p where p.application_id = v_case.application_id and p.state = 'paid' loop
      perform core.refund(v_payment, v_effective, v_decision.id);
    end loop;
    perform core.release_claimed_card(v_case.application_id, p_reason, v_effective, v_decision.id);
  end if;
  perform core.notify_driver(v_case.driver_id, 'case_closed', (
      select jsonb_build_object('application', v_case.application_id, 'reason', p_reason, 'wording', case a.language when 'fr' then v_reason.wording_fr else v_reason.wording_en end)
      from core.account a where a.driver_id = v_case.driver_id),
    v_effective, v_decision.id, case v_case.queue when 'accounts' then 'email' else 'chosen' end);
  return query select * from core.decision_answer(v_decision, false);
end
$$;
