-- desk: one thing done to many cases, case by case: several in a commit, each with an exception block of its own. What is refused for one
-- leaves the others as they are.

-- Does one thing to one case, as the function of desk does that an agent calls for it; gives its answer. A claim takes what nobody has in
-- hand, not even another console of the same agent; what somebody is writing to at this moment is not waited for. Null: it is passed over.
create or replace function core.do_one(p_act jsonb, p_token uuid) returns jsonb
  language plpgsql
  as $$
declare
  v_case bigint := p_act ->> 'case';
  v_do text := p_act ->> 'do';
  v_request uuid := p_act ->> 'request';
  v_held core.desk_case;
  v_answer jsonb;
begin
  if v_do in ('claim', 'remind', 'assign', 'note', 'urgent', 'escalate') then
    select * into v_held from core.desk_case c where c.id = v_case for no key update skip locked;
    if not found and exists (select from core.desk_case c where c.id = v_case) then
      return null;
    end if;
  end if;
  case v_do
    when 'claim' then
      if v_held.lease_until > core.now() and v_held.lease_token is distinct from p_token then
        perform core.refuse('PU010',
          jsonb_build_object('case', v_case, 'holder', v_held.holder, 'until', core.seconds(v_held.lease_until)));
      end if;
      perform desk.claim(v_case, p_token);
      v_answer := jsonb_build_object('version', v_held.version, 'round', v_held.round);
    when 'approve' then
      select to_jsonb(d) into v_answer
        from desk.approve(p_act ->> 'key', v_case, p_token, (p_act ->> 'version')::integer, p_act ->> 'text') as d;
    when 'return' then
      perform desk.flag(
        v_request, v_case, p_token, (p_act ->> 'version')::integer, p_act ->> 'item', p_act ->> 'reason', p_act ->> 'text');
      select to_jsonb(d) into v_answer from desk.return_case(p_act ->> 'key', v_case, p_token, (p_act ->> 'version')::integer) as d;
    when 'remind' then v_answer := jsonb_build_object('channel', desk.remind(v_request, v_case));
    when 'assign' then
      select jsonb_build_object('taken_from', a.taken_from) into v_answer
        from desk.assign(v_request, v_case, p_act ->> 'agent', (p_act ->> 'insist')::boolean) as a;
    when 'note' then perform desk.note(v_request, v_case, null, p_act ->> 'text');
    when 'urgent' then perform desk.urgent(v_request, v_case, (p_act ->> 'on')::boolean);
    when 'escalate' then perform desk.escalate(v_request, v_case, p_act ->> 'text');
    when 'release' then perform desk.release(v_request, v_case, p_token);
    else perform core.refuse('PU062:choice', jsonb_build_object('field', 'do', 'possible',
      array['claim', 'approve', 'return', 'remind', 'assign', 'note', 'urgent', 'escalate', 'release']));
  end case;
  return coalesce(v_answer, '{}');
end
$$;

-- Does things to cases in this order, each by itself; a hundred at most. place: of the act, from 1. busy: somebody was at it, and it was
-- passed over. refused: the SQLSTATE, with the other fields of the error. Else what the function answered that did it: the version and the
-- round of a case that was claimed, the channel of a reminder, whom a case was taken from, the columns of a decision. p_strict: nothing is
-- done after a refusal. Sent again it answers alike.
create or replace function desk.each(p_token uuid, p_acts jsonb, p_strict boolean default false)
  returns table (
    place integer, busy boolean, refused text, refusal text, message text, hint text, detail text,
    version integer, round integer, channel text, taken_from text,
    decision bigint, case_id bigint, action text, agent text, decided_at bigint, effective_at bigint, standing text, replayed boolean,
    reached_by text)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_column
declare
  v_act record;
  v_answer jsonb;
  v_state text;
  v_refusal text;
  v_message text;
  v_hint text;
  v_detail text;
begin
  if jsonb_typeof(p_acts) is distinct from 'array' or jsonb_array_length(p_acts) > 100 then
    perform core.refuse('PU062:acts', jsonb_build_object('field', 'acts'));
  end if;
  for v_act in select e.act, e.rank from jsonb_array_elements(p_acts) with ordinality as e(act, rank) loop
    v_state := null; v_refusal := null; v_message := null; v_hint := null; v_detail := null;
    begin
      v_answer := core.do_one(v_act.act, p_token);
    exception when others then
      v_answer := null;
      get stacked diagnostics v_state = returned_sqlstate, v_refusal = constraint_name, v_message = message_text,
        v_hint = pg_exception_hint, v_detail = pg_exception_detail;
      -- What is about the whole of it: a deadlock, a server without room, a fault of its own, a moment that could not be dated.
      if left(v_state, 2) in ('40', '53', '54', '55', '57', '58', 'XX') or v_state = 'PU082' then
        raise;
      end if;
    end;
    return query select v_act.rank::integer, v_answer is null and v_state is null, v_state, v_refusal, v_message, v_hint, v_detail, r.*
      from jsonb_to_record(coalesce(v_answer, '{}')) as r(
        version integer, round integer, channel text, taken_from text,
        decision bigint, case_id bigint, action text, agent text, decided_at bigint, effective_at bigint, standing text, replayed boolean,
        reached_by text);
    exit when p_strict and v_state is not null;
  end loop;
end
$$;
