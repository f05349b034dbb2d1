-- Cards: what is printed on them, when they are void, how they are sent again, and what is paid and paid back for them.

-- The training behind a card: that of its application, or of the one whose card it replaces.
create or replace function core.training_of_card(p_card bigint) returns bigint
  language sql stable
  as $$
    with recursive line as (
      select a.training_id, a.replaces from core.card c join core.application a on a.id = c.application_id where c.id = p_card
      union all select a.training_id, a.replaces from line join core.card c on c.id = line.replaces
        join core.application a on a.id = c.application_id
        where line.training_id is null
    )
    select training_id from line where training_id is not null limit 1
  $$;

-- The application whose documents were approved for a card: the last one of its line that has a photo.
create or replace function core.documents_behind_card(p_card bigint) returns bigint
  language sql stable
  as $$
    with recursive line as (
      select a.id, a.replaces, 1 as depth from core.card c join core.application a on a.id = c.application_id where c.id = p_card
      union all select a.id, a.replaces, line.depth + 1 from line join core.card c on c.id = line.replaces
        join core.application a on a.id = c.application_id
    )
    select line.id from line where exists (select from core.document d where d.application_id = line.id and d.type = 'photo'
      and d.replaced_at is null)
    order by line.depth limit 1
  $$;

-- What the trainings of a driver put on his card.
create or replace function core.training_content(p_driver bigint, p_training bigint) returns jsonb
  language sql stable
  as $$
    select jsonb_build_object('qualification', coalesce((
        select jsonb_agg(distinct t.qualification) from core.training t
        where t.driver_id = p_driver and t.state = 'recorded' and t.gives_right
          and t.issued_on > core.today() - core.setting('card_years')::integer * interval '1 year'), '[]'),
      'training_issued_on', (select t.issued_on from core.training t where t.id = p_training))
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
      select jsonb_build_object('last_name', a.last_name, 'first_names', a.first_names, 'birth_date', a.birth_date, 'birth_place',
        a.birth_place,
          'licence_number', a.licence_number,
          'documents', (select jsonb_object_agg(d.type, d.id) from core.document d
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
      from core.finding f join core.cause c on c.cause = f.cause join core.account a on a.driver_id = v_application.driver_id
      where f.claim_id = v_claim and core.imputed_to(c.cause) = 'driver' and c.cause <> 'holder_damage'
        and core.account_fields(a) ? f.element), '{}')
    || coalesce((select jsonb_object_agg(f.element, f.value) from core.finding f where f.claim_id = v_claim and f.value <> ''), '{}')
    -- His new photo or signature, where he was to give one: then an agent reviews it before it is printed. What he gave for an attribution
    -- that was taken back nobody has looked at.
    || jsonb_build_object('documents', coalesce(v_content -> 'documents', '{}') || coalesce((
      select jsonb_object_agg(d.type, d.id) from core.document d
      where d.application_id = p_application and d.type in ('photo', 'signature') and d.replaced_at is null and v_outcome = 'driver'
        and exists (select from core.finding f where f.claim_id = v_claim and f.element = d.type and core.imputed_to(f.cause) = 'driver')),
          '{}'));
end
$$;

-- What was to stand on a card, as text: what was ordered, and for what the factory sets itself what it recorded. Null where nothing written
-- says it.
create or replace function core.ordered_text(p_card core.card, p_element text) returns text
  language plpgsql stable
  as $$
begin
  return nullif(case p_element when 'expiry_date' then p_card.expires_on::text when 'card_serial' then p_card.serial
    when 'code_95' then concat_ws(' ', (select string_agg(q, ' ' order by q)
      from jsonb_array_elements_text(p_card.content -> 'qualification') as q), p_card.content ->> 'training_issued_on')
    else p_card.content ->> p_element end, '');
end
$$;

-- Whose a cause is; none where the agent chooses.
create or replace function core.imputed_to(p_cause text) returns text
  language plpgsql stable
  as $$
