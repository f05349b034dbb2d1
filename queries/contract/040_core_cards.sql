-- core: cards: what is printed on them, how they are ordered, and whether they can be made again.

-- The training behind a card: that of its application, or of the one whose card it replaces.
create or replace function core.training_of_card(p_card bigint) returns bigint
  language sql stable
  as $$
    with recursive line as (
      select a.training_id, a.replaces
      from core.card c join core.application a on a.id = c.application_id where c.id = p_card
      union all
      select a.training_id, a.replaces
      from line join core.card c on c.id = line.replaces join core.application a on a.id = c.application_id
      where line.training_id is null
    )
    select training_id from line where training_id is not null limit 1
  $$;

-- The application whose documents were approved for a card: the last one of its line that has a photo.
create or replace function core.documents_behind_card(p_card bigint) returns bigint
  language sql stable
  as $$
    with recursive line as (
      select a.id, a.replaces, 1 as depth
      from core.card c join core.application a on a.id = c.application_id where c.id = p_card
      union all
      select a.id, a.replaces, line.depth + 1
      from line join core.card c on c.id = line.replaces join core.application a on a.id = c.application_id
    )
    select line.id from line
    where exists (select from core.document d where d.application_id = line.id and d.type = 'photo' and d.replaced_at is null)
    order by line.depth limit 1
  $$;

-- What the trainings of a driver put on his card.
create or replace function core.training_content(p_driver bigint, p_training bigint) returns jsonb
  language sql stable
  as $$
    select jsonb_build_object(
      'qualification', coalesce((
        select jsonb_agg(distinct t.qualification) from core.training t
        where t.driver_id = p_driver and t.state = 'recorded' and t.gives_right
          and t.issued_on > core.today() - core.setting('card_years')::integer * interval '1 year'), '[]'),
      'training_issued_on', (select t.issued_on from core.training t where t.id = p_training))
  $$;

-- Whose a cause is; none where the agent chooses.
create or replace function core.imputed_to(p_cause text) returns text
  language plpgsql stable
  as $$
begin
  return (
    select case c.imputed_to when 'setting' then core.setting('imputation_' || c.cause) else c.imputed_to end
    from core.cause c where c.cause = p_cause
  );
end
$$;

-- Whether a cause leaves something for the driver to correct: it is his, and no mere damage.
create or replace function core.is_to_correct(p_cause text) returns boolean
  language plpgsql stable
  as $$
begin
  return core.imputed_to(p_cause) = 'driver' and p_cause <> 'holder_damage';
end
$$;

-- What is to be printed for an application. After loss or theft: what the former card says. After a quality claim: the same with what was
-- corrected by the driver, by the centre, or by the agent's findings.
create or replace function core.card_content(p_application bigint) returns jsonb
  language plpgsql stable
  as $$
declare
  v_application core.application;
  v_content jsonb;
  v_claim bigint;
  v_outcome text;
begin
  select * into v_application from core.application where id = p_application;
  if v_application.kind = 'card' then
    return (
      select jsonb_build_object(
          'last_name', a.last_name, 'first_names', a.first_names, 'birth_date', a.birth_date, 'birth_place', a.birth_place,
          'licence_number', a.licence_number,
          'documents', (
            select jsonb_object_agg(d.type, d.id) from core.document d
            where d.application_id = p_application and d.type in ('photo', 'signature') and d.replaced_at is null))
        || core.training_content(a.driver_id, v_application.training_id)
      from core.account a where a.driver_id = v_application.driver_id);
  end if;
  select c.content into v_content from core.card c where c.id = v_application.replaces;
  if v_application.kind <> 'replacement_quality' then
    return v_content;
  end if;
  select id, outcome into v_claim, v_outcome from core.quality_claim where application_id = p_application;
  if exists (select from core.finding f where f.claim_id = v_claim and f.cause = 'training_centre_error') then
    v_content := v_content || core.training_content(v_application.driver_id, core.training_of_card(v_application.replaces));
  end if;
  return v_content
    -- What was the driver's to correct: his entry of today.
    || coalesce((
      select jsonb_object_agg(f.element, core.account_fields(a) -> f.element)
      from core.finding f join core.account a on a.driver_id = v_application.driver_id
      where f.claim_id = v_claim and core.is_to_correct(f.cause)
        and core.account_fields(a) ? f.element), '{}')
    || coalesce((select jsonb_object_agg(f.element, f.value) from core.finding f where f.claim_id = v_claim and f.value <> ''), '{}')
    -- His new photo or signature, where he was to give one: then an agent reviews it before it is printed. What he gave for an attribution
    -- that was taken back nobody has looked at.
    || jsonb_build_object('documents', coalesce(v_content -> 'documents', '{}') || coalesce((
      select jsonb_object_agg(d.type, d.id) from core.document d
      where d.application_id = p_application and d.type in ('photo', 'signature') and d.replaced_at is null and v_outcome = 'driver'
        and exists (
          select from core.finding f
          where f.claim_id = v_claim and f.element = d.type and core.imputed_to(f.cause) = 'driver')), '{}'));
