-- desk: what supervisors settle besides cases: a card made again, settings, who works where.

-- Makes a card again, free: a late discovery, a card neither delivered nor returned. p_card: its serial or its number.
create or replace function desk.reissue(p_key text, p_card text, p_reason text) returns setof desk.decision_answer
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_reason text := core.check_text('reason', p_reason, 2000, true);
  v_content jsonb := jsonb_build_array('reissue', p_card, v_reason);
  v_decision core.decision := core.find_decision(p_key, v_content);
  v_card core.card;
  v_case core.desk_case;
  v_application core.application;
  v_why text;
  v_effective timestamptz := core.now() + core.span('grace');
begin
  if v_decision.id is null then
    select * into v_card from core.card c where c.serial = core.scanned('card', p_card) or c.id::text = core.scanned('card', p_card)
      order by c.serial = core.scanned('card', p_card) desc nulls last limit 1;
    if not found then
      perform core.refuse('PU004', jsonb_build_object('kind', 'card', 'id', p_card));
    end if;
    perform core.lock_cases_of(v_card.driver_id);
    v_decision := core.find_decision(p_key, v_content);
  end if;
  if v_decision.id is not null then
    return query select * from core.decision_answer(v_decision, true);
    return;
  end if;
  perform core.require_right('reissue');
  if v_reason = '' then
    perform core.refuse('PU026:reissue', jsonb_build_object('reason', 'reissue'));
  end if;
  select * into v_card from core.card c where c.id = v_card.id for no key update;
  select * into v_application from core.application a where a.id = v_card.application_id for no key update;
  v_why := core.why_not_reissued(v_card);
  if v_why is not null then
    -- A card has no serial before it is made: then it is known by the number that was typed.
    perform core.refuse('PU067', jsonb_build_object('serial', coalesce(v_card.serial, p_card), 'state', v_card.state, 'why', v_why,
      'case', case v_why
        when 'returned' then (
          select r.case_id from core.returned_dispatch r where r.card_id = v_card.id and r.case_id is not null order by r.id desc limit 1)
        when 'open_replacement' then (
          select c.id from core.desk_case c join core.application a on a.id = c.application_id
          where a.replaces = v_card.id and c.state in ('open', 'waiting') order by c.id desc limit 1)
      end));
  end if;
  select c.* into v_case from core.desk_case c
    where c.application_id = v_application.id and c.state = 'settled' order by c.id desc limit 1
    for no key update;
  if not found then
    -- Ordered without an agent's review: the first decision on it.
    v_case.id := core.open_case(v_application.kind, v_card.driver_id, v_application.id, 'settled');
    select c.* into v_case from core.desk_case c where c.id = v_case.id;
  end if;
  perform core.next_state('case', v_case.state, 'reissue');
  v_decision := core.append_decision(p_key, v_case, 'reissue', v_content, core.former_states(v_case), v_effective, null,
    p_comment => v_reason);
  update core.desk_case c set version = c.version + 1, last_decision = v_decision.id, decided_at = core.now() where c.id = v_case.id;
  perform core.move_application(v_application.id, 'reissue');
  perform core.order_card(v_application.id, v_effective, v_decision.id, v_card.id);
  perform core.add_event(v_case.id, v_card.driver_id, 'reissued', v_card.serial);
  perform core.notify_driver(v_card.driver_id, 'card_reissued', jsonb_build_object('card', v_card.id, 'application', v_application.id),
    v_effective, v_decision.id);
  perform core.end_grace();
  return query select * from core.decision_answer(v_decision, false);
end
$$;

-- What becomes of the card that a closed case is about: sent_back to its holder, void, or kept by him as it is; and whether it can be made
-- again, which nothing else does for a driver whose stolen card is void and whose money was paid back. No row where the case is about no
-- card.
create or replace function desk.card_after_closing(p_case bigint) returns table (serial text, fate text, reissuable boolean)
  language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$
begin
  perform core.require_right('close');
  return query
    select k.serial,
      case
        when k.state in ('void', 'destroyed') then 'void'
        when exists (
          select from core.dispatch d where d.card_id = k.id and d.decision_id = c.last_decision and d.state = 'ordered') then 'sent_back'
        else 'kept' end,
      k.state = 'void' and core.why_not_reissued(k) is null
    from core.desk_case c join core.application a on a.id = c.application_id
      join core.card k on k.id = coalesce((select r.card_id from core.returned_dispatch r where r.case_id = c.id), a.replaces)
    where c.id = p_case and c.state = 'closed';
end
$$;

-- Whether a text is a value of a setting's kind, within its bounds.
create or replace function core.is_setting_value(p_setting core.setting, p_value text) returns boolean
  language plpgsql stable
  as $$
