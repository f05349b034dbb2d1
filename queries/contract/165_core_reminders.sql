-- core: reminders: each wait for a driver is reminded once.

-- Waits for the driver are reminded once: whoever takes the outbox queues the reminders that are due.
create or replace function core.queue_reminders() returns void
  language plpgsql
  as $$
declare
  v_request record;
  v_unpaid record;
begin
  for v_request in
    select r.id, r.driver_id, r.application_id from core.information_request r
    where r.answered_at is null and r.withdrawn_at is null and r.reminded_at is null
      and r.effective_at <= core.now() - core.span('reminder_after')
    order by r.effective_at limit 100 for no key update skip locked
  loop
    update core.information_request set reminded_at = core.now() where id = v_request.id;
    -- By the route that the request itself took: never to an address that it says is wrong.
    perform core.notify_driver(v_request.driver_id, 'reminder',
      jsonb_build_object('request', v_request.id, 'application', v_request.application_id),
      p_route => case when v_request.application_id is null then 'email' else 'chosen' end,
      p_not_to => core.flagged_addresses(v_request.id));
  end loop;
  for v_unpaid in
    select a.id, a.driver_id from core.application a
    where a.state = 'awaiting_payment' and a.reminded_at is null and a.submitted_at <= core.now() - core.span('reminder_after')
      -- What is to be paid after a claim was asked for long after it was submitted.
      and not exists (select from core.payment p where p.application_id = a.id and p.purpose = 'quality'
        and p.created_at > core.now() - core.span('reminder_after'))
    order by a.submitted_at limit 100 for no key update skip locked
  loop
    update core.application set reminded_at = core.now() where id = v_unpaid.id;
    perform core.notify_driver(v_unpaid.driver_id, 'reminder', jsonb_build_object('application', v_unpaid.id));
  end loop;
  perform core.queue_card_reminders(core.now() - core.span('reminder_after'));
end
$$;

-- The waits of cards: a coupon that was not posted, a correction that was not made, a returned card that nobody claims or pays for.
create or replace function core.queue_card_reminders(p_before timestamptz) returns void
  language plpgsql
  as $$
declare
  v_wait record;
begin
  -- Claims that ended before their card came are not looked at again.
  update core.quality_claim q set reminded_at = core.now() from core.application a
    where a.id = q.application_id and q.received_at is null and q.reminded_at is null and q.declared_at <= p_before
      and a.state in ('cancelled', 'closed') and not core.is_in_grace('application', a.id);
  for v_wait in
    select q.id, q.driver_id, q.application_id, q.coupon
    from core.quality_claim q join core.application a on a.id = q.application_id and a.state = 'awaiting_card'
    where q.received_at is null and q.reminded_at is null and q.declared_at <= p_before
    order by q.declared_at limit 100 for no key update of q skip locked
  loop
    update core.quality_claim set reminded_at = core.now() where id = v_wait.id;
    perform core.notify_driver(v_wait.driver_id, 'reminder',
      jsonb_build_object('application', v_wait.application_id, 'claim', v_wait.id, 'coupon', v_wait.coupon));
  end loop;
  for v_wait in
    select q.id, q.driver_id, q.application_id
    from core.quality_claim q join core.application a on a.id = q.application_id and a.state = 'to_correct_and_pay'
    where q.outcome = 'driver' and q.answered_at is null and q.attribution_reminded_at is null and q.outcome_at <= p_before
    order by q.outcome_at limit 100 for no key update of q skip locked
  loop
    update core.quality_claim set attribution_reminded_at = core.now() where id = v_wait.id;
    perform core.notify_driver(v_wait.driver_id, 'reminder', jsonb_build_object('application', v_wait.application_id, 'claim', v_wait.id));
  end loop;
  for v_wait in
    select r.id, r.driver_id, r.application_id from core.returned_dispatch r
    where r.state in ('awaiting_answer', 'awaiting_payment') and r.reminded_at is null
      and coalesce(r.answered_at, r.registered_at) <= p_before and r.registered_at <= p_before
    order by r.registered_at limit 100 for no key update skip locked
  loop
    update core.returned_dispatch set reminded_at = core.now() where id = v_wait.id;
    perform core.notify_driver(v_wait.driver_id, 'reminder',
      jsonb_build_object('application', v_wait.application_id, 'returned_dispatch', v_wait.id));
  end loop;
end
$$;

-- The addresses that an information request says are wrong, as they are now: a message about it goes to another.
create or replace function core.flagged_addresses(p_request bigint) returns text[]
  language sql stable
  as $$
    select coalesce(array_agg(case i.item when 'email' then a.email else a.phone end), '{}')
    from core.requested_item i join core.information_request r on r.id = i.request_id join core.account a on a.driver_id = r.driver_id
    where i.request_id = p_request and i.item in ('email', 'phone')
  $$;
