-- hub: quality claims (flow 7): declaration, coupon, what the driver does once it is settled whose fault it is.

-- A coupon's number: Q, the number, and a digit that checks it.
create or replace function core.next_coupon() returns text
  language sql volatile
  as $$ select 'Q' || (number * 10 + core.damm(number)) from (select nextval('core.coupon_number') as number) as next $$;

-- The claim of a driver, its application and its case locked.
create or replace function core.require_claim(p_driver bigint, p_claim bigint) returns core.quality_claim
  language plpgsql
  as $$
declare
  v_claim core.quality_claim;
begin
  select * into v_claim from core.quality_claim q where q.id = p_claim and q.driver_id = p_driver;
  if not found then
    perform core.refuse('PU004:of_driver', jsonb_build_object('kind', 'claim', 'id', p_claim, 'driver', p_driver));
  end if;
  perform from core.desk_case c where c.id = v_claim.case_id for no key update;
  perform from core.application a where a.id = v_claim.application_id for no key update;
  select * into v_claim from core.quality_claim q where q.id = p_claim for no key update;
  return v_claim;
end
$$;

-- Declares elements of a card defective. elements: {"last_name": "what is right", "photo": ""}, one at least. Returns the claim: its coupon
-- is in hub.quality_claim.
create or replace function hub.declare_quality_claim(
  request uuid, driver bigint, card bigint, elements json, statement text, delivery_address text, invoice_address text,
  invoice_addressee text)
  returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_application bigint;
  v_case bigint;
  v_claim bigint;
  v_coupon text;
  v_unknown text;
  v_given jsonb := core.check_json('elements', elements);
  v_elements jsonb := core.check_texts('elements', v_given, 400, true);
begin
  v_replay := core.begin_request(request, 'declare_quality_claim',
    jsonb_build_array(driver, card, v_given, statement, delivery_address, invoice_address, invoice_addressee));
  if v_replay is not null then
    return v_replay::text::bigint;
  end if;
  perform core.require_account(driver, 'active');
  if v_elements is null or v_elements = '{}' then
    perform core.refuse('PU062:elements', jsonb_build_object('field', 'elements'));
  end if;
  select e.element into v_unknown from jsonb_object_keys(v_elements) as e(element)
    where not exists (select from core.element k where k.element = e.element) limit 1;
  if found then
    perform core.refuse('PU071',
      jsonb_build_object('element', v_unknown, 'possible', (select array_agg(k.element order by k.rank) from core.element k)));
  end if;
  perform core.require_current_card(driver, card, 'quality');
  insert into core.application (
    driver_id, kind, replaces, delivery_address, invoice_address, invoice_addressee, created_at, submitted_at, step)
  values (
    driver, 'replacement_quality', card, core.check_address('delivery_address', delivery_address),
    core.check_address('invoice_address', invoice_address, false), core.check_text('invoice_addressee', invoice_addressee, 100),
    core.now(), core.now(), 'submitted')
  returning id into v_application;
  perform core.note_status('application', v_application, driver, 'draft');
  perform core.move_application(v_application, 'declare');
  v_case := core.open_case('claim', driver, v_application, 'waiting');
  insert into core.quality_claim (driver_id, card_id, application_id, case_id, coupon, statement, declared_at)
    values (driver, card, v_application, v_case, core.next_coupon(), core.check_text('statement', statement, 2000, true), core.now())
    returning id, coupon into v_claim, v_coupon;
  insert into core.claim_element (claim_id, element, claimed)
    select v_claim, e.element, e.value from jsonb_each_text(v_elements) as e(element, value);
  perform core.notify_driver(driver, 'quality_claim_registered',
    jsonb_build_object('claim', v_claim, 'coupon', v_coupon, 'address', core.setting('return_address')));
  perform core.end_request(request, to_jsonb(v_claim));
  return v_claim;
end
$$;

