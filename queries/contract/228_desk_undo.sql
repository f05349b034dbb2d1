-- desk: undo.

-- An act that is to be taken back: somebody may have done so while this one waited.
create or replace function core.lock_act(p_act bigint) returns core.act
  language plpgsql
  as $$
declare
  v_act core.act;
begin
  select a.* into v_act from core.act a where a.id = p_act for no key update;
  if v_act.undone_at is not null then
    perform core.refuse('PU031:undone', jsonb_build_object('kind', v_act.kind, 'case', v_act.case_id, 'reference', v_act.reference));
  end if;
  return v_act;
end
$$;

-- An act can be taken back for as long as a decision can: refused from its effective_at on by the true clock (this undo may have begun before and waited), and
-- where somebody was told already.
create or replace function core.refuse_taken_effect(p_kind text, p_case bigint, p_reference text, p_effective timestamptz, p_taken boolean) returns void
  language plpgsql
  as $$
begin
  if p_taken or p_effective <= core.moment() then
    perform core.refuse('PU032',
      jsonb_build_object('case', p_case, 'action', p_kind, 'reference', p_reference, 'at', core.seconds(p_effective)));
  end if;
end
$$;

-- Unpaid declarations that ended because a card lay here: it does not.
create or replace function core.restore_unpaid_replacements(p_card bigint, p_act core.act) returns void
  language plpgsql
  as $$
declare
  v_application bigint;
begin
  for v_application in
    select a.id from core.application a
    where a.replaces = p_card and a.kind in ('replacement_loss', 'replacement_theft') and a.state = 'cancelled' and a.former_state = 'awaiting_payment'
      and a.effective_at = p_act.effective_at order by a.id for no key update
  loop
    update core.application a set state = 'awaiting_payment', effective_at = '-infinity' where a.id = v_application;
    delete from core.status s where s.object = 'application' and s.object_id = v_application and s.effective_at = p_act.effective_at and s.position is null;
    update core.payment p set state = p.former_state, former_state = null, effective_at = '-infinity', settled_at = null
      where p.application_id = v_application and p.effective_at = p_act.effective_at and p.former_state is not null;
  end loop;
end
$$;

-- The messages of an act that drivers have not been sent yet; refused where one was.
create or replace function core.withdraw_messages(p_act core.act, p_drivers bigint[]) returns void
  language plpgsql
  as $$
begin
  perform from core.notification n
    where n.driver_id = any (p_drivers) and n.created_at = p_act.at and n.effective_at = p_act.effective_at and n.decision_id is null for no key update;
  -- Whoever takes them afterwards passes them over; whoever took them before is seen here.
  perform core.refuse_taken_effect(p_act.kind, null, p_act.reference, p_act.effective_at, exists (select from core.notification n
    where n.driver_id = any (p_drivers) and n.created_at = p_act.at and n.effective_at = p_act.effective_at and n.decision_id is null and n.attempt > 0));
  delete from core.notification n
    where n.driver_id = any (p_drivers) and n.created_at = p_act.at and n.effective_at = p_act.effective_at and n.decision_id is null;
end
$$;

-- What was received at the desk was not: claims wait for their cards again, cards that were found are not here. In silence.
create or replace function core.take_back_reception(p_act core.act) returns void
  language plpgsql
  as $$
declare
  v_drivers bigint[] := array(select jsonb_array_elements_text(p_act.former -> 'drivers')::bigint order by 1);
  v_cards bigint[] := array(select jsonb_array_elements_text(p_act.former -> 'cards')::bigint order by 1);
  v_claims bigint[] := array(select jsonb_array_elements_text(p_act.former -> 'claims')::bigint order by 1);
  v_dispatches bigint[] := array(select jsonb_array_elements_text(p_act.former -> 'dispatches')::bigint order by 1);
  v_id bigint;
