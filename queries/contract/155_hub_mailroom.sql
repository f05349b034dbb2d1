-- hub: the mailroom (flows 5, 7 and 8). What its scanner does an agent does at her desk through the same functions of core.

-- A number as scanners and people give it: capitals, without spaces.
create or replace function core.scanned(p_field text, p_number text) returns text
  language plpgsql immutable
  as $$
begin
  return regexp_replace(upper(core.check_text(p_field, p_number, 60)), '\s', '', 'g');
end
$$;

-- The claim that a coupon, or a card whose coupon was forgotten, belongs to: the one that is under way.
create or replace function core.claim_of_number(p_number text) returns core.quality_claim
  language sql stable
  as $$
    select q.* from core.quality_claim q left join core.application a on a.id = q.application_id
    where q.coupon = p_number or q.card_id = (select c.id from core.card c where c.serial = p_number)
    order by q.coupon = p_number desc, core.visible(a.state, a.former_state, a.effective_at) in ('awaiting_card', 'under_analysis') desc, q.id desc limit 1
  $$;

-- A card that lies here and is not the one expected: void, it is to be destroyed; sent back for a claim of its own, it is received for that; valid, it goes
-- back to its holder.
create or replace function core.keep_stray_card(p_serial text) returns void
  language plpgsql
  as $$
declare
  v_card core.card;
begin
  select * into v_card from core.card c where c.serial = p_serial for no key update;
  perform core.refuse_card_in_grace(v_card.id);
  if v_card.state = 'void' then
    update core.card set received_at = coalesce(received_at, core.now()) where id = v_card.id;
    perform core.add_event(null, v_card.driver_id, 'received', v_card.serial);
  elsif exists (select from core.quality_claim q join core.application a on a.id = q.application_id where q.card_id = v_card.id and a.state = 'awaiting_card') then
    perform from core.receive_card(p_serial, null, false);
  elsif v_card.state in ('dispatched', 'active') and not exists (select from core.dispatch d where d.card_id = v_card.id and d.state = 'ordered') then
    update core.card set received_at = core.now() where id = v_card.id;
    perform core.order_dispatch(v_card.id, (select a.delivery_address from core.application a where a.id = v_card.application_id), core.now());
    perform core.add_event(null, v_card.driver_id, 'received', v_card.serial);
  end if;
end
$$;

-- Whether somebody has said of this card, in use, that it would come or was gone: a claim that ended, or an unpaid declaration.
create or replace function core.was_claimed_or_lost(p_card bigint) returns boolean
  language plpgsql stable
  as $$
begin
  return exists (select from core.application a cross join lateral (select core.visible(a.state, a.former_state, a.effective_at) as state) as v
    where a.replaces = p_card
      and (a.kind = 'replacement_quality' and v.state in ('cancelled', 'closed') or a.kind <> 'replacement_quality' and v.state in ('draft', 'awaiting_payment')));
end
$$;

-- A card in use that nobody here has a use for: what declared it gone is withdrawn, and it goes back to its holder.
create or replace function core.return_to_holder(p_card core.card) returns void
  language plpgsql
  as $$
begin
  perform core.refuse_card_in_grace(p_card.id);
  perform core.cancel_unpaid_replacements(p_card.id);
  perform core.keep_stray_card(p_card.serial);
end
$$;

-- A card comes in: p_number is the coupon, or the card's serial (coupon forgotten, or a lost card that was found). p_found: the serial of another card that
-- lay in the envelope. p_empty: nothing lay in it. Outcomes: received (the claim can be worked on), empty and wrong_card (it goes on waiting), found (a
-- void card: to be destroyed), sent_back (a card in use whose claim has ended: it goes back to its holder).
create or replace function core.receive_card(p_number text, p_found text, p_empty boolean)
  returns table (outcome text, claim bigint, case_id bigint, card bigint, serial text, coupon text, driver bigint, again boolean)
  language plpgsql
  as $$
#variable_conflict use_column
declare
  v_number text := core.scanned('number', p_number);
  v_found text := nullif(core.scanned('found', p_found), '');
  v_claim core.quality_claim := core.claim_of_number(core.scanned('number', p_number));
  v_card core.card;
  v_other core.card;
  v_state text;
  v_card_state text;
