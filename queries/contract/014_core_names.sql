-- core: the words by which a driver is found, and words with one typing error.

-- The words of names, capitals without accents: each by itself, and up to four that follow each other written as one (LE GOFF: LE, GOFF,
-- LEGOFF). A comma parts first names: they are not written as one.
create or replace function core.name_words(p_last_name text, p_first_names text, p_usage_name text) returns tsvector
  language plpgsql immutable parallel safe
  as $$
declare
  v_names text[] := string_to_array(translate(concat_ws(',', p_last_name, p_first_names, p_usage_name), ';/', ',,'), ',');
  v_words text[];
  v_found text[] := '{}';
begin
  for v_name in 1..coalesce(cardinality(v_names), 0) loop
    v_words := string_to_array(core.fold(v_names[v_name]), ' ');
    for v_first in 1..coalesce(cardinality(v_words), 0) loop
      for v_last in v_first..least(v_first + 3, cardinality(v_words)) loop
        v_found := v_found || array_to_string(v_words[v_first:v_last], '');
      end loop;
    end loop;
  end loop;
  return array_to_tsvector(v_found);
end
$$;

-- A word, and what is left of it where one of its letters is missing.
create or replace function core.slip_forms(p_word text) returns text[]
  language sql immutable strict parallel safe
  as $$
    select array_agg(distinct left(p_word, n) || substr(p_word, n + 2)) || p_word from generate_series(0, char_length(p_word) - 1) as n
  $$;

-- Whether two words are one typing error apart: a letter that is wrong, missing or too many, or two neighbours that changed places.
create or replace function core.is_slip(p_typed text, p_word text) returns boolean
  language sql immutable strict parallel safe
  as $$
    select p_typed <> p_word and (
        substr(p_typed, n + 1) = substr(p_word, n + 1) or substr(p_typed, n + 1) = substr(p_word, n)
        or substr(p_typed, n) = substr(p_word, n + 1)
        or substr(p_typed, n + 2) = substr(p_word, n + 2) and substr(p_typed, n, 2) = reverse(substr(p_word, n, 2)))
    from (
      select min(n) as n from generate_series(1, greatest(char_length(p_typed), char_length(p_word))) as n
      where substr(p_typed, n, 1) <> substr(p_word, n, 1)) as first_difference
  $$;

-- Particles and titles that callers leave out: none of them has to fit where something else is said.
create or replace function core.is_particle(p_word text) returns boolean
  language sql immutable strict parallel safe
  as $$
    select p_word in ('D', 'DE', 'DU', 'DES', 'L', 'LA', 'LE', 'LES', 'EL', 'AL', 'VAN', 'VON', 'DER', 'DEN', 'DI', 'DA', 'DO', 'DOS',
      'DAS', 'DELLA', 'Y', 'E', 'M', 'MR', 'MME', 'MLLE', 'MONSIEUR', 'MADAME', 'MADEMOISELLE')
  $$;

-- Notes under which words a driver is found; a new word is learnt.
create or replace function core.keep_names() returns trigger
  language plpgsql
  as $$
declare
  v_words tsvector := core.name_words(new.last_name, new.first_names, new.usage_name);
begin
  insert into core.driver_name (driver_id, words) values (new.driver_id, v_words)
    on conflict (driver_id) do update set words = excluded.words;
  perform core.learn_words(v_words);
  return null;
end
$$;
create or replace function core.learn_words(p_words tsvector) returns void
  language sql
  as $$
    insert into core.name_word (word, forms)
    select w, core.slip_forms(w) from unnest(tsvector_to_array(p_words)) as w
    where char_length(w) between 3 and 40 and w !~ '[0-9]' and not exists (select from core.name_word k where k.word = w)
  $$;
create or replace trigger names_are_kept after insert on core.account for each row execute function core.keep_names();
create or replace trigger changed_names_are_kept after update of last_name, first_names, usage_name on core.account
  for each row when ((old.last_name, old.first_names, old.usage_name) is distinct from (new.last_name, new.first_names, new.usage_name))
  execute function core.keep_names();

-- Who was there before: in a database that had no such words, and after a load without triggers.
create or replace function core.keep_missing_names() returns void
  language sql
  as $$
    insert into core.driver_name (driver_id, words)
      select a.driver_id, core.name_words(a.last_name, a.first_names, a.usage_name)
      from core.account a where not exists (select from core.driver_name n where n.driver_id = a.driver_id);
    insert into core.name_word (word, forms)
      select new.word, core.slip_forms(new.word) from (
        select s.word from ts_stat('select words from core.driver_name') as s
          where char_length(s.word) between 3 and 40 and s.word !~ '[0-9]'
        except select k.word from core.name_word k) as new
  $$;
do $$
begin
  if exists (select from core.account a where not exists (select from core.driver_name n where n.driver_id = a.driver_id)) then
    perform core.keep_missing_names();
  end if;
end
$$;

-- Made once those are in. Without a list of pending entries, which every search would have to read through.
create index if not exists driver_name_words on core.driver_name using gin (words) with (fastupdate = off);
create index if not exists name_word_forms on core.name_word using gin (forms) with (fastupdate = off);
