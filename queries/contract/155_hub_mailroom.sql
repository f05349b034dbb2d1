-- hub: the mailroom's scanner (flows 5, 7 and 8). What it does an agent does at her desk through the same functions of core.

-- insist: the card that was found is awaited for another coupon, and is to be received for that one.
create or replace function hub.receive_card(
  request uuid, number text, found text default null, empty boolean default false, insist boolean default false)
  returns table (outcome text, claim bigint, card bigint, serial text, coupon text, again boolean, other_coupon text)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_row record;
begin
  v_replay := core.begin_request(request, 'receive_card', jsonb_build_array(number, $3, empty, insist));
  if v_replay is null then
    select * into v_row from core.receive_card(number, $3, empty, insist, core.now());
    v_replay := to_jsonb(v_row);
    perform core.end_request(request, v_replay);
  end if;
  return query select r.outcome, r.claim, r.card, r.serial, r.coupon, r.again, r.other_coupon
    from jsonb_to_record(v_replay) as r(
      outcome text, claim bigint, card bigint, serial text, coupon text, again boolean, other_coupon text);
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
    perform core.destroy_card(serial, true);
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
    select * into v_row from core.register_return(number, reason, core.now());
    -- The scanner sorts by it: a void card goes where such cards go however often it is read, until it is destroyed.
    v_replay := to_jsonb(v_row) || jsonb_build_object('outcome',
      case when v_row.outcome = 'destroyed' then 'again'
        when v_row.outcome = 'again' and v_row.case_id is null then 'to_destroy' else v_row.outcome end);
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
  v_state text;
begin
  v_replay := core.begin_request(request, 'report_reshipment', jsonb_build_array(dispatch, barcode));
  if v_replay is not null then
    return v_replay::text::bigint;
  end if;
  -- Cases, then applications and cards, then the dispatch: as those do who withdraw it.
  perform core.lock_cases_of(c.driver_id) from core.dispatch d join core.card c on c.id = d.card_id where d.id = report_reshipment.dispatch;
  select c.* into v_card from core.dispatch d join core.card c on c.id = d.card_id
    where d.id = report_reshipment.dispatch for no key update of c;
  select * into v_dispatch from core.dispatch d where d.id = report_reshipment.dispatch for no key update;
  if not found or v_dispatch.effective_at > core.now() then
    perform core.refuse('PU004', jsonb_build_object('kind', 'dispatch', 'id', dispatch));
  end if;
  if v_dispatch.state = 'withdrawn' then
    perform core.refuse_in_grace('dispatch', v_dispatch.id);
  end if;
  v_state := core.shown_state('dispatch', v_dispatch.id);
  if v_state <> 'ordered' then
    perform core.refuse('PU006:seen',
      jsonb_build_object('object', 'dispatch', 'state', v_state, 'action', 'send', 'possible', '[]'::jsonb));
  end if;
  perform core.check_barcode(barcode);
  perform core.refuse_card_in_grace(v_card.id);
  update core.dispatch d set state = 'sent', barcode = report_reshipment.barcode, dispatched_at = core.now() where d.id = v_dispatch.id;
  if v_card.state = 'returned' then
    update core.card c set state = core.next_state('card', c.state, 'reship'), dispatched_at = core.now(), received_at = null
      where c.id = v_card.id;
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

grant execute on function hub.receive_card(uuid, text, text, boolean, boolean), hub.undo_reception(uuid, text),
  hub.destroy_card(uuid, text), hub.register_returned_dispatch(uuid, text, text),
  hub.report_reshipment(uuid, bigint, text) to pupitre_mailroom;