begin
  return case p_setting.kind
    -- 10 alone would be ten seconds, and so would the 30 of 1h30.
    when 'interval' then p_value ~ '[[:alpha:]:]' and p_value !~ '[[:alpha:]]\s*[0-9]+\s*$'
      and p_value::interval between coalesce(p_setting.minimum::interval, interval '0')
        and coalesce(p_setting.maximum::interval, interval '100 years')
    when 'integer' then p_value ~ '^[0-9]{1,9}$' and p_value::integer between coalesce(p_setting.minimum::integer, 0)
      and coalesce(p_setting.maximum::integer, 2147483647)
    when 'number' then p_value ~ '^[0-9]+(\.[0-9]+)?$' and p_value::numeric between coalesce(p_setting.minimum::numeric, 0)
      and coalesce(p_setting.maximum::numeric, 1000000)
    when 'boolean' then p_value in ('true', 'false')
    when 'choice' then p_value = any (p_setting.choices)
    when 'documents' then not exists (
      select from regexp_split_to_table(p_value, '\s+') as word
      where word <> '' and (word !~ '^[a-z_]+(:(recto|verso))?\??$'
        or not exists (select from core.item i where i.kind = 'document' and i.item = regexp_replace(word, '[:?].*$', ''))))
    else p_value <> '' and length(p_value) <= coalesce(p_setting.maximum::integer, 400) end;
exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or interval_field_overflow
  or numeric_value_out_of_range then
  return false;
end
$$;

-- Changes a setting from now on; what was due in the past stays as it was.
create or replace function desk.set_setting(p_request uuid, p_name text, p_value text) returns table (name text, former text, value text)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_column
declare
  v_value text := core.check_text('value', p_value, 1000);
  v_replay jsonb := core.begin_request(p_request, 'set_setting', jsonb_build_array(p_name, p_value));
  v_setting core.setting;
  v_former text;
begin
  if v_replay is null then
    perform core.require_right('set_setting');
    select * into v_setting from core.setting s where s.name = p_name for no key update;
    if v_setting.name is null or not core.is_setting_value(v_setting, v_value) then
      perform core.refuse(
        case when v_setting.name is null then 'PU068' when v_setting.choices is not null then 'PU068:choice'
          when v_setting.minimum is not null and v_setting.maximum is not null then 'PU068:range' else 'PU068:kind' end,
        jsonb_build_object('setting', p_name, 'value', p_value, 'kind', v_setting.kind, 'minimum', v_setting.minimum,
          'maximum', v_setting.maximum, 'choices', to_jsonb(v_setting.choices)));
    end if;
    v_former := core.setting(p_name);
    if v_value = v_former then
      perform core.forget_act(p_request);
    else
      insert into core.setting_value (name, since, value, set_by) values (p_name, core.now(), v_value, session_user)
        on conflict (name, since) do update set value = excluded.value, set_by = excluded.set_by;
      if v_setting.kind = 'documents' then
        delete from core.expected_document e
          where e.application_kind = case p_name
            when 'documents_card' then 'card' else replace(p_name, 'documents_', 'replacement_') end;
        insert into core.expected_document (application_kind, type, side, required, rank)
          select case p_name when 'documents_card' then 'card' else replace(p_name, 'documents_', 'replacement_') end,
            regexp_replace(w.word, '[:?].*$', ''), substring(w.word from ':([a-z]+)'), w.word not like '%?', w.rank
          from regexp_split_to_table(v_value, '\s+') with ordinality as w(word, rank)
          where w.word <> ''
          on conflict do nothing;
      end if;
      perform core.note_act(p_request, null, null, p_name);
    end if;
    v_replay := jsonb_build_object('name', p_name, 'former', v_former, 'value', v_value);
    perform core.end_request(p_request, v_replay);
  end if;
  return query select * from jsonb_to_record(v_replay) as r(name text, former text, value text);
end
$$;

-- Lets an agent work in a queue, or not.
create or replace function desk.grant_queue(p_request uuid, p_queue text, p_agent text, p_granted boolean) returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
begin
  if core.begin_request(p_request, 'grant_queue', jsonb_build_array(p_queue, p_agent, p_granted)) is not null then
    return;
  end if;
  perform core.require_right('grant');
  if p_queue is null or not exists (select from core.queue q where q.queue = p_queue) or p_granted is null then
    perform core.refuse('PU062:choice',
      jsonb_build_object('field', 'queue', 'possible', (select array_agg(q.queue order by q.rank) from core.queue q)));
  end if;
  if not core.is_agent(p_agent) then
    perform core.refuse('PU063', jsonb_build_object('agent', p_agent));
  end if;
  insert into core.entitlement (agent, queue, granted, set_by, at) values (p_agent, p_queue, p_granted, session_user, core.now())
    on conflict (agent, queue) do update set granted = excluded.granted, set_by = excluded.set_by, at = excluded.at
      where entitlement.granted <> excluded.granted;
  perform case when found then core.note_act(p_request, null, null, p_queue || ' ' || p_agent) else core.forget_act(p_request) end;
  -- What was kept for him would wait for nobody.
  update core.desk_case c set lane = 'common', reserved_for = null, reserved_until = null
    where not p_granted and c.reserved_for = p_agent and c.queue = p_queue and c.state = 'open' and c.lane = 'reserved'
      and (c.holder is distinct from p_agent or c.lease_until <= core.now());
  perform core.end_request(p_request, 'true');
end
$$;

-- Who works where: a row for each agent and queue; at is null where the setting queues_open_to_all decides.
create or replace function desk.grants() returns table (agent text, queue text, granted boolean, set_by text, at bigint)
  language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_column
begin
  return query
    select a.agent, q.queue, core.is_entitled(a.agent, q.queue), e.set_by, extract(epoch from e.at)::bigint
    from desk.agents() as a cross join core.queue q
      left join core.entitlement e on e.agent = a.agent and e.queue = q.queue
    order by a.agent, q.rank;
end
$$;