-- Gives up a claim whose card was not received.
create or replace function hub.cancel_quality_claim(request uuid, driver bigint, claim bigint) returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_claim core.quality_claim;
begin
  v_replay := core.begin_request(request, 'cancel_quality_claim', jsonb_build_array(driver, claim));
  if v_replay is not null then
    return claim;
  end if;
  v_claim := core.require_claim(driver, claim);
  perform core.require_claim_state(v_claim, array['awaiting_card']);
  perform core.refuse_in_grace('application', a.id) from core.application a where a.id = v_claim.application_id;
  perform core.cancel_application(v_claim.application_id);
  perform core.end_case(v_claim.case_id, 'cancelled');
  perform core.end_request(request, to_jsonb(claim));
  return claim;
end
$$;

-- The state of a claim is that of its application, as the driver sees it.
create or replace function core.require_claim_state(p_claim core.quality_claim, p_states text[]) returns void
  language plpgsql
  as $$
declare
  v_state text := (select core.shown_state('application', a.id) from core.application a where a.id = p_claim.application_id);
begin
  if not v_state = any (p_states) then
    perform core.refuse('PU051', jsonb_build_object('claim', p_claim.id, 'state', v_state));
  end if;
end
$$;

-- What a claim costs its driver: what he was told when it was settled, whatever it costs today.
create or replace function core.claim_fee(p_outcome_at timestamptz) returns integer
  language plpgsql stable
  as $$
begin
  return (
    select v.value::integer from core.setting_value v
    where v.name = 'quality_fee' and v.since <= p_outcome_at
    order by v.since desc limit 1);
end
$$;

-- The driver corrects what is his fault and asks to pay; null leaves a field as it is. Photo and signature were given with put_document
-- before. With nothing to correct the same card is ordered once paid. Returns the payment.
create or replace function hub.answer_attribution(
  request uuid, driver bigint, claim bigint, last_name text default null, first_names text default null, birth_date text default null,
  birth_place text default null, licence_number text default null, delivery_address text default null)
  returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_claim core.quality_claim;
  v_application core.application;
  v_account core.account;
  v_fields jsonb;
  v_address text;
  v_wrong text;
  v_missing text[];
  v_payment bigint;
begin
  v_replay := core.begin_request(request, 'answer_attribution',
    jsonb_build_array(driver, claim, last_name, first_names, birth_date, birth_place, licence_number, delivery_address));
  if v_replay is not null then
    return v_replay::text::bigint;
  end if;
  -- Every case of his shows his civil status.
  perform core.lock_cases_of(driver);
  v_claim := core.require_claim(driver, claim);
  perform core.require_claim_state(v_claim, array['to_correct_and_pay']);
  select * into v_application from core.application a where a.id = v_claim.application_id;
  v_fields := jsonb_strip_nulls(jsonb_build_object(
    'last_name', core.check_given('last_name', last_name, 100), 'first_names', core.check_given('first_names', first_names, 100),
    'birth_date', core.birth_date(core.check_given('birth_date', birth_date, 20)),
    'birth_place', core.check_given('birth_place', birth_place, 100),
    'licence_number', core.check_given('licence_number', licence_number, 40)));
  v_address := core.check_given_address('delivery_address', delivery_address);
  -- Only what was found to be his.
  select f.key into v_wrong from jsonb_each(v_fields) as f
    where not exists (
      select from core.finding g where g.claim_id = claim and g.element = f.key and core.imputed_to(g.cause) = 'driver')
    limit 1;
  if found then
    perform core.refuse('PU023:unasked', jsonb_build_object('item', v_wrong));
  end if;
  select array_agg(g.element order by g.element) into v_missing from core.finding g
    where g.claim_id = claim and core.is_to_correct(g.cause)
      and case
        when g.element in ('photo', 'signature') then not exists (
          select from core.document d
          where d.application_id = v_claim.application_id and d.type = g.element and d.replaced_at is null
            and d.sha256 is distinct from (
              select o.sha256 from core.card k join core.document o on o.id = (k.content -> 'documents' ->> g.element)::bigint
              where k.id = v_claim.card_id))
        when g.element in ('last_name', 'first_names', 'birth_date', 'birth_place', 'licence_number')
          -- What stands on the card already corrects nothing.
          then coalesce(v_fields ->> g.element = (select k.content ->> g.element from core.card k where k.id = v_claim.card_id),
            not v_fields ? g.element)
        else false end;
  if v_missing is not null then
    perform core.refuse('PU042:corrections', jsonb_build_object('missing', v_missing));
  end if;
  perform core.refuse_in_grace('application', v_application.id);
  if v_fields <> '{}' then
    select * into v_account from core.account a where a.driver_id = driver for no key update;
    insert into core.account_round (driver_id, round, submitted_at, fields)
      values (driver, v_account.round, v_account.submitted_at, core.account_fields(v_account))
      on conflict do nothing;
    perform core.write_account(driver, core.account_fields(v_account) || v_fields);
    update core.account a set round = a.round + 1, submitted_at = core.now() where a.driver_id = driver;
    perform core.outdate_cases(driver);
  end if;
  update core.quality_claim q set
    answered_at = core.now(),
    corrected = v_fields <> '{}' or exists (
      select from core.document d where d.application_id = v_claim.application_id and d.replaced_at is null)
  where q.id = claim;
  if v_address is not null then
    update core.application a set former_delivery_address = a.delivery_address, delivery_address = v_address
      where a.id = v_claim.application_id;
  end if;
  perform core.move_application(v_claim.application_id, 'submit_for_payment');
  perform core.add_event(v_claim.case_id, driver, 'answered');
  v_payment := core.ask_payment(v_claim.application_id, 'quality', core.claim_fee(v_claim.outcome_at));
  perform core.end_request(request, to_jsonb(v_payment));
  return v_payment;
