-- desk: claims and leases.

create or replace function core.take_case(p_case core.desk_case, p_token uuid) returns text
  language plpgsql
  as $$
declare
  v_notice text := case
    when p_case.holder is distinct from session_user then 'new'
    when p_case.lease_token <> p_token and p_case.lease_until > core.now() then 'taken_over'
    else 'unfinished' end;
  v_limit integer := core.setting('holding_limit')::integer;
begin
  if v_notice = 'new' and v_limit <= (select count(*) from core.hold h join core.desk_case c on c.id = h.case_id
    where h.agent = session_user and c.state = 'open' and c.lease_until > core.now()) then
    perform core.refuse('PU083', jsonb_build_object('limit', v_limit));
  end if;
  update core.desk_case set holder = session_user, lease_token = p_token, lease_until = core.now() + core.span('lease')
    where id = p_case.id;
  if v_notice = 'unfinished' then
    return v_notice;
  end if;
  insert into core.hold (case_id, agent) values (p_case.id, session_user)
    on conflict (case_id) do update set agent = excluded.agent where hold.agent <> excluded.agent;
  insert into core.case_event (case_id, driver_id, at, by, kind)
    values (p_case.id, p_case.driver_id, core.now(), session_user, case v_notice when 'new' then 'claimed' else v_notice end);
  return v_notice;
end
$$;

-- Where a case stands among those of all queues: its deadline, urgent ones a century before. p_order: its claim_order.
create or replace function core.due_order(p_queue text, p_order timestamptz) returns timestamptz
  language plpgsql stable
  as $$
begin
  if p_order < core.now() - interval '50 years' then
    return core.due_at(p_queue, p_order + interval '100 years') - interval '100 years';
  end if;
  return core.due_at(p_queue, p_order);
end
$$;

-- The first case of each of these queues that this agent may take, the earliest deadline first: what anybody may take from p_floor on, what
-- is reserved for him, for supervisors what was escalated. Nobody holds it, or nobody did when this was read.
create or replace function core.claimable(p_queues text[], p_floor timestamptz, p_skipped bigint[])
  returns table (id bigint, queue text, lane text)
  language plpgsql stable
  as $$
#variable_conflict use_column
declare
  v_now timestamptz := core.now();
begin
  return query
    select h.id, q.queue, h.lane from unnest(p_queues) as q(queue), lateral (
      (select c.id, c.lane, c.claim_order from core.desk_case c
        where c.queue = q.queue and c.state = 'open' and c.lane = 'common' and c.claim_order >= coalesce(p_floor, '-infinity')
          and (c.lease_until is null or c.lease_until <= v_now) and c.id <> all (p_skipped)
        order by c.claim_order, c.id limit 1)
      union all
      (select c.id, c.lane, c.claim_order from core.desk_case c
        where c.reserved_for = session_user and c.queue = q.queue and c.state = 'open' and c.lane = 'reserved'
          and (c.lease_until is null or c.lease_until <= v_now) and c.id <> all (p_skipped)
        order by c.claim_order, c.id limit 1)
      union all
      (select c.id, c.lane, c.claim_order from core.desk_case c
        where core.may('take_any') and c.queue = q.queue and c.state = 'open' and c.lane = 'escalated'
          and (c.lease_until is null or c.lease_until <= v_now) and c.id <> all (p_skipped)
        order by c.claim_order, c.id limit 1)) as h
    order by case when cardinality(p_queues) > 1 then core.due_order(q.queue, h.claim_order) end, h.claim_order, h.id;
end
$$;

-- The next case of these queues: one's own unfinished one (where p_own), else the one with the earliest deadline that nobody
-- holds. p_floor skips what lies before one's last claim. No row: nothing is left. The clock plays no part in what is there.
create or replace function desk.claim_next(p_queues text[], p_token uuid, p_floor timestamptz default null, p_own boolean default true)
  returns table (case_id bigint, notice text, claim_order timestamptz)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_case core.desk_case;
  v_head record;
  v_left bigint;
  v_now timestamptz := core.now();
  v_asked text := case when cardinality(p_queues) = 1 then p_queues[1] end;
  v_skipped bigint[] := array(select s.case_id from core.skip s where s.agent = session_user and s.until > v_now);
