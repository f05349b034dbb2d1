-- hub: trainings (flow 2). A training belongs to the login that recorded it.

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
  perform from core.account a
    where a.licence_key = core.licence_key(p_licence)
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
    from core.training t
      join core.account a on a.licence_key = t.licence_key and core.same_identity(a.identity_key, t.identity_key)
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
  v_replay := core.begin_request(request, 'record_training',
    jsonb_build_array(kind, qualification, licence_number, last_name, first_names, birth_date, issued_on, gives_right));
  if v_replay is not null then
    return v_replay::text::bigint;
  end if;
  perform core.check_training(kind, qualification, birth_date, issued_on);
  perform core.lock_matches(licence_number, last_name, first_names, birth_date);
  insert into core.training (
    centre, kind, qualification, licence_number, last_name, first_names, birth_date, issued_on, gives_right, recorded_at,
    licence_key, identity_key)
  values (
    session_user, kind, qualification, core.check_text('licence_number', licence_number, 40),
    core.check_text('last_name', last_name, 100), core.check_text('first_names', first_names, 100), birth_date, issued_on,
    coalesce(gives_right, true), core.now(),
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
    select from core.training t
      join core.quality_claim q on q.driver_id = t.driver_id
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
    and exists (select from core.application a
      where a.training_id = p_training and core.shown_state('application', a.id) not in ('draft', 'cancelled', 'closed')) then
    perform core.refuse('PU054', jsonb_build_object('training', p_training));
  end if;
  -- A card that is ordered from this record, or was, in a decision that can still be undone.
  perform core.refuse_card_in_grace(q.card_id) from core.quality_claim q
    where q.driver_id = v_training.driver_id and core.training_of_card(q.card_id) = p_training;
  return v_training;
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
  v_replay := core.begin_request(request, 'correct_training',
    jsonb_build_array(training, kind, qualification, licence_number, last_name, first_names, birth_date, issued_on, gives_right));
  if v_replay is not null then
    return training;
  end if;
  perform core.check_training(kind, qualification, birth_date, issued_on);
  -- Cases before accounts, accounts before trainings.
  perform core.lock_cases_of(t.driver_id) from core.training t
    where t.id = training and t.centre = session_user and t.driver_id is not null;
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
    v_fits := v_former.driver_id is not null and (
      (v_training.licence_key, v_training.identity_key) = (v_former.licence_key, v_former.identity_key)
      or core.is_correction_awaited(training)
      or exists (select from core.account a
        where a.driver_id = v_former.driver_id and a.licence_key = v_training.licence_key
          and core.same_identity(a.identity_key, v_training.identity_key)));
    if not v_fits or v_training.gives_right <> v_former.gives_right and not core.is_correction_awaited(training) then
      perform core.detach_training(training);
    end if;
    update core.training t set
      kind = v_training.kind, qualification = v_training.qualification, licence_number = v_training.licence_number,
      last_name = v_training.last_name, first_names = v_training.first_names, birth_date = v_training.birth_date,
      issued_on = v_training.issued_on, gives_right = v_training.gives_right,
      licence_key = v_training.licence_key, identity_key = v_training.identity_key, corrected_at = core.now()
    where t.id = training returning * into v_training;
    if v_training.driver_id is not null then
      -- The same certificate, and he is told it again where it ends on another day.
      update core.certificate c set valid_from = s.valid_from, valid_until = s.valid_until
      from core.certificate_span(v_training) as s
      where c.training_id = training and (c.valid_from, c.valid_until) <> (s.valid_from, s.valid_until)
      returning c.id into v_certificate;
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

grant execute on function hub.record_training(uuid, text, text, text, text, text, date, date, boolean),
  hub.correct_training(uuid, bigint, text, text, text, text, text, date, date, boolean),
  hub.cancel_training(uuid, bigint) to pupitre_centre;