begin
  if coalesce(p_empty, false) and v_found is not null then
    perform core.fail('PU062', 'the envelope is empty or holds another card, not both', 'Say one of them.', '{"field": "empty"}');
  end if;
  if v_claim.id is null or (v_claim.coupon <> v_number and not exists (
    select from core.application a where a.id = v_claim.application_id
      and core.visible(a.state, a.former_state, a.effective_at) in ('awaiting_card', 'under_analysis'))) then
    select * into v_card from core.card c where c.serial = v_number for no key update;
    if not found then
      perform core.fail('PU058', format('%s is neither a coupon nor a card', v_number), 'Check the number; search finds the claim by the driver''s name.',
        jsonb_build_object('number', v_number));
    end if;
    v_card_state := core.visible(v_card.state, v_card.former_state, v_card.state_effective_at);
    if v_card_state in ('dispatched', 'active') and not coalesce(p_empty, false) and v_found is null and core.was_claimed_or_lost(v_card.id) then
      perform core.return_to_holder(v_card);
      return query select 'sent_back'::text, null::bigint, null::bigint, v_card.id, v_card.serial, null::text, v_card.driver_id, false;
      return;
    end if;
    if v_card_state <> 'void' or p_empty or v_found is not null then
      perform core.fail('PU059', format('card %s cannot be received: it is %s, and no quality claim expects it', v_card.serial, v_card_state),
        'A card is received for a quality claim, or because it was declared lost or stolen.', jsonb_build_object('serial', v_card.serial, 'state', v_card_state));
    end if;
    update core.card c set received_at = coalesce(c.received_at, core.now()) where c.id = v_card.id;
    if v_card.received_at is null then
      perform core.add_event(null, v_card.driver_id, 'received', v_card.serial);
    end if;
    return query select 'found'::text, null::bigint, null::bigint, v_card.id, v_card.serial, null::text, v_card.driver_id, v_card.received_at is not null;
    return;
  end if;
  -- The case, then what it is about.
  perform from core.desk_case c where c.id = v_claim.case_id for no key update;
  select core.visible(a.state, a.former_state, a.effective_at) into v_state from core.application a where a.id = v_claim.application_id for no key update;
  select * into v_claim from core.quality_claim q where q.id = v_claim.id for no key update;
  select * into v_card from core.card c where c.id = v_claim.card_id for no key update;
  v_card_state := core.visible(v_card.state, v_card.former_state, v_card.state_effective_at);
  if v_found is not null then
    select * into v_other from core.card c where c.serial = v_found;
    if not found then
      perform core.fail('PU004', format('there is no card with serial %s', v_found), 'Check the number printed on the card.', jsonb_build_object('kind', 'card', 'id', v_found));
    end if;
  end if;
  if v_state = 'under_analysis' and not coalesce(p_empty, false) and (v_other.id is null or v_other.id = v_card.id or v_claim.received_serial = v_found) then
    return query select 'received'::text, v_claim.id, v_claim.case_id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id, true;
    return;
  end if;
  if v_state = 'under_analysis' and v_other.id <> v_card.id and v_claim.received_serial is null
    and exists (select from core.claim_element e where e.claim_id = v_claim.id and e.element = 'wrong_card') then
    -- Two drivers were sent each other's cards: this claim was received when the other envelope was opened.
    perform core.refuse_card_in_grace(c) from unnest(array[v_card.id, v_other.id]) as c;
    update core.quality_claim q set received_serial = v_found where q.id = v_claim.id;
    update core.card c set received_at = coalesce(c.received_at, core.now()) where c.id = v_other.id;
    return query select 'received'::text, v_claim.id, v_claim.case_id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id, true;
    return;
  end if;
  if v_state in ('cancelled', 'closed') and (v_found is null or v_other.id = v_card.id) and not coalesce(p_empty, false) and v_card_state in ('dispatched', 'active') then
    perform core.return_to_holder(v_card);
    return query select 'sent_back'::text, v_claim.id, v_claim.case_id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id, false;
    return;
  end if;
  if v_state <> 'awaiting_card' then
    perform core.fail('PU051', format('the claim of coupon %s is %s', v_claim.coupon, v_state), 'Show its case for what happened.',
      jsonb_build_object('claim', v_claim.id, 'state', v_state));
  end if;
  perform core.refuse_card_in_grace(v_card.id);
  if p_empty then
    perform core.add_event(v_claim.case_id, v_claim.driver_id, 'envelope_empty');
    perform core.notify_driver(v_claim.driver_id, 'envelope_empty', jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon));
    return query select 'empty'::text, v_claim.id, v_claim.case_id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id, false;
    return;
  end if;
  if v_other.id <> v_card.id and not exists (select from core.claim_element e where e.claim_id = v_claim.id and e.element = 'wrong_card') then
    perform core.add_event(v_claim.case_id, v_claim.driver_id, 'wrong_card', v_found);
    perform core.notify_driver(v_claim.driver_id, 'wrong_card_received', jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon));
    perform core.keep_stray_card(v_found);
    return query select 'wrong_card'::text, v_claim.id, v_claim.case_id, v_other.id, v_other.serial, v_claim.coupon, v_claim.driver_id, false;
    return;
  end if;
  -- It is here: it is neither lost nor stolen.
  perform core.cancel_unpaid_replacements(v_card.id);
  perform core.move_application(v_claim.application_id, 'receive');
  update core.quality_claim q set received_at = core.now(), received_by = session_user,
    received_serial = case when v_other.id <> v_card.id then v_found end where q.id = v_claim.id;
  if v_other.id <> v_card.id then
    -- The card of somebody else, sent to this driver by mistake: his own never reached him.
    perform core.keep_stray_card(v_found);
  else
    update core.card c set received_at = core.now() where c.id = v_card.id;
  end if;
  perform core.reopen_case(v_claim.case_id, 'receive', 'received');
  perform core.notify_driver(v_claim.driver_id, 'card_received', jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon));
  return query select 'received'::text, v_claim.id, v_claim.case_id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id, false;
