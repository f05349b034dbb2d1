-- desk: undo, overturn, close.

-- An act can be taken back for as long as a decision can: refused from its effective_at on by the true clock (this undo may have begun before and waited), and
-- where somebody was told already.
create or replace function core.refuse_taken_effect(p_kind text, p_case bigint, p_reference text, p_effective timestamptz, p_taken boolean) returns void
  language plpgsql
  as $$
begin
  if p_taken or p_effective <= core.now() + (clock_timestamp() - now()) then
    perform core.fail('PU032', format('%s took effect: it can no longer be undone', case when p_case is null then p_kind else 'the decision on case ' || p_case end),
      case when p_kind in ('note', 'escalate', 'receive', 'register_return') then 'Say so in a note.' else 'A supervisor can overturn it.' end,
      jsonb_build_object('case', p_case, 'action', p_kind, 'reference', p_reference, 'at', extract(epoch from p_effective)::bigint));
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
    perform core.fail('PU075', format('the card received by %s has gone further since', p_act.reference), 'Show its file for what happened.',
      jsonb_build_object('kind', p_act.kind, 'case', p_act.case_id, 'reference', p_act.reference));
  end if;
  perform core.withdraw_messages(p_act, v_drivers);
  foreach v_id in array v_claims loop
    perform core.unreceive_claim(v_id, false);
    perform core.restore_unpaid_replacements(q.card_id, p_act) from core.quality_claim q where q.id = v_id;
  end loop;
  foreach v_id in array v_cards loop
    update core.card c set received_at = null where c.id = v_id;
    perform core.restore_unpaid_replacements(v_id, p_act);
    if not exists (select from core.quality_claim q where q.id = any (v_claims) and q.card_id = v_id) then
      perform core.add_event(null, c.driver_id, 'reception_undone', c.serial) from core.card c where c.id = v_id;
    end if;
  end loop;
  delete from core.dispatch d where d.id = any (v_dispatches);
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
    perform core.fail('PU075', format('the returned dispatch %s has gone further since', p_act.reference), 'Show its file for what happened.',
      jsonb_build_object('kind', p_act.kind, 'case', p_act.case_id, 'reference', p_act.reference));
  end if;
  if p_act.former ->> 'reason' is not null then
    perform core.correct_reason(v_return, p_act.former ->> 'reason');
    return;
  end if;
  perform core.withdraw_messages(p_act, array[v_return.driver_id]);
  update core.card c set state = case when c.state = 'returned' then c.former_state else c.state end, former_state = null, state_effective_at = '-infinity', received_at = null
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
    perform core.fail('PU075', format('case %s has gone further since you escalated it', v_case.id), 'Show it for what happened.',
      jsonb_build_object('kind', p_act.kind, 'case', v_case.id, 'reference', ''));
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
    perform core.fail('PU031', 'there is no decision of yours to undo', 'It was undone or overturned already.', jsonb_build_object('case', v_case.id));
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
  if v_case.queue = 'accounts' then
    update core.account a set state = v_undone.former ->> 'account', former_state = v_undone.former ->> 'account', effective_at = '-infinity'
      where a.driver_id = v_case.driver_id;
  elsif v_undone.action = 'reissue' or v_case.queue <> 'undelivered' or v_undone.action = 'close' then
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
-- last thing is none of these it says so, and nothing else is taken back. recorded: the text that was taken back. offer: the case of the decision before it that can
-- still be undone. The columns of a decision are null where it was none.
create or replace function desk.undo(p_key text, p_token uuid, p_case bigint default null)
  returns table (kind text, on_case bigint, driver bigint, reference text, recorded text, offer bigint,
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
      perform core.fail('PU031', 'there is nothing of yours to undo', 'Only what you did yourself can be undone.', jsonb_build_object('case', p_case));
    end if;
    if v_act.effective_at is null then
      v_offer := core.undoable_decision(v_act.id);
      perform core.fail('PU038', format('what you did last cannot be undone: %s', v_act.kind),
        coalesce('Your last decision can: undo ' || v_offer, 'Only a decision, a note, an escalation, a reception or a returned dispatch can.'),
        jsonb_build_object('kind', v_act.kind, 'case', v_act.case_id, 'driver', v_act.driver_id, 'reference', v_act.reference,
          'at', extract(epoch from v_act.at)::bigint, 'offer', v_offer));
    end if;
    if v_act.case_id is not null then
      v_case := core.require_case(v_act.case_id);
    end if;
    -- Another of his consoles may have undone it while this one waited.
    select a.* into v_act from core.act a where a.id = v_act.id for no key update;
    if v_act.undone_at is not null then
      perform core.fail('PU031', 'it was undone already', 'Show the file for what stands.', jsonb_build_object('case', v_act.case_id));
    end if;
    if v_act.decision_id is not null then
      select d.* into v_decision from core.decision d where d.id = v_act.decision_id;
      v_decision := core.undo_decision(p_key, p_token, v_content, v_decision, v_case);
    else
      v_text := coalesce((select e.text from core.case_event e where e.id = (v_act.former ->> 'event')::bigint), '');
      v_offer := core.undoable_decision(v_act.id);
      perform core.take_back(v_act, p_token);
    end if;
    update core.act a set undone_at = core.now() where a.id = v_act.id;
    select to_jsonb(r) into v_answer from core.decision_answer(v_decision, false) as r;
    v_answer := v_answer || jsonb_build_object('kind', v_act.kind, 'on_case', v_act.case_id, 'driver', v_act.driver_id, 'reference', v_act.reference, 'recorded', '',
      'offer', v_offer, 'agent', session_user, 'replayed', true) || case when v_decision.id is null then '{"standing": null}' else '{}'::jsonb end;
    -- What was taken back is not kept in the answer for those who ask again.
    perform core.end_request(v_request, v_answer);
    v_answer := v_answer || jsonb_build_object('recorded', v_text, 'replayed', false);
  end if;
  return query select * from jsonb_to_record(v_answer) as r(kind text, on_case bigint, driver bigint, reference text, recorded text, offer bigint,
    decision bigint, case_id bigint, action text, agent text, decided_at bigint, effective_at bigint, standing text, replayed boolean, reached_by text);
end
$$;

-- A supervisor's reversal of a decision that took effect: it has a grace and an undo as any decision has, and nobody is told before; then the driver is. By the
-- table of DOMAIN (Rules of a decision). Until then the case is kept for whoever reversed it.
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
  perform core.refuse_unsettled(v_case);
  if v_former.action not in ('approve', 'return', 'attribute', 'reship') then
    perform core.fail('PU031', format('the last decision on case %s is not one to overturn: %s', p_case, v_former.action), 'A new card is made with reissue.',
      jsonb_build_object('case', p_case));
  end if;
  v_action := case when v_former.action = 'approve' and v_case.queue = 'accounts' then 'suspend' else 'overturn' end;
  v_next := core.next_state('case', v_case.state, v_action);
  if v_former.action = 'attribute' then
    -- What he corrected and paid is reviewed in a case of its own.
    select c.* into v_review from core.desk_case c where c.application_id = v_case.application_id and c.queue = 'documents' and c.state in ('open', 'waiting')
      order by c.id desc limit 1 for no key update;
  end if;
  v_decision := core.append_decision(p_key, v_case, 'overturn', v_content, core.former_states(v_case) || case when v_review.id is null then '{}'
      else jsonb_build_object('review', core.former_states(v_review) || jsonb_build_object('id', v_review.id, 'flags', core.flags_of(v_review.id))) end,
    v_effective, null, p_supersedes => v_former.id, p_comment => v_reason);
  v_channel := case v_case.queue when 'accounts' then core.account_channel(v_case.driver_id, '{}') else core.reachable_by(v_case.driver_id) end;

  if v_case.queue = 'accounts' then
    perform core.move_account(v_case.driver_id, 'overturn', v_effective, v_decision.id);
    v_template := case v_action when 'suspend' then 'account_suspended' else 'request_withdrawn' end;
  elsif v_former.action = 'return' then
    if v_case.queue = 'undelivered' then
      perform core.move_return(p_case, v_former.former ->> 'returned', v_effective);
    else
      perform core.move_application(v_case.application_id, 'overturn', v_effective, v_decision.id);
    end if;
    v_template := 'request_withdrawn';
  elsif v_former.action = 'reship' then
    perform core.withdraw_dispatch(v_case, v_former, v_decision);
    v_template := 'reship_withdrawn';
  elsif v_former.action = 'attribute' then
    perform core.withdraw_attribution(v_case, v_review, v_decision);
    v_template := 'attribution_withdrawn';
  else
    perform core.withdraw_order(v_case, v_former.id, v_decision);
    perform core.move_application(v_case.application_id, 'overturn', v_effective, v_decision.id);
    v_template := 'approval_withdrawn';
  end if;
  update core.information_request r set withdrawn_at = v_effective where r.decision_id = v_former.id and r.answered_at is null;
  if v_action = 'suspend' then
    insert into core.information_request (case_id, round, decision_id, driver_id, requested_at, effective_at)
      values (p_case, v_case.round, v_decision.id, v_case.driver_id, core.now(), v_effective);
  end if;
  update core.desk_case c set state = v_next, lane = case when v_next = 'open' then 'reserved' else 'common' end,
    reserved_for = case when v_next = 'open' then session_user end, reserved_until = case when v_next = 'open' then v_effective end, version = c.version + 1, last_decision = v_decision.id, unreachable = v_channel is null and v_next = 'waiting',
    decided_at = case when v_next = 'open' then null else core.now() end,
    started_at = case when v_next = 'open' then core.now() else c.started_at end,
    claim_order = case when v_next <> 'open' then c.claim_order when c.urgent then core.now() - interval '100 years' else core.now() end,
    escalated_by = null, escalation_reason = null
  where c.id = p_case;
  perform core.notify_driver(v_case.driver_id, v_template, jsonb_build_object('application', v_case.application_id), v_effective, v_decision.id,
    case v_case.queue when 'accounts' then 'email' else 'chosen' end);
  return query select * from core.decision_answer(v_decision, false);
end
$$;

-- Withdraws the card that a decision ordered; refused once the factory has it. Until it takes effect the factory sees the order, and is not given it.
create or replace function core.withdraw_order(p_case core.desk_case, p_decision bigint, p_reversal core.decision) returns void
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
  perform core.withdraw_card(v_card.id, p_reversal);
end
$$;

create or replace function core.withdraw_card(p_card bigint, p_reversal core.decision) returns void
  language plpgsql
  as $$
begin
  update core.card c set former_state = c.state, state = core.next_state('card', c.state, 'withdraw'), state_effective_at = p_reversal.effective_at, state_decision = p_reversal.id
    where c.id = p_card;
end
$$;

-- Withdraws the dispatch that a decision ordered; refused once it was sent.
create or replace function core.withdraw_dispatch(p_case core.desk_case, p_former core.decision, p_reversal core.decision) returns void
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
  update core.dispatch d set former_state = d.state, state = 'withdrawn', state_effective_at = p_reversal.effective_at, state_decision = p_reversal.id where d.id = v_dispatch.id;
  perform core.move_return(p_case.id, 'to_reship', p_reversal.effective_at);
end
$$;

-- Takes an attribution back: the order of a free card, or what the driver was asked for, paid or not. p_review: the case in which what he corrected is reviewed.
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
  perform core.refuse_unsettled(c) from core.desk_case c where c.application_id = p_case.application_id and c.queue = 'documents';
  if v_card.id is not null and v_card.state <> 'ordered' or v_application.state = 'card_sent_back' then
    perform core.fail('PU034', format('the card of case %s is already %s', p_case.id, coalesce(v_card.state, 'sent back')), 'An order can be withdrawn until production takes it.',
      jsonb_build_object('case', p_case.id, 'card', v_card.id, 'state', coalesce(v_card.state, v_application.state)));
  end if;
  perform core.withdraw_card(v_card.id, p_decision);
  update core.payment p set former_state = p.state, state = 'expired', effective_at = p_decision.effective_at, settled_at = p_decision.effective_at
    where p.application_id = v_application.id and p.state = 'pending';
  for v_payment in select p.id from core.payment p where p.application_id = v_application.id and p.state = 'paid' loop
    perform core.refund(v_payment, p_decision.effective_at, p_decision.id);
  end loop;
  if p_review.id is not null then
    perform core.end_case(p_review.id, 'attribution_withdrawn');
    update core.information_request r set withdrawn_at = p_decision.effective_at where r.case_id = p_review.id and r.answered_at is null and r.withdrawn_at is null;
  end if;
  update core.quality_claim q set outcome_until = p_decision.effective_at where q.case_id = p_case.id;
  perform core.move_application(v_application.id, 'withdraw_attribution', p_decision.effective_at, p_decision.id);
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
  perform core.require_right('close');
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
  perform core.refuse_unsettled(v_case);
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
