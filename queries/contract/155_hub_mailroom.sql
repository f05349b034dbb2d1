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

-- What a number is that is not the one asked for: {is, number …}; null where it is nothing known. Cases are named to agents only.
create or replace function core.named_by(p_number text) returns jsonb
  language plpgsql stable
  as $$
begin
  return coalesce(
    (select jsonb_build_object('is', 'card', 'serial', c.serial, 'state', core.visible(c.state, c.former_state, c.state_effective_at)) from core.card c where c.serial = p_number),
    (select jsonb_build_object('is', 'coupon', 'coupon', q.coupon, 'serial', c.serial, 'state', core.visible(a.state, a.former_state, a.effective_at), 'case', q.case_id)
      from core.quality_claim q join core.application a on a.id = q.application_id join core.card c on c.id = q.card_id where q.coupon = p_number),
    (select jsonb_build_object('is', 'dispatch', 'barcode', d.barcode, 'serial', c.serial, 'state', core.visible(d.state, d.former_state, d.state_effective_at),
        'case', (select r.case_id from core.returned_dispatch r where r.dispatch_id = d.id))
      from core.dispatch d join core.card c on c.id = d.card_id where d.barcode = p_number),
    (select jsonb_build_object('is', 'case', 'case', c.id, 'queue', c.queue, 'state', c.state, 'coupon', q.coupon, 'barcode', d.barcode,
        'serial', (select k.serial from core.card k where k.id = coalesce(q.card_id, d.card_id)))
      from core.desk_case c left join core.quality_claim q on q.case_id = c.id left join core.returned_dispatch r on r.case_id = c.id
        left join core.dispatch d on d.id = r.dispatch_id
      where pg_has_role(session_user, 'pupitre_agent', 'member') and p_number ~ '^[0-9]{1,16}-?[0-9]$' and c.id = replace(p_number, '-', '')::bigint),
    (select jsonb_build_object('is', 'invoice', 'id', i.number) from core.invoice i where i.number = p_number and i.effective_at <= core.now()))
    - case when pg_has_role(session_user, 'pupitre_agent', 'member') then array[]::text[] else array['case'] end;
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
    perform core.fail('PU077', format('%s is the number of a %s, not of a %s', p_number, v_is ->> 'is', p_wanted),
      case v_is ->> 'is' when 'dispatch' then 'Register it as undelivered.' when 'coupon' then 'Receive the card by it.' when 'card' then 'It is the number on the card itself.'
        when 'case' then 'Give the number that is on the paper or the card.' else 'Look for it with search.' end,
      jsonb_strip_nulls(jsonb_build_object('number', p_number, 'wanted', p_wanted, 'is', v_is -> 'is', 'serial', v_is -> 'serial', 'coupon', v_is -> 'coupon',
        'barcode', v_is -> 'barcode', 'state', v_is -> 'state')) || v_is);
  end if;
end
$$;

-- A state as a service is shown it, or as it is for whoever works at a desk.
create or replace function core.seen(p_state text, p_former text, p_effective timestamptz, p_shown boolean) returns text
  language sql stable
  as $$ select case when p_shown then core.visible(p_state, p_former, p_effective) else p_state end $$;

-- The claim that waits for this card, or is shown to wait; no row where none does.
create or replace function core.claim_awaiting(p_card bigint, p_shown boolean) returns core.quality_claim
  language sql stable
  as $$
    select q.* from core.quality_claim q join core.application a on a.id = q.application_id
    where q.card_id = p_card and core.seen(a.state, a.former_state, a.effective_at, p_shown) = 'awaiting_card' limit 1
  $$;

-- Whether a card lies here, as far as the caller may know: a service hears of what was received at a desk when that has taken effect.
create or replace function core.is_known_here(p_card core.card) returns boolean
  language sql stable
  as $$ select p_card.received_at is not null and (p_card.received_effective_at <= core.now() or pg_has_role(session_user, 'pupitre_agent', 'member')) $$;

-- A card lies here from now on; nobody outside sees it before p_effective.
create or replace function core.note_received(p_card bigint, p_effective timestamptz) returns void
  language sql
  as $$
    update core.card c set received_at = core.now(), received_by = session_user, received_effective_at = p_effective where c.id = p_card and c.received_at is null
  $$;