begin
  perform core.lock_cases_of(driver) from unnest(v_drivers) as driver;
  if exists (select from core.card c where c.id = any (v_cards) and (c.state = 'destroyed' or c.received_at is distinct from p_act.at))
    or exists (select from core.dispatch d where d.id = any (v_dispatches) and d.state <> 'ordered') then
    perform core.refuse('PU075', jsonb_build_object('kind', p_act.kind, 'case', p_act.case_id, 'reference', p_act.reference));
  end if;
  perform core.withdraw_messages(p_act, v_drivers);
  foreach v_id in array v_claims loop
    perform core.unreceive_claim(v_id, false);
    perform core.restore_unpaid_replacements(q.card_id, p_act) from core.quality_claim q where q.id = v_id;
  end loop;
  foreach v_id in array v_cards loop
    update core.card c set received_at = null, received_by = null where c.id = v_id;
    perform core.restore_unpaid_replacements(v_id, p_act);
    if not exists (select from core.quality_claim q where q.id = any (v_claims) and q.card_id = v_id) then
      perform core.add_event(null, c.driver_id, 'reception_undone', c.serial) from core.card c where c.id = v_id;
    end if;
  end loop;
  delete from core.dispatch d where d.id = any (v_dispatches);
  if p_act.former -> 'answer' ->> 'outcome' in ('empty', 'wrong_card') then
    perform core.add_event(p_act.case_id, p_act.driver_id, 'reception_undone');
  end if;
end
$$;

-- A registration whose reason another agent has corrected since is his affair too: it is not taken back without a word.
create or replace function core.refuse_corrected_since(p_act core.act) returns void
  language plpgsql stable
  as $$
declare
  v_agent text := (select a.agent from core.act a
    where a.kind = 'register_return' and a.reference = p_act.reference and a.former -> 'returned' = p_act.former -> 'returned' and a.id > p_act.id
      and a.effective_at > core.now() and a.undone_at is null and a.agent <> p_act.agent order by a.id desc limit 1);
begin
  if v_agent is not null then
    perform core.refuse('PU075:corrected',
      jsonb_build_object('kind', p_act.kind, 'case', p_act.case_id, 'reference', p_act.reference, 'agent', v_agent));
  end if;
end
$$;

-- What was registered as returned is on its way still; or the reason is the one that stood before. In silence.
create or replace function core.take_back_return(p_act core.act) returns void
  language plpgsql
  as $$
declare
  v_dispatch core.dispatch := core.require_dispatch(p_act.reference);
  v_return core.returned_dispatch;
  v_case core.desk_case;
  v_card core.card;
begin
  select * into v_return from core.returned_dispatch r where r.id = (p_act.former ->> 'returned')::bigint for no key update;
  select * into v_case from core.desk_case c where c.id = v_return.case_id;
  select * into v_card from core.card c where c.id = v_return.card_id;
  if v_return.id is null or v_return.state not in ('awaiting_answer', 'closed') or v_case.state <> 'waiting' or v_case.last_decision is not null
    or v_card.state not in ('returned', 'void') or v_card.state = 'void' and v_return.case_id is not null then
    perform core.refuse('PU075', jsonb_build_object('kind', p_act.kind, 'case', p_act.case_id, 'reference', p_act.reference));
  end if;
  if p_act.former ->> 'reason' is not null then
    perform core.correct_reason(v_return, p_act.former ->> 'reason');
    return;
  end if;
  perform core.withdraw_messages(p_act, array[v_return.driver_id]);
  update core.card c set state = case when c.state = 'returned' then c.former_state else c.state end, former_state = null, state_effective_at = '-infinity', received_at = null, received_by = null
    where c.id = v_card.id;
  update core.dispatch d set state = d.former_state, former_state = null, state_effective_at = '-infinity' where d.id = v_dispatch.id;
  update core.application a set state = a.former_state, effective_at = '-infinity' where a.id = v_return.application_id and a.state = 'returned' and a.effective_at = p_act.effective_at;
  delete from core.status s where s.object = 'application' and s.object_id = v_return.application_id and s.effective_at = p_act.effective_at and s.position is null;
  perform core.restore_unpaid_replacements(v_card.id, p_act);
  delete from core.returned_dispatch r where r.id = v_return.id;
  if v_return.case_id is null then
    perform core.add_event(null, v_return.driver_id, 'return_undone', v_dispatch.barcode);
  else
    perform core.end_case(v_return.case_id, 'return_undone');
  end if;
end
$$;

-- A case that was escalated is where it was; in hand again where it was in hand. Refused where somebody has taken it up since.
create or replace function core.take_back_escalation(p_act core.act, p_token uuid) returns void
  language plpgsql
  as $$
declare
  v_case core.desk_case := core.require_case(p_act.case_id);