end
$$;

-- A slip of the scanner: the card of this number was not received. Refused once somebody has begun to examine it.
create or replace function core.undo_reception(p_number text)
  returns table (outcome text, claim bigint, case_id bigint, card bigint, serial text, coupon text, driver bigint, again boolean)
  language plpgsql
  as $$
#variable_conflict use_column
declare
  v_number text := core.scanned('number', p_number);
  v_claim core.quality_claim := core.claim_of_number(core.scanned('number', p_number));
  v_case core.desk_case;
  v_card core.card;
  v_state text;
  v_card_state text;
begin
  if v_claim.id is null or (v_claim.coupon <> v_number and not exists (select from core.application a where a.id = v_claim.application_id
    and core.visible(a.state, a.former_state, a.effective_at) = 'under_analysis')) then
    select * into v_card from core.card c where c.serial = v_number for no key update;
    if not found then
      perform core.fail('PU058', format('%s is neither a coupon nor a card', v_number), 'Check the number.', jsonb_build_object('number', v_number));
    end if;
    v_card_state := core.visible(v_card.state, v_card.former_state, v_card.state_effective_at);
    if v_card_state in ('dispatched', 'active') and v_card.received_at is not null and not exists (
      select from core.quality_claim q join core.application a on a.id = q.application_id
      where q.card_id = v_card.id and core.visible(a.state, a.former_state, a.effective_at) = 'card_sent_back') then
      -- It was read by mistake, or from the wrong envelope: it is not here to be sent.
      update core.dispatch d set state = 'withdrawn' where d.card_id = v_card.id and d.state = 'ordered' and d.decision_id is null;
      if found then
        perform core.refuse_card_in_grace(v_card.id);
        update core.card c set received_at = null where c.id = v_card.id;
        perform core.add_event(null, v_card.driver_id, 'reception_undone', v_card.serial);
        return query select 'undone'::text, null::bigint, null::bigint, v_card.id, v_card.serial, null::text, v_card.driver_id, false;
        return;
      end if;
    end if;
    if v_card_state <> 'void' or v_card.received_at is null then
      perform core.fail('PU059', format('card %s was not received', v_card.serial), 'There is nothing to take back.',
        jsonb_build_object('serial', v_card.serial, 'state', v_card_state));
    end if;
    update core.card c set received_at = null where c.id = v_card.id;
    perform core.add_event(null, v_card.driver_id, 'reception_undone', v_card.serial);
    return query select 'undone'::text, null::bigint, null::bigint, v_card.id, v_card.serial, null::text, v_card.driver_id, false;
    return;
  end if;
  select * into v_case from core.desk_case c where c.id = v_claim.case_id for no key update;
  select core.visible(a.state, a.former_state, a.effective_at) into v_state from core.application a where a.id = v_claim.application_id for no key update;
  select * into v_card from core.card c where c.id = v_claim.card_id for no key update;
  if v_state <> 'under_analysis' or exists (select from core.finding f where f.claim_id = v_claim.id) or exists (select from core.card_reading r where r.claim_id = v_claim.id) then
    perform core.fail('PU051', format('the claim of coupon %s is %s: its reception cannot be taken back', v_claim.coupon,
        case when v_state = 'under_analysis' then 'being examined' else v_state end), 'Show its case for what happened.',
      jsonb_build_object('claim', v_claim.id, 'state', v_state));
  end if;
  perform core.refuse_card_in_grace(v_card.id);
  perform core.refuse_if_held(v_case);
  perform core.next_state('case', v_case.state, 'undo_reception');
  perform core.move_application(v_claim.application_id, 'undo_reception');
  update core.quality_claim q set received_at = null, received_by = null, received_serial = null where q.id = v_claim.id;
  if v_claim.received_serial is null then
    update core.card c set received_at = null where c.id = v_card.id;
  end if;
  -- Its clock never ran.
  delete from core.case_round r where r.case_id = v_case.id and r.round = v_case.round;
  delete from core.hold h where h.case_id = v_case.id;
  update core.desk_case c set state = 'waiting', lane = 'common', version = c.version + 1, decided_at = v_claim.declared_at, holder = null, lease_token = null, lease_until = null,
    escalated_by = null, escalation_reason = null, reserved_for = null, reserved_until = null where c.id = v_case.id;
  perform core.add_event(v_case.id, v_claim.driver_id, 'reception_undone');
  -- He is told only where he was told of the reception.
  delete from core.notification n where n.driver_id = v_claim.driver_id and n.template = 'card_received' and (n.payload ->> 'claim')::bigint = v_claim.id
    and n.state = 'waiting' and n.attempt = 0;
  if not found then
    perform core.notify_driver(v_claim.driver_id, 'reception_undone', jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon));
  end if;
  return query select 'undone'::text, v_claim.id, v_case.id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id, false;
