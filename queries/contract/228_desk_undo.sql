-- desk: undo.

-- Takes a decision back, in silence: nothing of it was ever shown. The case is locked by the caller.
create or replace function core.undo_decision(p_key text, p_token uuid, p_content jsonb, p_act core.act, p_case core.desk_case)
  returns core.decision
  language plpgsql
  as $$
declare
  v_case core.desk_case := p_case;
  v_undone core.decision;
  v_decision core.decision;
begin
  select d.* into v_undone from core.decision d where d.id = p_act.decision_id;
  if core.standing_of(v_undone.id) <> 'standing' or v_case.last_decision is distinct from v_undone.id then
    perform core.refuse('PU031', jsonb_build_object('case', v_case.id));
  end if;
  perform core.refuse_taken_effect(v_undone.action, v_case.id, '', v_undone.effective_at, core.lock_changes(p_act.id));
  -- A case that is open again may be in other hands.
  perform core.refuse_if_held(v_case);
  perform core.next_state('case', v_case.state, 'undo');
  v_decision := core.append_decision(p_key, v_case, 'undo', p_content, core.former_states(v_case), core.now(), null, p_token,
    p_supersedes => v_undone.id);
  -- The case in which a correction was reviewed never ended.
  delete from core.case_event e using core.in_grace g
    where g.act = p_act.id and g.object = 'desk_case' and g.object_id <> v_case.id
      and e.case_id = g.object_id and e.kind = 'ended' and e.at = v_undone.decided_at;
  perform core.put_back(p_act.id);
  select c.* into v_case from core.desk_case c where c.id = v_case.id;
  if v_case.state = 'open' then
    perform core.take_case(v_case, p_token);
  end if;
  return v_decision;
end
$$;

-- The last decision of this agent that can still be undone: what `undo` offers where something else was done since.
create or replace function core.undoable_decision(p_before bigint) returns bigint
  language plpgsql stable
  as $$
begin
  return (
    select a.case_id from core.act a join core.desk_case c on c.id = a.case_id
    where a.agent = session_user and a.decision_id is not null and a.undone_at is null and a.effective_at > core.now()
      and c.last_decision = a.decision_id and a.id < p_before
    order by a.id desc limit 1);
end
$$;

-- Takes back what this agent did last, or did last on a case: a decision, a note, an escalation, a reception, a returned dispatch, within
-- its grace. Where the last thing is none of these it says so, and nothing else is taken back. recorded: the text, or the postal reason,
-- that was taken back. restored: the reason of an escalation or of the post that stands again in its place; null where none does. was: what
-- a reception had come to, with the card, the coupon, another card of the same envelope that was taken back with it, and the coupon and
-- case for which that had been received. offer: the case of the decision before it that can still be undone. The columns of a decision are
-- null where it was none.
create or replace function desk.undo(p_key text, p_token uuid, p_case bigint default null)
  returns table (
    kind text, on_case bigint, driver bigint, reference text, recorded text, restored text, was text, serial text, coupon text,
    found_card text, other_coupon text, other_case bigint, offer bigint,
    decision bigint, case_id bigint, action text, agent text, decided_at bigint, effective_at bigint, standing text, replayed boolean,
    reached_by text)
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
      v_decision := core.undo_decision(p_key, p_token, v_content, v_act, v_case);
    else
      v_text := coalesce((select e.text from core.case_event e where e.id = (v_act.former ->> 'event')::bigint), '');
      v_offer := core.undoable_decision(v_act.id);
      if v_act.kind = 'register_return' then
        perform core.refuse_corrected_since(v_act);
        v_text := coalesce((select r.postal_reason from core.returned_dispatch r where r.id = (v_act.former ->> 'returned')::bigint), '');
      end if;
      v_restored := case v_act.kind
        when 'register_return' then v_act.former ->> 'reason'
        when 'escalate' then v_act.former ->> 'escalation_reason' end;
      perform core.take_back(v_act, p_token);
    end if;
    update core.act a set undone_at = core.now() where a.id = v_act.id;
    select to_jsonb(r) into v_answer from core.decision_answer(v_decision, false) as r;
    v_answer := v_answer || jsonb_build_object(
        'kind', v_act.kind, 'on_case', v_act.case_id, 'driver', v_act.driver_id, 'reference', v_act.reference, 'recorded', '',
        'restored', case v_act.kind when 'register_return' then v_restored end, 'was', v_act.former -> 'answer' -> 'outcome',
        'serial', v_act.former -> 'answer' -> 'serial', 'coupon', v_act.former -> 'answer' -> 'coupon',
        'found_card', v_act.former -> 'answer' -> 'found_card',
        'other_coupon', v_act.former -> 'answer' -> 'other_coupon', 'other_case', v_act.former -> 'answer' -> 'other_case',
        'offer', v_offer, 'agent', session_user, 'replayed', true)
      || case when v_decision.id is null then '{"standing": null}' else '{}'::jsonb end;
    -- What was taken back is not kept in the answer for those who ask again.
    perform core.end_request(v_request, v_answer);
    v_answer := v_answer || jsonb_build_object('recorded', v_text, 'restored', v_restored, 'replayed', false);
  end if;
  return query select * from jsonb_to_record(v_answer) as r(
    kind text, on_case bigint, driver bigint, reference text, recorded text, restored text, was text, serial text, coupon text,
    found_card text, other_coupon text, other_case bigint, offer bigint,
    decision bigint, case_id bigint, action text, agent text, decided_at bigint, effective_at bigint, standing text, replayed boolean,
    reached_by text);
end
$$;
