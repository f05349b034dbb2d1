-- hub: payments, invoices, production, activation (flows 5, 6, 9 and 10).

-- What the payment service reports: paid, failed or expired. reference: the service's own, kept on the payment. What is paid after it had
-- failed or expired counts where it is still wanted, and is paid back where it is not.
create or replace function hub.record_payment(request uuid, payment bigint, outcome text, reference text) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_payment core.payment;
begin
  v_replay := core.begin_request(request, 'record_payment', jsonb_build_array(payment, outcome, reference));
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  -- Cases first, then the application before its payment, as where it is cancelled or closed.
  perform core.lock_cases_of(p.driver_id) from core.payment p where p.id = payment;
  perform from core.application a join core.payment p on p.application_id = a.id where p.id = payment for no key update of a;
  select * into v_payment from core.payment where id = payment for no key update;
  if not found then
    perform core.refuse('PU004', jsonb_build_object('kind', 'payment', 'id', payment));
  end if;
  if outcome is null or outcome not in ('paid', 'failed', 'expired') then
    perform core.refuse('PU062:choice', jsonb_build_object('field', 'outcome', 'possible', array['paid', 'failed', 'expired']));
  end if;
  -- What is visible is answered; what was accepted before a closing waits for its grace to end: undone, the payment still counts.
  perform core.next_state('payment', core.shown_state('payment', v_payment.id), outcome);
  perform core.refuse_in_grace('payment', v_payment.id);
  if outcome = 'paid' and core.is_wanted(v_payment) then
    perform core.refuse_payment_in_grace(v_payment);
  end if;
  update core.payment p set state = core.next_state('payment', p.state, outcome),
    reference = core.check_text('reference', record_payment.reference, 100),
    settled_at = core.now() where p.id = payment returning * into v_payment;
  if outcome <> 'paid' then
    perform core.notify_driver(v_payment.driver_id, 'payment_' || outcome,
      jsonb_build_object('application', v_payment.application_id, 'payment', payment));
  else
    perform core.issue_invoice(payment, 'invoice', core.now());
    if core.is_wanted(v_payment) then
      -- Another one that was asked for meanwhile is pointless.
      update core.payment p set state = 'expired', settled_at = core.now() where p.application_id = v_payment.application_id
        and p.state = 'pending';
      perform core.apply_payment(v_payment);
    else
      perform core.refund(payment, core.now());
      perform core.notify_driver(v_payment.driver_id, 'payment_refunded',
        jsonb_build_object('application', v_payment.application_id, 'payment', payment,
        'amount', v_payment.amount));
      select * into v_payment from core.payment p where p.id = payment;
    end if;
  end if;
  perform core.end_request(request, to_jsonb(v_payment.state));
  return v_payment.state;
end
$$;

-- Whether a card can still be replaced for its loss or theft: in use, not lying here, not made again already.
create or replace function core.is_replaceable(p_card bigint) returns boolean
  language plpgsql stable
  as $$
begin
  return exists (select from core.shown_card c where c.id = p_card and c.state in ('dispatched', 'active')
    and c.received_at is null and not exists (select from core.shown_card k where k.replaces = c.id and k.state <> 'withdrawn'));
end
$$;

-- Whether what a payment is for still waits for it, as everybody sees it.
create or replace function core.is_wanted(p_payment core.payment) returns boolean
  language plpgsql stable
  as $$
begin
  if p_payment.purpose = 'redispatch' then
    return exists (select from core.returned_dispatch r where r.id = p_payment.returned_dispatch_id
      and core.shown_state('returned_dispatch', r.id) = 'awaiting_payment');
  end if;
  return exists (select from core.application a where a.id = p_payment.application_id
    and core.shown_state('application', a.id) = 'awaiting_payment'
      and (p_payment.purpose <> 'replacement' or core.is_replaceable(a.replaces)));
end
$$;

-- What a wanted payment would set going waits for a decision about the same thing that can still be undone.
create or replace function core.refuse_payment_in_grace(p_payment core.payment) returns void
  language plpgsql
  as $$
begin
  perform core.refuse_in_grace('application', a.id) from core.application a where a.id = p_payment.application_id;
  perform core.refuse_in_grace('returned_dispatch', r.id) from core.returned_dispatch r where r.id = p_payment.returned_dispatch_id;
  perform core.refuse_card_in_grace(a.replaces) from core.application a where a.id = p_payment.application_id and a.replaces is not null;