end
$$;

-- Whether a claim was imputed to the driver without any defect: then he may have the same card sent back.
create or replace function core.is_without_defect(p_claim bigint) returns boolean
  language plpgsql stable
  as $$
begin
  return core.setting('no_defect_card_back')::boolean and exists (select from core.finding f where f.claim_id = p_claim)
    and not exists (select from core.finding f where f.claim_id = p_claim and f.cause <> 'no_defect_found');
end
$$;

-- The driver takes his card back as it is, free: where no defect was found on it. Returns the claim's new state.
create or replace function hub.request_card_back(request uuid, driver bigint, claim bigint) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_claim core.quality_claim;
  v_application core.application;
begin
  v_replay := core.begin_request(request, 'request_card_back', jsonb_build_array(driver, claim));
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  v_claim := core.require_claim(driver, claim);
  perform core.require_claim_state(v_claim, array['to_correct_and_pay']);
  select * into v_application from core.application a where a.id = v_claim.application_id;
  if not core.is_without_defect(claim) then
    perform core.refuse('PU051:defective', jsonb_build_object('claim', claim, 'state', 'to_correct_and_pay'));
  end if;
  perform core.refuse_in_grace('application', v_application.id);
  update core.quality_claim q set answered_at = core.now() where q.id = claim;
  perform core.move_application(v_claim.application_id, 'request_card_back');
  update core.desk_case c set state = core.next_state('case', c.state, 'settle'), version = c.version + 1
    where c.id = v_claim.case_id and c.state = 'waiting';
  perform core.add_event(v_claim.case_id, driver, 'answered');
  perform core.order_dispatch(v_claim.card_id, v_application.delivery_address, core.now());
  perform core.notify_driver(driver, 'card_sent_back', jsonb_build_object('claim', claim, 'card', v_claim.card_id));
  perform core.end_request(request, '"card_sent_back"');
  return 'card_sent_back';
end
$$;

grant execute on function hub.declare_quality_claim(uuid, bigint, bigint, json, text, text, text, text),
  hub.cancel_quality_claim(uuid, bigint, bigint), hub.answer_attribution(uuid, bigint, bigint, text, text, text, text, text, text),
  hub.request_card_back(uuid, bigint, bigint) to pupitre_portal;
