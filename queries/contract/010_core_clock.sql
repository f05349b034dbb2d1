-- core: the clock and the settings. What is internal here and below runs with the rights of the function that calls it.

-- Moves the clock of a local or test cluster. Owner only; refused anywhere else.
create or replace function core.advance_clock(p_by interval) returns timestamptz
  language plpgsql
  as $$
declare
  v_offset interval;
begin
  if current_setting('cluster_name') <> 'pupitre-local' then
    perform core.refuse('42501:clock');
  end if;
  update core.clock set clock_offset = clock_offset + p_by returning clock_offset into v_offset;
  execute format('create or replace function core.now() returns timestamptz language sql stable parallel safe as %L',
    format('select pg_catalog.now() + interval %L', v_offset));
  return now() + v_offset;
end
$$;

-- Readable by all: views of hub and desk call it with the rights of whoever reads them.
create or replace function core.setting(p_name text) returns text
  language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$
begin
  return (
    select v.value from core.setting_value v where v.name = p_name and v.since <= core.now() order by v.since desc limit 1
  );
end
$$;
grant execute on function core.setting(text) to public;

-- A setting that is a span of time, in hours and seconds: its days are of 24 hours, whatever the session's clocks do meanwhile.
create or replace function core.span(p_name text) returns interval
  language sql stable
  -- Parsed here, not when it is inlined: readers of views have no right to look into core.
  return make_interval(secs => extract(epoch from core.setting(p_name)::interval)::double precision);
grant execute on function core.span(text) to public;

-- A moment as programs are told it: seconds since 1970. By way of UTC nothing in it depends on the session, so that it is inlined.
create or replace function core.seconds(p_at timestamptz) returns bigint
  language sql immutable strict parallel safe
  as $$ select extract(epoch from p_at at time zone 'UTC')::bigint $$;

-- The day in Paris, whatever the time zone of the session that asks.
create or replace function core.today() returns date
  language sql stable parallel safe
  as $$ select (core.now() at time zone 'Europe/Paris')::date $$;

-- The moment, not the beginning of the transaction: for what waited for a lock.
create or replace function core.moment() returns timestamptz
  language sql volatile
  as $$ select core.now() + (clock_timestamp() - pg_catalog.now()) $$;
