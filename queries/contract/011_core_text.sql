-- core: text, folded for comparison, and checked where a person or a service sends it.

-- For matching and searching names: capitals without accents, and whatever is neither letter nor digit a single space. By Unicode:
-- compatibility decomposition without its marks, the rules of unaccent for the letters that have none; invisible characters and the dot of
-- the Catalan l·l left out, modifier letters (apostrophes among them) as spaces. Immutable as long as those rules are, which are
-- PostgreSQL's.
create or replace function core.fold(p_text text) returns text
  language sql immutable strict parallel safe
  as $$
    select btrim(regexp_replace(
      upper(public.unaccent('public.unaccent'::regdictionary, regexp_replace(normalize(p_text, nfkd),
        '[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F\u00AD\u00B7\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]',
        '', 'g'))),
      '[^[:alnum:]]+|[\u02B0-\u02FF]+', ' ', 'g'))
  $$;

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
  return case p_field
    when 'email' then p_value ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'
    when 'phone' then p_value ~ '^[0-9+() ./-]+$' and regexp_replace(p_value, '[^0-9+]', '', 'g') ~ '^(\+|00)?[0-9]{9,15}$'
  end;
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
  if p_value is null or jsonb_typeof(p_value) <> 'object'
    or exists (select from jsonb_each(p_value) as e where jsonb_typeof(e.value) <> 'string') then
    return null;
  end if;
  perform core.check_text(p_field, e.key, 60) from jsonb_object_keys(p_value) as e(key);
  return (
    select coalesce(jsonb_object_agg(e.key, core.check_text(p_field, e.value, p_limit, p_lines)), '{}')
    from jsonb_each_text(p_value) as e
  );
end
$$;