end
$$;

-- What a payment sets going.
create or replace function core.apply_payment(p_payment core.payment) returns void
  language plpgsql
  as $$
declare
  v_application core.application;
  v_claim core.quality_claim;
  v_return core.returned_dispatch;
  v_reviewed boolean := true;
begin
  select * into v_application from core.application where id = p_payment.application_id for no key update;
  if p_payment.purpose = 'redispatch' then
    update core.returned_dispatch r set state = 'to_reship', fee_settled = true
      where r.id = p_payment.returned_dispatch_id returning * into v_return;
    perform core.reopen_case(v_return.case_id, 'resubmit', 'paid');
    return;
  elsif p_payment.purpose = 'replacement' then
    perform core.void_card(v_application.replaces, 'void', case v_application.kind when 'replacement_loss' then 'lost' else 'stolen' end);
    v_reviewed := v_application.kind = 'replacement_theft' or core.setting('loss_reviewed')::boolean;
  elsif p_payment.purpose = 'quality' then
    select * into v_claim from core.quality_claim where application_id = v_application.id;
    v_reviewed := v_claim.corrected;
    update core.desk_case c set state = core.next_state('case', c.state, 'settle'), version = c.version + 1 where c.id = v_claim.case_id
      and c.state = 'waiting';
    perform core.add_event(v_claim.case_id, v_application.driver_id, 'paid');
  end if;
  if v_reviewed then
    perform core.move_application(v_application.id, 'pay');
    -- What was corrected after a claim comes to the agent who attributed it first.
    perform core.open_case(v_application.kind, v_application.driver_id, v_application.id,
      p_reserved_for => (select d.agent from core.decision d where d.id = v_claim.decision_id));
    perform core.notify_driver(p_payment.driver_id, 'application_received', jsonb_build_object('application', v_application.id));
  else
    perform core.move_application(v_application.id, 'pay_without_review');
    perform core.order_card(v_application.id, core.now());
    perform core.notify_driver(p_payment.driver_id, 'replacement_ordered', jsonb_build_object('application', v_application.id));
  end if;
end
$$;

-- Takes orders to produce, each under a lease: until it ends the order is this factory's alone, accepted it is so for good, and what was
-- not accepted is offered again with the next attempt. The same request gives the same list again.
create or replace function hub.take_orders(request uuid, maximum integer default 100)
  returns table (card bigint, content jsonb, delivery_address text, ordered_at timestamptz, attempt integer, lease_until timestamptz)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_taken record;
begin
  if core.begin_request(request, 'take_orders', to_jsonb(maximum)) is null then
    perform core.next_state('card', 'ordered', 'take');
    for v_taken in
      with fresh as materialized (
        select c.id from core.card c where c.state = 'ordered' and c.effective_at <= core.now()
          -- Taken, it ends the card that it replaces: not while a decision about that one can be undone.
          and (c.replaces is null or not core.is_card_in_grace(c.replaces))
        order by c.effective_at, c.id limit least(coalesce(maximum, 100), 1000) for no key update skip locked
      ), forgotten as materialized (
        select c.id from core.card c where c.state = 'in_production' and c.accepted_at is null and c.take_until <= core.now()
        order by c.take_until, c.id limit least(coalesce(maximum, 100), 1000) for no key update skip locked
      )
      update core.card c set state = 'in_production', taken_at = core.now(), taken_by = session_user, take_request = request,
        take_attempt = c.take_attempt + 1,
        take_until = core.now() + core.span('order_lease')
      from (select id from forgotten union all select id from fresh limit least(coalesce(maximum, 100), 1000)) as taken
      where c.id = taken.id
      returning c.id, c.application_id, c.driver_id, c.replaces, c.take_attempt
    loop
      if v_taken.take_attempt = 1 then
        perform core.move_application(v_taken.application_id, 'take');
        -- The card that it replaces ends where it was not void already.
        if exists (select from core.card c where c.id = v_taken.replaces and c.state in ('dispatched', 'returned', 'active')) then
          perform core.lock_cases_of(v_taken.driver_id);
          perform core.void_card(v_taken.replaces, 'replace', 'replaced');
        end if;
      end if;
    end loop;
    -- Read once the applications are locked: an address that changed until then is the one that is printed.
    update core.card c set printed_address = a.delivery_address from core.application a
      where a.id = c.application_id and c.take_request = request and c.taken_by = session_user;
    perform core.end_request(request, 'true');
  end if;
  return query
    select c.id, c.content, c.printed_address, c.ordered_at, c.take_attempt, c.take_until from core.card c
    where c.take_request = request and c.taken_by = session_user order by c.id;
