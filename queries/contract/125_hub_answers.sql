-- hub: answers about an application, and its address (flows 4 and 6).

-- Answers an information request: documents were given with put_document before; null leaves a field as it is. Civil
-- status can be corrected where it was asked for.
create or replace function hub.answer_request(
  request uuid, driver bigint, application bigint, delivery_address text default null, last_name text default null,
  first_names text default null, birth_date text default null, birth_place text default null)
  returns integer
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_application core.application;
  v_case core.desk_case;
  v_account core.account;
  v_fields jsonb;
  v_address text;
  v_corrected boolean := false;
  v_asked text[];
  v_answers boolean;
begin
  v_replay := core.begin_request(request, 'answer_request',
    jsonb_build_array(driver, application, delivery_address, last_name, first_names, birth_date, birth_place));
  if v_replay is not null then
    return v_replay::text::integer;
  end if;
  -- Every case of his shows his civil status.
  perform core.lock_cases_of(driver);
  perform core.lock_case_of(application);
  v_application := core.require_application(driver, application);
  perform core.next_state('application', core.shown_state('application', v_application.id), 'answer');
  -- The case that waits, as everybody sees it.
  select * into v_case from core.desk_case c
    where c.application_id = application and core.subject_of(c.queue) = 'application'
      and (c.state = 'waiting' or core.is_in_grace('desk_case', c.id))
    for no key update;
  v_address := case when delivery_address is not null then core.check_address('delivery_address', delivery_address) end;
  v_fields := jsonb_strip_nulls(jsonb_build_object(
    'last_name', core.check_given('last_name', last_name, 100), 'first_names', core.check_given('first_names', first_names, 100),
    'birth_date', core.birth_date(core.check_given('birth_date', birth_date, 20)),
    'birth_place', core.check_given('birth_place', birth_place, 100)));
  if v_fields <> '{}' then
    if not exists (
      select from core.shown_information_request r join core.requested_item i on i.request_id = r.id
      where r.case_id = v_case.id and r.answered_at is null and r.withdrawn_at is null and i.item = 'civil_status') then
      perform core.refuse('PU023:unasked', jsonb_build_object('item', 'civil_status'));
    end if;
    select * into v_account from core.account a where a.driver_id = driver for no key update;
    v_fields := core.account_fields(v_account) || v_fields;
    if v_fields <> core.account_fields(v_account) then
      perform core.write_account(driver, v_fields);
      insert into core.account_round (driver_id, round, submitted_at, fields)
        values (driver, v_account.round, v_account.submitted_at, core.account_fields(v_account))
        on conflict do nothing;
      update core.account set round = round + 1, submitted_at = core.now() where account.driver_id = driver;
      perform core.outdate_cases(driver);
      v_corrected := true;
    end if;
  end if;
  -- What was asked, and what of it is given: documents and an address perhaps before this call. The same file and the same address are no
  -- other ones.
  select array_agg(i.item order by i.item), bool_or(
      i.item = 'civil_status' and v_corrected
      or i.item = 'delivery_address' and not core.same_lines(coalesce(v_address, v_application.delivery_address), r.delivery_address)
      or exists (
        select from core.document d
        where d.application_id = application and d.type = i.item and d.given_at >= r.requested_at and d.replaced_at is null
          and not exists (
            select from core.document o
            where o.application_id = application and o.type = d.type and o.side is not distinct from d.side and o.sha256 = d.sha256
              and o.given_at < r.requested_at and coalesce(o.replaced_at >= r.requested_at, true))))
    into v_asked, v_answers
    from core.shown_information_request r join core.requested_item i on i.request_id = r.id
    where r.case_id = v_case.id and r.answered_at is null and r.withdrawn_at is null;
  if v_asked is not null and v_answers is not true then
    perform core.refuse('PU042:uncorrected', jsonb_build_object('missing', v_asked));
  end if;
  perform core.require_documents(application);
  perform core.refuse_in_grace('application', v_application.id);
  perform core.move_application(application, 'answer');
  update core.application a set
    round = a.round + 1, former_delivery_address = a.delivery_address, delivery_address = coalesce(v_address, a.delivery_address)
  where a.id = application returning * into v_application;
  perform core.reopen_case(v_case.id);
  perform core.end_request(request, to_jsonb(v_application.round));
  return v_application.round;
end
$$;

-- The delivery address can change until production has taken the order.
create or replace function hub.change_delivery_address(request uuid, driver bigint, application bigint, delivery_address text)
  returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_application core.application;
  v_address text;
begin
  v_replay := core.begin_request(request, 'change_delivery_address', jsonb_build_array(driver, application, delivery_address));
  if v_replay is not null then
    return application;
  end if;
  perform core.lock_case_of(application);
  v_application := core.require_application(driver, application);
  if not core.shown_state('application', v_application.id) = any (
      array['draft', 'awaiting_payment', 'to_correct', 'awaiting_card', 'to_correct_and_pay']
      || case when core.setting('address_change_until') in ('approval', 'production') then array['submitted', 'under_analysis'] end
      || case when core.setting('address_change_until') = 'production' then array['approved'] end) then
    perform core.refuse('PU053',
      jsonb_build_object('application', application, 'state', core.shown_state('application', v_application.id)));
  end if;
  v_address := core.check_address('delivery_address', delivery_address);
  perform core.refuse_if_address_is_used(v_application);
  if v_address <> v_application.delivery_address then
    update core.application a set former_delivery_address = a.delivery_address, delivery_address = v_address where a.id = application;
    perform core.outdate_cases(driver, application);
  end if;
  perform core.end_request(request, to_jsonb(application));
  return application;
end
$$;

grant execute on function hub.answer_request(uuid, bigint, bigint, text, text, text, text, text),
  hub.change_delivery_address(uuid, bigint, bigint, text) to pupitre_portal;
