-- desk: what the mailroom does at its desk: receptions, cards to destroy, dispatches that came back, and their slips.

-- What was read a moment ago of a claim's envelope, and nobody is told yet; no row where nothing was.
create or replace function core.reception_in_grace(p_claim bigint) returns core.act
  language sql stable
  as $$
    select a.* from core.act a
    where a.kind = 'receive' and a.undone_at is null and a.effective_at > core.now()
      and a.former -> 'answer' -> 'claim' = to_jsonb(p_claim) and a.former -> 'answer' ->> 'outcome' in ('received', 'empty', 'wrong_card')
    order by a.id desc limit 1
  $$;

-- An envelope was opened behind its reading, or was read as what it is not: the act, where this takes its place. What it had come to is
-- taken back in silence, with what would have been told of it.
create or replace function core.replace_reception(p_act core.act, p_claim bigint, p_empty boolean, p_found text) returns boolean
  language plpgsql
  as $$
declare
  v_was text := p_act.former -> 'answer' ->> 'outcome';
begin
  if p_act.id is null or p_act.agent <> session_user
    or v_was = 'received' and not p_empty and (p_found is null or p_found = p_act.former ->> 'serial'
      -- Its own card and somebody else's in one envelope: the second number is noted beside the first.
      or exists (select from core.claim_element e where e.claim_id = p_claim and e.element = 'wrong_card')) then
    return false;
  end if;
  perform core.take_back(core.lock_act(p_act.id), null);
  update core.act a set undone_at = core.now() where a.id = p_act.id;
  return true;
end
$$;

-- A card comes in at an agent's desk: as at the scanner (core.receive_card), but it can be taken back within the grace, and is shown after
-- it only. Within it the same again is the same one, and something else of the same envelope, by the same agent, takes its place. was: what
-- that had come to.
-- It gave other columns once.
drop function if exists desk.receive(uuid, text, text, boolean, boolean);
create or replace function desk.receive(
  p_request uuid, p_number text, p_found text default null, p_empty boolean default false, p_insist boolean default false)
  returns table (
    outcome text, claim bigint, case_id bigint, card bigint, serial text, coupon text, driver bigint, again boolean, other_coupon text,
    other_case bigint, was text)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_column
declare
  v_answer jsonb := core.begin_request(p_request, 'receive', jsonb_build_array(p_number, p_found, p_empty, p_insist));
  v_effective timestamptz := core.now() + core.span('grace');
  v_found text := nullif(core.scanned('found', p_found), '');
  v_former core.quality_claim;
  v_act core.act;
  v_was text;
  v_row record;
begin
  if v_answer is null then
    v_former := core.claim_of_number(core.scanned('number', p_number));
    perform core.lock_cases_of(v_former.driver_id) where v_former.id is not null;
    v_act := core.reception_in_grace(v_former.id);
    if v_act.former -> 'answer' ->> 'outcome' = 'empty' and p_empty
      or v_act.former -> 'answer' ->> 'outcome' = 'wrong_card' and v_act.former ->> 'serial' = v_found then
      v_answer := (v_act.former -> 'answer') || '{"again": true, "was": null}';
      perform core.forget_act(p_request);
      perform core.end_request(p_request, v_answer);
    end if;
  end if;
  if v_answer is null then
    if core.replace_reception(v_act, v_former.id, coalesce(p_empty, false), v_found) then
      v_was := v_act.former -> 'answer' ->> 'outcome';
      v_former := core.claim_of_number(core.scanned('number', p_number));
    end if;
    perform core.begin_grace(a.id, v_effective) from core.act a where a.request_id = p_request;
    select * into v_row from core.receive_card(p_number, p_found, p_empty, p_insist, v_effective);
    perform core.end_grace();
    v_answer := to_jsonb(v_row) || jsonb_build_object('was', v_was);
    if not v_row.again then
      select c.serial into v_found from core.card c
          join core.in_grace g on g.object = 'card' and g.object_id = c.id and g.before ? 'received_at'
          join core.act a on a.id = g.act and a.request_id = p_request
        where c.serial = v_found and (v_row.outcome = 'wrong_card' or c.id <> v_row.card);
      perform core.note_act(p_request, v_row.case_id, v_row.driver, core.scanned('number', p_number), v_effective,
        jsonb_build_object('serial', v_row.serial, 'answer', v_answer || jsonb_build_object('found_card', v_found)));
    elsif exists (
      select from core.quality_claim q where q.id = v_former.id and q.received_serial is distinct from v_former.received_serial) then
      perform core.note_act(p_request, v_row.case_id, v_row.driver, core.scanned('number', p_number));
    else
      perform core.forget_act(p_request);
    end if;
    perform core.end_request(p_request, v_answer);
  end if;
  return query select * from jsonb_to_record(v_answer) as r(
    outcome text, claim bigint, case_id bigint, card bigint, serial text, coupon text, driver bigint, again boolean,
    other_coupon text, other_case bigint, was text);