end
$$;

-- The factory has these orders safely in its own books: they are not offered again. Returns how many.
create or replace function hub.accept_orders(request uuid, cards bigint[]) returns integer
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_card bigint;
begin
  v_replay := core.begin_request(request, 'accept_orders', to_jsonb(cards));
  if v_replay is not null then
    return v_replay::text::integer;
  end if;
  if cards is null then
    perform core.refuse('PU062:cards', jsonb_build_object('field', 'cards'));
  end if;
  for v_card in select distinct c from unnest(cards) as c order by c loop
    perform core.require_taken_card(v_card);
    update core.card c set accepted_at = coalesce(c.accepted_at, core.now()) where c.id = v_card;
  end loop;
  perform core.end_request(request, to_jsonb(cardinality(cards)));
  return cardinality(cards);
end
$$;

-- The pictures to print on a card that this factory took: photo and signature, until it is dispatched.
create or replace function hub.order_pictures(card bigint) returns table (type text, media_type text, bytes bytea)
  language sql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$
    select d.type, d.media_type, b.bytes
    from core.card c, jsonb_each_text(coalesce(c.content -> 'documents', '{}')) as wanted
      join core.document d on d.id = wanted.value::bigint join core.blob b on b.sha256 = d.sha256
    where c.id = order_pictures.card and c.taken_by = session_user and c.state in ('in_production', 'produced')
  $$;

create or replace function core.require_taken_card(p_card bigint) returns core.card
  language plpgsql
  as $$
declare
  v_card core.card;
begin
  select * into v_card from core.card where id = p_card and taken_by = session_user for no key update;
  if not found then
    perform core.refuse('PU004:taken', jsonb_build_object('kind', 'card', 'id', p_card));
  end if;
  return v_card;
end
$$;

-- The card of which that is reported, where its visible state allows it.
create or replace function core.card_to_report(p_card bigint, p_action text) returns core.card
  language plpgsql
  as $$
declare
  v_card core.card := core.require_taken_card(p_card);
begin
  perform core.next_state('card', core.shown_state('card', v_card.id), p_action);
  perform core.refuse_in_grace('card', v_card.id);
  return v_card;
end
$$;

-- printed: what stands on the card, by element, where that is not what was ordered.
create or replace function hub.report_production(request uuid, card bigint, serial text, expires_on date, printed json default null)
  returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_card core.card;
  v_given jsonb := core.check_json('printed', printed);
  v_printed jsonb := core.check_texts('printed', v_given, 400, true);
begin
  v_replay := core.begin_request(request, 'report_production', jsonb_build_array(card, serial, expires_on, v_given));
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  if coalesce(serial, '') !~ '^[A-Z0-9]{4,20}$' then
    perform core.refuse('PU062:serial', jsonb_build_object('field', 'serial'));
  end if;
  -- An early training starts where the former card ends: two terms at most.
  if expires_on is null or expires_on <= core.today()
    or expires_on > core.today() + 2 * core.setting('card_years')::integer * interval '1 year' then
    perform core.refuse('PU062:expires_on', jsonb_build_object('field', 'expires_on', 'years', 2 * core.setting('card_years')::integer));
  end if;
  if v_given <> 'null' and (v_printed is null
    or exists (select from jsonb_object_keys(v_printed) as p(element)
      where not exists (select from core.element e where e.element = p.element))) then
    perform core.refuse('PU062:printed', jsonb_build_object('field', 'printed'));
  end if;
  v_card := core.card_to_report(card, 'produce');
  if exists (select from core.card c where c.serial = report_production.serial and c.id <> card) then
    perform core.refuse('PU055', jsonb_build_object('serial', serial));
  end if;
  update core.card c set state = core.next_state('card', c.state, 'produce'), serial = report_production.serial,
    expires_on = report_production.expires_on, printed = v_printed, produced_at = core.now(),
    accepted_at = coalesce(c.accepted_at, core.now()) where c.id = report_production.card;
  perform core.move_application(v_card.application_id, 'produce');
  perform core.end_request(request, '"produced"');
  return 'produced';
end
$$;

