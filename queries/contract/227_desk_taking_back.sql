-- desk: acts that are no decisions, taken back within their grace.

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

-- An act can be taken back for as long as a decision can: refused from its effective_at on by the true clock (this undo may have begun
-- before and waited), and where somebody was told already.
create or replace function core.refuse_taken_effect(p_kind text, p_case bigint, p_reference text, p_effective timestamptz, p_taken boolean)
  returns void
  language plpgsql
  as $$
begin
  if p_taken or p_effective <= core.moment() then
    perform core.refuse('PU032',
      jsonb_build_object('case', p_case, 'action', p_kind, 'reference', p_reference, 'at', core.seconds(p_effective)));
  end if;
end
$$;

-- Puts back what an act has changed (core.put_back); refused where it took effect, or something of it was taken already.
create or replace function core.put_back_untaken(p_act core.act) returns void
  language plpgsql
  as $$
begin
  perform core.refuse_taken_effect(p_act.kind, null, p_act.reference, p_act.effective_at, core.lock_changes(p_act.id));
  perform core.put_back(p_act.id);
end
$$;

-- What was received at the desk was not: claims wait for their cards again, cards that were found are not here. In silence.
create or replace function core.take_back_reception(p_act core.act) returns void
  language plpgsql
  as $$
declare
  v_cards bigint[] := array(select core.objects_of_act(p_act.id, 'card') order by 1);
  v_claims bigint[] := array(select core.objects_of_act(p_act.id, 'quality_claim') order by 1);
begin
  perform core.lock_cases_of(d.driver_id) from (
    select p_act.driver_id
    union
    select c.driver_id from core.card c where c.id = any (v_cards)
    order by 1) as d;
  if exists (
      select from core.card c where c.id = any (v_cards) and (c.state = 'destroyed' or c.received_at is distinct from p_act.at))
    or exists (
      select from core.dispatch d where d.id in (select core.objects_of_act(p_act.id, 'dispatch', true)) and d.state <> 'ordered') then
    perform core.refuse('PU075', jsonb_build_object('kind', p_act.kind, 'case', p_act.case_id, 'reference', p_act.reference));
  end if;
  perform core.require_unexamined(claim, false) from unnest(v_claims) as claim;
  perform core.put_back_untaken(p_act);
  perform core.add_event(q.case_id, q.driver_id, 'reception_undone') from core.quality_claim q where q.id = any (v_claims);
  perform core.add_event(null, c.driver_id, 'reception_undone', c.serial) from core.card c
    where c.id = any (v_cards) and not exists (select from core.quality_claim q where q.id = any (v_claims) and q.card_id = c.id);
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
  v_agent text := (
    select a.agent from core.act a
    where a.kind = 'register_return' and a.reference = p_act.reference and a.former -> 'returned' = p_act.former -> 'returned'
      and a.id > p_act.id and a.effective_at > core.now() and a.undone_at is null and a.agent <> p_act.agent
    order by a.id desc limit 1);
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
  if v_return.id is null or v_return.state not in ('awaiting_answer', 'closed')
    or v_case.state <> 'waiting' or v_case.last_decision is not null
    or v_card.state not in ('returned', 'void') or v_card.state = 'void' and v_return.case_id is not null then
    perform core.refuse('PU075', jsonb_build_object('kind', p_act.kind, 'case', p_act.case_id, 'reference', p_act.reference));
  end if;
  if p_act.former ->> 'reason' is not null then
    perform core.correct_reason(v_return, p_act.former ->> 'reason');
    return;
  end if;
  perform core.put_back_untaken(p_act);
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
  update core.desk_case c set
    lane = p_act.former ->> 'lane', escalated_by = p_act.former ->> 'escalated_by',
    escalation_reason = p_act.former ->> 'escalation_reason',
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