end
$$;

-- Takes a reception back: one's own, in silence, within its grace. Whoever may take back what others did can within it, and later, when the
-- driver is told. was: what it had come to. found_card: another card of the same envelope, taken back with it; remains: one that stays
-- received.
create or replace function desk.undo_reception(p_request uuid, p_number text)
  returns table (
    outcome text, claim bigint, case_id bigint, card bigint, serial text, coupon text, driver bigint, again boolean, other_coupon text,
    other_case bigint, was text, found_card text, remains text)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_column
declare
  v_answer jsonb := core.begin_request(p_request, 'undo_reception', to_jsonb(p_number));
  v_number text := core.scanned('number', p_number);
  v_claim core.quality_claim := core.claim_of_number(core.scanned('number', p_number));
  v_act core.act;
  v_row record;
begin
  if v_answer is null then
    select a.* into v_act from core.act a
      where a.kind = 'receive' and a.undone_at is null and a.effective_at > core.now()
        and (a.reference = v_number or a.former ->> 'serial' = v_number
          or exists (select from core.in_grace g where g.act = a.id and g.object = 'quality_claim' and g.object_id = v_claim.id))
      order by a.agent = session_user desc, a.id desc limit 1;
    if found then
      perform core.require_own_reception(
        v_act.former -> 'answer' ->> 'coupon', v_act.former ->> 'serial', v_act.case_id, v_act.agent, v_act.at);
      v_act := core.lock_act(v_act.id);
      perform core.take_back(v_act, null);
      update core.act a set undone_at = core.now() where a.id = v_act.id;
      v_answer := v_act.former -> 'answer';
      v_answer := v_answer || jsonb_build_object('was', v_answer -> 'outcome', 'outcome', 'undone', 'again', false);
    else
      select * into v_row from core.undo_reception(p_number);
      v_answer := to_jsonb(v_row);
    end if;
    v_answer := '{"found_card": null, "remains": null}' || v_answer;
    perform core.note_act(p_request, (v_answer ->> 'case_id')::bigint, (v_answer ->> 'driver')::bigint, v_number);
    perform core.end_request(p_request, v_answer);
  end if;
  return query select * from jsonb_to_record(v_answer) as r(
    outcome text, claim bigint, case_id bigint, card bigint, serial text, coupon text, driver bigint, again boolean,
    other_coupon text, other_case bigint, was text, found_card text, remains text);
end
$$;

create or replace function desk.destroy(p_request uuid, p_serial text) returns table (card bigint, serial text)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_answer jsonb := core.begin_request(p_request, 'destroy', to_jsonb(p_serial));
  v_card core.card;
begin
  if v_answer is null then
    v_card := core.destroy_card(p_serial, false);
    perform core.note_act(p_request, null, v_card.driver_id, v_card.serial);
    v_answer := jsonb_build_object('card', v_card.id, 'serial', v_card.serial);
    perform core.end_request(p_request, v_answer);
  end if;
  return query select * from jsonb_to_record(v_answer) as r(card bigint, serial text);
end
$$;

-- Void cards that lie here, the longest first; at most a thousand.
create or replace function desk.cards_to_destroy()
  returns table (card bigint, serial text, received_at bigint, void_reason text, driver bigint)
  language sql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$
    select c.id, c.serial, extract(epoch from c.received_at)::bigint, c.void_reason, c.driver_id from core.card c
    where c.state = 'void' and c.received_at is not null and core.shown_state('card', c.id) = 'void' order by c.received_at, c.id limit 1000
  $$;

-- Registers at an agent's desk a dispatch that the post brought back: it can be taken back within the grace, and is shown after it only.
create or replace function desk.register_return(p_request uuid, p_number text, p_reason text)
  returns table (
    outcome text, returned_dispatch bigint, case_id bigint, card bigint, serial text, barcode text, driver bigint, earlier integer,
    reason text)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_column