end
$$;

-- A void card that was received is destroyed.
create or replace function core.destroy_card(p_serial text) returns core.card
  language plpgsql
  as $$
declare
  v_card core.card;
begin
  select * into v_card from core.card c where c.serial = core.scanned('serial', p_serial) for no key update;
  if not found or v_card.received_at is null then
    perform core.fail('PU004', format('no card with serial %s was received', p_serial), 'Receive it first.', jsonb_build_object('kind', 'card', 'id', p_serial));
  end if;
  perform core.next_state('card', core.visible(v_card.state, v_card.former_state, v_card.state_effective_at), 'destroy');
  perform core.refuse_in_grace(v_card.state_effective_at);
  update core.card c set state = core.next_state('card', c.state, 'destroy'), destroyed_at = core.now() where c.id = v_card.id returning * into v_card;
  perform core.add_event(null, v_card.driver_id, 'destroyed', v_card.serial);
  return v_card;
end
$$;

create or replace function hub.receive_card(request uuid, number text, found text default null, empty boolean default false)
  returns table (outcome text, claim bigint, card bigint, serial text, coupon text, again boolean)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_row record;
begin
  v_replay := core.begin_request(request, 'receive_card', jsonb_build_array(number, $3, empty));
  if v_replay is null then
    select * into v_row from core.receive_card(number, $3, empty);
    v_replay := to_jsonb(v_row);
    perform core.end_request(request, v_replay);
  end if;
  return query select r.outcome, r.claim, r.card, r.serial, r.coupon, r.again
    from jsonb_to_record(v_replay) as r(outcome text, claim bigint, card bigint, serial text, coupon text, again boolean);
