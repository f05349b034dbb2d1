-- core: what hub functions check before they act. Refusals say whose object it is not, never what it holds.

create or replace function core.require_account(p_driver bigint, p_state text default null) returns core.account
  language plpgsql
  as $$
declare
  v_account core.account;
  v_visible text;
begin
  select * into v_account from core.account where driver_id = p_driver for no key update;
  if not found then
    perform core.refuse('PU003', jsonb_build_object('driver', p_driver));
  end if;
  v_visible := core.shown_state('account', v_account.driver_id);
  if p_state is not null and v_visible <> p_state then
    perform core.refuse('PU006:account',
      jsonb_build_object('object', 'account', 'state', v_visible, 'action', p_state, 'possible', '[]'::jsonb));
  end if;
  return v_account;
end
$$;

create or replace function core.require_application(p_driver bigint, p_application bigint) returns core.application
  language plpgsql
  as $$
declare
  v_application core.application;
begin
  select * into v_application from core.application where id = p_application and driver_id = p_driver for no key update;
  if not found then
    perform core.refuse('PU004:of_driver', jsonb_build_object('kind', 'application', 'id', p_application, 'driver', p_driver));
  end if;
  return v_application;
end
$$;

-- The card that a driver may declare lost, stolen or defective: his current one, unexpired, without an open replacement. p_for: loss,
-- theft, quality.
create or replace function core.require_current_card(p_driver bigint, p_card bigint, p_for text) returns core.card
  language plpgsql
  as $$
declare
  v_card core.card;
  v_state text;
  v_open bigint;
  v_case bigint;
begin
  select * into v_card from core.card where id = p_card and driver_id = p_driver and effective_at <= core.now() for no key update;
  if not found then
    perform core.refuse('PU004:of_driver', jsonb_build_object('kind', 'card', 'id', p_card, 'driver', p_driver));
  end if;
  v_state := core.shown_state('card', v_card.id);
  if v_state = 'returned' then
    select r.case_id into v_case from core.returned_dispatch r where r.card_id = p_card order by r.id desc limit 1;
    perform core.refuse('PU047', jsonb_build_object('card', p_card, 'case', v_case));
  end if;
  if v_state not in ('dispatched', 'active') or v_card.expires_on < core.today() then
    perform core.refuse('PU045',
      jsonb_build_object('card', p_card, 'state', case when v_card.expires_on < core.today() then 'expired' else v_state end));
  end if;
  -- Once a newer card of his is on its way, a copy of this one would void it.
  if exists (
    select from core.card c
    where c.driver_id = p_driver and c.id > p_card and c.effective_at <= core.now()
      and core.shown_state('card', c.id) not in ('withdrawn', 'void', 'destroyed') and c.replaces is distinct from p_card) then
    perform core.refuse('PU045:newer', jsonb_build_object('card', p_card, 'state', 'superseded'));
  end if;
  if p_for in ('loss', 'theft') and core.is_shown_here(p_card) and not exists (
    select from core.quality_claim q join core.application a on a.id = q.application_id
    where q.card_id = p_card and core.shown_state('application', a.id)
      in ('under_analysis', 'to_correct_and_pay', 'awaiting_payment', 'submitted', 'to_correct')) then
    perform core.refuse('PU045:received', jsonb_build_object('card', p_card, 'state', 'received'));
  end if;
  select a.id into v_open from core.application a cross join lateral (select core.shown_state('application', a.id) as state) as v
    where a.replaces = p_card and (
      a.kind <> 'replacement_quality' and v.state in ('draft', 'awaiting_payment', 'submitted', 'to_correct')
      -- A claim whose card has not come yet is closed by a loss or a theft; once it came, the card is not lost.
      or a.kind = 'replacement_quality'
        and v.state in ('under_analysis', 'to_correct_and_pay', 'awaiting_payment', 'submitted', 'to_correct')
      or a.kind = 'replacement_quality' and v.state = 'awaiting_card' and p_for = 'quality')
    order by a.id limit 1;
  if not found then
    select c.application_id into v_open from core.card c
    where c.replaces = p_card and core.shown_state('card', c.id) <> 'withdrawn' and c.effective_at <= core.now() limit 1;
  end if;
  if found then
    perform core.refuse('PU046', jsonb_build_object('card', p_card, 'application', v_open));
  end if;
  perform core.refuse_card_in_grace(p_card);
  return v_card;
end
$$;

