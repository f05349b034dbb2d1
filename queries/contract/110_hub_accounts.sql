-- hub: accounts (flow 1).

create or replace function core.check_account(
  inout p_last_name text, inout p_first_names text, inout p_usage_name text, inout p_birth_date text, inout p_birth_place text,
  inout p_licence_number text, inout p_licence_issue_date text, inout p_licence_country text, inout p_email text, inout p_phone text,
  inout p_postal_address text)
  language plpgsql
  as $$
begin
  p_last_name := core.check_text('last_name', p_last_name, 100);
  p_first_names := core.check_text('first_names', p_first_names, 100);
  p_usage_name := core.check_text('usage_name', p_usage_name, 100);
  p_birth_date := core.birth_date(core.check_text('birth_date', p_birth_date, 20));
  p_birth_place := core.check_text('birth_place', p_birth_place, 100);
  p_licence_number := core.check_text('licence_number', p_licence_number, 40);
  p_licence_issue_date := core.check_text('licence_issue_date', p_licence_issue_date, 20);
  p_licence_country := core.check_country('licence_country', p_licence_country);
  p_email := core.check_way('email', p_email);
  p_phone := core.check_way('phone', p_phone);
  p_postal_address := core.check_address_form('postal_address', p_postal_address);
end
$$;

create or replace function core.account_fields(a core.account) returns jsonb
  language sql immutable
  as $$
    select jsonb_build_object(
      'last_name', a.last_name, 'first_names', a.first_names, 'usage_name', a.usage_name,
      'birth_date', a.birth_date, 'birth_place', a.birth_place,
      'licence_number', a.licence_number, 'licence_issue_date', a.licence_issue_date, 'licence_country', a.licence_country,
      'email', a.email, 'phone', a.phone, 'postal_address', a.postal_address)
  $$;

-- Writes the fields of an account and the keys derived from them.
create or replace function core.write_account(p_driver bigint, p_fields jsonb) returns void
  language sql
  as $$
    update core.account set
      last_name = f.last_name, first_names = f.first_names, usage_name = f.usage_name, birth_date = f.birth_date,
      birth_place = f.birth_place, licence_number = f.licence_number, licence_issue_date = f.licence_issue_date,
      licence_country = f.licence_country, phone = f.phone, postal_address = f.postal_address,
      email_bounced = account.email_bounced and account.email = f.email, email = f.email,
      licence_key = core.licence_key(f.licence_number), identity_key = core.identity_key(f.last_name, f.first_names, f.birth_date),
      search_key = core.fold(f.last_name || ' ' || f.first_names || ' ' || f.usage_name)
    from jsonb_populate_record(null::core.account, p_fields) as f
    where account.driver_id = p_driver
  $$;

-- Whether two values of a field of an account are the same to whoever asked to correct it.
create or replace function core.same_field(p_field text, p_one text, p_other text) returns boolean
  language sql immutable parallel safe
  as $$
    select case p_field
      when 'email' then lower(p_one) = lower(p_other)
      when 'postal_address' then core.same_lines(p_one, p_other)
      else p_one = p_other end
  $$;

create or replace function hub.submit_account(
  request uuid, last_name text, first_names text, usage_name text, birth_date text, birth_place text, licence_number text,
  licence_issue_date text, licence_country text, email text, phone text, postal_address text, channel text, language text, consents json)
  returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_fields jsonb;
  v_replay jsonb;
  v_driver bigint;
  v_given jsonb := core.check_json('consents', consents);
  v_consents jsonb := core.check_texts('consents', v_given, 40);