end
$$;

create or replace function hub.undo_reception(request uuid, number text)
  returns table (outcome text, claim bigint, card bigint, serial text, coupon text, again boolean)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_row record;
begin
  v_replay := core.begin_request(request, 'undo_reception', to_jsonb(number));
  if v_replay is null then
    select * into v_row from core.undo_reception(number);
    v_replay := to_jsonb(v_row);
    perform core.end_request(request, v_replay);
  end if;
  return query select r.outcome, r.claim, r.card, r.serial, r.coupon, r.again
    from jsonb_to_record(v_replay) as r(outcome text, claim bigint, card bigint, serial text, coupon text, again boolean);
end
$$;

create or replace function hub.destroy_card(request uuid, serial text) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
begin
  if core.begin_request(request, 'destroy_card', to_jsonb(serial)) is null then
    perform core.destroy_card(serial);
    perform core.end_request(request, '"destroyed"');
  end if;
  return 'destroyed';
end
$$;

create or replace function hub.register_returned_dispatch(request uuid, number text, reason text)
  returns table (outcome text, returned_dispatch bigint, card bigint, barcode text, earlier integer)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_row record;
begin
  v_replay := core.begin_request(request, 'register_returned_dispatch', jsonb_build_array(number, reason));
  if v_replay is null then
    select * into v_row from core.register_return(number, reason);
    v_replay := to_jsonb(v_row);
    perform core.end_request(request, v_replay);
  end if;
  return query select r.outcome, r.returned_dispatch, r.card, r.barcode, r.earlier
    from jsonb_to_record(v_replay) as r(outcome text, returned_dispatch bigint, card bigint, barcode text, earlier integer);
end
$$;

-- A card that was to be sent again is on its way: barcode is that of the new envelope.
create or replace function hub.report_reshipment(request uuid, dispatch bigint, barcode text) returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_dispatch core.dispatch;
  v_card core.card;
begin
  v_replay := core.begin_request(request, 'report_reshipment', jsonb_build_array(dispatch, barcode));
  if v_replay is not null then
    return v_replay::text::bigint;
  end if;
  -- Cases, then applications and cards, then the dispatch: as those do who withdraw it.
  perform core.lock_cases_of(c.driver_id) from core.dispatch d join core.card c on c.id = d.card_id where d.id = report_reshipment.dispatch;
  select c.* into v_card from core.dispatch d join core.card c on c.id = d.card_id where d.id = report_reshipment.dispatch for no key update of c;
  select * into v_dispatch from core.dispatch d where d.id = report_reshipment.dispatch for no key update;
  if not found or v_dispatch.effective_at > core.now() then
    perform core.fail('PU004', format('there is no dispatch %s to send', dispatch), 'Read hub.dispatch_order.', jsonb_build_object('kind', 'dispatch', 'id', dispatch));
  end if;
  if v_dispatch.state <> 'ordered' then
    perform core.fail('PU006', format('dispatch %s is %s', dispatch, v_dispatch.state), 'Read hub.dispatch_order for what is to be sent.',
      jsonb_build_object('object', 'dispatch', 'state', v_dispatch.state, 'action', 'send', 'possible', '[]'::jsonb));
  end if;
  perform core.check_barcode(barcode);
  perform core.refuse_card_in_grace(v_card.id);
  update core.dispatch d set state = 'sent', barcode = report_reshipment.barcode, dispatched_at = core.now() where d.id = v_dispatch.id;
  if v_card.state = 'returned' then
    update core.card c set state = core.next_state('card', c.state, 'reship'), dispatched_at = core.now(), received_at = null where c.id = v_card.id;
    perform core.move_application(v_card.application_id, 'reship');
  else
    -- A card in use that goes back to its holder.
    update core.card c set received_at = null where c.id = v_card.id;
  end if;
  perform core.notify_driver(v_card.driver_id, 'card_dispatched', jsonb_build_object('card', v_card.id));
  perform core.add_event(null, v_card.driver_id, 'reshipped', barcode);
  perform core.end_request(request, to_jsonb(v_dispatch.id));
  return v_dispatch.id;
end
$$;
