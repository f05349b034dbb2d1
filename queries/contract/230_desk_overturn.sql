-- desk: overturn.

-- A supervisor's reversal of a decision that took effect: it has a grace and an undo as any decision has, and nobody is told before; then
-- the driver is. Until then the case is kept for whoever reversed it.
create or replace function desk.overturn(p_key text, p_case bigint, p_reason text) returns setof desk.decision_answer
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_former core.decision;
  v_decision core.decision;
  v_case core.desk_case;
  v_reason text := core.check_text('reason', p_reason, 2000, true);
  v_content jsonb := jsonb_build_array('overturn', p_case, v_reason);
  v_subject text;
  v_settled_by text[];
  v_action text;
  v_template text;
  v_next text;
  v_channel text;
  v_review core.desk_case;
  v_effective timestamptz := core.now() + core.span('grace');
begin
  v_decision := core.recorded_decision(p_key, v_content, p_case);
  if v_decision.id is not null then
    return query select * from core.decision_answer(v_decision, true);
    return;
  end if;
  v_case := core.require_case(p_case);
  perform core.require_right('overturn');
  select q.subject, q.settled_by into v_subject, v_settled_by from core.queue q where q.queue = v_case.queue;
  if v_reason = '' then
    perform core.refuse('PU026:overturn', jsonb_build_object('reason', 'overturn'));
  end if;
  select d.* into v_former from core.decision d where d.id = v_case.last_decision;
  if not found or (v_case.state = 'open' and v_former.action = 'return') then
    if v_former.id is null then
      perform core.refuse('PU031:overturn', jsonb_build_object('case', p_case, 'action', 'overturn'));
    end if;
    perform core.refuse('PU033', jsonb_build_object('case', p_case));
  end if;
  if v_subject = 'returned_dispatch' and v_former.action = 'return'
    and exists (select from core.returned_dispatch r where r.case_id = p_case and r.state <> 'to_correct') then
    perform core.refuse('PU033', jsonb_build_object('case', p_case));
  end if;
  perform core.refuse_unsettled(v_case);
  if not v_former.action = any (v_settled_by) then
    perform core.refuse('PU031:overturn', jsonb_build_object('case', p_case, 'action', 'overturn'));
  end if;
  v_action := case when v_former.action = 'approve' and v_subject = 'account' then 'suspend' else 'overturn' end;
  v_next := core.next_state('case', v_case.state, v_action);
  if v_former.action = 'attribute' then
    -- What he corrected and paid is reviewed in a case of its own.
    select c.* into v_review from core.desk_case c
      where c.application_id = v_case.application_id and core.subject_of(c.queue) = 'application' and c.state in ('open', 'waiting')
      order by c.id desc limit 1 for no key update;
  end if;
  v_decision := core.append_decision(p_key, v_case, 'overturn', v_content, core.former_states(v_case), v_effective, null,
    p_supersedes => v_former.id, p_comment => v_reason);
  v_channel := case v_subject
    when 'account' then core.account_channel(v_case.driver_id, '{}')
    else core.reachable_by(v_case.driver_id) end;

  if v_subject = 'account' then
    perform core.move_account(v_case.driver_id, 'overturn');
    v_template := case v_action when 'suspend' then 'account_suspended' else 'request_withdrawn' end;
  elsif v_former.action = 'return' then
    if v_subject = 'returned_dispatch' then
      perform core.move_return(p_case, v_former.former ->> 'returned');
    else
      perform core.move_application(v_case.application_id, 'overturn');
    end if;
    v_template := 'request_withdrawn';
  elsif v_former.action = 'reship' then
    perform core.withdraw_dispatch(v_case, v_former);
    v_template := 'reship_withdrawn';
  elsif v_former.action = 'attribute' then
    perform core.withdraw_attribution(v_case, v_review, v_decision);
    v_template := 'attribution_withdrawn';
  else
    perform core.withdraw_order(v_case, v_former.id);
    perform core.move_application(v_case.application_id, 'overturn');
    v_template := 'approval_withdrawn';
  end if;
  update core.information_request r set withdrawn_at = v_effective where r.decision_id = v_former.id and r.answered_at is null;
  if v_action = 'suspend' then
    insert into core.information_request (case_id, round, decision_id, driver_id, requested_at, effective_at)
      values (p_case, v_case.round, v_decision.id, v_case.driver_id, core.now(), v_effective);
  end if;
  update core.desk_case c set
    state = v_next, lane = case when v_next = 'open' then 'reserved' else 'common' end,
    reserved_for = case when v_next = 'open' then session_user end,
    reserved_until = case when v_next = 'open' then v_effective end,
    version = c.version + 1, last_decision = v_decision.id, unreachable = v_channel is null and v_next = 'waiting',
    decided_at = case when v_next = 'open' then null else core.now() end,
    started_at = case when v_next = 'open' then core.now() else c.started_at end,
    claim_order = case when v_next <> 'open' then c.claim_order when c.urgent then core.now() - interval '100 years' else core.now() end,
    escalated_by = null, escalation_reason = null
  where c.id = p_case;
  perform core.notify_driver(v_case.driver_id, v_template, jsonb_build_object('application', v_case.application_id),
    v_effective, v_decision.id, case v_subject when 'account' then 'email' else 'chosen' end);
  perform core.end_grace();
  return query select * from core.decision_answer(v_decision, false);
