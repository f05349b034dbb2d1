-- hub: accounts and trainings (flows 1 and 2).

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
    select jsonb_build_object('last_name', a.last_name, 'first_names', a.first_names, 'usage_name', a.usage_name,
      'birth_date', a.birth_date, 'birth_place', a.birth_place, 'licence_number', a.licence_number,
      'licence_issue_date', a.licence_issue_date, 'licence_country', a.licence_country, 'email', a.email, 'phone', a.phone,
      'postal_address', a.postal_address)
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
    select case p_field when 'email' then lower(p_one) = lower(p_other) when 'postal_address' then core.same_lines(p_one, p_other)
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
  select jsonb_object_agg(substr(key, 3), value) into v_fields from jsonb_each(to_jsonb(core.check_account(last_name, first_names,
    usage_name,
    birth_date, birth_place, licence_number, licence_issue_date, licence_country, email, phone, postal_address)));
  v_replay := core.begin_request(request, 'submit_account', v_fields
    || jsonb_build_object('channel', channel, 'language', language, 'consents', v_given));
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
    or exists (select from jsonb_each_text(v_consents) where value = '') or (select count(*) from jsonb_object_keys(v_consents)) <> 3 then
    perform core.refuse('PU062:consents', jsonb_build_object('field', 'consents'));
  end if;
  insert into core.driver (created_at) values (core.now()) returning id into v_driver;
  -- In FROM: as an expression, "(…).*" would be worked out once a column.
  insert into core.account
  select account.* from jsonb_populate_record(null::core.account, v_fields || jsonb_build_object(
    'driver_id', v_driver, 'state', 'submitted', 'round', 1,
    'submitted_at', core.now(), 'channel', channel, 'language', language, 'email_bounced', false,
    'licence_key', core.licence_key(v_fields ->> 'licence_number'),
    'identity_key', core.identity_key(v_fields ->> 'last_name', v_fields ->> 'first_names', v_fields ->> 'birth_date'),
    'search_key', core.fold((v_fields ->> 'last_name') || ' ' || (v_fields ->> 'first_names') || ' '
      || (v_fields ->> 'usage_name')))) as account;
  insert into core.consent (driver_id, kind, version, accepted_at) select v_driver, key, value, core.now() from jsonb_each_text(v_consents);
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
begin
  select jsonb_object_agg(substr(key, 3), value) into v_fields from jsonb_each(to_jsonb(core.check_account(last_name, first_names,
    usage_name,
    birth_date, birth_place, licence_number, licence_issue_date, licence_country, email, phone, postal_address)));
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
  -- What was asked, and whether any of it differs. A suspended account is asked for nothing in particular.
  select array_agg(i.item order by i.item), bool_or(core.same_field(i.item, v_fields ->> i.item,
    core.account_fields(v_account) ->> i.item) is not true) into v_asked, v_answers
    from core.desk_case c join core.shown_information_request r on r.case_id = c.id join core.requested_item i on i.request_id = r.id
    where c.driver_id = driver and core.subject_of(c.queue) = 'account' and r.answered_at is null and r.withdrawn_at is null;
  if v_asked is not null and v_answers is not true then
    perform core.refuse('PU042:uncorrected', jsonb_build_object('missing', v_asked));
  end if;
  perform core.refuse_in_grace('account', v_account.driver_id);
  insert into core.account_round (driver_id, round, submitted_at, fields)
    values (driver, v_account.round, v_account.submitted_at, core.account_fields(v_account));
  perform core.move_account(driver, 'resubmit');
  perform core.write_account(driver, v_fields);
  update core.account set round = round + 1, submitted_at = core.now() where driver_id = driver returning * into v_account;
  perform core.outdate_cases(driver);
  perform core.reopen_case(c.id) from core.desk_case c where c.driver_id = driver and core.subject_of(c.queue) = 'account'
    and c.state = 'waiting';
  if v_fields ->> 'email' <> v_former.email or v_fields ->> 'phone' <> v_former.phone then
    perform core.queue_again(driver);
  end if;
  perform core.end_request(request, to_jsonb(v_account.round));
  return v_account.round;
