-- desk: defective cards: what is read on them, findings, whose fault it is.

-- The quality claim of the case in hand; a case of another queue, or an element that no card has, is refused.
create or replace function core.claim_in_hand(p_case bigint, p_token uuid, p_version integer, p_element text, p_action text)
  returns core.quality_claim
  language plpgsql
  as $$
declare
  v_case core.desk_case := core.held_case(p_case, p_token, p_version);
  v_claim core.quality_claim;
begin
  perform core.next_state('case', v_case.state, p_action);
  select * into v_claim from core.quality_claim q where q.case_id = p_case;
  if not found then
    perform core.refuse('PU028', jsonb_build_object('case', p_case, 'queue', v_case.queue, 'action', p_action,
      'possible', (select q.settled_by from core.queue q where q.queue = v_case.queue)));
  end if;
  if not exists (select from core.element e where e.element = p_element) then
    perform core.refuse('PU071',
      jsonb_build_object('element', p_element, 'possible', (select array_agg(e.element order by e.rank) from core.element e)));
  end if;
  return v_claim;
end
$$;

-- Drafts what the agent reads on an element of the card in hand; a second reading of it replaces the first. p_value as typed, empty where
-- nothing is printed there; null: as ordered (a picture: as the approved one). Returns what then counts as read.
create or replace function desk.read_card(p_request uuid, p_case bigint, p_token uuid, p_version integer, p_element text,
  p_value text default null) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_replay jsonb;
  v_claim core.quality_claim;
  v_value text := case when p_value is not null then core.check_text('value', p_value, 400, true) end;
  v_shows text := (select e.shows from core.element e where e.element = p_element);
  v_ordered text;
begin
  v_replay := core.begin_request(p_request, 'read_card', jsonb_build_array(p_case, p_version, p_element, v_value));
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  v_claim := core.claim_in_hand(p_case, p_token, p_version, p_element, 'read_card');
  v_ordered := (select core.ordered_text(k, p_element) from core.card k where k.id = v_claim.card_id);
  if v_shows = 'nothing' then
    perform core.refuse('PU084', jsonb_build_object('element', p_element));
  end if;
  if v_shows = 'text' and p_value is null and v_ordered is null then
    perform core.refuse('PU085', jsonb_build_object('element', p_element));
  end if;
  insert into core.card_reading (claim_id, element, value, agent, at) values (v_claim.id, p_element, v_value, session_user, core.now())
  on conflict (claim_id, element) do update set value = excluded.value, agent = excluded.agent, at = excluded.at
    where (card_reading.value, card_reading.agent) is distinct from (excluded.value, excluded.agent);
  perform case when found then core.note_act(p_request, p_case, null, p_element) else core.forget_act(p_request) end;
  perform core.end_request(p_request, coalesce(to_jsonb(coalesce(v_value, v_ordered)), 'null'));
  return coalesce(v_value, v_ordered);
end
$$;

create or replace function desk.remove_reading(p_request uuid, p_case bigint, p_token uuid, p_version integer, p_element text) returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_claim core.quality_claim;
begin
  if core.begin_request(p_request, 'remove_reading', jsonb_build_array(p_case, p_version, p_element)) is not null then
    return;
  end if;
  v_claim := core.claim_in_hand(p_case, p_token, p_version, p_element, 'read_card');
  delete from core.card_reading r where r.claim_id = v_claim.id and r.element = p_element;
  if not found then
    perform core.refuse('PU027', jsonb_build_object('case', p_case, 'item', p_element));
  end if;
  perform core.note_act(p_request, p_case, null, p_element);
end
$$;

-- Drafts what was found on an element of the card in hand; a second finding on it replaces the first.
create or replace function desk.finding(p_request uuid, p_case bigint, p_token uuid, p_version integer, p_element text, p_cause text,
  p_value text default '', p_comment text default '') returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_claim core.quality_claim;
  v_cause core.cause;
  v_comment text := core.check_text('comment', p_comment, 2000, true);
  v_value text := core.check_text('value', p_value, 400, true);
