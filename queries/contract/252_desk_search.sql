-- desk: the search of drivers, for whoever has one on the telephone.

-- The ways in which words can be written: each by itself, and neighbours as one (LE GOFF, LEGOFF). Beyond six words as they are.
create or replace function core.writings(p_words text[]) returns setof text[]
  language plpgsql immutable
  as $$
declare
  v_count integer := cardinality(p_words);
begin
  return next p_words;
  if v_count between 2 and 6 then
    return query
      select string_to_array(
        string_agg(word || case when n < v_count and (glued >> (n::integer - 1)) & 1 = 0 then ' ' else '' end, '' order by n), ' ')
      from generate_series(1, (1 << (v_count - 1)) - 1) as glued, unnest(p_words) with ordinality as w(word, n)
      group by glued;
  end if;
end
$$;

-- The words of a writing that have to fit: not the particles, unless there is nothing else.
create or replace function core.wanted(p_words text[]) returns text[]
  language sql immutable
  as $$
    select coalesce(
      nullif(array(select w from unnest(p_words) with ordinality as u(w, n) where not core.is_particle(w) order by n), '{}'), p_words)
  $$;

-- What is looked for in core.driver_name: every word of one of the writings. p_ending: nothing for whole words, :* for how they begin.
-- Letters and digits alone: nothing in them is read as an operator.
create or replace function core.words_query(p_words text[], p_ending text, p_all boolean default false) returns tsquery
  language sql immutable
  as $$
    select string_agg((
      select string_agg(format('''%s''%s', w, p_ending), ' & ')
      from unnest(case when p_all then writing else core.wanted(writing) end) as w), ' | ')::tsquery
    from core.writings(p_words) as writing
  $$;

-- The same with one typing error in one word of at least four letters: each is one that some driver bears, the others by how they begin.
create or replace function core.slips_query(p_words text[]) returns tsquery
  language sql stable
  as $$
    select string_agg((
      select string_agg(case when other.n = slip.n then '(' || slip.near || ')' else format('''%s'':*', other.word) end, ' & ')
      from unnest(core.wanted(writing)) with ordinality as other(word, n)), ' | ')::tsquery
    from core.writings(p_words) as writing, lateral (
      select typed.n, string_agg(distinct format('''%s''', k.word), ' | ') as near
      from unnest(core.wanted(writing)) with ordinality as typed(word, n)
        join core.name_word k on k.forms && core.slip_forms(typed.word) and core.is_slip(typed.word, k.word)
      where char_length(typed.word) between 4 and 40 and typed.word !~ '[0-9]'
      group by typed.n) as slip
  $$;

-- Drivers whose names fit a query, those born on a day where one is given; p_limit at most.
create or replace function core.named(p_query tsquery, p_day text, p_limit integer) returns setof bigint
  language plpgsql stable set enable_seqscan = off set plan_cache_mode = force_custom_plan
  as $$
begin
  if p_query is null and p_day is not null then
    return query select a.driver_id from core.account a where core.day_key(a.birth_date) = p_day limit p_limit;
  elsif p_day is not null then
    return query
      select a.driver_id from core.account a join core.driver_name n on n.driver_id = a.driver_id
      where core.day_key(a.birth_date) = p_day and n.words @@ p_query limit p_limit;
  else
    return query select n.driver_id from core.driver_name n where n.words @@ p_query limit p_limit;
  end if;
end
$$;

-- Drivers whose e-mail address begins so; those whose whole address it is before others.
create or replace function core.addressed(p_begin text, p_limit integer) returns table (driver_id bigint, is_whole boolean)
  language plpgsql stable set enable_seqscan = off set plan_cache_mode = force_custom_plan
  as $$
declare
  v_begin text := lower(p_begin);
begin
  return query
    select a.driver_id, true from core.account a where lower(a.email) = v_begin
    union all (
      select a.driver_id, false from core.account a
      where lower(a.email) ~>~ v_begin and lower(a.email) ~<~ (v_begin || chr(1114111)) limit p_limit);
end
$$;

-- The drivers whose number, or the number of something of theirs, or a way to reach them is the text; how near as the rank of a search.
create or replace function core.numbered(p_text text, p_kind text)
  returns table (driver_id bigint, found_by text, rank integer)
  language plpgsql stable set plan_cache_mode = force_custom_plan
  as $$
#variable_conflict use_column
declare
  v_scanned text := core.scanned('text', p_text);
  v_digits text := regexp_replace(p_text, '[^0-9]', '', 'g');
  v_number bigint := case when p_text ~ '^[#0-9 .-]+$' and length(v_digits) between 1 and 17 then v_digits::bigint end;
  v_phone text := core.phone_key(p_text);
  v_licence text := core.licence_key(p_text);
begin
  return query
    select h.driver_id, min(h.found_by), min(h.rank) from (
      -- What can be no name: a name is looked for as such first.
      select e.driver_id, 'email' as found_by, case when e.is_whole then 0 else 2 end as rank from core.addressed(p_text, 200) as e
        where p_text ~ '^[^\s@]{2,}(@[^\s@]*)?$' and p_text ~ '[@._0-9]' and p_text ~ '[[:alpha:]]'
      union all select a.driver_id, 'phone', 0 from core.account a
        where length(v_phone) >= 9 and p_text !~ '[[:alpha:]]' and core.phone_key(a.phone) = v_phone
      union all select a.driver_id, 'licence', 0 from core.account a where a.licence_key = v_licence and v_licence <> ''
      union all select a.driver_id, 'driver', 0 from core.account a where a.driver_id = v_number
      union all select c.driver_id, 'case', 0 from core.desk_case c where c.id = v_number
      union all select p.driver_id, 'application', 0 from core.application p where p.id = v_number
      union all select c.driver_id, 'card', 0 from core.card c where c.serial = v_scanned
      union all select c.driver_id, 'card', 0 from core.card c where c.id = v_number
      union all select c.driver_id, 'dispatch', 0 from core.dispatch d join core.card c on c.id = d.card_id where d.barcode = v_scanned
      union all select q.driver_id, 'claim', 0 from core.quality_claim q where q.coupon = v_scanned
      union all select i.driver_id, 'invoice', 0 from core.invoice i where i.number = v_scanned
      union all select t.driver_id, 'training', 0 from core.training t where t.id = v_number and t.driver_id is not null
    ) as h
    where p_kind is null or h.found_by = p_kind
    group by h.driver_id;
end
$$;

-- Those of some drivers whom the words of a text and its birth date fit, and how near, as the rank of a search.
create or replace function core.fitting(p_drivers bigint[], p_text text) returns table (driver_id bigint, rank integer)
  language plpgsql stable
  as $$
#variable_conflict use_column
declare
  v_day text;
  v_words text[];
begin
  select d.day, array_remove(string_to_array(core.fold(d.rest), ' '), '') into v_day, v_words from core.day_in(p_text) as d;
  return query
    select n.driver_id, (case
        when v_words = '{}' or n.words @@ core.words_query(v_words, '') then 0
        when n.words @@ core.words_query(v_words, ':*') then 2
        else 3 end)::integer
    from core.driver_name n join core.account a on a.driver_id = n.driver_id
    where n.driver_id = any (p_drivers) and (v_day is null or core.day_key(a.birth_date) = v_day)
      and (v_words = '{}' or n.words @@ core.words_query(v_words, ':*') or coalesce(n.words @@ core.slips_query(v_words), false));
end
$$;

-- The drivers whose number, or the number of something of theirs, stands in a text, in one word or in several (06 39 98 72 37), and whom
-- the rest of it fits. Where what can be nothing but a number is somebody's whom the one other word does not fit, him without that word:
-- what is left out then.
create or replace function core.numbered_beside(p_text text)
  returns table (driver_id bigint, found_by text, rank integer, left_out text)
  language plpgsql stable
  as $$
#variable_conflict use_column
declare
  v_words text[] := regexp_split_to_array(btrim(p_text), '\s+');
  v_count integer := least(cardinality(v_words), 12);
  v_rest text;
  v_other text[];
  v_nearly bigint[];
  v_by text;
  v_left_out text;
  v_drivers bigint[];
  v_kinds text[];
  v_span record;
begin
  for v_span in
    select f as first, l as last from generate_series(1, v_count) as f, generate_series(f, v_count) as l
    where l - f < cardinality(v_words) - 1
      and case when f = l then v_words[f] ~ '[0-9@]'
        else not exists (select from unnest(v_words[f:l]) as w where w !~ '^[+(]*[0-9][0-9().+-]*$') end
    order by l - f desc, f
  loop
    select array_agg(n.driver_id), array_agg(n.found_by) into v_drivers, v_kinds
      from core.numbered(array_to_string(v_words[v_span.first:v_span.last], ' '), null) as n where n.rank = 0;
    continue when v_drivers is null;
    v_rest := array_to_string(v_words[:v_span.first - 1] || v_words[v_span.last + 1:], ' ');
    return query
      select f.driver_id, n.found_by, f.rank, null::text
      from core.fitting(v_drivers, v_rest) as f join unnest(v_drivers, v_kinds) as n(driver_id, found_by) on n.driver_id = f.driver_id;
    if found then
      return;
    end if;
    v_other := core.wanted(array_remove(string_to_array(core.fold(v_rest), ' '), ''));
    if v_nearly is null and cardinality(v_other) = 1 and v_other[1] ~ '[[:alpha:]]'
      and array_to_string(v_words[v_span.first:v_span.last], '') ~ '[[:alpha:]@]|([0-9].*){8}' then
      v_nearly := v_drivers;
      v_by := v_kinds[1];
      v_left_out := v_other[1];
    end if;
  end loop;
  return query select d, v_by, 4, v_left_out from unnest(v_nearly) as d;
end
$$;

-- Drivers who have all of what is said but one word, or the birth date: that without which the fewest are found.
create or replace function core.found_without_one(
  p_words text[], p_day text, p_limit integer, out left_out text, out drivers bigint[])
  language plpgsql stable
  as $$
declare
  v_words text[] := (core.wanted(p_words))[1:6];
  v_found bigint[];
begin
  for v_place in 0..cardinality(v_words) loop
    continue when v_place = 0 and p_day is null or v_place > 0 and cardinality(v_words) = 1 and p_day is null;
    v_found := array(
      select core.named(
        core.words_query(v_words[:v_place - 1] || v_words[v_place + 1:], ':*'), case when v_place > 0 then p_day end, p_limit));
    if v_found <> '{}' and (drivers is null or cardinality(v_found) < cardinality(drivers)) then
      left_out := case when v_place = 0 then p_day else v_words[v_place] end;
      drivers := v_found;
    end if;
  end loop;
end
$$;

-- Finds drivers by the words of their names in any order, birth date, e-mail, phone, licence, and by the number of anything that their
-- file shows (found_by). nearness: exact, beginning (words, or an address, by how they begin), slip (one typing error), part (all but
-- left_out, where nobody has it all). The nearest first, then those with an open case, then by name; at most 50 of the number found.
-- more: so many were looked at, and there are others.
-- It gave other columns once.
drop function if exists desk.search(bigint);
create or replace function desk.search(p_reading bigint)
  returns table (
    place integer, driver bigint, last_name text, first_names text, usage_name text, birth_date text, licence_number text, email text,
    account_state text, found_by text, nearness text, left_out text, found integer, more boolean, cases bigint[])
  language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp set jit = off
  as $$
#variable_conflict use_column
declare
  v_asked jsonb := (core.require_reading(p_reading, 'search')).query;
  v_text text := v_asked ->> 'text';
  v_kind text := v_asked ->> 'kind';
  v_limit constant integer := 1000;
  v_day text;
  v_words text[];
  v_drivers bigint[];
  v_by text[];
  v_ranks integer[];
  v_found bigint[];
  v_left_out text;
  v_without text;
  v_nearly bigint[] := '{}';
  v_nearly_by text;
  v_is_beside boolean := false;
  v_query tsquery;
begin
  select coalesce(array_agg(n.driver_id), '{}'), array_agg(n.found_by), array_agg(n.rank) into v_drivers, v_by, v_ranks
    from core.numbered(v_text, v_kind) as n;
  -- Beside a name.
  if v_kind is null and v_drivers = '{}' and v_text ~ '[0-9@]' and v_text ~ '\S\s+\S' then
    select coalesce(array_agg(n.driver_id), '{}'), array_agg(n.found_by), array_agg(n.rank), min(n.left_out)
      into v_drivers, v_by, v_ranks, v_left_out
      from core.numbered_beside(v_text) as n;
    if v_left_out is not null then
      v_nearly := v_drivers;
      v_nearly_by := v_by[1];
      v_drivers := '{}';
    end if;
    v_is_beside := v_drivers <> '{}';
  end if;
  -- What is an address, or a number that was found, is no name.
  if v_kind is null and position('@' in v_text) = 0 and not v_is_beside
    and (v_drivers = '{}' or v_text ~ '[[:alpha:]]') then
    select d.day, array_remove(string_to_array(core.fold(d.rest), ' '), '') into v_day, v_words from core.day_in(v_text) as d;
    -- Whole words with their particles, whole words, beginnings; a typing error where those fill no screen.
    for v_rank in 0..3 loop
      exit when cardinality(v_drivers) > v_limit or v_rank = 3 and cardinality(v_drivers) >= 20;
      v_query := case v_rank
        when 0 then core.words_query(v_words, '', true)
        when 1 then core.words_query(v_words, '')
        when 2 then core.words_query(v_words, ':*')
        else core.slips_query(v_words) end;
      continue when v_query is null and (v_rank > 0 or v_day is null);
      v_found := array(select core.named(v_query, v_day, v_limit + 1) except select unnest(v_drivers));
      v_drivers := v_drivers || v_found;
      v_by := v_by || array_fill(case when v_query is null then 'birth_date' else 'name' end, array[cardinality(v_found)]);
      v_ranks := v_ranks || array_fill(v_rank, array[cardinality(v_found)]);
    end loop;
    if v_drivers = '{}' and v_text ~ '^[[:alpha:]-]{3,}$' then
      v_drivers := array(select e.driver_id from core.addressed(v_text, v_limit + 1) as e);
      v_by := array_fill('email'::text, array[cardinality(v_drivers)]);
      v_ranks := array_fill(2, array[cardinality(v_drivers)]);
    end if;
    if v_drivers = '{}' then
      select p.left_out, coalesce(p.drivers, '{}') into v_without, v_drivers from core.found_without_one(v_words, v_day, v_limit + 1) as p;
      -- The number of one says more than the name of several.
      if v_nearly <> '{}' and (v_drivers = '{}' or cardinality(v_nearly) < cardinality(v_drivers)) then
        v_drivers := v_nearly;
      else
        v_left_out := v_without;
        v_nearly_by := 'name';
      end if;
      v_by := array_fill(v_nearly_by, array[cardinality(v_drivers)]);
      v_ranks := array_fill(4, array[cardinality(v_drivers)]);
    else
      v_left_out := null;
    end if;
  end if;
  return query
    select (row_number() over in_order)::integer, a.driver_id, a.last_name, a.first_names, a.usage_name, a.birth_date, a.licence_number,
      a.email, a.state, f.found_by, (array['exact', 'exact', 'beginning', 'slip', 'part'])[f.rank + 1], v_left_out,
      least(cardinality(v_drivers), v_limit), cardinality(v_drivers) > v_limit,
      array(select c.id from core.desk_case c where c.driver_id = a.driver_id order by c.id)
    from unnest(v_drivers, v_by, v_ranks) as f(driver_id, found_by, rank) join core.account a on a.driver_id = f.driver_id
    window in_order as (
      order by f.rank, exists (select from core.desk_case c where c.driver_id = a.driver_id and c.state = 'open') desc, a.search_key,
        a.driver_id)
    order by 1 limit 50;
end
$$;