end
$$;

-- Centres. A training belongs to the login that recorded it.
create or replace function core.check_training(p_kind text, p_qualification text, p_birth_date date, p_issued_on date) returns void
  language plpgsql
  as $$
begin
  if p_kind is null or p_kind not in ('initial', 'continuing') then
    perform core.refuse('PU062:choice', jsonb_build_object('field', 'kind', 'possible', array['initial', 'continuing']));
  end if;
  if p_qualification is null or p_qualification not in ('goods', 'passengers') then
    perform core.refuse('PU062:choice', jsonb_build_object('field', 'qualification', 'possible', array['goods', 'passengers']));
  end if;
  if p_birth_date is null or p_issued_on is null or p_issued_on > core.today() or p_issued_on < p_birth_date + interval '16 years'
    or p_issued_on > p_birth_date + interval '100 years' or p_issued_on < '1990-01-01' then
    perform core.refuse('PU062:training_dates', jsonb_build_object('field', 'issued_on'));
  end if;
end
$$;

-- Locks the accounts that a training may attach to, whatever their state: an approval under way is waited for, one to
-- come will see the training. Accounts before trainings, as where an approval attaches those that waited.
create or replace function core.lock_matches(p_licence text, p_last_name text, p_first_names text, p_birth_date date) returns void
  language plpgsql
  as $$
begin
  if coalesce(core.licence_key(p_licence), '') = '' or coalesce(core.fold(p_last_name), '') = ''
    or coalesce(core.fold(p_first_names), '') = '' then
    perform core.refuse('PU062:licence', jsonb_build_object('field', 'licence_number'));
  end if;
  perform from core.account a where a.licence_key = core.licence_key(p_licence)
    and core.same_identity(a.identity_key, core.identity_key(p_last_name, p_first_names, to_char(p_birth_date, 'YYYY-MM-DD')))
      order by a.driver_id for no key update;
end
$$;

create or replace function core.match_training(p_training bigint) returns void
  language plpgsql
  as $$
declare
  v_match record;
begin
  -- Licence, names and birth, by as much of it as the papers have, of an account that is active for whoever reads hub; while its approval
  -- is in its grace, the attachment shares that grace.
  select a.driver_id, s.state = 'active' as is_shown into v_match
  from core.training t join core.account a on a.licence_key = t.licence_key and core.same_identity(a.identity_key, t.identity_key)
    join core.shown_account s on s.driver_id = a.driver_id
  where t.id = p_training and 'active' in (a.state, s.state) order by a.driver_id limit 1;
  if found then
    if not v_match.is_shown then
      perform core.begin_grace(g.act, g.effective_at) from core.in_grace g
        where g.object = 'account' and g.object_id = v_match.driver_id order by g.id desc limit 1;
    end if;
    perform core.attach_training(p_training, v_match.driver_id);
    perform core.end_grace();
  end if;
end
$$;

create or replace function hub.record_training(
  request uuid, kind text, qualification text, licence_number text, last_name text, first_names text, birth_date date, issued_on date,
    gives_right boolean)
  returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_id bigint;
begin
  v_replay := core.begin_request(request, 'record_training', jsonb_build_array(kind, qualification, licence_number, last_name, first_names,
    birth_date, issued_on, gives_right));
  if v_replay is not null then
    return v_replay::text::bigint;
  end if;
  perform core.check_training(kind, qualification, birth_date, issued_on);
  perform core.lock_matches(licence_number, last_name, first_names, birth_date);
  insert into core.training (centre, kind, qualification, licence_number, last_name, first_names, birth_date, issued_on, gives_right,
    recorded_at, licence_key, identity_key)
  values (session_user, kind, qualification, core.check_text('licence_number', licence_number, 40),
    core.check_text('last_name', last_name, 100),
    core.check_text('first_names', first_names, 100), birth_date, issued_on, coalesce(gives_right, true), core.now(),
    core.licence_key(licence_number), core.identity_key(last_name, first_names, to_char(birth_date, 'YYYY-MM-DD')))
  returning id into v_id;
  perform core.match_training(v_id);
  perform core.end_request(request, to_jsonb(v_id));
  return v_id;