end
$$;

create or replace function core.withdraw_card(p_card bigint) returns void
  language sql
  as $$ update core.card c set state = core.next_state('card', c.state, 'withdraw') where c.id = p_card $$;

-- Withdraws the card that a decision ordered; refused once the factory has it. Until it takes effect the factory sees the order, and is not
-- given it.
create or replace function core.withdraw_order(p_case core.desk_case, p_decision bigint) returns void
  language plpgsql
  as $$
declare
  v_card core.card;
begin
  select c.* into v_card from core.card c where c.decision_id = p_decision for no key update;
  if v_card.state <> 'ordered' then
    perform core.refuse('PU034', jsonb_build_object('case', p_case.id, 'card', v_card.id, 'state', v_card.state));
  end if;
  perform core.withdraw_card(v_card.id);
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
    perform core.refuse('PU034', jsonb_build_object('case', p_case.id, 'card', v_dispatch.card_id, 'state', 'dispatched'));
  end if;
  update core.dispatch d set state = 'withdrawn' where d.id = v_dispatch.id;
  perform core.move_return(p_case.id, 'to_reship');
end
$$;

-- Takes an attribution back: the order of a free card, or what the driver was asked for, paid or not. p_review: the case in which what he
-- corrected is reviewed.
create or replace function core.withdraw_attribution(p_case core.desk_case, p_review core.desk_case, p_decision core.decision) returns void
  language plpgsql
  as $$
declare
  v_application core.application;
  v_card core.card;
  v_payment bigint;
begin
  perform core.refuse_unsettled(p_review);
  -- The card before its application, as the factory does.
  select c.* into v_card from core.card c where c.application_id = p_case.application_id and c.state <> 'withdrawn' for no key update;
  select * into v_application from core.application a where a.id = p_case.application_id for no key update;
  -- Approved a moment ago, and settled thereby.
  perform core.refuse_unsettled(c) from core.desk_case c
    where c.application_id = p_case.application_id and core.subject_of(c.queue) = 'application';
  if v_card.id is not null and v_card.state <> 'ordered' or v_application.state = 'card_sent_back' then
    perform core.refuse('PU034',
      jsonb_build_object('case', p_case.id, 'card', v_card.id, 'state', coalesce(v_card.state, v_application.state)));
  end if;
  perform core.withdraw_card(v_card.id);
  update core.payment p set state = 'expired', settled_at = p_decision.effective_at
    where p.application_id = v_application.id and p.state = 'pending';
  for v_payment in select p.id from core.payment p where p.application_id = v_application.id and p.state = 'paid' loop
    perform core.refund(v_payment, p_decision.effective_at, p_decision.id);
  end loop;
  if p_review.id is not null then
    perform core.end_case(p_review.id, 'attribution_withdrawn');
    update core.information_request r set withdrawn_at = p_decision.effective_at
      where r.case_id = p_review.id and r.answered_at is null and r.withdrawn_at is null;
  end if;
  update core.quality_claim q set outcome = null, outcome_at = null, decision_id = null where q.case_id = p_case.id;
  perform core.move_application(v_application.id, 'withdraw_attribution');
end
$$;
