-- hub: payments, invoices, production, activation, mailroom (flows 5, 6, 9 and 10).

-- What the payment service reports: paid, failed or expired. reference: the service's own, kept on the payment.
create or replace function hub.record_payment(request uuid, payment bigint, outcome text, reference text) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_payment core.payment;
  v_application core.application;
  v_next text;
begin
  v_replay := core.begin_request(request, 'record_payment', jsonb_build_array(payment, outcome, reference));
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  -- The application is locked before its payment, as where it is cancelled or closed.
  perform from core.application a join core.payment p on p.application_id = a.id where p.id = payment for no key update of a;
  select * into v_payment from core.payment where id = payment for no key update;
  if not found then
    perform core.fail('PU004', format('there is no payment %s', payment), 'Read hub.pending_payment.', jsonb_build_object('kind', 'payment', 'id', payment));
  end if;
  if outcome is null or outcome not in ('paid', 'failed', 'expired') then
    perform core.fail('PU062', 'outcome must be paid, failed or expired', 'Send one of them.', '{"field": "outcome"}');
  end if;
  v_next := core.next_state('payment', v_payment.state, outcome);
  update core.payment set state = v_next, reference = core.check_text('reference', record_payment.reference, 100), settled_at = core.now() where id = payment;
  select * into v_application from core.application where id = v_payment.application_id for no key update;
  if outcome <> 'paid' then
    perform core.notify_driver(v_payment.driver_id, 'payment_' || outcome, jsonb_build_object('application', v_application.id));
  else
    perform core.issue_invoice(payment, 'invoice', core.now());
    update core.card c set state = core.next_state('card', c.state, 'void'), voided_at = core.now(),
      void_reason = case v_application.kind when 'replacement_loss' then 'lost' else 'stolen' end
    where c.id = v_application.replaces;
    if v_application.kind = 'replacement_loss' then
      perform core.move_application(v_application.id, 'pay_without_review');
      perform core.order_card(v_application.id, core.now());
      perform core.notify_driver(v_payment.driver_id, 'replacement_ordered', jsonb_build_object('application', v_application.id));
    else
      perform core.move_application(v_application.id, 'pay');
      perform core.open_case('documents', v_application.driver_id, v_application.id);
      perform core.notify_driver(v_payment.driver_id, 'application_received', jsonb_build_object('application', v_application.id));
    end if;
  end if;
  perform core.end_request(request, to_jsonb(v_next));
  return v_next;
end
$$;

-- Takes orders to produce: each is given to one factory login once; the same request gives the same list again.
create or replace function hub.take_orders(request uuid, maximum integer default 100)
  returns table (card bigint, content jsonb, delivery_address text, ordered_at timestamptz)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
begin
  if core.begin_request(request, 'take_orders', to_jsonb(maximum)) is null then
    perform core.next_state('card', 'ordered', 'take');
    with taken as materialized (
      select c.id from core.card c where c.state = 'ordered' and c.effective_at <= core.now()
      order by c.effective_at, c.id limit least(coalesce(maximum, 100), 1000) for no key update skip locked
    )
    update core.card c set state = 'in_production', taken_at = core.now(), taken_by = session_user, take_request = request
    from taken where c.id = taken.id;
    perform core.move_application(c.application_id, 'take') from core.card c where c.take_request = request and c.taken_by = session_user;
    -- Read once the applications are locked: an address that changed until then is the one that is printed.
    update core.card c set printed_address = a.delivery_address from core.application a
      where a.id = c.application_id and c.take_request = request and c.taken_by = session_user;
    perform core.end_request(request, 'true');
  end if;
  return query
    select c.id, c.content, c.printed_address, c.ordered_at from core.card c
    where c.take_request = request and c.taken_by = session_user order by c.id;
end
$$;

-- The pictures to print on a card that this factory took: photo and signature.
create or replace function hub.order_pictures(card bigint) returns table (type text, media_type text, bytes bytea)
  language sql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$
    select d.type, d.media_type, b.bytes
    from core.card c, jsonb_each_text(coalesce(c.content -> 'documents', '{}')) as wanted
      join core.document d on d.id = wanted.value::bigint join core.blob b on b.sha256 = d.sha256
    where c.id = order_pictures.card and c.taken_by = session_user
  $$;

create or replace function core.require_taken_card(p_card bigint) returns core.card
  language plpgsql
  as $$
declare
  v_card core.card;
begin
  select * into v_card from core.card where id = p_card and taken_by = session_user for no key update;
  if not found then
    perform core.fail('PU004', format('%s has taken no card %s', session_user, p_card), 'Take orders with hub.take_orders.', jsonb_build_object('kind', 'card', 'id', p_card));
  end if;
  return v_card;
end
$$;