begin
  perform core.refuse_if_held(v_case);
  if v_case.escalated_by is distinct from p_act.agent or v_case.state <> p_act.former ->> 'state'
    or not exists (select from core.case_event e where e.id = (p_act.former ->> 'event')::bigint) then
    perform core.refuse('PU075', jsonb_build_object('kind', p_act.kind, 'case', v_case.id, 'reference', ''));
  end if;
  delete from core.case_event e where e.id = (p_act.former ->> 'event')::bigint;
  update core.desk_case c set lane = p_act.former ->> 'lane', escalated_by = p_act.former ->> 'escalated_by', escalation_reason = p_act.former ->> 'escalation_reason',
    reserved_for = p_act.former ->> 'reserved_for', reserved_until = (p_act.former ->> 'reserved_until')::timestamptz
    where c.id = v_case.id returning * into v_case;
  if p_token is not null and p_act.former ->> 'holder' = session_user then
    perform core.take_case(v_case, p_token);
  end if;
end
$$;

-- Takes back what is no decision: a note, an escalation, a reception, a returned dispatch. p_token: the console that asks.
create or replace function core.take_back(p_act core.act, p_token uuid) returns void
  language plpgsql
  as $$
begin
  perform core.refuse_taken_effect(p_act.kind, null, p_act.reference, p_act.effective_at, false);
  case p_act.kind
    when 'note' then delete from core.case_event e where e.id = (p_act.former ->> 'event')::bigint;
    when 'escalate' then perform core.take_back_escalation(p_act, p_token);
    when 'receive' then perform core.take_back_reception(p_act);
    when 'register_return' then perform core.take_back_return(p_act);
  end case;
end
$$;

-- Takes a decision back, in silence: nothing of it was ever shown. The case is locked by the caller.
create or replace function core.undo_decision(p_key text, p_token uuid, p_content jsonb, p_undone core.decision, p_case core.desk_case) returns core.decision
  language plpgsql
  as $$
declare
  v_undone core.decision := p_undone;
  v_case core.desk_case := p_case;
  v_review bigint := (p_undone.former -> 'review' ->> 'id')::bigint;
  v_decision core.decision;
begin
  if core.standing_of(v_undone.id) <> 'standing' or v_case.last_decision is distinct from v_undone.id then
    perform core.refuse('PU031', jsonb_build_object('case', v_case.id));
  end if;
  -- The order and the messages are locked before the clock is read. Whoever takes them afterwards passes them over; whoever took them before is seen here.
  perform from core.card c where c.driver_id = v_case.driver_id and (c.decision_id = v_undone.id or c.state_decision = v_undone.id) for no key update;
  perform from core.dispatch d where d.decision_id = v_undone.id for no key update;
  -- Documents before messages, as where they are numbered.
  perform from core.invoice i where i.decision_id = v_undone.id for no key update;
  perform from core.notification n where n.decision_id = v_undone.id for no key update;
  perform core.refuse_taken_effect(v_undone.action, v_case.id, '', v_undone.effective_at,
    exists (select from core.card c where c.decision_id = v_undone.id and c.state <> 'ordered')
    or exists (select from core.dispatch d where d.decision_id = v_undone.id and d.state <> 'ordered')
    or exists (select from core.invoice i where i.decision_id = v_undone.id and i.number is not null)
    or exists (select from core.notification n where n.decision_id = v_undone.id and n.attempt > 0));
  -- A case that is open again may be in other hands.
  perform core.refuse_if_held(v_case);
  perform core.next_state('case', v_case.state, 'undo');
  v_decision := core.append_decision(p_key, v_case, 'undo', p_content, core.former_states(v_case), core.now(), null, p_token, p_supersedes => v_undone.id);

  delete from core.notification where decision_id = v_undone.id;
  delete from core.status where decision_id = v_undone.id;
  delete from core.card where decision_id = v_undone.id;
  delete from core.dispatch where decision_id = v_undone.id;
  delete from core.invoice where decision_id = v_undone.id;
  delete from core.certificate c using core.training t where c.training_id = t.id and t.attached_by = v_undone.id;
  update core.training set driver_id = null, attached_at = null, attached_by = null, effective_at = null where attached_by = v_undone.id;
  if v_undone.action in ('close', 'overturn') then
    update core.payment p set state = p.former_state, former_state = null, effective_at = '-infinity',
        settled_at = case when p.former_state = 'pending' then null else p.settled_at end
      where p.application_id = v_case.application_id and p.effective_at = v_undone.effective_at and p.former_state is not null;
    update core.information_request r set withdrawn_at = null where r.case_id in (v_case.id, v_review) and r.withdrawn_at = v_undone.effective_at;
    update core.card c set state = c.former_state, former_state = null, state_effective_at = '-infinity', state_decision = null, voided_at = null, void_reason = null
      where c.driver_id = v_case.driver_id and c.state_decision = v_undone.id and c.state in ('void', 'withdrawn');
    update core.dispatch d set state = d.former_state, former_state = null, state_effective_at = '-infinity', state_decision = null
      where d.card_id in (select c.id from core.card c where c.driver_id = v_case.driver_id) and d.state_decision = v_undone.id;
  end if;
  update core.quality_claim q set outcome = null, outcome_at = null, outcome_effective_at = null, decision_id = null where q.decision_id = v_undone.id;
  update core.quality_claim q set outcome_until = null where q.case_id = v_case.id and q.outcome_until = v_undone.effective_at;
  update core.returned_dispatch r set state = v_undone.former ->> 'returned', former_state = v_undone.former ->> 'returned', effective_at = '-infinity'
    where r.case_id = v_case.id and v_undone.former ->> 'returned' is not null;
  -- The flags are on the case again, as they were; findings never left it.
  insert into core.flag (case_id, item, reason, comment, agent, at)
    select v_case.id, f ->> 'item', f ->> 'reason', f ->> 'comment', f ->> 'agent', v_undone.decided_at
    from core.decision_detail t, jsonb_array_elements(t.flags) as f where t.decision_id = v_undone.id and f ? 'item'
    on conflict do nothing;
  delete from core.information_request where decision_id = v_undone.id;
  if core.subject_of(v_case.queue) = 'account' then
    update core.account a set state = v_undone.former ->> 'account', former_state = v_undone.former ->> 'account', effective_at = '-infinity'
      where a.driver_id = v_case.driver_id;
  elsif v_undone.action = 'reissue' or core.subject_of(v_case.queue) <> 'returned_dispatch' or v_undone.action = 'close' then
    update core.application a set state = v_undone.former ->> 'application', former_state = v_undone.former ->> 'application', effective_at = '-infinity'
      where a.id = v_case.application_id;
  end if;
  if v_review is not null then
    perform core.restore_case(v_review, v_undone.former -> 'review');
    delete from core.case_event e where e.case_id = v_review and e.kind = 'ended' and e.at = v_undone.decided_at;
    insert into core.flag (case_id, item, reason, comment, agent, at)
      select v_review, f ->> 'item', f ->> 'reason', f ->> 'comment', f ->> 'agent', v_undone.decided_at
      from jsonb_array_elements(v_undone.former -> 'review' -> 'flags') as f on conflict do nothing;
  end if;
  v_case := core.restore_case(v_case.id, v_undone.former);
  if v_case.state = 'open' then
    perform core.take_case(v_case, p_token);
  end if;
  return v_decision;