-- Whether a card lies here for its claim.
create or replace function core.is_examined(p_card bigint) returns boolean
  language sql stable
  as $$
    select exists (select from core.quality_claim q join core.application a on a.id = q.application_id
      where q.card_id = p_card and q.received_at is not null and a.state in ('under_analysis', 'to_correct_and_pay', 'awaiting_payment', 'submitted', 'to_correct'))
  $$;

-- A card that lies here and is not the one expected: void, it is to be destroyed; sent back for a claim of its own, it is received for that; valid, it goes
-- back to its holder, unless it is examined here already.
create or replace function core.keep_stray_card(p_serial text, p_effective timestamptz) returns void
  language plpgsql
  as $$
declare
  v_card core.card;
begin
  select * into v_card from core.card c where c.serial = p_serial for no key update;
  if v_card.state = 'void' then
    perform core.note_received(v_card.id, p_effective);
    perform core.add_event(null, v_card.driver_id, 'received', v_card.serial);
  elsif (core.claim_awaiting(v_card.id, p_effective <= core.now())).id is not null then
    perform from core.receive_card(p_serial, null, false, true, p_effective);
  elsif v_card.state in ('dispatched', 'active') and not exists (select from core.dispatch d where d.card_id = v_card.id and d.state = 'ordered')
    and not core.is_examined(v_card.id) then
    perform core.note_received(v_card.id, p_effective);
    perform core.order_dispatch(v_card.id, (select a.delivery_address from core.application a where a.id = v_card.application_id), p_effective);
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
create or replace function core.return_to_holder(p_card core.card, p_effective timestamptz) returns void
  language plpgsql
  as $$
begin
  perform core.refuse_card_in_grace(p_card.id);
  perform core.cancel_unpaid_replacements(p_card.id, p_effective);
  perform core.keep_stray_card(p_card.serial, p_effective);
end
$$;