begin
  return (select case c.imputed_to when 'setting' then core.setting('imputation_' || c.cause) else c.imputed_to end from core.cause c
    where c.cause = p_cause);
end
$$;

-- Orders a card: a snapshot of what is to be printed. p_replaces: the card that is void once the factory takes the order, where that is not
-- the one that the application replaces.
create or replace function core.order_card(p_application bigint, p_effective timestamptz, p_decision bigint default null,
  p_replaces bigint default null)
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

-- Agents lock a case before what it is about; so does whatever may end a driver's cases.
create or replace function core.lock_cases_of(p_driver bigint) returns void
  language plpgsql
  as $$
begin
  perform from core.desk_case c where c.driver_id = p_driver and c.state in ('open', 'waiting') order by c.id for no key update;
end
$$;

-- A payment is paid back with a credit note: at once, or when the decision behind it takes effect.
create or replace function core.refund(p_payment bigint, p_effective timestamptz, p_decision bigint default null) returns void
  language plpgsql
  as $$
begin
  update core.payment p set state = core.next_state('payment', p.state, 'refund') where p.id = p_payment;
  perform core.issue_invoice(p_payment, 'credit_note', p_effective, p_decision);
end
$$;

create or replace function core.ask_payment(p_application bigint, p_purpose text, p_amount integer, p_returned bigint default null)
  returns bigint
  language sql
  as $$
    insert into core.payment (driver_id, application_id, purpose, returned_dispatch_id, amount, created_at)
    select driver_id, id, p_purpose, p_returned, p_amount, core.now() from core.application where id = p_application
    returning id
  $$;

-- What the payments for an application cost, by what they are for.
create or replace function core.fee_of(p_purpose text) returns integer
  language plpgsql stable
  as $$
begin
  return core.setting(case p_purpose when 'quality' then 'quality_fee' when 'redispatch' then 'redispatch_fee' when 'card' then 'card_fee'
    else 'replacement_fee' end)::integer;
end
$$;

-- A case that has lost its object: it leaves its queue for good, whoever held it.
create or replace function core.end_case(p_case bigint, p_why text) returns void
  language plpgsql
  as $$
declare
  v_case core.desk_case;
begin
  update core.desk_case c set state = 'closed', lane = 'common', version = c.version + 1, decided_at = core.now(), holder = null,
    lease_token = null,
    lease_until = null, reserved_for = null, reserved_until = null, escalated_by = null, escalation_reason = null
  where c.id = p_case and c.state in ('open', 'waiting') returning * into v_case;
  if found then
    delete from core.hold where case_id = p_case;
    delete from core.flag where case_id = p_case;
    perform core.add_event(p_case, v_case.driver_id, 'ended', p_why);
  end if;
end
$$;

-- A card is void: what was to be done with it is pointless. Its claim is closed, its returned dispatch too; what was asked for that is not
-- asked for any more, what was paid to send it again is paid back. Cases are locked by the caller.
create or replace function core.void_card(p_card bigint, p_action text, p_reason text) returns void
  language plpgsql
  as $$
declare
  v_card core.card;
  v_claim record;
  v_return core.returned_dispatch;
  v_payment bigint;