end
$$;

-- A case is as it was before a decision (core.former_states).
create or replace function core.restore_case(p_case bigint, p_former jsonb) returns core.desk_case
  language plpgsql
  as $$
declare
  v_case core.desk_case;
begin
  update core.desk_case c set state = p_former ->> 'state', lane = p_former ->> 'lane',
    version = c.version + 1, unreachable = coalesce((p_former ->> 'unreachable')::boolean, false),
    reserved_for = p_former ->> 'reserved_for', reserved_until = (p_former ->> 'reserved_until')::timestamptz,
    escalated_by = p_former ->> 'escalated_by', escalation_reason = p_former ->> 'escalation_reason',
    started_at = coalesce((p_former ->> 'started_at')::timestamptz, c.started_at), claim_order = coalesce((p_former ->> 'claim_order')::timestamptz, c.claim_order),
    decided_at = (p_former ->> 'decided_at')::timestamptz, last_decision = (p_former ->> 'last_decision')::bigint,
    holder = null, lease_token = null, lease_until = null
    where c.id = p_case returning * into v_case;
  delete from core.hold h where h.case_id = p_case;
  return v_case;
end
$$;

-- The last decision of this agent that can still be undone: what `undo` offers where something else was done since.
create or replace function core.undoable_decision(p_before bigint) returns bigint
  language plpgsql stable
  as $$
begin
  return (
    select a.case_id from core.act a join core.desk_case c on c.id = a.case_id
    where a.agent = session_user and a.decision_id is not null and a.undone_at is null and a.effective_at > core.now() and c.last_decision = a.decision_id and a.id < p_before
    order by a.id desc limit 1);
end
$$;