end
$$;

-- Whether an agent found that this record made a card wrong: then it is corrected although its right is used, before the card is printed
-- again.
create or replace function core.is_correction_awaited(p_training bigint) returns boolean
  language plpgsql stable
  as $$
begin
  return exists (
    select from core.training t join core.quality_claim q on q.driver_id = t.driver_id
      join core.application a on a.id = q.application_id and core.shown_state('application', a.id) = 'under_analysis'
      join core.finding f on f.claim_id = q.id and f.cause = 'training_centre_error'
    where t.id = p_training and core.training_of_card(q.card_id) = p_training);
end
$$;

create or replace function core.require_training(p_training bigint, p_action text) returns core.training
  language plpgsql
  as $$
declare
  v_training core.training;
begin
  select * into v_training from core.training where id = p_training and centre = session_user for no key update;
  if not found then
    perform core.refuse('PU004:recorded', jsonb_build_object('kind', 'training', 'id', p_training));
  end if;
  perform core.next_state('training', v_training.state, p_action);
  if (p_action <> 'correct' or not core.is_correction_awaited(p_training))
    and exists (select from core.application a where a.training_id = p_training
      and core.shown_state('application', a.id) not in ('draft', 'cancelled', 'closed')) then
    perform core.refuse('PU054', jsonb_build_object('training', p_training));
  end if;
  -- A card that is ordered from this record, or was, in a decision that can still be undone.
  perform core.refuse_card_in_grace(q.card_id) from core.quality_claim q where q.driver_id = v_training.driver_id
    and core.training_of_card(q.card_id) = p_training;
  return v_training;
end
$$;

-- Detaches a training: its certificate and the message that is still waiting go with it.
create or replace function core.detach_training(p_training bigint) returns void
  language plpgsql
  as $$
declare
  v_grace core.in_grace;
begin
  select * into v_grace from core.in_grace g
    where g.object = 'training' and g.object_id = p_training and g.effective_at > core.now() order by g.id desc limit 1;
  if found then
    -- Nobody has seen it attached: in silence.
    insert into core.acting (transaction, act, effective_at, is_undo) values (pg_current_xact_id(), v_grace.act, core.now(), true);
    delete from core.status s where s.position is null and s.effective_at = v_grace.effective_at
      and (s.object = 'training' and s.object_id = p_training or s.object = 'certificate'
        and s.object_id in (select c.id from core.certificate c where c.training_id = p_training));
    delete from core.in_grace g where g.object = 'training' and g.object_id = p_training;
  end if;
  delete from core.notification n using core.certificate c where c.training_id = p_training and n.certificate_id = c.id
    and n.state = 'waiting' and n.attempt = 0;
  update core.notification n set certificate_id = null from core.certificate c where c.training_id = p_training and n.certificate_id = c.id;
  delete from core.certificate where training_id = p_training;
  perform core.cancel_application(a.id) from core.application a where a.training_id = p_training and a.state = 'draft';
  update core.training set driver_id = null, attached_at = null, attached_by = null where id = p_training;
  perform core.end_grace();
end
$$;

create or replace function hub.correct_training(
  request uuid, training bigint, kind text, qualification text, licence_number text, last_name text, first_names text, birth_date date,
    issued_on date, gives_right boolean)
  returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_former core.training;
  v_training core.training;
  v_fits boolean;
  v_certificate bigint;
  -- The approval that attached it, while that can be taken back.
  v_grace core.in_grace;
