-- hub: the factory: orders, what was produced, what was sent.

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
        select c.id from core.card c
        where c.state = 'ordered' and c.effective_at <= core.now()
          -- Taken, it ends the card that it replaces: not while a decision about that one can be undone.
          and (c.replaces is null or not core.is_card_in_grace(c.replaces))
        order by c.effective_at, c.id limit least(coalesce(maximum, 100), 1000) for no key update skip locked
      ), forgotten as materialized (
        select c.id from core.card c
        where c.state = 'in_production' and c.accepted_at is null and c.take_until <= core.now()
        order by c.take_until, c.id limit least(coalesce(maximum, 100), 1000) for no key update skip locked
      )
      update core.card c set
        state = 'in_production', taken_at = core.now(), taken_by = session_user, take_request = request,
        take_attempt = c.take_attempt + 1, take_until = core.now() + core.span('order_lease')
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
      join core.document d on d.id = wanted.value::bigint
      join core.blob b on b.sha256 = d.sha256
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
  if v_given <> 'null' and (v_printed is null or exists (
    select from jsonb_object_keys(v_printed) as p(element)
    where not exists (select from core.element e where e.element = p.element))) then
    perform core.refuse('PU062:printed', jsonb_build_object('field', 'printed'));
  end if;
  v_card := core.card_to_report(card, 'produce');
  if exists (select from core.card c where c.serial = report_production.serial and c.id <> card) then
    perform core.refuse('PU055', jsonb_build_object('serial', serial));
  end if;
  update core.card c set
    state = core.next_state('card', c.state, 'produce'), serial = report_production.serial,
    expires_on = report_production.expires_on, printed = v_printed, produced_at = core.now(),
    accepted_at = coalesce(c.accepted_at, core.now())
  where c.id = report_production.card;
  perform core.move_application(v_card.application_id, 'produce');
  perform core.end_request(request, '"produced"');
  return 'produced';
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
    values (
      card, 'sent', barcode, coalesce(nullif(v_printed, ''), v_card.printed_address), v_card.printed_address, v_card.ordered_at,
      core.now())
    returning id into v_dispatch;
  perform core.move_application(v_card.application_id, 'dispatch');
  perform core.notify_driver(v_card.driver_id, 'card_dispatched', jsonb_build_object('card', card));
  if core.setting('former_card_void') = 'dispatch' then
    perform core.supersede_cards(v_card.driver_id, card);
  end if;
  perform core.end_request(request, to_jsonb(v_dispatch));
  return v_dispatch;
end
$$;

grant execute on function hub.take_orders(uuid, integer), hub.accept_orders(uuid, bigint[]), hub.order_pictures(bigint),
  hub.report_production(uuid, bigint, text, date, json), hub.report_dispatch(uuid, bigint, text, text) to pupitre_factory;
