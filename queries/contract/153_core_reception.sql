-- core: receptions taken back, cards destroyed.

-- The claim of a reception that is to be taken back, locked with its case: refused once somebody has begun to examine it. p_shown: only
-- what is shown counts.
create or replace function core.require_unexamined(p_claim bigint, p_shown boolean) returns core.quality_claim
  language plpgsql
  as $$
declare
  v_claim core.quality_claim;
  v_case core.desk_case;
  v_state text;
begin
  select c.* into v_case from core.quality_claim q join core.desk_case c on c.id = q.case_id where q.id = p_claim for no key update of c;
  select core.seen(a.state, 'application', a.id, p_shown) into v_state
    from core.quality_claim q join core.application a on a.id = q.application_id
    where q.id = p_claim for no key update of a;
  select * into v_claim from core.quality_claim q where q.id = p_claim for no key update;
  if v_state <> 'under_analysis' or exists (select from core.finding f where f.claim_id = v_claim.id)
    or exists (select from core.card_reading r where r.claim_id = v_claim.id) then
    perform core.refuse(
      case v_state when 'under_analysis' then 'PU051:examined' when 'awaiting_card' then 'PU051:awaited' else 'PU051:undo_reception' end,
      jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon, 'state', v_state, 'action', 'undo_reception'));
  end if;
  perform core.refuse_card_in_grace(v_claim.card_id) where p_shown;
  perform core.refuse_if_held(v_case);
  perform core.next_state('case', v_case.state, 'undo_reception');
  return v_claim;
end
$$;

-- A claim that was shown to be received waits for its card again.
create or replace function core.unreceive_claim(p_claim bigint) returns void
  language plpgsql
  as $$
declare
  v_claim core.quality_claim := core.require_unexamined(p_claim, true);
  v_case core.desk_case;
begin
  select * into v_case from core.desk_case c where c.id = v_claim.case_id;
  perform core.move_application(v_claim.application_id, 'undo_reception');
  update core.quality_claim q set received_at = null, received_by = null, received_serial = null where q.id = v_claim.id;
  -- Its clock never ran.
  delete from core.case_round r where r.case_id = v_case.id and r.round = v_case.round;
  delete from core.hold h where h.case_id = v_case.id;
  update core.desk_case c set
    state = 'waiting', lane = 'common', version = c.version + 1, decided_at = v_claim.declared_at,
    holder = null, lease_token = null, lease_until = null, escalated_by = null, escalation_reason = null,
    reserved_for = null, reserved_until = null
  where c.id = v_case.id;
  perform core.add_event(v_case.id, v_claim.driver_id, 'reception_undone');
end
$$;

-- Who takes a reception back: whoever made it, within the grace; else whoever may take back what others did.
create or replace function core.require_own_reception(p_coupon text, p_serial text, p_case bigint, p_by text, p_at timestamptz) returns void
  language plpgsql stable
  as $$
begin
  if core.may('undo_others') then
    return;
  end if;
  if p_by is distinct from session_user then
    perform core.refuse('PU029', jsonb_build_object('coupon', p_coupon, 'serial', p_serial, 'agent', p_by, 'case', p_case));
  end if;
  if p_at + core.span('grace') <= core.moment() then
    perform core.refuse('PU032:reception',
      jsonb_build_object('coupon', p_coupon, 'serial', p_serial, 'at', core.seconds(p_at + core.span('grace')), 'kind', 'receive',
        'reference', coalesce(p_coupon, p_serial), 'case', p_case));
  end if;
end
$$;

-- A slip of the scanner: the card of this number was not received. By whoever received it, or a supervisor; refused once somebody has begun
-- to examine it. was: what the reception had come to. remains: the serial of a card of the same envelope that stays received.
create or replace function core.undo_reception(p_number text)
  returns table (
    outcome text, claim bigint, case_id bigint, card bigint, serial text, coupon text, driver bigint, again boolean, other_coupon text,
    other_case bigint, was text, remains text)
  language plpgsql
  as $$
#variable_conflict use_column
declare
  v_number text := core.scanned('number', p_number);
  v_claim core.quality_claim := core.claim_of_number(core.scanned('number', p_number));
  v_card core.card;
  v_state text;
  v_was text;