-- The same address, line by line: another lay-out is another one to whoever asked for it.
create or replace function core.same_lines(p_one text, p_other text) returns boolean
  language sql stable parallel safe
  as $$
    select array(select core.fold(line) from regexp_split_to_table(coalesce(p_one, ''), E'\n') as line where core.fold(line) <> '')
      = array(select core.fold(line) from regexp_split_to_table(coalesce(p_other, ''), E'\n') as line where core.fold(line) <> '')
  $$;

-- An address that an envelope can hold, or none. That a line of more than 38 characters breaks the norm is for an agent to say.
create or replace function core.check_address_form(p_field text, p_address text) returns text
  language plpgsql
  as $$
declare
  v_address text := btrim(core.plain_blanks(core.check_text(p_field, p_address, 400, true)), E' \n');
  v_lines text[] := array(select line from regexp_split_to_table(v_address, E'\n') as line where btrim(line) <> '');
  v_longest integer := (select max(char_length(line)) from unnest(v_lines) as line);
begin
  if cardinality(v_lines) > 6 then
    perform core.refuse('PU060:lines', jsonb_build_object('field', p_field, 'length', cardinality(v_lines), 'limit', 6));
  end if;
  if v_longest > 80 then
    perform core.refuse('PU060:line', jsonb_build_object('field', p_field, 'length', v_longest, 'limit', 80));
  end if;
  return v_address;
end
$$;

create or replace function core.check_address(p_field text, p_address text, p_required boolean default true) returns text
  language plpgsql
  as $$
declare
  v_address text := core.check_address_form(p_field, p_address);
begin
  if p_required and core.fold(v_address) = '' then
    perform core.refuse('PU049', jsonb_build_object('field', p_field));
  end if;
  return v_address;
end
$$;

-- A checked address that may be left out (null) but not wiped.
create or replace function core.check_given_address(p_field text, p_address text) returns text
  language plpgsql
  as $$
begin
  perform core.check_given(p_field, p_address, 400, true);
  return case when p_address is not null then core.check_address_form(p_field, p_address) end;
end
$$;

-- An answer that crosses a decision still in its grace waits for it, and learns nothing of what it is.
create or replace function core.refuse_in_grace(p_is_in_grace boolean) returns void
  language plpgsql
  as $$
begin
  if p_is_in_grace then
    perform core.refuse('55006');
  end if;
end
$$;

-- The same for an agent, where one of these acts is his own: what he did, and until when he can take it back.
create or replace function core.refuse_own_act(p_acts bigint[]) returns void
  language plpgsql stable
  as $$
declare
  v_act core.act;
begin
  select a.* into v_act from core.act a
    where a.id = any (p_acts) and a.agent = session_user and a.undone_at is null and core.is_agents()
    order by a.id desc limit 1;
  if found then
    perform core.refuse('55006:mine',
      jsonb_build_object('kind', v_act.kind, 'case', v_act.case_id, 'reference', v_act.reference, 'at', core.seconds(v_act.at),
        'until', core.seconds(v_act.effective_at)));
  end if;
end
$$;

create or replace function core.refuse_in_grace(p_object text, p_id bigint) returns void
  language plpgsql
  as $$
begin
  if core.is_in_grace(p_object, p_id) then
    perform core.refuse_own_act(array(select g.act from core.in_grace g
      where g.object = p_object and g.object_id = p_id and g.effective_at > core.now()));
    perform core.refuse_in_grace(true);
  end if;
end
$$;

-- Whether services are shown that a card lies here.
create or replace function core.is_shown_here(p_card bigint) returns boolean
  language plpgsql stable
  as $$
begin
  return exists (select from core.shown_card c where c.id = p_card and c.received_at is not null);
end
$$;

-- What a decision in its grace, or what was read at a desk, has to do with this card: its own state or sending, its application, what
-- replaces it. Until it takes effect or is undone nothing else is done with the card; what is asked about it is answered by the visible
-- states.
create or replace function core.graces_of_card(p_card bigint) returns setof core.in_grace
  language sql stable
  as $$
  select g.* from core.in_grace g where g.effective_at > core.now() and (
    g.object = 'card' and g.object_id in (select c.id from core.card c where p_card in (c.id, c.replaces))
    or g.object = 'application' and g.object_id in (
      select a.id from core.application a where a.replaces = p_card
        or a.id = (select c.application_id from core.card c where c.id = p_card))
    or g.object = 'returned_dispatch' and g.object_id in (select r.id from core.returned_dispatch r where r.card_id = p_card)
    or g.object = 'dispatch' and g.object_id in (select d.id from core.dispatch d where d.card_id = p_card))
$$;

create or replace function core.is_card_in_grace(p_card bigint) returns boolean
  language plpgsql stable
  as $$
begin
  return exists (select from core.graces_of_card(p_card));
end
$$;

