-- hub: dispatches that the post brought back (flow 8).

-- The same address, however it is written.
create or replace function core.same_address(p_one text, p_other text) returns boolean
  language sql immutable parallel safe
  as $$
    select core.fold(regexp_replace(coalesce(p_one, ''), '[\s,.]+', ' ', 'g'))
      = core.fold(regexp_replace(coalesce(p_other, ''), '[\s,.]+', ' ', 'g'))
  $$;

-- The dispatch of a number: the barcode on its envelope, or the serial of the card in it; locked with its driver's cases and its card, in
-- the order of all.
create or replace function core.require_dispatch(p_number text) returns core.dispatch
  language plpgsql
  as $$
declare
  v_dispatch core.dispatch;
begin
  select * into v_dispatch from core.dispatch d where d.barcode = p_number;
  if not found then
    select d.* into v_dispatch from core.card c join core.dispatch d on d.card_id = c.id
      where c.serial = p_number and d.state in ('sent', 'returned') order by d.id desc limit 1;
  end if;
  if v_dispatch.id is null then
    if not exists (select from core.card c where c.serial = p_number) then
      perform core.refuse_other_number(p_number, 'dispatch');
    end if;
    perform core.refuse('PU004', jsonb_build_object('kind', 'dispatch', 'id', p_number));
  end if;
  perform core.lock_cases_of(c.driver_id) from core.card c where c.id = v_dispatch.card_id;
  -- Unpaid replacements before the card, as where one is paid.
  perform from core.application a
    where a.replaces = v_dispatch.card_id and a.state in ('draft', 'awaiting_payment')
    order by a.id for no key update;
  perform from core.card c where c.id = v_dispatch.card_id for no key update;
  select * into v_dispatch from core.dispatch d where d.id = v_dispatch.id for no key update;
  return v_dispatch;
end
$$;

-- The last reason counts within the grace. The driver is told the right one: in the message that waits, or by another where he was told
-- already.
create or replace function core.correct_reason(p_return core.returned_dispatch, p_reason text) returns void
  language plpgsql
  as $$
begin
  update core.returned_dispatch r set postal_reason = p_reason where r.id = p_return.id;
  if p_return.case_id is null then
    return;
  end if;
  perform core.add_event(p_return.case_id, p_return.driver_id, 'reason_corrected', p_return.postal_reason || ' → ' || p_reason);
  update core.notification n set payload = n.payload || jsonb_build_object('reason', p_reason)
    where n.driver_id = p_return.driver_id and n.template = 'dispatch_returned'
      and (n.payload ->> 'returned_dispatch')::bigint = p_return.id and n.state = 'waiting' and n.attempt = 0;
  if not found then
    perform core.notify_driver(p_return.driver_id, 'dispatch_returned',
      jsonb_build_object('returned_dispatch', p_return.id, 'card', p_return.card_id, 'reason', p_reason),
      (select max(g.effective_at) from core.in_grace g
        where g.object = 'returned_dispatch' and g.object_id = p_return.id and g.effective_at > core.now()));
  end if;
end
$$;

-- The post brought a dispatch back: p_number is the barcode on its envelope, or the card's serial. Outcomes: registered (the driver is
-- asked for his address), again (scanned before: the same case, none where the card is void), corrected (scanned before with another
-- reason, within the grace), to_destroy (the card is void), destroyed (scanned before, and its card is no more). Drivers and services
-- see nothing of it before p_effective. reason: the one that stands; former: the one that stood before, null where it had not been
-- registered.
create or replace function core.register_return(p_number text, p_reason text, p_effective timestamptz, p_act bigint default null)
  returns table (
    outcome text, returned_dispatch bigint, case_id bigint, card bigint, serial text, barcode text, driver bigint, earlier integer,
    reason text, former text)
  language plpgsql
  as $$
#variable_conflict use_column
declare
  v_dispatch core.dispatch;
  v_card core.card;
  v_state text;
  v_return core.returned_dispatch;
  v_claim core.quality_claim;
  v_activated boolean;
  v_earlier integer;
  v_misprinted boolean;
