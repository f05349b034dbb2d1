-- desk: cases closed for good.

-- The card of a claim that a supervisor closed lies here: it goes back to its holder, or is void where the closing is for forgery.
create or replace function core.release_claimed_card(p_application bigint, p_reason text, p_effective timestamptz, p_decision bigint)
  returns void
  language plpgsql
  as $$
declare
  v_application core.application;
  v_card core.card;
begin
  select * into v_application from core.application a where a.id = p_application;
  select * into v_card from core.card k
    where k.id = v_application.replaces and k.state in ('dispatched', 'active') and k.received_at is not null
    for no key update;
  if not found or v_application.kind <> 'replacement_quality' then
    return;
  end if;
  if p_reason <> 'forgery' then
    perform core.order_dispatch(v_card.id, v_application.delivery_address, p_effective, p_decision);
  else
    update core.card c set state = core.next_state('card', c.state, 'close'), voided_at = p_effective, void_reason = 'closed'
      where c.id = v_card.id;
  end if;
end
$$;

-- Ends a case for good: the driver is told why, what he paid is refunded, his right is free again.
-- p_version: the case as the supervisor saw it; null where he closes it by its number alone.
create or replace function desk.close_case(
  p_key text, p_case bigint, p_token uuid, p_version integer, p_reason text, p_comment text default '')
  returns setof desk.decision_answer
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_decision core.decision;
  v_case core.desk_case;
  v_reason core.closing_reason;
  v_subject text;
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
  perform core.require_right('close');
  v_subject := core.subject_of(v_case.queue);
  select * into v_reason from core.closing_reason r where r.reason = p_reason;
  if not found then
    perform core.refuse('PU021',
      jsonb_build_object('reason', p_reason, 'possible', (select array_agg(r.reason order by r.reason) from core.closing_reason r)));
  end if;
  perform core.refuse_if_held(v_case);
  if p_version is not null and v_case.version <> p_version then
    perform core.refuse('PU012', jsonb_build_object('case', p_case));
  end if;
  if v_case.state not in ('open', 'waiting') then
    perform core.refuse_unless_open(v_case);
  end if;
  v_next := core.next_state('case', v_case.state, 'close');
  perform core.refuse_unsettled(v_case);
  v_decision := core.append_decision(p_key, v_case, 'close', v_content, core.former_states(v_case), v_effective, p_reason, p_token,
    p_comment => v_comment, p_flags => core.flags_of(p_case));
  delete from core.flag f where f.case_id = p_case;
  -- The driver goes on reading what was asked until the closing takes effect.
  update core.information_request r set withdrawn_at = v_effective
    where r.case_id = p_case and r.answered_at is null and r.withdrawn_at is null;
  perform core.leave_queue(p_case, v_next, v_decision.id);
  if v_subject = 'account' then
    perform core.move_account(v_case.driver_id, 'close');
  else
    perform core.move_application(v_case.application_id, 'close');
    if v_subject = 'returned_dispatch' then
      -- A card that nobody is to have: it is destroyed.
      perform core.move_return(p_case, 'closed');
      update core.card c set state = core.next_state('card', c.state, 'close'), voided_at = v_effective, void_reason = 'closed'
      where c.id = (select r.card_id from core.returned_dispatch r where r.case_id = p_case);
    end if;
    -- What was asked for and not paid is asked for no more.
    update core.payment p set state = 'expired', settled_at = v_effective
      where p.application_id = v_case.application_id and p.state = 'pending';
    for v_payment in select p.id from core.payment p where p.application_id = v_case.application_id and p.state = 'paid' loop
      perform core.refund(v_payment, v_effective, v_decision.id);
    end loop;
    perform core.release_claimed_card(v_case.application_id, p_reason, v_effective, v_decision.id);
  end if;
  perform core.notify_driver(v_case.driver_id, 'case_closed', (
      select jsonb_build_object('application', v_case.application_id, 'reason', p_reason,
        'wording', case a.language when 'fr' then v_reason.wording_fr else v_reason.wording_en end)
      from core.account a where a.driver_id = v_case.driver_id),
    v_effective, v_decision.id, case v_subject when 'account' then 'email' else 'chosen' end);
  perform core.end_grace();
  return query select * from core.decision_answer(v_decision, false);
end
$$;