-- A card comes in: p_number is the coupon, or the card's serial (coupon forgotten, or a lost card that was found). p_found: the serial of another card that
-- lay in the envelope; where another coupon awaits that one, p_insist receives it for that. p_empty: nothing lay in it. Outcomes: received (the claim can be
-- worked on), empty and wrong_card (it goes on waiting), found (a void card: to be destroyed), sent_back (a card in use whose claim has ended: it goes back
-- to its holder). Drivers and services see nothing of it before p_effective. other_*: the claim for which the card that was found was received.
create or replace function core.receive_card(p_number text, p_found text, p_empty boolean, p_insist boolean, p_effective timestamptz)
  returns table (outcome text, claim bigint, case_id bigint, card bigint, serial text, coupon text, driver bigint, again boolean, other_coupon text, other_case bigint)
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
    perform core.fail('PU062', 'the envelope is empty or holds another card, not both', 'Say one of them.', '{"field": "empty"}');
  end if;
  if v_claim.id is null or (v_claim.coupon <> v_number and not exists (
    select from core.application a where a.id = v_claim.application_id
      and core.seen(a.state, a.former_state, a.effective_at, v_shown) in ('awaiting_card', 'under_analysis'))) then
    select * into v_card from core.card c where c.serial = v_number for no key update;
    if not found then
      perform core.refuse_other_number(v_number, 'coupon');
      perform core.fail('PU058', format('%s is neither a coupon nor a card', v_number), 'Check the number; search finds the claim by the driver''s name.',
        jsonb_build_object('number', v_number));
    end if;
    v_card_state := core.seen(v_card.state, v_card.former_state, v_card.state_effective_at, v_shown);
    if v_card_state in ('dispatched', 'active') and not coalesce(p_empty, false) and v_found is null and core.was_claimed_or_lost(v_card.id) then
      perform core.return_to_holder(v_card, p_effective);
      return query select 'sent_back'::text, null::bigint, null::bigint, v_card.id, v_card.serial, null::text, v_card.driver_id,
        not exists (select from core.dispatch d where d.card_id = v_card.id and d.state = 'ordered' and d.ordered_at = core.now()), null::text, null::bigint;
      return;
    end if;
    if v_card_state <> 'void' or p_empty or v_found is not null then
      perform core.fail('PU059', format('card %s cannot be received: it is %s, and no quality claim expects it', v_card.serial, v_card_state),
        'A card is received for a quality claim, or because it was declared lost or stolen.', jsonb_build_object('serial', v_card.serial, 'state', v_card_state));
    end if;
    if v_shown then
      perform core.refuse_in_grace(v_card.received_effective_at) where v_card.received_at is not null;
    end if;
    perform core.note_received(v_card.id, p_effective);
    if v_card.received_at is null then
      perform core.add_event(null, v_card.driver_id, 'received', v_card.serial);
    end if;
    return query select 'found'::text, null::bigint, null::bigint, v_card.id, v_card.serial, null::text, v_card.driver_id, v_card.received_at is not null, null::text, null::bigint;
    return;
  end if;
  -- The case, then what it is about.
  perform from core.desk_case c where c.id = v_claim.case_id for no key update;
  select core.seen(a.state, a.former_state, a.effective_at, v_shown) into v_state from core.application a where a.id = v_claim.application_id for no key update;
  select * into v_claim from core.quality_claim q where q.id = v_claim.id for no key update;
  select * into v_card from core.card c where c.id = v_claim.card_id for no key update;
  v_card_state := core.seen(v_card.state, v_card.former_state, v_card.state_effective_at, v_shown);
  if v_found is not null then
    select * into v_other from core.card c where c.serial = v_found;
    if not found then
      perform core.refuse_other_number(v_found, 'card');
      perform core.fail('PU004', format('there is no card with serial %s', v_found), 'Check the number printed on the card.', jsonb_build_object('kind', 'card', 'id', v_found));
    end if;
    if v_other.id <> v_card.id then
      v_awaiting := core.claim_awaiting(v_other.id, v_shown);
    end if;
  end if;
  if v_state = 'under_analysis' and not coalesce(p_empty, false) and (v_other.id is null or v_other.id = v_card.id or v_claim.received_serial = v_found) then
    return query select 'received'::text, v_claim.id, v_claim.case_id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id, true, null::text, null::bigint;
    return;
  end if;
  -- It is somebody else's, who is waited for: never received without a word.
  if v_awaiting.id is not null and not coalesce(p_insist, false) then
    perform core.fail('PU039', format('card %s is awaited for another coupon: %s', v_found, v_awaiting.coupon),
      'Receive it by that coupon; or insist, and it is received for that one.',
      jsonb_build_object('serial', v_found, 'coupon', v_claim.coupon, 'other_coupon', v_awaiting.coupon)
        || case when pg_has_role(session_user, 'pupitre_agent', 'member') then jsonb_build_object('other_case', v_awaiting.case_id, 'driver', v_awaiting.driver_id) else '{}' end);
  end if;
  if v_state = 'under_analysis' and v_other.id <> v_card.id and v_claim.received_serial is null
    and exists (select from core.claim_element e where e.claim_id = v_claim.id and e.element = 'wrong_card') then
    -- Two drivers were sent each other's cards: this claim was received when the other envelope was opened.
    perform core.refuse_card_in_grace(c) from unnest(array[v_card.id, v_other.id]) as c;
    update core.quality_claim q set received_serial = v_found where q.id = v_claim.id;
    perform core.note_received(v_other.id, p_effective);
    return query select 'received'::text, v_claim.id, v_claim.case_id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id, true, v_awaiting.coupon, v_awaiting.case_id;
    return;
  end if;
  if v_state in ('cancelled', 'closed') and (v_found is null or v_other.id = v_card.id) and not coalesce(p_empty, false) and v_card_state in ('dispatched', 'active') then
    perform core.return_to_holder(v_card, p_effective);
    return query select 'sent_back'::text, v_claim.id, v_claim.case_id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id,
      not exists (select from core.dispatch d where d.card_id = v_card.id and d.state = 'ordered' and d.ordered_at = core.now()), null::text, null::bigint;
    return;
  end if;
  if v_state <> 'awaiting_card' then
    perform core.fail('PU051', format('the claim of coupon %s is %s', v_claim.coupon, v_state), 'Show its case for what happened.',
      jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon, 'state', v_state));
  end if;
  -- Of a card received for its own claim a moment ago a desk knows: nothing more is done with it.
  perform core.refuse_card_in_grace(c) from unnest(array[v_card.id, v_other.id]) as c where v_shown or c = v_card.id or not core.is_examined(c);
  if p_empty then
    perform core.add_event(v_claim.case_id, v_claim.driver_id, 'envelope_empty');
    perform core.notify_driver(v_claim.driver_id, 'envelope_empty', jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon), p_effective);
    return query select 'empty'::text, v_claim.id, v_claim.case_id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id, false, null::text, null::bigint;
    return;
  end if;
  if v_other.id <> v_card.id and not exists (select from core.claim_element e where e.claim_id = v_claim.id and e.element = 'wrong_card') then
    perform core.add_event(v_claim.case_id, v_claim.driver_id, 'wrong_card', v_found);
    perform core.notify_driver(v_claim.driver_id, 'wrong_card_received', jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon), p_effective);
    perform core.keep_stray_card(v_found, p_effective);
    return query select 'wrong_card'::text, v_claim.id, v_claim.case_id, v_other.id, v_other.serial, v_claim.coupon, v_claim.driver_id, false, v_awaiting.coupon, v_awaiting.case_id;
    return;
  end if;
  -- It is here: it is neither lost nor stolen.
  perform core.cancel_unpaid_replacements(v_card.id, p_effective);
  perform core.move_application(v_claim.application_id, 'receive', p_effective);
  update core.quality_claim q set received_at = core.now(), received_by = session_user, received_effective_at = p_effective,
    received_serial = case when v_other.id <> v_card.id then v_found end where q.id = v_claim.id;
  if v_other.id <> v_card.id then
    -- The card of somebody else, sent to this driver by mistake: his own never reached him.
    perform core.keep_stray_card(v_found, p_effective);
  else
    update core.card c set received_at = core.now(), received_by = session_user, received_effective_at = p_effective where c.id = v_card.id;
  end if;
  perform core.reopen_case(v_claim.case_id, 'receive', 'received');
  perform core.notify_driver(v_claim.driver_id, 'card_received', jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon), p_effective);
  return query select 'received'::text, v_claim.id, v_claim.case_id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id, false, v_awaiting.coupon, v_awaiting.case_id;
