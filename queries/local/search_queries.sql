-- :calls queries of each kind for the people of search_people.sql, drawn with :seed: what is typed, and whom it should find (null:
-- anybody, or nobody).
select setseed(:seed);

-- One letter wrong, missing, twice, or changed with its neighbour.
create function public.mistyped(p_word text) returns text language plpgsql volatile as $$
declare
  v_at integer := 1 + floor(random() * (char_length(p_word) - 1))::integer;
begin
  return case floor(random() * 4)::integer
    when 0 then left(p_word, v_at - 1) || chr(97 + floor(random() * 26)::integer) || substr(p_word, v_at + 1)
    when 1 then left(p_word, v_at - 1) || substr(p_word, v_at + 1)
    when 2 then left(p_word, v_at) || substr(p_word, v_at)
    else left(p_word, v_at - 1) || substr(p_word, v_at + 1, 1) || substr(p_word, v_at, 1) || substr(p_word, v_at + 2) end;
end
$$;

create table public.search_query (id integer generated always as identity, kind text not null, typed text not null, driver bigint,
  found integer, place integer, ms double precision);
insert into public.search_query (kind, typed, driver)
  select k.kind, k.typed, k.driver
  from (
    select p.*, row_number() over () as n, split_part(p.first_names, ', ', 1) as first_name, lower(p.last_name) as plain,
      to_char(p.birth_date::date, 'DD/MM/YYYY') as day
    from public.person p where p.driver in (
      select 1001 + floor(random() * :drivers)::bigint from generate_series(1, 3 * :calls))
    order by random() limit :calls) as p,
    lateral (values
      ('last name, first name', p.plain || ' ' || p.first_name, p.driver),
      ('first name first, no accent', lower(core.fold(p.first_name)) || ' ' || core.fold(p.last_name), p.driver),
      ('last name alone', p.plain, null),
      ('a common name alone', (public.last_names())[1 + p.n % 12], null),
      ('a common first name alone', (public.first_names())[1 + p.n % 12], null),
      ('the beginnings of both', left(p.plain, 4) || ' ' || left(p.first_name, 3), p.driver),
      ('birth date', p.day, p.driver),
      ('last name, birth date', p.plain || ' ' || p.day, p.driver),
      ('as one word, without apostrophe', lower(replace(core.fold(p.last_name), ' ', '')) || ' ' || p.first_name, p.driver),
      ('usage name, first name', nullif(p.usage_name, '') || ' ' || p.first_name, p.driver),
      ('last name mistyped, first name', public.mistyped(lower(core.fold(p.last_name))) || ' ' || p.first_name, p.driver),
      ('last name mistyped alone', public.mistyped(lower(core.fold(p.last_name))), null),
      ('first name mistyped, birth date', public.mistyped(lower(core.fold(p.first_name))) || ' ' || p.day, p.driver),
      ('a word that nobody has', p.plain || ' ' || p.first_name || ' zzyx', p.driver),
      ('nobody', 'xq' || substr(md5(p.n::text), 1, 6) || ' wk' || substr(md5(p.plain), 1, 5), null),
      ('phone, +33', '+33 ' || regexp_replace(substr(p.phone, 2), '(..)(?=.)', '\1 ', 'g'), p.driver),
      ('e-mail', (select a.email from core.account a where a.driver_id = p.driver), p.driver),
      ('e-mail, its beginning', (select left(a.email, 12) from core.account a where a.driver_id = p.driver), null),
      ('licence', p.licence, p.driver)) as k(kind, typed, driver)
  where char_length(k.typed) >= 2
  order by random();
grant select, update on public.search_query to pupitre_agent;
