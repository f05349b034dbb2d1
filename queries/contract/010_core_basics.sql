-- Internal functions that the others stand on. They run with the rights of the function that calls them.

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

-- A setting that is a span of time, in hours and seconds: its days are of 24 hours, whatever the clocks of the session that asks do
-- meanwhile.
create or replace function core.span(p_name text) returns interval
  language sql stable
  -- Parsed here, not when it is inlined: readers of views have no right to look into core.
  return make_interval(secs => extract(epoch from core.setting(p_name)::interval)::double precision);
grant execute on function core.span(text) to public;

-- A moment as programs are told it: seconds since 1970.
create or replace function core.seconds(p_at timestamptz) returns bigint
  language sql immutable strict parallel safe
  as $$ select extract(epoch from p_at)::bigint $$;

-- The day in Paris, whatever the time zone of the session that asks.
create or replace function core.today() returns date
  language sql stable parallel safe
  as $$ select (core.now() at time zone 'Europe/Paris')::date $$;

-- The moment, not the beginning of the transaction: for what waited for a lock.
create or replace function core.moment() returns timestamptz
  language sql volatile
  as $$ select core.now() + (clock_timestamp() - pg_catalog.now()) $$;

-- For matching and searching names: capitals without accents, and whatever is neither letter nor digit a single space. By Unicode:
-- compatibility decomposition without its marks, the rules of unaccent for the letters that have none; invisible characters and the dot of
-- the Catalan l·l left out, modifier letters (apostrophes among them) as spaces. Immutable as long as those rules are, which are
-- PostgreSQL's.
create or replace function core.fold(p_text text) returns text
  language sql immutable strict parallel safe
  as $$
    select btrim(regexp_replace(upper(public.unaccent('public.unaccent'::regdictionary,
        regexp_replace(normalize(p_text, nfkd),
          '[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F\u00AD\u00B7\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]',
          '', 'g'))),
      '[^[:alnum:]]+|[\u02B0-\u02FF]+', ' ', 'g'))
  $$;

create or replace function core.licence_key(p_licence text) returns text
  language sql immutable strict parallel safe
  as $$ select regexp_replace(upper(p_licence), '[^0-9A-Z]', '', 'g') $$;

-- A date of birth as it is kept: papers without day or month (00/07/1966, 00/00/1968, 1968-00-00) as YYYY-MM-00 or YYYY-00-00, anything
-- else as typed.
create or replace function core.birth_date(p_typed text) returns text
  language sql immutable strict parallel safe
  as $$
    select case when day ~ '^[0-9]{4}-(0[0-9]|1[0-2])-00$' then day else p_typed end
    from core.day_key(regexp_replace(upper(p_typed), '\mXX?\M|--?(?=/)', '00', 'g')) as day
  $$;

-- Names and birth, for matching. A birth without day or month ends where it is known: `LAST|FIRST|1966-07`.
create or replace function core.identity_key(p_last_name text, p_first_names text, p_birth_date text) returns text
  language sql immutable strict parallel safe
  as $$
    select core.fold(p_last_name) || '|' || core.fold(p_first_names) || '|'
      -- A year alone that was typed is no birth of papers without a day: it completes nothing.
      || coalesce(regexp_replace(nullif(core.day_key(p_birth_date), ''), '(-00)+$', ''),
        regexp_replace(btrim(p_birth_date), '^(?=[0-9]{4}(-[0-9]{2})?$)', '?'))
  $$;

-- Whether two keys can be one person's: the same, or one with a birth that the other completes.
create or replace function core.same_identity(p_one text, p_other text) returns boolean
  language sql immutable strict parallel safe
  as $$
    select p_one = p_other
      or p_one ~ '\|[0-9]{4}(-[0-9]{2})?$' and starts_with(p_other, p_one || '-')
      or p_other ~ '\|[0-9]{4}(-[0-9]{2})?$' and starts_with(p_one, p_other || '-')
  $$;

-- A training is in the recap, and gives its right, without limit where it is an initial one, else for recap_years.
create or replace function core.in_recap(p_kind text, p_issued_on date) returns boolean
  language sql stable parallel safe
  -- Parsed here, not when it is inlined: readers of hub have no right to look into core.
  return p_kind = 'initial'
    or p_issued_on > (core.now() at time zone 'Europe/Paris')::date - core.setting('recap_years')::integer * interval '1 year';
grant execute on function core.in_recap(text, date) to public;

-- Whatever of Unicode is a blank, the no-break ones among them, as plain spaces.
create or replace function core.plain_blanks(p_text text) returns text
  language sql immutable strict parallel safe
  as $$ select regexp_replace(p_text, '[\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]', ' ', 'g') $$;

-- Text that a person or a service sends: bounded, without control characters (line breaks where p_lines), without blanks around it. On a
-- single line every blank is a plain space.
create or replace function core.check_text(p_field text, p_value text, p_limit integer, p_lines boolean default false) returns text
  language plpgsql immutable
  as $$
begin
  if p_value is null then
    return '';
  end if;
  -- A browser ends its lines with two characters.
  if p_lines then
    p_value := replace(p_value, E'\r\n', E'\n');
  end if;
  if char_length(p_value) > p_limit then
    perform core.refuse('PU060', jsonb_build_object('field', p_field, 'length', char_length(p_value), 'limit', p_limit));
  end if;
  if p_value ~ (case when p_lines then E'[\\x01-\\x09\\x0B-\\x1F\\x7F-\\x9F]' else E'[\\x01-\\x1F\\x7F-\\x9F]' end) then
    perform core.refuse('PU061', jsonb_build_object('field', p_field));
  end if;
  if not p_lines then
    return btrim(core.plain_blanks(p_value));
  end if;
  return btrim(p_value, E' \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000');