end
$$;

-- A claim waits for its card again, as if nothing had been received. Refused once somebody has begun to examine it. p_shown: it was shown, and only what is
-- shown counts; else nothing of it is ever told.
create or replace function core.unreceive_claim(p_claim bigint, p_shown boolean) returns void
  language plpgsql
  as $$
declare
  v_claim core.quality_claim;
  v_case core.desk_case;
  v_state text;
begin
  select c.* into v_case from core.quality_claim q join core.desk_case c on c.id = q.case_id where q.id = p_claim for no key update of c;
  select core.seen(a.state, a.former_state, a.effective_at, p_shown) into v_state from core.quality_claim q join core.application a on a.id = q.application_id
    where q.id = p_claim for no key update of a;
  select * into v_claim from core.quality_claim q where q.id = p_claim for no key update;
  if v_state <> 'under_analysis' or exists (select from core.finding f where f.claim_id = v_claim.id) or exists (select from core.card_reading r where r.claim_id = v_claim.id) then
    perform core.fail('PU051', format('the claim of coupon %s is %s: its reception cannot be taken back', v_claim.coupon,
        case when v_state = 'under_analysis' then 'being examined' else v_state end), 'Show its case for what happened.',
      jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon, 'state', v_state, 'action', 'undo_reception'));
  end if;
  if p_shown then
    perform core.refuse_card_in_grace(v_claim.card_id);
  end if;
  perform core.refuse_if_held(v_case);
  perform core.next_state('case', v_case.state, 'undo_reception');
  if p_shown then
    perform core.move_application(v_claim.application_id, 'undo_reception');
  else
    delete from core.status s using core.application a
      where a.id = v_claim.application_id and s.effective_at = a.effective_at and s.position is null
        and (s.object = 'application' and s.object_id = a.id or s.object = 'quality_claim' and s.object_id = v_claim.id);
    update core.application a set state = core.next_state('application', a.state, 'undo_reception'), effective_at = '-infinity' where a.id = v_claim.application_id;
  end if;
  update core.quality_claim q set received_at = null, received_by = null, received_serial = null, received_effective_at = '-infinity' where q.id = v_claim.id;
  -- Its clock never ran.
  delete from core.case_round r where r.case_id = v_case.id and r.round = v_case.round;
  delete from core.hold h where h.case_id = v_case.id;
  update core.desk_case c set state = 'waiting', lane = 'common', version = c.version + 1, decided_at = v_claim.declared_at, holder = null, lease_token = null, lease_until = null,
    escalated_by = null, escalation_reason = null, reserved_for = null, reserved_until = null where c.id = v_case.id;
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
    perform core.fail('PU029', format('%s was received by %s', coalesce(p_coupon, p_serial), p_by), 'Whoever received it takes it back, within the grace, or a supervisor.',
      jsonb_build_object('coupon', p_coupon, 'serial', p_serial, 'agent', p_by)
        || case when pg_has_role(session_user, 'pupitre_agent', 'member') then jsonb_build_object('case', p_case) else '{}' end);
  end if;
  if p_at + core.span('grace') <= core.moment() then
    perform core.fail('PU032', format('the reception of %s can no longer be taken back', coalesce(p_coupon, p_serial)), 'A supervisor can.',
      jsonb_build_object('coupon', p_coupon, 'serial', p_serial, 'at', extract(epoch from p_at + core.span('grace'))::bigint)
        || case when pg_has_role(session_user, 'pupitre_agent', 'member')
          then jsonb_build_object('kind', 'receive', 'reference', coalesce(p_coupon, p_serial), 'case', p_case) else '{}' end);
  end if;
