-- core: whose a record is: the keys by which accounts and trainings find each other.

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