end
$$;

-- An e-mail address or a phone number, field saying which: without what nobody sees (marks of direction, soft hyphens …), which comes along
-- with what is copied from a page.
create or replace function core.check_way(p_field text, p_value text) returns text
  language sql immutable
  as $$
    select regexp_replace(core.check_text(p_field, p_value, case p_field when 'phone' then 40 else 254 end),
      '[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]', '', 'g')
  $$;

-- Whether a text is an e-mail address, or a phone number and nothing besides: what a message can be sent to.
create or replace function core.is_way(p_field text, p_value text) returns boolean
  language sql immutable parallel safe
  -- Parsed here, not when it is inlined: readers of views have no right to look into core.
  return case p_field when 'email' then p_value ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'
    when 'phone' then p_value ~ '^[0-9+() ./-]+$' and regexp_replace(p_value, '[^0-9+]', '', 'g') ~ '^(\+|00)?[0-9]{9,15}$' end;
grant execute on function core.is_way(text, text) to public;

-- An object that a service sends, of type json and not jsonb: of what the latter does not hold (a zero byte, half a surrogate) PostgreSQL's
-- own error would be all that it hears.
create or replace function core.check_json(p_field text, p_value json) returns jsonb
  language plpgsql immutable
  as $$
begin
  return p_value::jsonb;
exception when untranslatable_character or invalid_text_representation or program_limit_exceeded then
  perform core.refuse('PU061', jsonb_build_object('field', p_field));
end
$$;

-- The texts of such an object, by name, each checked; null where one of them is none.
create or replace function core.check_texts(p_field text, p_value jsonb, p_limit integer, p_lines boolean default false) returns jsonb
  language plpgsql immutable
  as $$
begin
  if p_value is null or jsonb_typeof(p_value) <> 'object' or exists (select from jsonb_each(p_value) as e
    where jsonb_typeof(e.value) <> 'string') then
    return null;
  end if;
  perform core.check_text(p_field, e.key, 60) from jsonb_object_keys(p_value) as e(key);
  return (select coalesce(jsonb_object_agg(e.key, core.check_text(p_field, e.value, p_limit, p_lines)), '{}')
    from jsonb_each_text(p_value) as e);
end
$$;

-- The same for what may be left out (null) but not wiped: nothing at all is no correction.
create or replace function core.check_given(p_field text, p_value text, p_limit integer, p_lines boolean default false) returns text
  language plpgsql immutable
  as $$
declare
  v_value text := core.check_text(p_field, p_value, p_limit, p_lines);
begin
  if p_value is null then
    return null;
  end if;
  if core.fold(v_value) = '' then
    perform core.refuse('PU062:empty', jsonb_build_object('field', p_field));
  end if;
  return v_value;
end
$$;

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
    select (case when start.holidays_off
        then (select min(w.day) from core.working_day w where w.ordinal = start.ordinal + p_days + case when start.isworking then 0
          else 1 end)
        else (select min(w.day) from core.working_day w where w.weekday_ordinal = start.ordinal + p_days + case when start.isworking then 0
          else 1 end) end
      + case when start.isworking then start.at::time else time '00:00' end) at time zone 'Europe/Paris'
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
  select case s.kind when 'interval' then core.span(s.name) end, case s.kind when 'integer'
    then core.setting(s.name)::integer end into span, days
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
  select case when v_holidays_off then ordinal else weekday_ordinal end, (holiday is null or not v_holidays_off)
    and extract(isodow from day) < 6
    into v_ordinal, v_working from core.working_day where day = v_local::date;
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
    select core.setting('reservation_share')::numeric * coalesce(d.span, d.days * interval '24 hours') from core.delay_of(p_queue) as d
  );
end
$$;

-- Width and height in pixels read from the header of a PNG or JPEG file; null where there is none.
create or replace function core.picture_size(p_bytes bytea, out width integer, out height integer)
  language plpgsql immutable strict
  as $$
declare
  position integer := 2;
  marker integer;
begin
  if substr(p_bytes, 1, 8) = '\x89504e470d0a1a0a' and length(p_bytes) >= 24 then
    width := get_byte(p_bytes, 18) * 256 + get_byte(p_bytes, 19);
    height := get_byte(p_bytes, 22) * 256 + get_byte(p_bytes, 23);
  elsif substr(p_bytes, 1, 2) = '\xffd8' then
    -- Segment by segment: FF, marker, length; the frame header (SOF) carries the size.
    while position + 9 < length(p_bytes) and position < 262144 loop
      exit when get_byte(p_bytes, position) <> 255;
      marker := get_byte(p_bytes, position + 1);
      if marker between 192 and 207 and marker not in (196, 200, 204) then
        height := get_byte(p_bytes, position + 5) * 256 + get_byte(p_bytes, position + 6);
        width := get_byte(p_bytes, position + 7) * 256 + get_byte(p_bytes, position + 8);
        return;
      end if;
      position := position + 2 + get_byte(p_bytes, position + 2) * 256 + get_byte(p_bytes, position + 3);
    end loop;
  end if;
end
$$;