begin
  select * into v_card from core.card where id = p_card for no key update;
  update core.card c set state = core.next_state('card', c.state, p_action), voided_at = core.now(),
    void_reason = p_reason where c.id = p_card;
  for v_claim in
    select q.id, q.case_id, q.coupon, a.id as application_id, a.state from core.quality_claim q
      join core.application a on a.id = q.application_id
    where q.card_id = p_card and a.state in ('awaiting_card', 'under_analysis', 'to_correct_and_pay', 'awaiting_payment')
      for no key update of a
  loop
    update core.payment set state = 'expired', settled_at = core.now() where application_id = v_claim.application_id and state = 'pending';
    perform core.move_application(v_claim.application_id, 'end');
    perform core.end_case(v_claim.case_id, 'card_' || p_reason);
    perform core.notify_driver(v_card.driver_id, 'quality_claim_closed',
      jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon, 'why', p_reason));
  end loop;
  for v_return in
    select * from core.returned_dispatch r where r.card_id = p_card and r.state <> 'closed' order by r.id for no key update
  loop
    -- Sent again already: what was paid for that was used. Only the last one can still be ordered and unsent.
    continue when v_return.state = 'reshipped' and not (
      exists (select from core.dispatch d where d.card_id = p_card and d.state = 'ordered')
      and v_return.id = (select max(r.id) from core.returned_dispatch r where r.card_id = p_card));
    update core.payment set state = 'expired', settled_at = core.now() where returned_dispatch_id = v_return.id and state = 'pending';
    for v_payment in select p.id from core.payment p where p.returned_dispatch_id = v_return.id and p.state = 'paid' loop
      perform core.refund(v_payment, core.now());
    end loop;
    update core.returned_dispatch set state = 'closed' where id = v_return.id;
    perform core.end_case(v_return.case_id, 'card_' || p_reason);
  end loop;
  -- A card that was to be sent, again or back to its holder, stays here; he is not told otherwise.
  delete from core.notification n using core.dispatch d where d.card_id = p_card and d.state = 'ordered' and n.decision_id = d.decision_id
    and n.template = 'card_reshipped' and n.state = 'waiting' and n.attempt = 0;
  update core.dispatch d set state = 'withdrawn' where d.card_id = p_card and d.state = 'ordered';
end
$$;

-- Whether no later card was ordered for the same application.
create or replace function core.is_latest_card(p_card core.card) returns boolean
  language plpgsql stable
  as $$
begin
  return not exists (select from core.card k where k.application_id = p_card.application_id and k.id > p_card.id
    and k.state <> 'withdrawn');
end
$$;

-- Asks the mailroom to send a card that lies here; it is there for it from p_effective on.
create or replace function core.order_dispatch(p_card bigint, p_address text, p_effective timestamptz, p_decision bigint default null)
  returns bigint
  language sql
  as $$
    insert into core.dispatch (card_id, state, printed_address, given_address, ordered_at, effective_at, decision_id)
    values (p_card, 'ordered', p_address, p_address, core.now(), p_effective, p_decision) returning id
  $$;

-- A declaration of loss or theft that was not paid has no object any more: the card is here. Where that can still be taken back, it is
-- shown from p_effective on, and what is only a draft is left: it cannot be submitted.
create or replace function core.cancel_unpaid_replacements(p_card bigint, p_effective timestamptz) returns void
  language plpgsql
  as $$
declare
  v_application record;
begin
  for v_application in
    select a.id, a.driver_id from core.application a
    where a.replaces = p_card and a.kind in ('replacement_loss', 'replacement_theft')
      and (a.state = 'awaiting_payment' or a.state = 'draft' and p_effective <= core.now()) order by a.id for no key update
  loop
    if p_effective <= core.now() then
      perform core.cancel_application(v_application.id, 'withdraw');
    else
      perform core.move_application(v_application.id, 'withdraw');
      update core.payment p set state = 'expired', settled_at = p_effective where p.application_id = v_application.id
        and p.state = 'pending';
    end if;
    perform core.notify_driver(v_application.driver_id, 'replacement_cancelled',
      jsonb_build_object('application', v_application.id, 'card', p_card), p_effective);
  end loop;
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
    when exists (select from core.card c where c.driver_id = p_card.driver_id and c.id > p_card.id
      and c.state not in ('withdrawn', 'void', 'destroyed')) then 'not_current'
    when exists (select from core.application a where a.replaces = p_card.id
      and a.state in ('draft', 'awaiting_payment', 'awaiting_card', 'submitted', 'to_correct', 'under_analysis',
        'to_correct_and_pay')) then 'open_replacement'
    when v_state not in ('dispatched', 'completed') then v_state end;
end
$$;