-- Takes back what this agent did last, or did last on a case: a decision, a note, an escalation, a reception, a returned dispatch, within its grace. Where the
-- last thing is none of these it says so, and nothing else is taken back. recorded: the text, or the postal reason, that was taken back. restored: the reason of an
-- escalation or of the post that stands again in its place; null where none does. was: what a reception had come to, with the card, the
-- coupon, another card of the same envelope that was taken back with it, and the coupon and case for which that had been received. offer: the case of the decision before it that can
-- still be undone. The columns of a decision are null where it was none.
create or replace function desk.undo(p_key text, p_token uuid, p_case bigint default null)
  returns table (kind text, on_case bigint, driver bigint, reference text, recorded text, restored text, was text, serial text, coupon text, found_card text,
    other_coupon text, other_case bigint, offer bigint,
    decision bigint, case_id bigint, action text, agent text, decided_at bigint, effective_at bigint, standing text, replayed boolean, reached_by text)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_column
declare
  v_request uuid := core.request_of(p_key);
  v_content jsonb := jsonb_build_array('undo', p_case);
  v_answer jsonb;
  v_act core.act;
  v_text text := '';
  v_restored text;
  v_offer bigint;
  v_case core.desk_case;
  v_decision core.decision;
begin
  perform core.check_key(p_key);
  v_answer := core.begin_request(v_request, 'undo', v_content);
  if v_answer is null then
    select a.* into v_act from core.act a
      where a.agent = session_user and a.undone_at is null and (p_case is null or a.case_id = p_case and a.effective_at is not null)
      order by a.id desc limit 1;
    if not found then
      perform core.refuse('PU031', jsonb_build_object('case', p_case));
    end if;
    if v_act.effective_at is null then
      v_offer := core.undoable_decision(v_act.id);
      perform core.refuse('PU038',
        jsonb_build_object('kind', v_act.kind, 'case', v_act.case_id, 'driver', v_act.driver_id, 'reference', v_act.reference,
          'at', core.seconds(v_act.at), 'offer', v_offer));
    end if;
    if v_act.case_id is not null then
      v_case := core.require_case(v_act.case_id);
    end if;
    v_act := core.lock_act(v_act.id);
    if v_act.decision_id is not null then
      select d.* into v_decision from core.decision d where d.id = v_act.decision_id;
      v_decision := core.undo_decision(p_key, p_token, v_content, v_decision, v_case);
    else
      v_text := coalesce((select e.text from core.case_event e where e.id = (v_act.former ->> 'event')::bigint), '');
      v_offer := core.undoable_decision(v_act.id);
      if v_act.kind = 'register_return' then
        perform core.refuse_corrected_since(v_act);
        v_text := coalesce((select r.postal_reason from core.returned_dispatch r where r.id = (v_act.former ->> 'returned')::bigint), '');
      end if;
      v_restored := case v_act.kind when 'register_return' then v_act.former ->> 'reason' when 'escalate' then v_act.former ->> 'escalation_reason' end;
      perform core.take_back(v_act, p_token);
    end if;
    update core.act a set undone_at = core.now() where a.id = v_act.id;
    select to_jsonb(r) into v_answer from core.decision_answer(v_decision, false) as r;
    v_answer := v_answer || jsonb_build_object('kind', v_act.kind, 'on_case', v_act.case_id, 'driver', v_act.driver_id, 'reference', v_act.reference, 'recorded', '',
      'restored', case v_act.kind when 'register_return' then v_restored end, 'was', v_act.former -> 'answer' -> 'outcome',
      'serial', v_act.former -> 'answer' -> 'serial', 'coupon', v_act.former -> 'answer' -> 'coupon', 'found_card', v_act.former -> 'answer' -> 'found_card',
      'other_coupon', v_act.former -> 'answer' -> 'other_coupon', 'other_case', v_act.former -> 'answer' -> 'other_case', 'offer', v_offer, 'agent', session_user, 'replayed', true) || case when v_decision.id is null then '{"standing": null}' else '{}'::jsonb end;
    -- What was taken back is not kept in the answer for those who ask again.
    perform core.end_request(v_request, v_answer);
    v_answer := v_answer || jsonb_build_object('recorded', v_text, 'restored', v_restored, 'replayed', false);
  end if;
  return query select * from jsonb_to_record(v_answer) as r(kind text, on_case bigint, driver bigint, reference text, recorded text, restored text, was text, serial text, coupon text, found_card text,
    other_coupon text, other_case bigint, offer bigint,
    decision bigint, case_id bigint, action text, agent text, decided_at bigint, effective_at bigint, standing text, replayed boolean, reached_by text);
end
$$;