declare
  v_answer jsonb := core.begin_request(p_request, 'register_return', jsonb_build_array(p_number, p_reason));
  v_effective timestamptz := core.now() + core.span('grace');
  v_row record;
begin
  if v_answer is null then
    select r.* into v_row from core.act a, core.register_return(p_number, p_reason, v_effective, a.id) as r where a.request_id = p_request;
    perform core.end_grace();
    if v_row.former is null or v_row.outcome = 'corrected' then
      perform core.note_act(p_request, v_row.case_id, v_row.driver, v_row.barcode,
        case when v_row.former is null then v_effective else (
          select r.registered_at + core.span('grace') from core.returned_dispatch r where r.id = v_row.returned_dispatch) end,
        jsonb_build_object('returned', v_row.returned_dispatch, 'reason', v_row.former));
    else
      perform core.forget_act(p_request);
    end if;
    v_answer := to_jsonb(v_row);
    perform core.end_request(p_request, v_answer);
  end if;
  return query select * from jsonb_to_record(v_answer) as r(
    outcome text, returned_dispatch bigint, case_id bigint, card bigint, serial text, barcode text, driver bigint, earlier integer,
    reason text);
end
$$;

-- Takes the registration of a returned dispatch back, a slip, in silence, within its grace: one's own, or that of others for whoever may
-- take back what they did.
create or replace function desk.undo_return(p_request uuid, p_number text)
  returns table (
    outcome text, returned_dispatch bigint, case_id bigint, card bigint, serial text, barcode text, driver bigint, earlier integer,
    reason text)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_column
declare
  v_answer jsonb := core.begin_request(p_request, 'undo_return', to_jsonb(p_number));
  v_dispatch core.dispatch;
  v_return core.returned_dispatch;
  v_act core.act;
begin
  if v_answer is null then
    v_dispatch := core.require_dispatch(core.scanned('number', p_number));
    select r.* into v_return from core.returned_dispatch r where r.dispatch_id = v_dispatch.id;
    if not found then
      perform core.refuse('PU031:return', jsonb_build_object('kind', 'register_return', 'reference', v_dispatch.barcode));
    end if;
    if v_return.registered_by <> session_user and not core.may('undo_others') then
      perform core.refuse('PU029:return',
        jsonb_build_object('kind', 'register_return', 'reference', v_dispatch.barcode, 'case', v_return.case_id,
          'agent', v_return.registered_by));
    end if;
    select a.* into v_act from core.act a
      where a.agent = v_return.registered_by and a.kind = 'register_return' and a.undone_at is null and a.effective_at > core.now()
        and a.former -> 'returned' = to_jsonb(v_return.id) and a.former ->> 'reason' is null
      order by a.id desc limit 1;
    if not found then
      perform core.refuse('PU032',
        jsonb_build_object('case', v_return.case_id, 'action', 'register_return', 'reference', v_dispatch.barcode,
          'at', core.seconds(coalesce((
            select max(a.effective_at) from core.act a
            where a.kind = 'register_return' and a.former -> 'returned' = to_jsonb(v_return.id)), v_return.registered_at))));
    end if;
    v_act := core.lock_act(v_act.id);
    if not core.may('undo_others') then
      perform core.refuse_corrected_since(v_act);
    end if;
    v_answer := jsonb_build_object('outcome', 'undone', 'returned_dispatch', null, 'case_id', v_return.case_id,
      'card', v_return.card_id, 'serial', (select c.serial from core.card c where c.id = v_return.card_id),
      'barcode', v_dispatch.barcode, 'driver', v_return.driver_id, 'earlier', 0, 'reason', v_return.postal_reason);
    perform core.take_back(v_act, null);
    update core.act a set undone_at = core.now()
      where a.id = v_act.id or a.kind = 'register_return' and a.former -> 'returned' = to_jsonb(v_return.id) and a.undone_at is null
        and a.effective_at > core.now();
    perform core.note_act(p_request, v_return.case_id, v_return.driver_id, v_dispatch.barcode);
    perform core.end_request(p_request, v_answer);
  end if;
  return query select * from jsonb_to_record(v_answer) as r(
    outcome text, returned_dispatch bigint, case_id bigint, card bigint, serial text, barcode text, driver bigint, earlier integer,
    reason text);
end
$$;