create or replace function hub.report_production(request uuid, card bigint, serial text, expires_on date) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_card core.card;
begin
  v_replay := core.begin_request(request, 'report_production', jsonb_build_array(card, serial, expires_on));
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  v_card := core.require_taken_card(card);
  if coalesce(serial, '') !~ '^[A-Z0-9]{4,20}$' then
    perform core.fail('PU062', 'serial must be 4 to 20 capitals or digits', 'Send the number printed on the card.', '{"field": "serial"}');
  end if;
  if expires_on is null or expires_on <= core.today() then
    perform core.fail('PU062', 'expires_on must lie in the future', 'Send the date printed in field 4b.', '{"field": "expires_on"}');
  end if;
  if exists (select from core.card c where c.serial = report_production.serial and c.id <> card) then
    perform core.fail('PU055', format('serial %s is already that of another card', serial), 'Check the number printed on the card.', jsonb_build_object('serial', serial));
  end if;
  update core.card c set state = core.next_state('card', c.state, 'produce'), serial = report_production.serial,
    expires_on = report_production.expires_on, produced_at = core.now() where c.id = report_production.card;
  perform core.move_application(v_card.application_id, 'produce');
  perform core.end_request(request, '"produced"');
  return 'produced';
end
$$;

-- The card is on its way: barcode is the one on the envelope. Returns the dispatch.
create or replace function hub.report_dispatch(request uuid, card bigint, barcode text) returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_card core.card;
  v_dispatch bigint;
begin
  v_replay := core.begin_request(request, 'report_dispatch', jsonb_build_array(card, barcode));
  if v_replay is not null then
    return v_replay::text::bigint;
  end if;
  v_card := core.require_taken_card(card);
  if coalesce(barcode, '') !~ '^[A-Z0-9]{6,30}$' or exists (select from core.dispatch d where d.barcode = report_dispatch.barcode) then
    perform core.fail('PU062', 'barcode must be 6 to 30 capitals or digits and new', 'Send the barcode of the envelope.', '{"field": "barcode"}');
  end if;
  update core.card c set state = core.next_state('card', c.state, 'dispatch'), dispatched_at = core.now() where c.id = card;
  insert into core.dispatch (card_id, barcode, printed_address, dispatched_at)
    values (card, barcode, v_card.printed_address, core.now()) returning id into v_dispatch;
  perform core.move_application(v_card.application_id, 'dispatch');
  perform core.notify_driver(v_card.driver_id, 'card_dispatched', jsonb_build_object('card', card));
  perform core.end_request(request, to_jsonb(v_dispatch));
  return v_dispatch;
end
$$;

-- The driver has his card in hand and activates it; the card that it replaces, or his former one, is void.
create or replace function hub.activate_card(request uuid, driver bigint, card bigint) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_card core.card;
begin
  v_replay := core.begin_request(request, 'activate_card', jsonb_build_array(driver, card));
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  -- His unpaid replacements before the cards, as where one is paid.
  perform from core.application a where a.driver_id = driver and a.replaces is not null and a.state in ('draft', 'awaiting_payment')
    order by a.id for no key update;
  select * into v_card from core.card c where c.id = activate_card.card and c.driver_id = driver for no key update;
  if not found then
    perform core.fail('PU004', format('driver %s has no card %s', driver, card), 'Read hub.card for his own.', jsonb_build_object('kind', 'card', 'id', card, 'driver', driver));
  end if;
  update core.card c set state = core.next_state('card', c.state, 'activate'), activated_at = core.now() where c.id = activate_card.card;
  -- Whatever waited to replace a former card is pointless with that card void: the payment asked for is withdrawn.
  update core.card c set state = core.next_state('card', c.state, 'supersede'), voided_at = core.now(), void_reason = 'superseded'
    where c.driver_id = driver and c.id <> activate_card.card and c.state in ('dispatched', 'active') and c.id < activate_card.card;
  perform core.cancel_application(a.id) from core.application a join core.card c on c.id = a.replaces
    where a.driver_id = driver and a.state in ('draft', 'awaiting_payment') and c.state = 'void';
  perform core.move_application(v_card.application_id, 'activate');
  perform core.end_request(request, '"active"');
  return 'active';
end
$$;

-- Mailroom: a card declared lost or stolen was found and given back; it is noted as received, and destroyed.
create or replace function hub.receive_found_card(request uuid, serial text) returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_card core.card;
begin
  v_replay := core.begin_request(request, 'receive_found_card', to_jsonb(serial));
  if v_replay is not null then
    return v_replay::text::bigint;
  end if;
  select * into v_card from core.card c where c.serial = receive_found_card.serial for no key update;
  if not found then
    perform core.fail('PU004', format('there is no card with serial %s', serial), 'Check the number printed on the card.', jsonb_build_object('kind', 'card', 'id', serial));
  end if;
  perform core.next_state('card', v_card.state, 'destroy');
  update core.card set received_at = coalesce(received_at, core.now()) where id = v_card.id;
  perform core.end_request(request, to_jsonb(v_card.id));
  return v_card.id;
end
$$;

create or replace function hub.destroy_card(request uuid, serial text) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_card core.card;
begin
  v_replay := core.begin_request(request, 'destroy_card', to_jsonb(serial));
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  select * into v_card from core.card c where c.serial = destroy_card.serial for no key update;
  if not found or v_card.received_at is null then
    perform core.fail('PU004', format('no card with serial %s was received', serial), 'Receive it first with hub.receive_found_card.', jsonb_build_object('kind', 'card', 'id', serial));
  end if;
  update core.card set state = core.next_state('card', v_card.state, 'destroy'), destroyed_at = core.now() where id = v_card.id;
  perform core.end_request(request, '"destroyed"');
  return 'destroyed';
end
$$;
