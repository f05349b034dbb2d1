-- desk: readings. What is personal is read in two steps: a reading is opened, which records who asks for what, and once that is committed
-- it is read under the reading's number. So nobody can look and take the trace back.

-- Refuses filters of a list that cannot be read.
create or replace function core.check_filters(p_filters jsonb) returns void
  language plpgsql stable
  as $$
begin
  -- Each of them refuses what it cannot read.
  perform (p_filters ->> 'overdue')::boolean, (p_filters ->> 'after_order')::timestamptz, (p_filters ->> 'after_case')::bigint;
  perform c::bigint from jsonb_array_elements_text(p_filters -> 'cases') as c;
  if jsonb_typeof(p_filters) = 'object' and coalesce((p_filters ->> 'limit')::integer, 0) >= 0
    and coalesce((p_filters ->> 'round')::integer, 1) >= 1
    and coalesce((p_filters ->> 'due_within')::double precision, 0) between 0 and 1e10
    and coalesce((p_filters ->> 'older_than')::double precision, 0) between 0 and 1e10 then
    return;
  end if;
  raise invalid_text_representation;
exception when invalid_text_representation or invalid_parameter_value or numeric_value_out_of_range or invalid_datetime_format
  or datetime_field_overflow then
  perform core.refuse('PU062:filters', jsonb_build_object('field', 'filters'));
end
$$;

-- How many lines a list can have at most: its limit, or as many cases as its sources have.
create or replace function core.lines_of_list(p_filters jsonb) returns integer
  language plpgsql stable
  as $$
declare
  v_limit integer := core.list_limit(p_filters);
  v_source text;
  v_lines integer;
  v_all integer := 0;
begin
  foreach v_source in array coalesce(core.list_sources(p_filters), '{}') loop
    execute format('select count(*) from (select from core.desk_case c where c.queue = any ($1) and %s limit $2) as l', v_source)
      into v_lines using core.list_queues(p_filters), v_limit;
    v_all := v_all + v_lines;
  end loop;
  return least(v_all, v_limit);
end
$$;

-- Opens a reading; gives its number, good for reading_time. p_what: case, why, driver or document (one number), check (cases), search (a
-- text; kind among the filters: by numbers of that kind alone), list (filters).
create or replace function desk.open_reading(
  p_what text, p_numbers bigint[] default null, p_text text default null, p_filters jsonb default null)
  returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_reading bigint := nextval('core.reading_number');
  v_number bigint := p_numbers[1];
  v_driver bigint;
  v_text text := core.check_text('text', p_text, 200);
  v_counted text := case when p_what in ('list', 'check') then p_what else 'file' end;
  v_query jsonb := case p_what
    when 'list' then coalesce(p_filters, '{}')
    when 'search' then jsonb_strip_nulls(jsonb_build_object('text', v_text, 'kind', p_filters ->> 'kind')) end;
  v_lines integer;
begin
  if p_what is null or p_what not in ('case', 'why', 'driver', 'document', 'check', 'search', 'list')
    or cardinality(p_numbers) > (case p_what when 'check' then 1000 else 1 end) then
    perform core.refuse('PU062:reading', jsonb_build_object('field', 'what'));
  end if;
  if p_what in ('case', 'why') then
    select c.driver_id into v_driver from core.desk_case c where c.id = v_number;
    if not found then
      perform core.refuse_unknown_case(v_number);
    end if;
  elsif p_what = 'driver' then
    select a.driver_id into v_driver from core.account a where a.driver_id = v_number;
    if not found then
      perform core.refuse('PU003', jsonb_build_object('driver', v_number));
    end if;
  elsif p_what = 'document' then
    select d.driver_id into v_driver from core.document d where d.id = v_number;
    if not found then
      perform core.refuse('PU004', jsonb_build_object('kind', 'document', 'id', v_number));
    end if;
  elsif p_what = 'search' and char_length(v_text) < 2 then
    perform core.refuse('PU062:search', jsonb_build_object('field', 'text'));
  end if;
  if p_what = 'list' then
    perform core.check_filters(v_query);
    v_lines := core.lines_of_list(v_query);
  end if;
  if exists (select from core.hold h join core.desk_case c on c.id = h.case_id
    where h.agent = session_user and c.driver_id = v_driver and c.holder = session_user and c.lease_until > core.now()) then
    v_counted := 'held';
  end if;
  perform core.refuse_beyond_limit(
    v_counted, case p_what when 'check' then cardinality(p_numbers) when 'list' then v_lines else 1 end, v_driver);
  insert into core.file_access (reading, at, agent, what, driver_id, case_id, document_id, query, counted, lines)
    select v_reading, core.now(), session_user, p_what, coalesce(c.driver_id, v_driver), c.id,
      case p_what when 'document' then v_number end, v_query, v_counted, v_lines
    from (values (1)) as one left join core.desk_case c on p_what in ('case', 'why', 'check') and c.id = any (p_numbers)
    where p_what <> 'check' or c.id is not null;
  return v_reading;
end
$$;

-- How much one agent reads in an hour: drivers (one whose file is opened again counts once) and searches; drivers whose cases are in his
-- hands, by a limit of their own; cases that are checked in lists; lines of lists.
create or replace function core.refuse_beyond_limit(p_counted text, p_more integer, p_driver bigint) returns void
  language plpgsql
  as $$
declare
  v_setting text := case p_counted
    when 'check' then 'checking_limit'
    when 'list' then 'listing_limit'
    when 'held' then 'held_reading_limit'
    else 'reading_limit' end;
  v_limit integer := core.setting(v_setting)::integer;
  v_count bigint;
begin
  -- One at a time, or each of many sessions would find room.
  insert into core.reader (agent) values (session_user) on conflict do nothing;
  perform from core.reader r where r.agent = session_user for no key update;
  select case p_counted
      when 'check' then count(*) + p_more
      when 'list' then coalesce(sum(a.lines), 0) + p_more
      else count(distinct coalesce(a.driver_id, -a.id))
        + case when coalesce(bool_or(a.driver_id = p_driver), false) then 0 else p_more end
    end into v_count
    from core.file_access a
    where a.agent = session_user and a.counted = p_counted and a.at > core.now() - interval '1 hour';
  if v_count > v_limit then
    perform core.refuse('PU081', jsonb_build_object('limit', v_limit, 'setting', v_setting));
  end if;
end
$$;

-- The reading that is made: this agent's, of this kind, opened lately, by a transaction that has committed.
create or replace function core.require_reading(p_reading bigint, p_what text) returns core.file_access
  language plpgsql stable
  as $$
declare
  v_access core.file_access;
begin
  select * into v_access from core.file_access a where a.reading = p_reading order by a.id limit 1;
  -- By the true clock: a transaction that stays open does not stop it.
  if not found or v_access.agent <> session_user or v_access.what <> p_what or v_access.at <= core.moment() - core.span('reading_time')
    or v_access.xact is not distinct from pg_current_xact_id_if_assigned() then
    perform core.refuse('PU080', jsonb_build_object('reading', p_reading));
  end if;
  return v_access;
end
$$;

-- What is answered to whoever writes to a driver's file, his former address for instance, is for those who have opened it.
create or replace function core.require_reading_of(p_driver bigint) returns void
  language plpgsql stable
  as $$
begin
  if not exists (
    select from core.file_access a
    where a.driver_id = p_driver and a.agent = session_user and a.at > core.moment() - core.span('reading_time')
      and a.xact is distinct from pg_current_xact_id_if_assigned()) then
    perform core.refuse('PU080:driver', jsonb_build_object('driver', p_driver));
  end if;
end
$$;
