-- desk: defective cards: whose fault it is.

-- What causes of these parties amount to: in_groupe, driver, or null where the agent chooses (no defect found).
create or replace function core.fault_between(p_in_groupe boolean, p_driver boolean) returns text
  language plpgsql stable
  as $$
begin
  return case
    when p_in_groupe and p_driver then core.setting('mixed_fault')
    when p_in_groupe then 'in_groupe'
    when p_driver then 'driver' end;
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
    select coalesce(array_agg(e.element order by k.rank), '{}')
    from core.claim_element e join core.element k on k.element = e.element
    where e.claim_id = p_claim
      and not exists (select from core.finding f where f.claim_id = p_claim and f.element = e.element));
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

drop function if exists core.findings_for_driver(bigint, bigint);
-- What was found, in the driver's words. Where it is our fault, what is his is not told: it speaks of correcting and paying.
create or replace function core.findings_for_driver(p_claim bigint, p_driver bigint, p_outcome text) returns jsonb
  language plpgsql stable
  as $$
begin
  return (
    select jsonb_agg(jsonb_build_object(
      'element', f.element, 'label', case a.language when 'fr' then k.label_fr else k.label_en end,
      'cause', f.cause, 'wording', case a.language when 'fr' then w.wording_fr else w.wording_en end) order by k.rank)
    from core.finding f
      join core.element k on k.element = f.element
      join core.cause_wording w on w.cause = f.cause and w.version = f.wording_version
      join core.account a on a.driver_id = p_driver
    where f.claim_id = p_claim and (p_outcome = 'driver' or core.imputed_to(f.cause) <> 'driver'));
end
$$;

-- Whether a centre's error was found that the centre has not corrected since the card was ordered: it is not printed again from a wrong
-- record.
create or replace function core.is_record_awaited(p_claim bigint) returns boolean
  language plpgsql stable
  as $$
begin
  return exists (select from core.finding f where f.claim_id = p_claim and f.cause = 'training_centre_error')
    and not exists (
      select from core.quality_claim q
        join core.card k on k.id = q.card_id
        join core.training t on t.id = core.training_of_card(k.id)
      where q.id = p_claim and t.corrected_at >= k.ordered_at);
end
$$;

-- Whose fault it is: in_groupe (replaced free) or driver (told to correct and pay). Each declared element needs a finding, and the outcome
-- follows them.
create or replace function desk.attribute(
  p_key text, p_case bigint, p_token uuid, p_version integer, p_outcome text, p_comment text default '', p_suggestion jsonb default null,
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
  if core.is_record_awaited(v_claim.id) then
    perform core.refuse('PU037', jsonb_build_object('case', p_case, 'training', core.training_of_card(v_claim.card_id)));
  end if;
  select jsonb_agg(jsonb_build_object(
      'element', f.element, 'cause', f.cause, 'value', f.value, 'comment', f.comment, 'agent', f.agent) order by k.rank)
    into v_findings
    from core.finding f join core.element k on k.element = f.element where f.claim_id = v_claim.id;
  -- What the suggestion rests on beside what is recorded elsewhere.
  v_readings := core.card_readings_of(v_claim.id);
  if p_suggestion is not null or v_readings <> '[]' then
    p_suggestion := coalesce(p_suggestion, '{}') || jsonb_build_object('readings', v_readings);
  end if;
  v_decision := core.append_decision(p_key, v_case, 'attribute', v_content, core.former_states(v_case), v_effective, p_outcome,
    p_token, p_run, p_comment => v_comment, p_flags => v_findings, p_suggestion => p_suggestion);
  perform core.leave_queue(p_case, v_next, v_decision.id);
  update core.quality_claim q set
    outcome = p_outcome, outcome_at = core.now(), decision_id = v_decision.id,
    answered_at = null, corrected = false, attribution_reminded_at = null
  where q.id = v_claim.id;
  perform core.move_application(v_claim.application_id, 'attribute_' || p_outcome);
  if p_outcome = 'in_groupe' then
    perform core.order_card(v_claim.application_id, v_effective, v_decision.id);
  end if;
  perform core.notify_driver(v_case.driver_id,
    case
      when p_outcome = 'in_groupe' then 'quality_in_groupe'
      when core.is_without_defect(v_claim.id) then 'quality_no_defect'
      else 'quality_driver' end,
    jsonb_build_object('claim', v_claim.id, 'application', v_claim.application_id,
      'amount', case p_outcome when 'driver' then core.fee_of('quality') end,
      'elements', core.findings_for_driver(v_claim.id, v_case.driver_id, p_outcome)),
    v_effective, v_decision.id);
  perform core.end_grace();
  return query select * from core.decision_answer(v_decision, false);
end
$$;