end
$$;

-- A slip of the scanner: the card of this number was not received. By whoever received it, or a supervisor; refused once somebody has begun to examine it.
-- was: what the reception had come to. remains: the serial of a card of the same envelope that stays received.
create or replace function core.undo_reception(p_number text)
  returns table (outcome text, claim bigint, case_id bigint, card bigint, serial text, coupon text, driver bigint, again boolean, other_coupon text, other_case bigint,
    was text, remains text)
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
  if v_claim.id is null or (v_claim.coupon <> v_number and not exists (select from core.application a where a.id = v_claim.application_id
    and core.visible(a.state, a.former_state, a.effective_at) = 'under_analysis')) then
    select * into v_card from core.card c where c.serial = v_number for no key update;
    if not found then
      perform core.refuse_other_number(v_number, 'coupon');
      perform core.fail('PU058', format('%s is neither a coupon nor a card', v_number), 'Check the number.', jsonb_build_object('number', v_number));
    end if;
    v_state := core.visible(v_card.state, v_card.former_state, v_card.state_effective_at);
    if core.is_known_here(v_card) then
      if v_state = 'void' then
        perform core.require_own_reception(null, v_card.serial, null, v_card.received_by, v_card.received_at);
        v_was := 'found';
      elsif v_state in ('dispatched', 'active') and exists (select from core.dispatch d where d.card_id = v_card.id and d.state = 'ordered' and d.decision_id is null)
        and not exists (select from core.quality_claim q join core.application a on a.id = q.application_id
          where q.card_id = v_card.id and core.visible(a.state, a.former_state, a.effective_at) = 'card_sent_back') then
        -- It was read by mistake, or from the wrong envelope: it is not here to be sent.
        perform core.require_own_reception(null, v_card.serial, null, v_card.received_by, v_card.received_at);
        update core.dispatch d set state = 'withdrawn' where d.card_id = v_card.id and d.state = 'ordered' and d.decision_id is null;
        perform core.refuse_card_in_grace(v_card.id);
        v_was := 'sent_back';
      end if;
    end if;
    if v_was is null then
      perform core.fail('PU059', format('card %s was not received', v_card.serial), 'There is nothing to take back.',
        jsonb_build_object('serial', v_card.serial, 'state', v_state, 'action', 'undo_reception'));
    end if;
    update core.card c set received_at = null, received_by = null where c.id = v_card.id;
    perform core.add_event(null, v_card.driver_id, 'reception_undone', v_card.serial);
    return query select 'undone'::text, null::bigint, null::bigint, v_card.id, v_card.serial, null::text, v_card.driver_id, false, null::text, null::bigint, v_was, null::text;
    return;
  end if;
  -- Of what is hidden from a service it is not told who did it.
  if v_claim.received_by is not null and (v_claim.received_effective_at <= core.now() or pg_has_role(session_user, 'pupitre_agent', 'member')) then
    perform core.require_own_reception(v_claim.coupon, null, v_claim.case_id, v_claim.received_by, v_claim.received_at);
  end if;
  select * into v_card from core.card c where c.id = v_claim.card_id;
  perform core.unreceive_claim(v_claim.id, true);
  if v_claim.received_serial is null then
    update core.card c set received_at = null, received_by = null where c.id = v_card.id;
  end if;
  -- He is told only where he was told of the reception.
  delete from core.notification n where n.driver_id = v_claim.driver_id and n.template = 'card_received' and (n.payload ->> 'claim')::bigint = v_claim.id
    and n.state = 'waiting' and n.attempt = 0;
  if not found then
    perform core.notify_driver(v_claim.driver_id, 'reception_undone', jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon));
  end if;
  return query select 'undone'::text, v_claim.id, v_claim.case_id, v_card.id, v_card.serial, v_claim.coupon, v_claim.driver_id, false, null::text, null::bigint,
    'received'::text, v_claim.received_serial;
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
begin
  select * into v_card from core.card c where c.serial = v_number for no key update;
  if not found then
    perform core.refuse_other_number(v_number, 'card');
    perform core.fail('PU004', format('there is no card with serial %s', v_number), 'Check the number printed on the card.', jsonb_build_object('kind', 'card', 'id', v_number));
  end if;
  v_state := core.visible(v_card.state, v_card.former_state, v_card.state_effective_at);
  if v_state <> 'void' or v_card.received_at is null or p_shown and v_card.received_effective_at > core.now() then
    v_claim := core.claim_awaiting(v_card.id, p_shown);
    perform core.fail('PU078', format('card %s cannot be destroyed: it is %s, %s', v_card.serial, v_state,
        case when v_claim.id is not null then 'awaited for coupon ' || v_claim.coupon when v_state = 'void' then 'and was not received' when v_state = 'destroyed' then 'already' else 'not void' end),
      case when v_state = 'destroyed' then 'It is done.' when v_claim.id is not null or v_state = 'void' then 'Receive it first.' else 'Only a void card is destroyed.' end,
      jsonb_build_object('serial', v_card.serial, 'state', v_state, 'coupon', v_claim.coupon)
        || case when pg_has_role(session_user, 'pupitre_agent', 'member') then jsonb_build_object('case', coalesce(v_claim.case_id,
          (select r.case_id from core.returned_dispatch r where r.card_id = v_card.id and r.state <> 'closed' order by r.id desc limit 1))) else '{}' end);
  end if;
  update core.card c set state = core.next_state('card', c.state, 'destroy'), destroyed_at = core.now() where c.id = v_card.id returning * into v_card;
  perform core.add_event(null, v_card.driver_id, 'destroyed', v_card.serial);
  return v_card;
end
$$;

-- insist: the card that was found is awaited for another coupon, and is to be received for that one.
create or replace function hub.receive_card(request uuid, number text, found text default null, empty boolean default false, insist boolean default false)
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
    from jsonb_to_record(v_replay) as r(outcome text, claim bigint, card bigint, serial text, coupon text, again boolean, other_coupon text);
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
  v_state text;
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
  if v_dispatch.state = 'withdrawn' then
    perform core.refuse_in_grace(v_dispatch.state_effective_at);
  end if;
  v_state := core.visible(v_dispatch.state, v_dispatch.former_state, v_dispatch.state_effective_at);
  if v_state <> 'ordered' then
    perform core.fail('PU006', format('dispatch %s is %s', dispatch, v_state), 'Read hub.dispatch_order for what is to be sent.',
      jsonb_build_object('object', 'dispatch', 'state', v_state, 'action', 'send', 'possible', '[]'::jsonb));
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