begin
  -- Queues that were not granted are passed over; one that was asked for by itself is refused.
  p_queues := array(select q from unnest(p_queues) as q where core.is_entitled(session_user, q));
  if cardinality(p_queues) = 0 and v_asked is not null then
    perform core.require_entitlement(v_asked);
  end if;
  if p_own then
    select c.* into v_case from core.hold h join core.desk_case c on c.id = h.case_id
      where h.agent = session_user and c.holder = session_user and c.state = 'open' and c.queue = any (p_queues)
      order by c.claim_order, c.id limit 1 for no key update of c;
    if found then
      return query select v_case.id, core.take_case(v_case, p_token), v_case.claim_order;
      return;
    end if;
  end if;

  -- Reservations that have ended are anyone's again.
  if exists (
    select from core.desk_case c
    where c.queue = any (p_queues) and c.state = 'open' and c.lane = 'reserved' and c.reserved_until <= v_now) then
    update core.desk_case c set lane = 'common', reserved_for = null, reserved_until = null
    from (
      select e.id from core.desk_case e
      where e.queue = any (p_queues) and e.state = 'open' and e.lane = 'reserved' and e.reserved_until <= v_now
      order by e.reserved_until limit 50 for no key update skip locked) as ended
    where c.id = ended.id;
  end if;

  -- All that is left may be locked: by whoever is taking it, which takes a moment, or by a session that keeps its transaction open. That is
  -- not "nothing left"; nobody queues for it.
  for v_try in 1..50 loop
    v_left := null;
    -- The first of the lane is taken, or the first that nobody is taking at this moment.
    for v_head in select * from core.claimable(p_queues, p_floor, v_skipped) loop
      v_left := v_head.id;
      case v_head.lane
        when 'common' then
          select c.* into v_case from core.desk_case c
            where c.queue = v_head.queue and c.state = 'open' and c.lane = 'common' and c.claim_order >= coalesce(p_floor, '-infinity')
              and (c.lease_until is null or c.lease_until <= v_now) and c.id <> all (v_skipped)
            order by c.claim_order, c.id limit 1 for no key update skip locked;
        when 'reserved' then
          select c.* into v_case from core.desk_case c
            where c.reserved_for = session_user and c.queue = v_head.queue and c.state = 'open' and c.lane = 'reserved'
              and (c.lease_until is null or c.lease_until <= v_now) and c.id <> all (v_skipped)
            order by c.claim_order, c.id limit 1 for no key update skip locked;
        else
          select c.* into v_case from core.desk_case c
            where c.queue = v_head.queue and c.state = 'open' and c.lane = 'escalated'
              and (c.lease_until is null or c.lease_until <= v_now) and c.id <> all (v_skipped)
            order by c.claim_order, c.id limit 1 for no key update skip locked;
      end case;
      if v_case.id is not null then
        return query select v_case.id, core.take_case(v_case, p_token), v_case.claim_order;
        return;
      end if;
    end loop;
    if p_floor is not null then
      return query select * from desk.claim_next(p_queues, p_token, null, p_own);
      return;
    end if;
    if v_left is null then
      return;
    end if;
    perform pg_sleep(0.02);
  end loop;
  perform core.refuse('PU014', jsonb_build_object('case', v_left));
end
$$;

-- Claims that case. Refused, with the reason, where it is held, reserved for somebody else, escalated, waiting or decided.
create or replace function desk.claim(p_case bigint, p_token uuid) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_case core.desk_case := core.require_case(p_case);
begin
  perform core.refuse_unless_open(v_case);
  perform core.refuse_if_held(v_case);
  if not core.may('take_any') then
    perform core.require_entitlement(v_case.queue);
    if v_case.lane = 'escalated' then
      perform core.refuse('PU015', jsonb_build_object('case', p_case));
    end if;
    if v_case.lane = 'reserved' and v_case.reserved_for <> session_user and v_case.reserved_until > core.now() then
      perform core.refuse('PU016',
        jsonb_build_object('case', p_case, 'agent', v_case.reserved_for, 'until', core.seconds(v_case.reserved_until),
          'by', (core.assignment_of(v_case))."by",
          'action', (select d.action from core.decision d where d.id = v_case.last_decision)));
    end if;
  end if;
  return core.take_case(v_case, p_token);
end
$$;

-- Renews the lease; returns its new end, in seconds since 1970.
create or replace function desk.renew(p_case bigint, p_token uuid) returns bigint
  language sql security definer set search_path = pg_catalog, core, pg_temp
  as $$
    select extract(epoch from core.now() + core.span('lease'))::bigint from core.held_case(p_case, p_token)
  $$;

-- A console is closed: what it holds stays its agent's, for another one to go on with.
create or replace function desk.leave(p_token uuid) returns void
  language sql security definer set search_path = pg_catalog, core, pg_temp
  as $$
    update core.desk_case c set lease_token = null
      where c.id in (select h.case_id from core.hold h where h.agent = session_user) and c.holder = session_user and c.lease_token = p_token
  $$;

-- Puts a case back; drafts stay with it.
create or replace function desk.release(p_request uuid, p_case bigint, p_token uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_case core.desk_case;
begin
  if core.begin_request(p_request, 'release', to_jsonb(p_case)) is not null then
    return;
  end if;
  v_case := core.held_case(p_case, p_token);
  update core.desk_case set holder = null, lease_token = null, lease_until = null where id = p_case;
  delete from core.hold where case_id = p_case;
  insert into core.case_event (case_id, driver_id, at, by, kind) values (p_case, v_case.driver_id, core.now(), session_user, 'released');
  perform core.note_act(p_request, p_case, null);
end
$$;

-- Puts a case back and keeps it from being offered to this agent again for so many seconds (null: as the setting says); says until when, in
-- seconds since 1970.
create or replace function desk.skip(p_request uuid, p_case bigint, p_token uuid, p_seconds bigint default null) returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_case core.desk_case;
  v_until timestamptz := core.now() + coalesce(make_interval(secs => p_seconds), core.span('skip_span'));
  v_replay jsonb := core.begin_request(p_request, 'skip', jsonb_build_array(p_case, p_seconds));
begin
  if v_replay is not null then
    return v_replay::bigint;
  end if;
  if p_seconds not between 60 and 86400 then
    perform core.refuse('PU062:span', jsonb_build_object('field', 'span'));
  end if;
  v_case := core.held_case(p_case, p_token);
  update core.desk_case set holder = null, lease_token = null, lease_until = null where id = p_case;
  delete from core.hold where case_id = p_case;
  insert into core.case_event (case_id, driver_id, at, by, kind) values (p_case, v_case.driver_id, core.now(), session_user, 'skipped');
  perform core.note_act(p_request, p_case, null);
  delete from core.skip where agent = session_user and until <= core.now();
  insert into core.skip (agent, case_id, until) values (session_user, p_case, v_until)
    on conflict (agent, case_id) do update set until = excluded.until;
  perform core.end_request(p_request, to_jsonb(extract(epoch from v_until)::bigint));
  return extract(epoch from v_until)::bigint;
end
$$;
