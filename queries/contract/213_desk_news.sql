-- desk: what an agent is told without asking: where he stands when he sits down, and what happened since. Both only read: nothing
-- is claimed, renewed or logged by them.

-- The queues that whoever asks works in.
create or replace function core.own_queues() returns text[]
  language sql stable
  as $$ select array(select q.queue from core.queue q where core.is_entitled(session_user, q.queue) order by q.rank) $$;

-- What whoever asks put behind for himself.
create or replace function desk.skipped() returns setof bigint
  language sql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$ select s.case_id from core.skip s where s.agent = session_user and s.until > core.now() order by s.case_id $$;

-- Where whoever asks stands: what he holds, what came back to him, what was given to him, what was handed to the supervisors where he is
-- one, what is urgent and how much is overdue (a thousand a queue at most) in his queues, each with the one that is due first; and the
-- number of the last event, from which on there is news.
-- It gave other columns once.
drop function if exists desk.greeting();
create or replace function desk.greeting(
  out held integer, out held_case bigint, out returned integer, out returned_case bigint, out assigned integer, out assigned_case bigint,
  out escalated integer, out escalated_case bigint, out urgent integer, out urgent_case bigint, out urgent_queue text,
  out overdue integer, out last_event bigint)
  language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_now timestamptz := core.now();
  v_queues text[] := core.own_queues();
  v_urgent integer;
  v_urgent_case bigint;
  v_urgent_queue text;
  v_late integer;
begin
  select coalesce(max(e.id), 0) into last_event from core.case_event e;
  select count(*), (array_agg(c.id order by core.due_order(c.queue, c.claim_order), c.id))[1] into held, held_case
    from core.hold h join core.desk_case c on c.id = h.case_id
    where h.agent = session_user and c.holder = session_user and c.state = 'open';
  -- Given, whatever he did with it since, unless its driver sent something after that.
  select count(*) filter (where not r.given), (array_agg(r.id order by r.due, r.id) filter (where not r.given))[1],
      count(*) filter (where r.given), (array_agg(r.id order by r.due, r.id) filter (where r.given))[1],
      count(*) filter (where r.urgent), (array_agg(r.id order by r.due, r.id) filter (where r.urgent))[1],
      (array_agg(r.queue order by r.due, r.id) filter (where r.urgent))[1], count(*) filter (where r.late)
    into returned, returned_case, assigned, assigned_case, v_urgent, v_urgent_case, v_urgent_queue, v_late
    from (
      select c.id, c.queue, core.due_order(c.queue, c.claim_order) as due, c.urgent,
        c.started_at < core.started_before(c.queue, v_now) as late,
        coalesce((
          select e.kind = 'assigned' from core.case_event e
          where e.case_id = c.id and e.kind in ('assigned', 'resubmitted', 'answered', 'paid', 'received')
          order by e.id desc limit 1), false) as given
      from core.desk_case c
      where c.reserved_for = session_user and c.state = 'open' and c.lane = 'reserved' and c.reserved_until > v_now
        and c.holder is distinct from session_user
    ) as r;
  select count(*), (array_agg(c.id order by core.due_order(c.queue, c.claim_order), c.id))[1] into escalated, escalated_case
    from core.queue q join core.desk_case c on c.queue = q.queue
    where core.may('take_any') and c.state = 'open' and c.lane = 'escalated' and (c.lease_until is null or c.lease_until <= v_now);
  select count(*), (array_agg(c.id order by core.due_order(c.queue, c.claim_order), c.id))[1],
      (array_agg(c.queue order by core.due_order(c.queue, c.claim_order), c.id))[1]
    into urgent, urgent_case, urgent_queue
    from unnest(v_queues) as q(queue) join core.desk_case c on c.queue = q.queue
    where c.state = 'open' and c.lane = 'common' and c.claim_order < v_now - interval '50 years'
      and (c.lease_until is null or c.lease_until <= v_now);
  select coalesce(sum(late.number), 0) into overdue from unnest(v_queues) as q(queue), lateral (
    select count(*) as number from (
      select from core.desk_case c
      where c.queue = q.queue and c.state = 'open' and c.lane = 'common' and c.claim_order >= v_now - interval '50 years'
        and c.claim_order < core.started_before(q.queue, v_now) and (c.lease_until is null or c.lease_until <= v_now)
      limit 1000) as c) as late;
  -- What is kept for him waits for nobody else.
  if v_urgent > 0 then
    urgent := urgent + v_urgent;
    urgent_case := v_urgent_case;
    urgent_queue := v_urgent_queue;
  end if;
  overdue := overdue + v_late;