begin
  if not exists (select from core.postal_reason r where r.reason = p_reason) then
    perform core.refuse('PU021',
      jsonb_build_object('reason', p_reason, 'possible', (select array_agg(r.reason order by r.rank) from core.postal_reason r)));
  end if;
  v_dispatch := core.require_dispatch(core.scanned('number', p_number));
  select c.* into v_card from core.card c where c.id = v_dispatch.card_id;
  select count(*)::integer into v_earlier from core.returned_dispatch r where r.card_id = v_card.id and r.dispatch_id < v_dispatch.id;
  select * into v_return from core.returned_dispatch r where r.dispatch_id = v_dispatch.id;
  if found then
    -- Registered at a desk a moment ago: of that a service is told nothing.
    perform core.refuse_in_grace(p_effective <= core.now()
      and not exists (select from core.shown_returned_dispatch r where r.id = v_return.id));
    if v_return.postal_reason <> p_reason and v_return.registered_at + core.span('grace') > core.now() then
      perform core.correct_reason(v_return, p_reason);
      return query select 'corrected'::text, v_return.id, v_return.case_id, v_card.id, v_card.serial, v_dispatch.barcode, v_card.driver_id,
        v_earlier, p_reason, v_return.postal_reason;
      return;
    end if;
    perform core.add_event(v_return.case_id, v_return.driver_id, 'scanned_again', v_dispatch.barcode);
    return query select case when v_return.case_id is null and v_card.state = 'destroyed' then 'destroyed' else 'again' end,
      v_return.id, v_return.case_id, v_card.id, v_card.serial, v_dispatch.barcode, v_card.driver_id,
      v_earlier, v_return.postal_reason, v_return.postal_reason;
    return;
  end if;
  v_state := core.seen(v_card.state, 'card', v_card.id, p_effective <= core.now());
  -- It lies here already, received for a claim.
  v_claim := core.claim_examining(v_card.id, p_effective <= core.now());
  -- He has activated it since it was sent: he holds it.
  v_activated := v_state = 'active' and v_card.activated_at >= v_dispatch.dispatched_at;
  if v_dispatch.state <> 'sent' or v_state not in ('dispatched', 'active', 'void')
    or exists (select from core.dispatch d where d.card_id = v_card.id and d.id > v_dispatch.id and d.state in ('sent', 'returned'))
    or v_claim.id is not null or v_activated then
    perform core.refuse(
      case when v_claim.id is not null then 'PU065:claimed' when v_activated then 'PU065:activated' else 'PU065' end,
      jsonb_build_object('barcode', v_dispatch.barcode, 'state', v_state, 'coupon', v_claim.coupon, 'case', v_claim.case_id));
  end if;
  perform core.refuse_card_in_grace(v_card.id);
  v_misprinted := not core.same_address(v_dispatch.printed_address, v_dispatch.given_address);
  perform core.begin_grace(p_act, p_effective);
  update core.dispatch d set state = 'returned' where d.id = v_dispatch.id;
  update core.card c set state = core.next_state('card', c.state, 'come_back'), received_at = core.now(), received_by = session_user
    where c.id = v_card.id;
  if v_card.state = 'void' then
    insert into core.returned_dispatch (
      dispatch_id, card_id, driver_id, application_id, postal_reason, registered_at, registered_by, state,
      misprinted, given_address, address)
    values (
      v_dispatch.id, v_card.id, v_card.driver_id, v_card.application_id, p_reason, core.now(), session_user, 'closed',
      v_misprinted, v_dispatch.given_address, v_dispatch.given_address)
    returning * into v_return;
    perform core.add_event(null, v_card.driver_id, 'came_back', v_dispatch.barcode);
    return query select 'to_destroy'::text, v_return.id, null::bigint, v_card.id, v_card.serial, v_dispatch.barcode, v_card.driver_id,
      v_earlier, p_reason, null::text;
    return;
  end if;
  perform core.cancel_unpaid_replacements(v_card.id, p_effective);
  if core.is_latest_card(v_card) then
    perform core.move_application(v_card.application_id, 'come_back');
  end if;
  insert into core.returned_dispatch (
    dispatch_id, card_id, driver_id, application_id, case_id, postal_reason, registered_at, registered_by, state,
    misprinted, given_address, address)
  values (
    v_dispatch.id, v_card.id, v_card.driver_id, v_card.application_id,
    core.open_case('returned_dispatch', v_card.driver_id, v_card.application_id, 'waiting'),
    p_reason, core.now(), session_user, 'awaiting_answer', v_misprinted, v_dispatch.given_address, v_dispatch.given_address)
  returning * into v_return;
  perform core.add_event(v_return.case_id, v_card.driver_id, 'came_back', v_dispatch.barcode);
  perform core.notify_driver(v_card.driver_id, 'dispatch_returned',
    jsonb_build_object('returned_dispatch', v_return.id, 'card', v_card.id, 'reason', p_reason), p_effective);
  return query select 'registered'::text, v_return.id, v_return.case_id, v_card.id, v_card.serial, v_dispatch.barcode, v_card.driver_id,
    v_earlier, p_reason, null::text;
