-- desk: what an agent did, for his own eyes.

-- The caller's own decisions of today and of this week (Paris, from Monday), by queue, and in all (queue null). Of those that stand: how
-- many, how many by their deadline. Of his returns: those that came back meanwhile, and those that somebody had to return again. Of his
-- decisions of whenever: those that were overturned meanwhile. Nobody can ask for somebody else's.
create or replace function desk.my_work()
  returns table (
    queue text, decided integer, in_time integer, came_back integer, returned_again integer, overturned integer, week_decided integer,
    week_in_time integer, week_came_back integer, week_returned_again integer, week_overturned integer)
  language sql stable security definer set search_path = pg_catalog, core, pg_temp set jit = off
  as $$
    with since as (
      select date_trunc('day', here) at time zone 'Europe/Paris' as today, date_trunc('week', here) at time zone 'Europe/Paris' as week
      from (select core.now() at time zone 'Europe/Paris' as here) as clock
    ), mine as (
      select d.* from core.decision d
      where d.agent = session_user and d.action not in ('undo', 'overturn')
        and not exists (select from core.decision u where u.supersedes = d.id and u.action = 'undo')
    ), done as (
      select m.queue, m.decided_at as at, 'decided' as what from mine m, since where m.decided_at >= since.week
      union all
      select m.queue, m.decided_at, 'in_time' from mine m, since where m.decided_at >= since.week and m.decided_at <= m.due_at
      union all
      select m.queue, r.started_at, 'came_back'
        from mine m join core.case_round r on r.case_id = m.case_id and r.round = m.round + 1, since
        where m.action = 'return' and r.started_at >= since.week
      union all
      select m.queue, again.decided_at, 'returned_again'
        from mine m join core.decision again on again.case_id = m.case_id and again.round = m.round + 1 and again.action = 'return', since
        where m.action = 'return' and again.decided_at >= since.week
          and not exists (select from core.decision u where u.supersedes = again.id and u.action = 'undo')
      union all
      select m.queue, o.decided_at, 'overturned' from mine m join core.decision o on o.supersedes = m.id and o.action = 'overturn', since
        where o.decided_at >= since.week and not exists (select from core.decision u where u.supersedes = o.id and u.action = 'undo')
    )
    select q.queue,
      count(*) filter (where d.what = 'decided' and d.at >= since.today)::integer,
      count(*) filter (where d.what = 'in_time' and d.at >= since.today)::integer,
      count(*) filter (where d.what = 'came_back' and d.at >= since.today)::integer,
      count(*) filter (where d.what = 'returned_again' and d.at >= since.today)::integer,
      count(*) filter (where d.what = 'overturned' and d.at >= since.today)::integer,
      count(*) filter (where d.what = 'decided')::integer,
      count(*) filter (where d.what = 'in_time')::integer,
      count(*) filter (where d.what = 'came_back')::integer,
      count(*) filter (where d.what = 'returned_again')::integer,
      count(*) filter (where d.what = 'overturned')::integer
    from since cross join core.queue q left join done d on d.queue = q.queue
    group by grouping sets ((q.queue, q.rank), ())
    order by grouping(q.queue), q.rank
  $$;
