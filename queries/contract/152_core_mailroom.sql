-- core: what the mailroom reads: what a number is, and cards that come in (flows 5 and 7). Scanners and agents work through the same
-- functions.

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
    order by q.coupon = p_number desc, core.shown_state('application', a.id) in ('awaiting_card', 'under_analysis') desc, q.id desc limit 1
  $$;

-- What a number is that is not the one asked for: {is, number …}; null where it is nothing known. Cases are named to agents only.
create or replace function core.named_by(p_number text) returns jsonb
  language plpgsql stable
  as $$
begin
  return coalesce(
    (select jsonb_build_object('is', 'card', 'serial', c.serial, 'state', core.shown_state('card', c.id))
      from core.card c where c.serial = p_number),
    (select jsonb_build_object('is', 'coupon', 'coupon', q.coupon, 'serial', c.serial, 'state', core.shown_state('application', a.id),
        'case', q.case_id)
      from core.quality_claim q join core.application a on a.id = q.application_id join core.card c on c.id = q.card_id
      where q.coupon = p_number),
    (select jsonb_build_object('is', 'dispatch', 'barcode', d.barcode, 'serial', c.serial, 'state', core.shown_state('dispatch', d.id),
        'case', (select r.case_id from core.returned_dispatch r where r.dispatch_id = d.id))
      from core.dispatch d join core.card c on c.id = d.card_id
      where d.barcode = p_number),
    (select jsonb_build_object('is', 'case', 'case', c.id, 'queue', c.queue, 'state', c.state, 'coupon', q.coupon, 'barcode', d.barcode,
        'serial', (select k.serial from core.card k where k.id = coalesce(q.card_id, d.card_id)))
      from core.desk_case c
        left join core.quality_claim q on q.case_id = c.id
        left join core.returned_dispatch r on r.case_id = c.id
        left join core.dispatch d on d.id = r.dispatch_id
      where core.is_agents() and p_number ~ '^[0-9]{1,16}-?[0-9]$' and c.id = replace(p_number, '-', '')::bigint),
    (select jsonb_build_object('is', 'invoice', 'id', i.number)
      from core.invoice i where i.number = p_number and i.effective_at <= core.now()))
    - case when core.is_agents() then array[]::text[] else array['case'] end;
end
$$;

-- Refuses a number that is another object's, and says which. p_wanted: what was asked for.
create or replace function core.refuse_other_number(p_number text, p_wanted text) returns void
  language plpgsql stable
  as $$
declare
  v_is jsonb := core.named_by(p_number);
begin
  if v_is is not null then
    perform core.refuse('PU077',
      jsonb_build_object('number', p_number, 'wanted', p_wanted, 'is', v_is -> 'is', 'serial', v_is -> 'serial',
        'coupon', v_is -> 'coupon', 'barcode', v_is -> 'barcode', 'state', v_is -> 'state', 'case', v_is -> 'case',
        'queue', v_is -> 'queue'));
  end if;
end
$$;

-- The claim that waits for this card, or is shown to wait; no row where none does.
create or replace function core.claim_awaiting(p_card bigint, p_shown boolean) returns core.quality_claim
  language sql stable
  as $$
    select q.* from core.quality_claim q join core.application a on a.id = q.application_id
    where q.card_id = p_card and core.seen(a.state, 'application', a.id, p_shown) = 'awaiting_card' limit 1
  $$;

-- The claim for which this card lies here, or is shown to; no row where there is none.
create or replace function core.claim_examining(p_card bigint, p_shown boolean) returns core.quality_claim
  language sql stable
  as $$
    select q.* from core.quality_claim q join core.application a on a.id = q.application_id
    where q.card_id = p_card and q.received_at is not null and q.received_serial is null
      and core.seen(a.state, 'application', a.id, p_shown)
        in ('under_analysis', 'to_correct_and_pay', 'awaiting_payment', 'submitted', 'to_correct')
    order by q.id desc limit 1
  $$;