-- For what would have been done before the decision, and cannot be done with it.
create or replace function core.refuse_card_in_grace(p_card bigint) returns void
  language plpgsql
  as $$
begin
  if core.is_card_in_grace(p_card) then
    perform core.refuse_own_act(array(select g.act from core.graces_of_card(p_card) as g));
    perform core.refuse_in_grace(true);
  end if;
end
$$;

-- Agents lock a case before what it is about; so does a service whose call reaches a case.
create or replace function core.lock_case_of(p_application bigint) returns void
  language plpgsql
  as $$
begin
  perform from core.desk_case c where c.application_id = p_application for no key update;
end
$$;

-- Whoever reads an open case of this driver has read what is no longer so, and his decision on it is stale; p_application: only where the
-- case is about that one. The cases are locked by the caller.
create or replace function core.outdate_cases(p_driver bigint, p_application bigint default null) returns void
  language plpgsql
  as $$
begin
  update core.desk_case c set version = c.version + 1
    where c.driver_id = p_driver and c.state = 'open' and (p_application is null or c.application_id = p_application);
end
$$;

-- The code of the country that a text names, in French, English, its own language or by a code; null where it names none.
create or replace function core.country_of(p_text text) returns text
  language plpgsql stable strict
  as $$
declare
  v_key text;
begin
  -- A postcode and its town, as most addresses end, are no country; no name of one has a digit.
  if p_text ~ '[0-9]' then
    return null;
  end if;
  v_key := core.fold(p_text);
  return (
    select n.code from core.country_name n
    -- An apostrophe or a blank that was left out: COTE DIVOIRE.
    where n.key = v_key or length(n.key) > 4 and replace(n.key, ' ', '') = replace(v_key, ' ', '')
    order by n.key = v_key desc limit 1);
end
$$;

-- The code of the country that the last line of an address names; null where it names none.
create or replace function core.country_of_address(p_address text) returns text
  language sql stable strict
  as $$ select core.country_of((regexp_match(btrim(p_address, E' \n\t'), '[^\n]*$'))[1]) $$;

-- The country of a licence as it is kept: its code. Left out, it is an agent's business; what names no country is refused with the list.
create or replace function core.check_country(p_field text, p_value text) returns text
  language plpgsql stable
  as $$
declare
  v_value text := core.check_text(p_field, p_value, 100);
  v_code text := core.country_of(v_value);
begin
  if v_value <> '' and v_code is null then
    perform core.refuse('PU062:country',
      jsonb_build_object('field', p_field, 'possible', (select array_agg(c.code order by c.code) from core.country c)));
  end if;
  return coalesce(v_code, '');
end
$$;

-- What a closed case leaves behind: cases closed for forgery, standing, that have something in common with this driver: his own, or others'
-- by licence, names and birth, e-mail, phone, or a file that came with this application.
create or replace function core.forgeries_near(p_driver bigint, p_case bigint, p_application bigint) returns jsonb
  language plpgsql stable
  as $$
begin
  -- Most cases are looked at where there is none.
  if not exists (select from core.decision d where d.action = 'close' and d.reason = 'forgery') then
    return '[]';
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('driver_id', f.driver_id, 'case_id', f.case_id, 'at', core.seconds(f.decided_at),
      'matches', to_jsonb(f.matches))
      order by cardinality(f.matches) desc, f.case_id), '[]')
    from (
      select c.driver_id, d.case_id, d.decided_at, array_remove(array[
        case when o.driver_id = a.driver_id then 'account' end,
        case when o.driver_id <> a.driver_id and o.licence_key = a.licence_key and a.licence_key <> '' then 'licence' end,
        case when o.driver_id <> a.driver_id and a.last_name <> '' and core.same_identity(o.identity_key, a.identity_key)
          then 'identity' end,
        case when o.driver_id <> a.driver_id and a.email <> '' and lower(o.email) = lower(a.email) then 'email' end,
        case when o.driver_id <> a.driver_id and core.phone_key(a.phone) <> '' and core.phone_key(o.phone) = core.phone_key(a.phone)
          then 'phone' end,
        case when o.driver_id <> a.driver_id and exists (
          select from core.document m join core.document n on n.sha256 = m.sha256 and n.driver_id = o.driver_id
            where m.application_id = p_application) then 'document' end
        ], null) as matches
      from core.decision d join core.desk_case c on c.id = d.case_id and c.state = 'closed' and c.last_decision = d.id
        join core.account o on o.driver_id = c.driver_id, core.account a
      where d.action = 'close' and d.reason = 'forgery' and d.case_id <> p_case and a.driver_id = p_driver) as f
    where cardinality(f.matches) > 0);
end
$$;