begin
  if core.begin_request(p_request, 'finding', jsonb_build_array(p_case, p_version, p_element, p_cause, v_value, v_comment)) is not null then
    return;
  end if;
  v_claim := core.claim_in_hand(p_case, p_token, p_version, p_element, 'finding');
  select * into v_cause from core.cause where cause = p_cause;
  if not found then
    perform core.refuse('PU072', jsonb_build_object('cause', p_cause, 'element', p_element, 'possible', core.causes_of(p_element)));
  end if;
  if not exists (select from core.element_cause f where f.element = p_element and f.cause = p_cause) then
    perform core.refuse('PU086', jsonb_build_object('cause', p_cause, 'element', p_element, 'possible', core.causes_of(p_element)));
  end if;
  if v_value <> '' and (select e.shows from core.element e where e.element = p_element) <> 'text' then
    perform core.refuse('PU062:no_text', jsonb_build_object('field', 'value'));
  end if;
  if v_cause.comment_required and v_comment = '' then
    perform core.refuse('PU026', jsonb_build_object('reason', p_cause));
  end if;
  insert into core.finding (claim_id, element, cause, wording_version, value, comment, agent, at)
  values (v_claim.id, p_element, p_cause, (select w.version from core.cause_wording w where w.cause = p_cause and w.since <= core.now()
    order by w.version desc limit 1),
    v_value, v_comment, session_user, core.now())
  on conflict (claim_id, element) do update set cause = excluded.cause, wording_version = excluded.wording_version, value = excluded.value,
    comment = excluded.comment,
    agent = excluded.agent, at = excluded.at
    where (finding.cause, finding.value, finding.comment, finding.agent) is distinct from (excluded.cause, excluded.value, excluded.comment,
      excluded.agent);
  perform case when found then core.note_act(p_request, p_case, null, p_element) else core.forget_act(p_request) end;
end
$$;

-- The causes that fit an element, for hints.
create or replace function core.causes_of(p_element text) returns text[]
  language sql stable
  as $$ select array_agg(c.cause order by c.rank) from core.element_cause f join core.cause c on c.cause = f.cause
    where f.element = p_element $$;

create or replace function desk.remove_finding(p_request uuid, p_case bigint, p_token uuid, p_version integer, p_element text) returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
begin
  if core.begin_request(p_request, 'remove_finding', jsonb_build_array(p_case, p_version, p_element)) is not null then
    return;
  end if;
  perform core.held_case(p_case, p_token, p_version);
  delete from core.finding f using core.quality_claim q where q.case_id = p_case and f.claim_id = q.id and f.element = p_element;
  if not found then
    perform core.refuse('PU027', jsonb_build_object('case', p_case, 'item', p_element));
  end if;
  perform core.note_act(p_request, p_case, null, p_element);
end
$$;

-- What causes of these parties amount to: in_groupe, driver, or null where the agent chooses (no defect found).
create or replace function core.fault_between(p_in_groupe boolean, p_driver boolean) returns text
  language plpgsql stable
  as $$
begin
  return case when p_in_groupe and p_driver then core.setting('mixed_fault') when p_in_groupe then 'in_groupe' when p_driver
    then 'driver' end;
end
$$;

-- What the findings make of a claim.
create or replace function core.fault_of(p_claim bigint) returns text
  language plpgsql stable
  as $$
begin
  return (
    select core.fault_between(bool_or(v.whose = 'in_groupe'), bool_or(v.whose = 'driver'))
    from core.finding f, lateral (select core.imputed_to(f.cause) as whose) as v where f.claim_id = p_claim);
end
$$;

-- The declared elements on which nothing was found yet: a claim is attributed when there are none.
create or replace function core.elements_to_find(p_claim bigint) returns text[]
  language plpgsql stable
  as $$
begin
  return (
    select coalesce(array_agg(e.element order by k.rank), '{}') from core.claim_element e join core.element k on k.element = e.element
    where e.claim_id = p_claim and not exists (select from core.finding f where f.claim_id = p_claim and f.element = e.element));
end
$$;

-- What was read on the card of a claim, as it is kept with the decision and shown on the case.
create or replace function core.card_readings_of(p_claim bigint) returns jsonb
  language plpgsql stable
  as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('element', r.element, 'value', r.value, 'by', r.agent, 'at', core.seconds(r.at))
      order by k.rank), '[]')
    from core.card_reading r join core.element k on k.element = r.element where r.claim_id = p_claim);
end
$$;

-- Whose fault it is: in_groupe (replaced free) or driver (told to correct and pay). Each declared element needs a finding, and the outcome
-- follows them.
create or replace function desk.attribute(p_key text, p_case bigint, p_token uuid, p_version integer, p_outcome text,
  p_comment text default '', p_suggestion jsonb default null,
  p_run text default null)
  returns setof desk.decision_answer
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_comment text := core.check_text('comment', p_comment, 2000, true);
  v_content jsonb := jsonb_build_array('attribute', p_case, p_outcome, v_comment);
  v_decision core.decision := core.recorded_decision(p_key, v_content, p_case);
  v_case core.desk_case;
  v_claim core.quality_claim;
  v_missing text[];
  v_readings jsonb;
  v_fault text;
  v_training core.training;
  v_findings jsonb;
  v_next text;
  v_effective timestamptz := core.now() + core.span('grace');
