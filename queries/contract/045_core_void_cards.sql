-- core: cards that are void, or lie here: what was to be done with them ends, and they are sent again.

-- A card is void: what was to be done with it is pointless. Its claim is closed, its returned dispatch too; what was asked for that is not
-- asked for any more, what was paid to send it again is paid back. Cases are locked by the caller.
create or replace function core.void_card(p_card bigint, p_action text, p_reason text) returns void
  language plpgsql
  as $$
declare
  v_card core.card;
  v_claim record;
  v_return core.returned_dispatch;
  v_payment bigint;
begin
  select * into v_card from core.card where id = p_card for no key update;
  update core.card c set state = core.next_state('card', c.state, p_action), voided_at = core.now(), void_reason = p_reason
    where c.id = p_card;
  for v_claim in
    select q.id, q.case_id, q.coupon, a.id as application_id, a.state
    from core.quality_claim q join core.application a on a.id = q.application_id
    where q.card_id = p_card and a.state in ('awaiting_card', 'under_analysis', 'to_correct_and_pay', 'awaiting_payment')
    for no key update of a
  loop
    update core.payment set state = 'expired', settled_at = core.now() where application_id = v_claim.application_id and state = 'pending';
    perform core.move_application(v_claim.application_id, 'end');
    perform core.end_case(v_claim.case_id, 'card_' || p_reason);
    perform core.notify_driver(v_card.driver_id, 'quality_claim_closed',
      jsonb_build_object('claim', v_claim.id, 'coupon', v_claim.coupon, 'why', p_reason));
  end loop;
  for v_return in
    select * from core.returned_dispatch r where r.card_id = p_card and r.state <> 'closed' order by r.id for no key update
  loop
    -- Sent again already: what was paid for that was used. Only the last one can still be ordered and unsent.
    continue when v_return.state = 'reshipped' and not (
      exists (select from core.dispatch d where d.card_id = p_card and d.state = 'ordered')
      and v_return.id = (select max(r.id) from core.returned_dispatch r where r.card_id = p_card));
    update core.payment set state = 'expired', settled_at = core.now() where returned_dispatch_id = v_return.id and state = 'pending';
    for v_payment in select p.id from core.payment p where p.returned_dispatch_id = v_return.id and p.state = 'paid' loop
      perform core.refund(v_payment, core.now());
    end loop;
    update core.returned_dispatch set state = 'closed' where id = v_return.id;
    perform core.end_case(v_return.case_id, 'card_' || p_reason);
  end loop;
  -- A card that was to be sent, again or back to its holder, stays here; he is not told otherwise.
  delete from core.notification n using core.dispatch d
    where d.card_id = p_card and d.state = 'ordered' and n.decision_id = d.decision_id
      and n.template = 'card_reshipped' and n.state = 'waiting' and n.attempt = 0;
  update core.dispatch d set state = 'withdrawn' where d.card_id = p_card and d.state = 'ordered';
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
        <= coalesce((select t.issued_on from core.training t where t.id = core.training_of_card(p_card)), 'infinity')
    order by c.id
  loop
    perform core.refuse_card_in_grace(v_former);
    perform core.void_card(v_former, 'supersede', 'superseded');
  end loop;
  perform core.cancel_application(a.id, 'withdraw') from core.application a join core.card c on c.id = a.replaces
    where a.driver_id = p_driver and a.kind <> 'replacement_quality' and a.state in ('draft', 'awaiting_payment') and c.state = 'void';
end
$$;

-- Asks the mailroom to send a card that lies here; it is there for it from p_effective on.
create or replace function core.order_dispatch(p_card bigint, p_address text, p_effective timestamptz, p_decision bigint default null)
  returns bigint
  language sql
  as $$
    insert into core.dispatch (card_id, state, printed_address, given_address, ordered_at, effective_at, decision_id)
    values (p_card, 'ordered', p_address, p_address, core.now(), p_effective, p_decision) returning id
  $$;

-- A declaration of loss or theft that was not paid has no object any more: the card is here. Where that can still be taken back, it is
-- shown from p_effective on, and what is only a draft is left: it cannot be submitted.
create or replace function core.cancel_unpaid_replacements(p_card bigint, p_effective timestamptz) returns void
  language plpgsql
  as $$
declare
  v_application record;
begin
  for v_application in
    select a.id, a.driver_id from core.application a
    where a.replaces = p_card and a.kind in ('replacement_loss', 'replacement_theft')
      and (a.state = 'awaiting_payment' or a.state = 'draft' and p_effective <= core.now())
    order by a.id for no key update
  loop
    if p_effective <= core.now() then
      perform core.cancel_application(v_application.id, 'withdraw');
    else
      perform core.move_application(v_application.id, 'withdraw');
      update core.payment p set state = 'expired', settled_at = p_effective
        where p.application_id = v_application.id and p.state = 'pending';
    end if;
    perform core.notify_driver(v_application.driver_id, 'replacement_cancelled',
      jsonb_build_object('application', v_application.id, 'card', p_card), p_effective);
  end loop;
end
$$;