end
$$;

-- What was to stand on a card, as text: what was ordered, and for what the factory sets itself what it recorded. Null where nothing written
-- says it.
create or replace function core.ordered_text(p_card core.card, p_element text) returns text
  language plpgsql stable
  as $$
begin
  return nullif(case p_element
    when 'expiry_date' then p_card.expires_on::text
    when 'card_serial' then p_card.serial
    when 'code_95' then concat_ws(' ',
      (select string_agg(q, ' ' order by q) from jsonb_array_elements_text(p_card.content -> 'qualification') as q),
      p_card.content ->> 'training_issued_on')
    else p_card.content ->> p_element end, '');
end
$$;

-- Orders a card: a snapshot of what is to be printed. p_replaces: the card that is void once the factory takes the order, where that is not
-- the one that the application replaces.
create or replace function core.order_card(
  p_application bigint, p_effective timestamptz, p_decision bigint default null, p_replaces bigint default null)
  returns bigint
  language plpgsql
  as $$
declare
  v_id bigint;
begin
  insert into core.card (driver_id, application_id, replaces, content, ordered_at, effective_at, decision_id)
  select a.driver_id, a.id, coalesce(p_replaces, a.replaces),
    case when p_replaces is null then core.card_content(a.id) else (select c.content from core.card c where c.id = p_replaces) end,
    core.now(), p_effective, p_decision
  from core.application a where a.id = p_application
  returning id into v_id;
  return v_id;
end
$$;

-- Whether no later card was ordered for the same application.
create or replace function core.is_latest_card(p_card core.card) returns boolean
  language plpgsql stable
  as $$
begin
  return not exists (
    select from core.card k where k.application_id = p_card.application_id and k.id > p_card.id and k.state <> 'withdrawn');
end
$$;

-- Whether a card can still be replaced for its loss or theft: in use, not lying here, not made again already.
create or replace function core.is_replaceable(p_card bigint) returns boolean
  language plpgsql stable
  as $$
begin
  return exists (
    select from core.shown_card c
    where c.id = p_card and c.state in ('dispatched', 'active') and c.received_at is null
      and not exists (select from core.shown_card k where k.replaces = c.id and k.state <> 'withdrawn'));
end
$$;

-- Why a card is not made again free; null where it may be.
create or replace function core.why_not_reissued(p_card core.card) returns text
  language plpgsql stable
  as $$
declare
  v_state text := (select a.state from core.application a where a.id = p_card.application_id);
begin
  return case
    when p_card.state not in ('dispatched', 'active', 'void') then p_card.state
    when p_card.expires_on < core.today() then 'expired'
    when exists (select from core.card c where c.replaces = p_card.id and c.state <> 'withdrawn') then 'replaced'
    when exists (select from core.card c
      where c.driver_id = p_card.driver_id and c.id > p_card.id and c.state not in ('withdrawn', 'void', 'destroyed')) then 'not_current'
    when exists (select from core.application a
      where a.replaces = p_card.id and a.state in ('draft', 'awaiting_payment', 'awaiting_card', 'submitted', 'to_correct',
        'under_analysis', 'to_correct_and_pay')) then 'open_replacement'
    when v_state not in ('dispatched', 'completed') then v_state
  end;
end
$$;