-- Whether a card lies here, as far as the caller may know: a service hears of what was received at a desk when that has taken effect.
create or replace function core.is_known_here(p_card core.card) returns boolean
  language sql stable
  as $$ select p_card.received_at is not null and (core.is_agents() or core.is_shown_here(p_card.id)) $$;

-- A card lies here from now on.
create or replace function core.note_received(p_card bigint) returns void
  language sql
  as $$
    update core.card c set received_at = core.now(), received_by = session_user where c.id = p_card and c.received_at is null
  $$;

-- Whether a card lies here for its claim.
create or replace function core.is_examined(p_card bigint) returns boolean
  language sql stable
  as $$
    select exists (
      select from core.quality_claim q join core.application a on a.id = q.application_id
      where q.card_id = p_card and q.received_at is not null
        and a.state in ('under_analysis', 'to_correct_and_pay', 'awaiting_payment', 'submitted', 'to_correct'))
  $$;

-- A card that lies here and is not the one expected: void, it is to be destroyed; sent back for a claim of its own, it is received for
-- that; valid, it goes back to its holder, unless it is examined here already.
create or replace function core.keep_stray_card(p_serial text, p_effective timestamptz) returns void
  language plpgsql
  as $$
declare
  v_card core.card;
begin
  select * into v_card from core.card c where c.serial = p_serial for no key update;
  if v_card.state = 'void' then
    perform core.note_received(v_card.id);
    perform core.add_event(null, v_card.driver_id, 'received', v_card.serial);
  elsif (core.claim_awaiting(v_card.id, p_effective <= core.now())).id is not null then
    perform from core.receive_card(p_serial, null, false, true, p_effective);
  elsif v_card.state in ('dispatched', 'active')
    and not exists (select from core.dispatch d where d.card_id = v_card.id and d.state = 'ordered')
    and not core.is_examined(v_card.id) then
    perform core.note_received(v_card.id);
    perform core.order_dispatch(
      v_card.id, (select a.delivery_address from core.application a where a.id = v_card.application_id), p_effective);
    perform core.add_event(null, v_card.driver_id, 'received', v_card.serial);
  end if;
end
$$;

-- Whether somebody has said of this card, in use, that it would come or was gone: a claim that ended, or an unpaid declaration.
create or replace function core.was_claimed_or_lost(p_card bigint) returns boolean
  language plpgsql stable
  as $$
begin
  return exists (
    select from core.application a cross join lateral (select core.shown_state('application', a.id) as state) as v
    where a.replaces = p_card and (
      a.kind = 'replacement_quality' and v.state in ('cancelled', 'closed')
      or a.kind <> 'replacement_quality' and v.state in ('draft', 'awaiting_payment')));
end
$$;

-- A card in use that nobody here has a use for: what declared it gone is withdrawn, and it goes back to its holder.
create or replace function core.return_to_holder(p_card core.card, p_effective timestamptz) returns void
  language plpgsql
  as $$
begin
  perform core.refuse_card_in_grace(p_card.id);
  perform core.cancel_unpaid_replacements(p_card.id, p_effective);
  perform core.keep_stray_card(p_card.serial, p_effective);
end
$$;

-- A card comes in: p_number is the coupon, or the card's serial (coupon forgotten, or a lost card that was found). p_found: the serial of
-- another card that lay in the envelope; where another coupon awaits that one, p_insist receives it for that. p_empty: nothing lay in it.
-- Outcomes: received (the claim can be worked on), empty and wrong_card (it goes on waiting), found (a void card: to be destroyed),
-- sent_back (a card in use whose claim has ended: it goes back to its holder). Drivers and services see nothing of it before p_effective.
-- other_*: the claim for which the card that was found was received.
create or replace function core.receive_card(p_number text, p_found text, p_empty boolean, p_insist boolean, p_effective timestamptz)
  returns table (
    outcome text, claim bigint, case_id bigint, card bigint, serial text, coupon text, driver bigint, again boolean, other_coupon text,
    other_case bigint)
  language plpgsql
  as $$