end
$$;

-- What happened since the event p_since (null: nothing is told), to the case p_case that the console p_token has in hand, and in the queues
-- p_watched, of which it said that nothing is left. kind: cursor (the last event there is, always), urgent, assigned, returned, noted (on
-- the case in hand); escalated, review (a case handed to the supervisors that is open, or is not: told to them alone); taken (held by
-- somebody else), elsewhere (by another console of one's own), settled; work (there is something to take again).
create or replace function desk.news(p_since bigint, p_case bigint, p_token uuid, p_watched text[])
  returns table (event bigint, kind text, case_id bigint, queue text, by text)
  language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_column
declare
  v_now timestamptz := core.now();
  v_watched text[] := array(select q from unnest(p_watched) as q where core.is_entitled(session_user, q));
begin
  return query select coalesce(max(e.id), 0), 'cursor', null::bigint, null::text, null::text from core.case_event e;
  if p_since is not null then
    return query
      select e.id, case when e.kind in ('urgent', 'assigned') then e.kind when e.kind <> 'escalated' then 'returned'
          when c.state = 'open' then 'escalated' else 'review' end, c.id, c.queue, e."by"
      from core.case_event e join core.desk_case c on c.id = e.case_id
      where e.id > p_since and e.kind in ('urgent', 'assigned', 'escalated', 'resubmitted', 'answered', 'paid', 'received')
        and e."by" <> session_user and (c.state = 'open' or e.kind = 'escalated')
        and case e.kind
          when 'escalated' then core.may('take_any') and c.escalated_by = e."by" and (c.lease_until is null or c.lease_until <= v_now)
            and (c.state <> 'open' or c.lane = 'escalated')
          when 'urgent' then e.text = 'on' and c.urgent and (c.lease_until is null or c.lease_until <= v_now)
            and (c.lane = 'common' and core.is_entitled(session_user, c.queue) or c.lane = 'reserved' and c.reserved_for = session_user)
          when 'assigned' then e.text = session_user and c.reserved_for = session_user
          else c.reserved_for = session_user and c.lane = 'reserved' and c.reserved_until > v_now end
      order by e.id limit 50;
    -- What somebody else says of the case in hand, or of its driver.
    return query
      select e.id, 'noted', c.id, c.queue, e."by" from core.desk_case c join core.case_event e on e.case_id = c.id
      where c.id = p_case and e.id > p_since and e.kind = 'note' and e."by" <> session_user and c.holder = session_user
      order by e.id limit 50;
  end if;
  if p_case is not null then
    return query
      select 0::bigint, case when c.state <> 'open' then 'settled' when c.holder = session_user then 'elsewhere' else 'taken' end,
        c.id, c.queue,
        case when c.state <> 'open' then (select d.agent from core.decision d where d.id = c.last_decision)
          else coalesce(c.holder, c.reserved_for, c.escalated_by) end
      from core.desk_case c
      where c.id = p_case and (c.state <> 'open' or c.holder = session_user and c.lease_token is distinct from p_token
        or c.holder <> session_user or c.holder is null and c.lane <> 'common');
  end if;
  if cardinality(v_watched) > 0 then
    return query
      select 0::bigint, 'work', h.id, h.queue, null::text
      from core.claimable(v_watched, null, array(select s.case_id from core.skip s where s.agent = session_user and s.until > v_now)) as h
      limit 1;
  end if;
end
$$;
