-- core: deadlines: working days, the delay of a queue, and how long a case is reserved.

-- Working days from p_start on: the same time of day, p_days working days later. A start outside working days counts
-- from the first morning after it. Public holidays are left out unless the setting public_holidays_off says otherwise.
create or replace function core.add_working_days(p_start timestamptz, p_days integer) returns timestamptz
  language sql stable
  as $$
    with local as (
      select p_start at time zone 'Europe/Paris' as at, core.setting('public_holidays_off')::boolean as holidays_off
    ), start as (
      select case when today.isworking then local.at else date_trunc('day', local.at) + interval '1 day' end as at,
        today.ordinal, today.isworking, local.holidays_off
      from local, lateral (
        select case when local.holidays_off then w.ordinal else w.weekday_ordinal end as ordinal,
          (w.holiday is null or not local.holidays_off) and extract(isodow from w.day) < 6 as isworking
        from core.working_day w where w.day = local.at::date
      ) as today
    )
    select (
        case
          when start.holidays_off then (
            select min(w.day) from core.working_day w
            where w.ordinal = start.ordinal + p_days + case when start.isworking then 0 else 1 end)
          else (
            select min(w.day) from core.working_day w
            where w.weekday_ordinal = start.ordinal + p_days + case when start.isworking then 0 else 1 end)
        end
        + case when start.isworking then start.at::time else time '00:00' end
      ) at time zone 'Europe/Paris'
    from start
  $$;

-- What the cases of a queue are about.
create or replace function core.subject_of(p_queue text) returns text
  language plpgsql stable
  as $$
begin
  return (select q.subject from core.queue q where q.queue = p_queue);
end
$$;

-- The time allowed for a case of a queue, under the setting in force now: a span by the clock, or working days.
create or replace function core.delay_of(p_queue text, out span interval, out days integer)
  language plpgsql stable
  as $$
begin
  select case s.kind when 'interval' then core.span(s.name) end, case s.kind when 'integer' then core.setting(s.name)::integer end
    into span, days
    from core.queue q join core.setting s on s.name = q.delay_setting where q.queue = p_queue;
end
$$;

-- The deadline of a round that started then, under the setting in force now.
create or replace function core.due_at(p_queue text, p_started timestamptz) returns timestamptz
  language plpgsql stable
  as $$
declare
  v_delay record := core.delay_of(p_queue);
begin
  if v_delay.span is not null then
    return p_started + v_delay.span;
  end if;
  return core.add_working_days(p_started, v_delay.days);
end
$$;

-- Rounds that started before this moment are due before p_moment: the deadline turned round, for filters on an index.
create or replace function core.started_before(p_queue text, p_moment timestamptz) returns timestamptz
  language plpgsql stable
  as $$
declare
  v_delay record := core.delay_of(p_queue);
  v_day date;
  v_local timestamp := p_moment at time zone 'Europe/Paris';
  v_ordinal integer;
  v_working boolean;
  v_holidays_off boolean;
begin
  if v_delay.span is not null then
    return p_moment - v_delay.span;
  end if;
  v_holidays_off := core.setting('public_holidays_off')::boolean;
  select case when v_holidays_off then ordinal else weekday_ordinal end,
      (holiday is null or not v_holidays_off) and extract(isodow from day) < 6
    into v_ordinal, v_working
    from core.working_day where day = v_local::date;
  if v_holidays_off then
    select min(day) into v_day from core.working_day where ordinal = v_ordinal - v_delay.days;
  else
    select min(day) into v_day from core.working_day where weekday_ordinal = v_ordinal - v_delay.days;
  end if;
  return (v_day + case when v_working then v_local::time else time '24:00' end) at time zone 'Europe/Paris';
end
$$;

-- How long a resubmitted case is reserved for the agent who returned it: a share of the queue's delay.
create or replace function core.reservation(p_queue text) returns interval
  language plpgsql stable
  as $$
begin
  return (
    select core.setting('reservation_share')::numeric * coalesce(d.span, d.days * interval '24 hours')
    from core.delay_of(p_queue) as d
  );
end
$$;