end
$$;

-- The driver confirms his address (delivery_address left out) or gives another one. Returns the payment that is asked for, null where
-- nothing is to be paid.
create or replace function hub.answer_returned_dispatch(
  request uuid, driver bigint, returned_dispatch bigint, delivery_address text default null, invoice_address text default null,
  invoice_addressee text default null)
  returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_return core.returned_dispatch;
  v_state text;
  v_address text := coalesce(core.check_given_address('delivery_address', delivery_address), '');
  v_confirms boolean;
  v_fee integer;
  v_payment bigint;
begin
  v_replay := core.begin_request(request, 'answer_returned_dispatch',
    jsonb_build_array(driver, returned_dispatch, delivery_address, invoice_address, invoice_addressee));
  if v_replay is not null then
    return nullif(v_replay, 'null')::text::bigint;
  end if;
  perform core.lock_cases_of(driver);
  perform from core.application a join core.returned_dispatch r on r.application_id = a.id
    where r.id = returned_dispatch and r.driver_id = driver
    for no key update of a;
  select * into v_return from core.returned_dispatch r where r.id = returned_dispatch and r.driver_id = driver for no key update;
  if not found or not exists (select from core.shown_returned_dispatch r where r.id = v_return.id) then
    perform core.refuse('PU004:of_driver', jsonb_build_object('kind', 'dispatch', 'id', returned_dispatch, 'driver', driver));
  end if;
  v_state := core.shown_state('returned_dispatch', v_return.id);
  if v_state not in ('awaiting_answer', 'awaiting_payment', 'to_correct') then
    perform core.refuse('PU006:seen',
      jsonb_build_object('object', 'dispatch', 'state', v_state, 'action', 'answer', 'possible', '[]'::jsonb));
  end if;
  v_confirms := v_address = '' or core.same_address(v_address, v_return.given_address);
  if v_state = 'to_correct' and (v_address = '' or core.same_address(v_address, v_return.address)) then
    perform core.refuse('PU049:other', jsonb_build_object('field', 'delivery_address'));
  end if;
  perform core.refuse_in_grace('returned_dispatch', v_return.id);
  v_fee := case
    when v_return.fee_settled or v_return.misprinted and core.setting('misprint_waives_fee')::boolean then 0
    when v_confirms then core.setting('same_address_fee')::integer
    else core.fee_of('redispatch') end;
  update core.payment p set state = 'expired', settled_at = core.now() where p.returned_dispatch_id = v_return.id and p.state = 'pending';
  update core.returned_dispatch r set
    address = case when v_confirms then r.given_address else v_address end, confirmed = v_confirms, answered_at = core.now(),
    state = case when v_fee > 0 then 'awaiting_payment' else 'to_reship' end, reminded_at = null
  where r.id = v_return.id returning * into v_return;
  update core.application a set
    former_delivery_address = a.delivery_address, delivery_address = v_return.address,
    invoice_address = case when answer_returned_dispatch.invoice_address is null then a.invoice_address
      else core.check_address('invoice_address', answer_returned_dispatch.invoice_address) end,
    invoice_addressee = case when answer_returned_dispatch.invoice_addressee is null then a.invoice_addressee
      else core.check_text('invoice_addressee', answer_returned_dispatch.invoice_addressee, 100) end
  where a.id = v_return.application_id;
  if v_fee > 0 then
    v_payment := core.ask_payment(v_return.application_id, 'redispatch', v_fee, v_return.id);
    update core.information_request r set answered_at = core.now()
      where r.case_id = v_return.case_id and r.answered_at is null and r.withdrawn_at is null;
    perform core.add_event(v_return.case_id, driver, 'answered');
  else
    perform core.reopen_case(v_return.case_id, 'resubmit', 'answered');
  end if;
  perform core.end_request(request, coalesce(to_jsonb(v_payment), 'null'));
  return v_payment;
end
$$;

grant execute on function hub.answer_returned_dispatch(uuid, bigint, bigint, text, text, text) to pupitre_portal;