begin
  if v_decision.id is not null then
    return query select * from core.decision_answer(v_decision, true);
    return;
  end if;
  v_case := core.case_to_decide(p_case, p_token, p_version, 'attribute');
  if p_outcome is null or p_outcome not in ('in_groupe', 'driver') then
    perform core.refuse('PU062:choice', jsonb_build_object('field', 'outcome', 'possible', array['in_groupe', 'driver']));
  end if;
  v_next := core.next_state('case', v_case.state, 'attribute_' || p_outcome);
  select * into v_claim from core.quality_claim q where q.case_id = p_case for no key update;
  v_missing := core.elements_to_find(v_claim.id);
  if v_missing <> '{}' then
    perform core.refuse('PU036', jsonb_build_object('case', p_case, 'missing', v_missing));
  end if;
  v_fault := core.fault_of(v_claim.id);
  if v_fault is not null and v_fault <> p_outcome then
    perform core.refuse('PU035', jsonb_build_object('case', p_case, 'outcome', p_outcome, 'expected', v_fault));
  end if;
  if v_comment = '' and (v_fault is null or coalesce(p_suggestion ->> 'outcome', p_outcome) <> p_outcome) then
    perform core.refuse('PU026:attribution', jsonb_build_object('reason', 'attribution'));
  end if;
  -- A card is not printed again from a wrong record.
  select t.* into v_training from core.training t where t.id = core.training_of_card(v_claim.card_id);
  if exists (select from core.finding f where f.claim_id = v_claim.id and f.cause = 'training_centre_error')
    and coalesce(v_training.corrected_at < (select k.ordered_at from core.card k where k.id = v_claim.card_id), true) then
    perform core.refuse('PU037', jsonb_build_object('case', p_case, 'training', v_training.id));
  end if;
  select jsonb_agg(jsonb_build_object('element', f.element, 'cause', f.cause, 'value', f.value, 'comment', f.comment, 'agent', f.agent)
    order by k.rank) into v_findings
    from core.finding f join core.element k on k.element = f.element where f.claim_id = v_claim.id;
  -- What the suggestion rests on beside what is recorded elsewhere.
  v_readings := core.card_readings_of(v_claim.id);
  if p_suggestion is not null or v_readings <> '[]' then
    p_suggestion := coalesce(p_suggestion, '{}') || jsonb_build_object('readings', v_readings);
  end if;
  v_decision := core.append_decision(p_key, v_case, 'attribute', v_content, core.former_states(v_case), v_effective, p_outcome, p_token,
    p_run,
    p_comment => v_comment, p_flags => v_findings, p_suggestion => p_suggestion);
  perform core.leave_queue(p_case, v_next, v_decision.id);
  update core.quality_claim q set outcome = p_outcome, outcome_at = core.now(), decision_id = v_decision.id,
    answered_at = null, corrected = false, attribution_reminded_at = null where q.id = v_claim.id;
  perform core.move_application(v_claim.application_id, 'attribute_' || p_outcome);
  if p_outcome = 'in_groupe' then
    perform core.order_card(v_claim.application_id, v_effective, v_decision.id);
  end if;
  perform core.notify_driver(v_case.driver_id, case when p_outcome = 'in_groupe' then 'quality_in_groupe'
    when core.is_without_defect(v_claim.id) then 'quality_no_defect' else 'quality_driver' end,
    jsonb_build_object('claim', v_claim.id, 'application', v_claim.application_id, 'amount', case p_outcome when 'driver'
      then core.fee_of('quality') end,
      'elements', core.findings_for_driver(v_claim.id, v_case.driver_id)), v_effective, v_decision.id);
  perform core.end_grace();
  return query select * from core.decision_answer(v_decision, false);
end
$$;

-- What was found, in the driver's words.
create or replace function core.findings_for_driver(p_claim bigint, p_driver bigint) returns jsonb
  language plpgsql stable
  as $$
begin
  return (
    select jsonb_agg(jsonb_build_object('element', f.element, 'label', case a.language when 'fr' then k.label_fr else k.label_en end,
      'cause', f.cause,
      'wording', case a.language when 'fr' then w.wording_fr else w.wording_en end) order by k.rank)
    from core.finding f join core.element k on k.element = f.element join core.cause_wording w on w.cause = f.cause
      and w.version = f.wording_version
      join core.account a on a.driver_id = p_driver where f.claim_id = p_claim);
end
$$;
