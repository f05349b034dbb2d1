-- desk: a case at hand: which it is, whose it is, and why it is not there to be worked on.

create or replace function core.refuse_unknown_case(p_case bigint) returns void
  language plpgsql
  as $$
begin
  if p_case is null or p_case < 1 or core.damm(p_case) <> 0 then
    perform core.refuse('PU002', jsonb_build_object('case', p_case));
  end if;
  perform core.refuse('PU001', jsonb_build_object('case', p_case));
end
$$;

-- The case, locked; refuses a number that is mistyped or unknown.
create or replace function core.require_case(p_case bigint) returns core.desk_case
  language plpgsql
  as $$
declare
  v_case core.desk_case;
begin
  select * into v_case from core.desk_case where id = p_case for no key update;
  if not found then
    perform core.refuse_unknown_case(p_case);
  end if;
  return v_case;
end
$$;

-- What a waiting case waits for: card (a coupon that was not posted yet), answer (to a returned card or an attribution), payment, driver
-- (an information request); null where it does not wait.
create or replace function core.waits_for(p_case core.desk_case) returns text
  language plpgsql stable
  as $$
begin
  if p_case.state <> 'waiting' then
    return null;
  end if;
  return coalesce((
      select case q.state when 'awaiting_card' then 'card' when 'awaiting_payment' then 'payment' else 'answer' end
      from core.quality_claim k join core.application q on q.id = k.application_id where k.case_id = p_case.id
    ), (
      select case r.state when 'awaiting_payment' then 'payment' when 'to_correct' then 'driver' else 'answer' end
      from core.returned_dispatch r where r.case_id = p_case.id
    ), 'driver');
end
$$;

-- Says why an open case is not there to be worked on.
create or replace function core.refuse_unless_open(p_case core.desk_case) returns void
  language plpgsql
  as $$
declare
  v_decision core.decision;
begin
  if p_case.state = 'open' then
    return;
  end if;
  select * into v_decision from core.decision where id = p_case.last_decision;
  if p_case.state = 'waiting' and (v_decision.id is null or core.waits_for(p_case) <> 'driver') then
    perform core.refuse(case core.waits_for(p_case) when 'card' then 'PU019:card' else 'PU019' end,
      jsonb_build_object('case', p_case.id, 'for', core.waits_for(p_case)));
  end if;
  if p_case.state = 'waiting' then
    perform core.refuse('PU018',
      jsonb_build_object('case', p_case.id, 'agent', v_decision.agent, 'at', core.seconds(v_decision.decided_at)));
  end if;
  -- What it was about is gone, or was a slip: nobody decided it.
  if v_decision.id is null then
    perform core.refuse('PU013:ended', jsonb_build_object('case', p_case.id));
  end if;
  perform core.refuse('PU013',
    jsonb_build_object('case', p_case.id, 'agent', v_decision.agent, 'action', v_decision.action,
      'at', core.seconds(v_decision.decided_at)));
end
$$;

create or replace function core.refuse_if_held(p_case core.desk_case) returns void
  language plpgsql
  as $$
begin
  if p_case.holder <> session_user and p_case.lease_until > core.now() then
    perform core.refuse('PU010', jsonb_build_object('case', p_case.id, 'holder', p_case.holder, 'until', core.seconds(p_case.lease_until)));
  end if;
end
$$;

-- By whom and to whom an open case was last given; no row where nobody gave it in this round, or whoever got it has had it since.
create or replace function core.assignment_of(p_case core.desk_case) returns core.case_event
  language plpgsql stable
  as $$
declare
  v_event core.case_event;
begin
  select e.* into v_event from core.case_event e
    where e.case_id = p_case.id and e.kind in ('assigned', 'claimed', 'escalated', 'released', 'skipped', 'resubmitted')
    order by e.id desc limit 1;
  if v_event.kind = 'assigned' and p_case.reserved_for = v_event.text and p_case.reserved_until > core.now() then
    return v_event;
  end if;
  return null;
end
$$;

-- Tells whoever held a case that a supervisor took it from him, and for whom.
create or replace function core.refuse_if_taken_away(p_case core.desk_case) returns void
  language plpgsql
  as $$
declare
  v_event core.case_event;
  v_own core.case_event;
begin
  if p_case.holder is not distinct from session_user then
    return;
  end if;
  select e.* into v_event from core.case_event e
    where e.case_id = p_case.id and e.kind = 'assigned' and e.text <> session_user and e.by <> session_user
    order by e.id desc limit 1;
  -- The last that he knows is that he held it.
  select e.* into v_own from core.case_event e
    where e.case_id = p_case.id and e.by = session_user
      and e.kind in ('claimed', 'taken_over', 'released', 'skipped', 'escalated')
    order by e.id desc limit 1;
  if v_own.kind in ('claimed', 'taken_over') and v_event.id > v_own.id then
    perform core.refuse('PU011:given',
      jsonb_build_object('case', p_case.id, 'agent', v_event.text, 'by', v_event."by", 'at', core.seconds(v_event.at)));
  end if;
end
$$;

-- The case that this console holds, locked, its lease renewed. Stale leases and versions are refused.
create or replace function core.held_case(p_case bigint, p_token uuid, p_version integer default null) returns core.desk_case
  language plpgsql
  as $$
declare
  v_case core.desk_case := core.require_case(p_case);
begin
  perform core.refuse_unless_open(v_case);
  perform core.refuse_if_taken_away(v_case);
  perform core.refuse_if_held(v_case);
  if v_case.holder is distinct from session_user or v_case.lease_token is distinct from p_token or v_case.lease_until <= core.now() then
    perform core.refuse(
      case when v_case.holder = session_user and v_case.lease_until > core.now() then 'PU011:elsewhere' else 'PU011' end,
      jsonb_build_object('case', p_case));
  end if;
  if p_version is not null and v_case.version <> p_version then
    perform core.refuse('PU012', jsonb_build_object('case', p_case));
  end if;
  update core.desk_case set lease_until = core.now() + core.span('lease') where id = p_case;
  return v_case;
end
$$;