begin
  v_replay := core.begin_request(request, 'correct_training', jsonb_build_array(training, kind, qualification, licence_number, last_name,
    first_names, birth_date, issued_on, gives_right));
  if v_replay is not null then
    return training;
  end if;
  perform core.check_training(kind, qualification, birth_date, issued_on);
  -- Cases before accounts, accounts before trainings.
  perform core.lock_cases_of(t.driver_id) from core.training t where t.id = training and t.centre = session_user
    and t.driver_id is not null;
  perform core.lock_matches(licence_number, last_name, first_names, birth_date);
  v_former := core.require_training(training, 'correct');
  select * into v_grace from core.in_grace g where g.object = 'training' and g.object_id = training order by g.id desc limit 1;
  v_training := v_former;
  v_training.kind := kind;
  v_training.qualification := qualification;
  v_training.licence_number := core.check_text('licence_number', licence_number, 40);
  v_training.last_name := core.check_text('last_name', last_name, 100);
  v_training.first_names := core.check_text('first_names', first_names, 100);
  v_training.birth_date := birth_date;
  v_training.issued_on := issued_on;
  v_training.gives_right := coalesce(gives_right, v_former.gives_right);
  v_training.licence_key := core.licence_key(v_training.licence_number);
  v_training.identity_key := core.identity_key(v_training.last_name, v_training.first_names, to_char(v_training.birth_date, 'YYYY-MM-DD'));
  if v_training is distinct from v_former then
    -- Whose it is as before: also where an agent attached it although something differed.
    v_fits := v_former.driver_id is not null and ((v_training.licence_key, v_training.identity_key) = (v_former.licence_key,
      v_former.identity_key)
      or core.is_correction_awaited(training) or exists (select from core.account a where a.driver_id = v_former.driver_id
        and a.licence_key = v_training.licence_key
        and core.same_identity(a.identity_key, v_training.identity_key)));
    if not v_fits or v_training.gives_right <> v_former.gives_right and not core.is_correction_awaited(training) then
      perform core.detach_training(training);
    end if;
    update core.training t set kind = v_training.kind, qualification = v_training.qualification, licence_number = v_training.licence_number,
      last_name = v_training.last_name, first_names = v_training.first_names, birth_date = v_training.birth_date,
        issued_on = v_training.issued_on,
      gives_right = v_training.gives_right, licence_key = v_training.licence_key, identity_key = v_training.identity_key,
        corrected_at = core.now()
    where t.id = training returning * into v_training;
    if v_training.driver_id is not null then
      -- The same certificate, and he is told it again where it ends on another day.
      update core.certificate c set valid_from = s.valid_from, valid_until = s.valid_until from core.certificate_span(v_training) as s
        where c.training_id = training and (c.valid_from, c.valid_until) <> (s.valid_from, s.valid_until) returning c.id into v_certificate;
      if not exists (select from core.notification n where n.certificate_id = v_certificate and n.state = 'waiting' and n.attempt = 0) then
        perform core.notify_driver(c.driver_id, 'certificate', jsonb_build_object('training', training), p_certificate => c.id)
        from core.certificate c where c.id = v_certificate;
      end if;
    elsif v_fits then
      perform core.begin_grace(v_grace.act, v_grace.effective_at);
      perform core.attach_training(training, v_former.driver_id);
      perform core.end_grace();
    else
      perform core.match_training(training);
    end if;
    perform core.outdate_cases(v_former.driver_id);
  end if;
  perform core.end_request(request, to_jsonb(training));
  return training;
end
$$;

create or replace function hub.cancel_training(request uuid, training bigint) returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
begin
  v_replay := core.begin_request(request, 'cancel_training', to_jsonb(training));
  if v_replay is not null then
    return training;
  end if;
  perform core.require_training(training, 'cancel');
  perform core.detach_training(training);
  update core.training set state = 'cancelled' where id = training;
  perform core.end_request(request, to_jsonb(training));
  return training;
end
$$;