begin
  select jsonb_object_agg(substr(key, 3), value) into v_fields
    from jsonb_each(to_jsonb(core.check_account(
      last_name, first_names, usage_name, birth_date, birth_place, licence_number, licence_issue_date, licence_country,
      email, phone, postal_address)));
  v_replay := core.begin_request(request, 'submit_account',
    v_fields || jsonb_build_object('channel', channel, 'language', language, 'consents', v_given));
  if v_replay is not null then
    return v_replay::text::bigint;
  end if;
  if channel is null or channel not in ('email', 'sms') then
    perform core.refuse('PU062:choice', jsonb_build_object('field', 'channel', 'possible', array['email', 'sms']));
  end if;
  if language is null or language not in ('fr', 'en') then
    perform core.refuse('PU062:choice', jsonb_build_object('field', 'language', 'possible', array['fr', 'en']));
  end if;
  if v_consents is null or not v_consents ?& array['privacy_policy', 'terms_of_use', 'data_processing']
    or exists (select from jsonb_each_text(v_consents) where value = '')
    or (select count(*) from jsonb_object_keys(v_consents)) <> 3 then
    perform core.refuse('PU062:consents', jsonb_build_object('field', 'consents'));
  end if;
  insert into core.driver (created_at) values (core.now()) returning id into v_driver;
  -- In FROM: as an expression, "(…).*" would be worked out once a column.
  insert into core.account
  select account.* from jsonb_populate_record(null::core.account, v_fields || jsonb_build_object(
    'driver_id', v_driver, 'state', 'submitted', 'round', 1, 'submitted_at', core.now(),
    'channel', channel, 'language', language, 'email_bounced', false,
    'licence_key', core.licence_key(v_fields ->> 'licence_number'),
    'identity_key', core.identity_key(v_fields ->> 'last_name', v_fields ->> 'first_names', v_fields ->> 'birth_date'),
    'search_key', core.fold(
      (v_fields ->> 'last_name') || ' ' || (v_fields ->> 'first_names') || ' ' || (v_fields ->> 'usage_name')))) as account;
  insert into core.consent (driver_id, kind, version, accepted_at)
    select v_driver, key, value, core.now() from jsonb_each_text(v_consents);
  perform core.note_status('account', v_driver, v_driver, 'submitted');
  perform core.open_case('account', v_driver);
  perform core.end_request(request, to_jsonb(v_driver));
  return v_driver;
end
$$;

create or replace function hub.resubmit_account(
  request uuid, driver bigint, last_name text, first_names text, usage_name text, birth_date text, birth_place text, licence_number text,
  licence_issue_date text, licence_country text, email text, phone text, postal_address text)
  returns integer
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_fields jsonb;
  v_replay jsonb;
  v_account core.account;
  v_former core.account;
  v_visible text;
  v_asked text[];
  v_answers boolean;
  v_sent jsonb;
begin
  select jsonb_object_agg(substr(key, 3), value) into v_fields
    from jsonb_each(to_jsonb(core.check_account(
      last_name, first_names, usage_name, birth_date, birth_place, licence_number, licence_issue_date, licence_country,
      email, phone, postal_address)));
  v_replay := core.begin_request(request, 'resubmit_account', v_fields || jsonb_build_object('driver', driver));
  if v_replay is not null then
    return v_replay::text::integer;
  end if;
  -- Agents lock a case before its account: so does this, whatever case they have in hand.
  perform core.lock_cases_of(driver);
  perform from core.desk_case c where c.driver_id = driver and core.subject_of(c.queue) = 'account' for no key update;
  v_account := core.require_account(driver);
  v_former := v_account;
  v_visible := core.shown_state('account', v_account.driver_id);
  perform core.next_state('account', v_visible, 'resubmit');
  -- What was asked, and whether any of it differs from what he had sent: support may have corrected it since. A suspended account is asked
  -- for nothing in particular.
  v_sent := coalesce(
    (select r.fields from core.account_round r where r.driver_id = driver and r.round = v_account.round), core.account_fields(v_account));
  select array_agg(i.item order by i.item), bool_or(core.same_field(i.item, v_fields ->> i.item, v_sent ->> i.item) is not true)
    into v_asked, v_answers
    from core.desk_case c join core.shown_information_request r on r.case_id = c.id join core.requested_item i on i.request_id = r.id
    where c.driver_id = driver and core.subject_of(c.queue) = 'account' and r.answered_at is null and r.withdrawn_at is null;
  if v_asked is not null and v_answers is not true then
    perform core.refuse('PU042:uncorrected', jsonb_build_object('missing', v_asked));
  end if;
  perform core.refuse_in_grace('account', v_account.driver_id);
  insert into core.account_round (driver_id, round, submitted_at, fields)
    values (driver, v_account.round, v_account.submitted_at, core.account_fields(v_account))
    on conflict do nothing;
  perform core.move_account(driver, 'resubmit');
  perform core.write_account(driver, v_fields);
  update core.account set round = round + 1, submitted_at = core.now() where driver_id = driver returning * into v_account;
  perform core.outdate_cases(driver);
  perform core.reopen_case(c.id) from core.desk_case c
    where c.driver_id = driver and core.subject_of(c.queue) = 'account' and c.state = 'waiting';
  if v_fields ->> 'email' <> v_former.email or v_fields ->> 'phone' <> v_former.phone then
    perform core.queue_again(driver);
  end if;
  perform core.end_request(request, to_jsonb(v_account.round));
  return v_account.round;
end
$$;

grant execute on function hub.submit_account(uuid, text, text, text, text, text, text, text, text, text, text, text, text, text, json),
  hub.resubmit_account(uuid, bigint, text, text, text, text, text, text, text, text, text, text, text) to pupitre_portal;