begin
  if v_claim.id is null or (v_claim.coupon <> v_number and not exists (
    select from core.application a
    where a.id = v_claim.application_id and core.shown_state('application', a.id) = 'under_analysis')) then
    select * into v_card from core.card c where c.serial = v_number for no key update;
    if not found then
      perform core.refuse_other_number(v_number, 'coupon');
      perform core.refuse('PU058', jsonb_build_object('number', v_number));
    end if;
    v_state := core.shown_state('card', v_card.id);
    if core.is_known_here(v_card) then
      if v_state = 'void' then
        perform core.require_own_reception(null, v_card.serial, null, v_card.received_by, v_card.received_at);
        v_was := 'found';
      elsif v_state in ('dispatched', 'active')
        and exists (select from core.dispatch d where d.card_id = v_card.id and d.state = 'ordered' and d.decision_id is null)
        and not exists (
          select from core.quality_claim q join core.application a on a.id = q.application_id
          where q.card_id = v_card.id and core.shown_state('application', a.id) = 'card_sent_back') then
        -- It was read by mistake, or from the wrong envelope: it is not here to be sent.
        perform core.require_own_reception(null, v_card.serial, null, v_card.received_by, v_card.received_at);
        update core.dispatch d set state = 'withdrawn' where d.card_id = v_card.id and d.state = 'ordered' and d.decision_id is null;
        perform core.refuse_card_in_grace(v_card.id);
        v_was := 'sent_back';
      end if;
    end if;
    if v_was is null then
      perform core.refuse('PU059:undo_reception',
        jsonb_build_object('serial', v_card.serial, 'state', v_state, 'action', 'undo_reception'));
    end if;
    update core.card c set received_at = null, received_by = null where c.id = v_card.id;
    perform core.add_event(null, v_card.driver_id, 'reception_undone', v_card.serial);
    return query select 'undone'::text, null::bigint, null::bigint, v_card.id, v_card.serial, null::text, v_card.driver_id, false,
      null::text, null::bigint, v_was, null::text;
    return;
  end if;
  -- Of what is hidden from a service it is not told who did it.
  if v_claim.received_by is not null and (core.is_agents()
    or exists (select from core.shown_quality_claim q where q.id = v_claim.id and q.received_at is not null)) then
    perform core.require_own_reception(v_claim.coupon, null, v_claim.case_id, v_claim.received_by, v_claim.received_at);
  end if;
  select * into v_card from core.card c where c.id = v_claim.card_id;
  perform core.unreceive_claim(v_claim.id);
  if v_claim.received_serial is null then
    update core.card c set received_at = null, received_by = null where c.id = v_card.id;
  end if;
  -- He is told only where he was told of the reception.
  delete from core.notification n
    where n.driver_id = v_claim.driver_id and n.template = 'card_received' and (n.payload ->> 'claim')::bigint = v_claim.id
      and n.state = 'waiting' and n.attempt = 0;
  if not found then
    perform core.notify_driver(v_claim.driver_id, 'reception_undone', jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon));
  end if;
  return query select 'undone'::text, v_claim.id, v_claim.case_id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id, false,
    null::text, null::bigint, 'received'::text, v_claim.received_serial;
end
$$;

-- A void card that was received is destroyed. p_shown: only what services are shown counts.
create or replace function core.destroy_card(p_serial text, p_shown boolean) returns core.card
  language plpgsql
  as $$
declare
  v_number text := core.scanned('serial', p_serial);
  v_card core.card;
  v_state text;
  v_claim core.quality_claim;
  v_examining core.quality_claim;
begin
  select * into v_card from core.card c where c.serial = v_number for no key update;
  if not found then
    perform core.refuse_other_number(v_number, 'card');
    perform core.refuse('PU004', jsonb_build_object('kind', 'card', 'id', v_number));
  end if;
  v_state := core.shown_state('card', v_card.id);
  if v_state <> 'void' or v_card.received_at is null or p_shown and not core.is_shown_here(v_card.id) then
    v_claim := core.claim_awaiting(v_card.id, p_shown);
    v_examining := core.claim_examining(v_card.id, p_shown);
    perform core.refuse(
      case when v_claim.id is not null then 'PU078:awaited'
        when v_examining.id is not null then 'PU078:examined'
        when v_state = 'void' then 'PU078:not_received'
        when v_state = 'destroyed' then 'PU078:destroyed' else 'PU078' end,
      jsonb_build_object('serial', v_card.serial, 'state', v_state, 'coupon', coalesce(v_claim.coupon, v_examining.coupon),
        'case', coalesce(v_claim.case_id, v_examining.case_id, (
          select r.case_id from core.returned_dispatch r where r.card_id = v_card.id and r.state <> 'closed' order by r.id desc limit 1))));
  end if;
  update core.card c set state = core.next_state('card', c.state, 'destroy'), destroyed_at = core.now() where c.id = v_card.id
    returning * into v_card;
  perform core.add_event(null, v_card.driver_id, 'destroyed', v_card.serial);
  return v_card;
end
$$;