#variable_conflict use_column
declare
  v_number text := core.scanned('number', p_number);
  v_found text := nullif(core.scanned('found', p_found), '');
  v_claim core.quality_claim := core.claim_of_number(core.scanned('number', p_number));
  v_card core.card;
  v_other core.card;
  v_awaiting core.quality_claim;
  v_state text;
  v_card_state text;
  -- What is received at a desk is hidden for a while: so for a service, what is hidden stays so.
  v_shown boolean := p_effective <= core.now();
begin
  if coalesce(p_empty, false) and v_found is not null then
    perform core.refuse('PU062:envelope', jsonb_build_object('field', 'empty'));
  end if;
  if v_claim.id is null or (v_claim.coupon <> v_number and not exists (
    select from core.application a where a.id = v_claim.application_id
      and core.seen(a.state, 'application', a.id, v_shown) in ('awaiting_card', 'under_analysis'))) then
    select * into v_card from core.card c where c.serial = v_number for no key update;
    if not found then
      perform core.refuse_other_number(v_number, 'coupon');
      perform core.refuse('PU058', jsonb_build_object('number', v_number));
    end if;
    v_card_state := core.seen(v_card.state, 'card', v_card.id, v_shown);
    if v_card_state in ('dispatched', 'active') and not coalesce(p_empty, false) and v_found is null
      and core.was_claimed_or_lost(v_card.id) then
      perform core.return_to_holder(v_card, p_effective);
      return query select 'sent_back'::text, null::bigint, null::bigint, v_card.id, v_card.serial, null::text, v_card.driver_id,
        not exists (select from core.dispatch d where d.card_id = v_card.id and d.state = 'ordered' and d.ordered_at = core.now()),
        null::text, null::bigint;
      return;
    end if;
    if v_card_state <> 'void' or p_empty or v_found is not null then
      perform core.refuse('PU059', jsonb_build_object('serial', v_card.serial, 'state', v_card_state));
    end if;
    perform core.refuse_in_grace('card', v_card.id) where v_shown and v_card.received_at is not null;
    perform core.note_received(v_card.id);
    if v_card.received_at is null then
      perform core.add_event(null, v_card.driver_id, 'received', v_card.serial);
    end if;
    return query select 'found'::text, null::bigint, null::bigint, v_card.id, v_card.serial, null::text, v_card.driver_id,
      v_card.received_at is not null, null::text, null::bigint;
    return;
  end if;
  -- The case, then what it is about.
  perform from core.desk_case c where c.id = v_claim.case_id for no key update;
  select core.seen(a.state, 'application', a.id, v_shown) into v_state from core.application a
    where a.id = v_claim.application_id for no key update;
  select * into v_claim from core.quality_claim q where q.id = v_claim.id for no key update;
  select * into v_card from core.card c where c.id = v_claim.card_id for no key update;
  v_card_state := core.seen(v_card.state, 'card', v_card.id, v_shown);
  if v_found is not null then
    select * into v_other from core.card c where c.serial = v_found;
    if not found then
      perform core.refuse_other_number(v_found, 'card');
      perform core.refuse('PU004', jsonb_build_object('kind', 'card', 'id', v_found));
    end if;
    if v_other.id <> v_card.id then
      v_awaiting := core.claim_awaiting(v_other.id, v_shown);
    end if;
  end if;
  if v_state = 'under_analysis' and not coalesce(p_empty, false)
    and (v_other.id is null or v_other.id = v_card.id or v_claim.received_serial = v_found) then
    return query select 'received'::text, v_claim.id, v_claim.case_id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id, true,
      null::text, null::bigint;
    return;
  end if;
  -- It is somebody else's, who is waited for: never received without a word.
  if v_awaiting.id is not null and not coalesce(p_insist, false) then
    perform core.refuse('PU039',
      jsonb_build_object('serial', v_found, 'coupon', v_claim.coupon, 'other_coupon', v_awaiting.coupon,
        'other_case', v_awaiting.case_id, 'driver', v_awaiting.driver_id));
  end if;
  if v_state = 'under_analysis' and v_other.id <> v_card.id and v_claim.received_serial is null
    and exists (select from core.claim_element e where e.claim_id = v_claim.id and e.element = 'wrong_card') then
    -- Two drivers were sent each other's cards: this claim was received when the other envelope was opened.
    perform core.refuse_card_in_grace(c) from unnest(array[v_card.id, v_other.id]) as c;
    update core.quality_claim q set received_serial = v_found where q.id = v_claim.id;
    perform core.note_received(v_other.id);
    return query select 'received'::text, v_claim.id, v_claim.case_id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id, true,
      v_awaiting.coupon, v_awaiting.case_id;
    return;
  end if;
  if v_state in ('cancelled', 'closed') and (v_found is null or v_other.id = v_card.id) and not coalesce(p_empty, false)
    and v_card_state in ('dispatched', 'active') then
    perform core.return_to_holder(v_card, p_effective);
    return query select 'sent_back'::text, v_claim.id, v_claim.case_id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id,
      not exists (select from core.dispatch d where d.card_id = v_card.id and d.state = 'ordered' and d.ordered_at = core.now()),
      null::text, null::bigint;
    return;
  end if;
  if v_state in ('cancelled', 'closed') and v_card_state = 'void' and v_other.id is null and not coalesce(p_empty, false) then
    -- By its own number it is received, to be destroyed.
    perform core.refuse('PU051:over',
      jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon, 'serial', v_card.serial, 'state', v_state));
  end if;
  if v_state <> 'awaiting_card' then
    perform core.refuse('PU051:coupon', jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon, 'state', v_state));
  end if;
  -- Of a card received for its own claim a moment ago a desk knows: nothing more is done with it.
  perform core.refuse_card_in_grace(c) from unnest(array[v_card.id, v_other.id]) as c
    where v_shown or c = v_card.id or not core.is_examined(c);
  if p_empty then
    perform core.add_event(v_claim.case_id, v_claim.driver_id, 'envelope_empty');
    perform core.notify_driver(v_claim.driver_id, 'envelope_empty', jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon),
      p_effective);
    return query select 'empty'::text, v_claim.id, v_claim.case_id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id, false,
      null::text, null::bigint;
    return;
  end if;
  if v_other.id <> v_card.id
    and not exists (select from core.claim_element e where e.claim_id = v_claim.id and e.element = 'wrong_card') then
    perform core.add_event(v_claim.case_id, v_claim.driver_id, 'wrong_card', v_found);
    perform core.notify_driver(v_claim.driver_id, 'wrong_card_received', jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon),
      p_effective);
    perform core.keep_stray_card(v_found, p_effective);
    return query select 'wrong_card'::text, v_claim.id, v_claim.case_id, v_other.id, v_other.serial, v_claim.coupon, v_claim.driver_id,
      false, v_awaiting.coupon, v_awaiting.case_id;
    return;
  end if;
  -- It is here: it is neither lost nor stolen.
  perform core.cancel_unpaid_replacements(v_card.id, p_effective);
  perform core.move_application(v_claim.application_id, 'receive');
  update core.quality_claim q set
    received_at = core.now(), received_by = session_user,
    received_serial = case when v_other.id <> v_card.id then v_found end
  where q.id = v_claim.id;
  if v_other.id <> v_card.id then
    -- The card of somebody else, sent to this driver by mistake: his own never reached him.
    perform core.keep_stray_card(v_found, p_effective);
  else
    update core.card c set received_at = core.now(), received_by = session_user where c.id = v_card.id;
  end if;
  perform core.reopen_case(v_claim.case_id, 'receive', 'received');
  perform core.notify_driver(v_claim.driver_id, 'card_received', jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon),
    p_effective);
  return query select 'received'::text, v_claim.id, v_claim.case_id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id, false,
    v_awaiting.coupon, v_awaiting.case_id;
end
$$;
