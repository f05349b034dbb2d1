-- core: days as people say and type them.

-- A text without the day that stands in it, and without what leads up to one (né le, born on).
create or replace function core.without_day(p_text text, p_day text) returns text
  language sql immutable
  as $$
    select regexp_replace(left(p_text, place - 1), '(^|\s)(n[eé]\u0301?e?(\s+le)?|born(\s+on)?)\s+$', ' ', 'i') || ' '
      || substr(p_text, place + length(p_day))
    from position(p_day in p_text) as place
  $$;

-- A birth date that stands in a text, as YYYY-MM-DD, and the text without it and what leads up to it (né le); null and the text as it is
-- where there is none. In figures, the year first or last, or with the name of the month in French or English, whole or abbreviated, before
-- or behind the day. Where only the second number can be a day, it is one (07/25/1966). A year of two figures, with no blanks around it, is
-- one in which whoever drives may be born; so is that of eight figures in a row.
create or replace function core.day_in(p_text text, out day text, out rest text)
  language plpgsql stable
  as $$
declare
  v_months constant text[] := array['janvier|janv|january|jan', 'fevrier|fevr|fev|february|feb', 'mars|march|mar', 'avril|avr|april|apr',
    'mai|may', 'juin|june|jun', 'juillet|juil|july|jul', 'aout|august|aug', 'septembre|september|sept|sep', 'octobre|october|oct',
    'novembre|november|nov', 'decembre|december|dec'];
  v_plain text := lower(public.unaccent('public.unaccent'::regdictionary, p_text));
  v_figures text := coalesce(
    substring(p_text from '(?:^|\s)((?:\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2})|(?:\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}))(?:$|\s)'),
    substring(p_text from '(?:^|\s)(\d{1,2}[-/.]\d{1,2}[-/.]\d{2})(?:$|\s)'));
  v_named text[] := regexp_match(v_plain, '(?:^|\s)((\d{1,2})(?:er|st|nd|rd|th)?\s+([a-z]{3,9})[.,]?\s+(\d{4}))(?:$|\s)');
  v_month_first text[] := regexp_match(v_plain, '(?:^|\s)(([a-z]{3,9})\.?\s+(\d{1,2})(?:er|st|nd|rd|th)?,?\s+(\d{4}))(?:$|\s)');
  v_run text := substring(p_text from '(?:^|\s)(\d{8})(?:$|\s)');
  v_parts text[] := regexp_split_to_array(v_figures, '[-/. ]');
  v_youngest constant integer := extract(year from core.today())::integer - 14;
  v_month integer;
begin
  rest := p_text;
  if v_parts is not null then
    if length(v_parts[1]) < 4 then
      if length(v_parts[3]) = 2 then
        v_parts[3] := v_youngest - (v_youngest - v_parts[3]::integer) % 100;
      end if;
      v_parts := case when v_parts[2]::integer > 12 then array[v_parts[3], v_parts[1], v_parts[2]]
        else array[v_parts[3], v_parts[2], v_parts[1]] end;
    end if;
    if v_parts[2]::integer <= 12 and v_parts[3]::integer <= 31 then
      day := core.day_key(array_to_string(v_parts, '-'));
      rest := core.without_day(p_text, v_figures);
    end if;
    return;
  end if;
  if v_named is null and v_month_first is not null then
    v_named := array[v_month_first[1], v_month_first[3], v_month_first[2], v_month_first[4]];
  end if;
  if v_named is not null then
    select n into v_month from unnest(v_months) with ordinality as m(names, n) where v_named[3] = any (string_to_array(names, '|'));
    if found then
      day := format('%s-%s-%s', v_named[4], lpad(v_month::text, 2, '0'), lpad(v_named[2], 2, '0'));
      rest := core.without_day(v_plain, v_named[1]);
    end if;
  elsif v_run is not null then
    -- 28091968, or 19680928.
    select r.run, core.without_day(p_text, v_run) into day, rest
      from (values
        (1, format('%s-%s-%s', right(v_run, 4), substr(v_run, 3, 2), left(v_run, 2))),
        (2, format('%s-%s-%s', left(v_run, 4), substr(v_run, 5, 2), right(v_run, 2)))) as r(place, run)
      where left(r.run, 4)::integer between v_youngest - 99 and v_youngest
        and substr(r.run, 6, 2)::integer between 1 and 12 and right(r.run, 2)::integer between 1 and 31
      order by r.place limit 1;
    rest := coalesce(rest, p_text);
  end if;
end
$$;

-- The day that a text is, with its whole year, as YYYY-MM-DD; null for what is none, or more than that. A birth date may lack its day or
-- month.
create or replace function core.day_of(p_text text) returns text
  language plpgsql stable
  as $$
declare
  v_day record;
begin
  select * into v_day from core.day_in(p_text);
  if v_day.day is null or v_day.rest ~ '\S' or p_text !~ '\d{4}' then
    return null;
  end if;
  if v_day.day !~ '-00' then
    perform v_day.day::date;
  end if;
  return v_day.day;
exception when datetime_field_overflow or invalid_datetime_format then
  return null;
end
$$;

-- Whether what stands on an element of a card is a day.
create or replace function core.is_day(p_element text) returns boolean
  language sql immutable
  as $$ select p_element in ('birth_date', 'issue_date', 'expiry_date') $$;

-- What is printed, or read, on an element, as it is kept: a day as YYYY-MM-DD where it is one.
create or replace function core.element_value(p_element text, p_value text) returns text
  language sql stable
  as $$ select case when core.is_day(p_element) then coalesce(core.day_of(p_value), p_value) else p_value end $$;