-- The card is on its way: barcode is the one on the envelope, printed_address what was printed on it where that is not what was ordered.
-- Returns the dispatch.
create or replace function hub.report_dispatch(request uuid, card bigint, barcode text, printed_address text default null) returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_card core.card;
  v_dispatch bigint;
  v_printed text := core.check_address_form('printed_address', printed_address);
begin
  v_replay := core.begin_request(request, 'report_dispatch', jsonb_build_array(card, barcode, v_printed));
  if v_replay is not null then
    return v_replay::text::bigint;
  end if;
  perform core.lock_cases_of(c.driver_id) from core.card c where c.id = card and c.taken_by = session_user;
  v_card := core.card_to_report(card, 'dispatch');
  perform core.check_barcode(barcode);
  update core.card c set state = core.next_state('card', c.state, 'dispatch'), dispatched_at = core.now() where c.id = card;
  insert into core.dispatch (card_id, state, barcode, printed_address, given_address, ordered_at, dispatched_at)
    values (card, 'sent', barcode, coalesce(nullif(v_printed, ''), v_card.printed_address), v_card.printed_address, v_card.ordered_at,
      core.now()) returning id into v_dispatch;
  perform core.move_application(v_card.application_id, 'dispatch');
  perform core.notify_driver(v_card.driver_id, 'card_dispatched', jsonb_build_object('card', card));
  if core.setting('former_card_void') = 'dispatch' then
    perform core.supersede_cards(v_card.driver_id, card);
  end if;
  perform core.end_request(request, to_jsonb(v_dispatch));
  return v_dispatch;
end
$$;

create or replace function core.check_barcode(p_barcode text) returns void
  language plpgsql
  as $$
begin
  if coalesce(p_barcode, '') !~ '^[A-Z0-9]{6,30}$' or exists (select from core.dispatch d where d.barcode = p_barcode) then
    perform core.refuse('PU062:barcode', jsonb_build_object('field', 'barcode'));
  end if;
end
$$;

-- The driver's former cards are void; whatever waited to replace one of them is pointless: the payment asked for is withdrawn.
create or replace function core.supersede_cards(p_driver bigint, p_card bigint) returns void
  language plpgsql
  as $$
declare
  v_former bigint;
begin
  for v_former in
    select c.id from core.card c
    where c.driver_id = p_driver and core.shown_state('card', c.id) in ('dispatched', 'returned', 'active') and c.id < p_card
      -- A copy of a card of an earlier training does not end one of a later training.
      and coalesce((select t.issued_on from core.training t where t.id = core.training_of_card(c.id)), '-infinity')
        <= coalesce((select t.issued_on from core.training t where t.id = core.training_of_card(p_card)), 'infinity') order by c.id
  loop
    perform core.refuse_card_in_grace(v_former);
    perform core.void_card(v_former, 'supersede', 'superseded');
  end loop;
  perform core.cancel_application(a.id, 'withdraw') from core.application a join core.card c on c.id = a.replaces
    where a.driver_id = p_driver and a.kind <> 'replacement_quality' and a.state in ('draft', 'awaiting_payment') and c.state = 'void';
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
  perform core.lock_cases_of(driver);
  -- His unpaid replacements before the cards, as where one is paid.
  perform from core.application a where a.driver_id = driver and a.replaces is not null and a.state in ('draft', 'awaiting_payment')
    order by a.id for no key update;
  select * into v_card from core.card c where c.id = activate_card.card and c.driver_id = driver and c.effective_at <= core.now()
    for no key update;
  if not found then
    perform core.refuse('PU004:of_driver', jsonb_build_object('kind', 'card', 'id', card, 'driver', driver));
  end if;
  perform core.next_state('card', core.shown_state('card', v_card.id), 'activate');
  if v_card.expires_on < core.today() then
    perform core.refuse('PU006:expired',
      jsonb_build_object('object', 'card', 'state', 'expired', 'action', 'activate', 'possible', '[]'::jsonb));
  end if;
  perform core.refuse_card_in_grace(card);
  update core.card c set state = core.next_state('card', c.state, 'activate'), activated_at = core.now() where c.id = activate_card.card;
  perform core.supersede_cards(driver, card);
  -- Where the card is being made again, the application goes with the new one.
  if core.is_latest_card(v_card) then
    perform core.move_application(v_card.application_id, 'activate');
  end if;
  perform core.end_request(request, '"active"');
  return 'active';
end
$$;
