-- hub: the outbox. Messages are taken with a lease, and offered again, with the next attempt number, when it ends without a report.

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
    perform core.notify_driver(v_request.driver_id, 'reminder', jsonb_build_object('request', v_request.id, 'application',
      v_request.application_id),
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
      and a.state in ('cancelled', 'closed')
      and not core.is_in_grace('application', a.id);
  for v_wait in
    select q.id, q.driver_id, q.application_id, q.coupon from core.quality_claim q join core.application a on a.id = q.application_id
      and a.state = 'awaiting_card'
    where q.received_at is null and q.reminded_at is null and q.declared_at <= p_before order by q.declared_at limit 100
      for no key update of q skip locked
  loop
    update core.quality_claim set reminded_at = core.now() where id = v_wait.id;
    perform core.notify_driver(v_wait.driver_id, 'reminder', jsonb_build_object('application', v_wait.application_id, 'claim', v_wait.id,
      'coupon', v_wait.coupon));
  end loop;
  for v_wait in
    select q.id, q.driver_id, q.application_id from core.quality_claim q join core.application a on a.id = q.application_id
      and a.state = 'to_correct_and_pay'
    where q.outcome = 'driver' and q.answered_at is null and q.attribution_reminded_at is null and q.outcome_at <= p_before
    order by q.outcome_at limit 100 for no key update of q skip locked
  loop
    update core.quality_claim set attribution_reminded_at = core.now() where id = v_wait.id;
    perform core.notify_driver(v_wait.driver_id, 'reminder', jsonb_build_object('application', v_wait.application_id, 'claim', v_wait.id));
  end loop;
  for v_wait in
    select r.id, r.driver_id, r.application_id from core.returned_dispatch r
    where r.state in ('awaiting_answer', 'awaiting_payment') and r.reminded_at is null
      and coalesce(r.answered_at, r.registered_at) <= p_before
      and r.registered_at <= p_before order by r.registered_at limit 100 for no key update skip locked
  loop
    update core.returned_dispatch set reminded_at = core.now() where id = v_wait.id;
    perform core.notify_driver(v_wait.driver_id, 'reminder', jsonb_build_object('application', v_wait.application_id, 'returned_dispatch',
      v_wait.id));
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

-- Whether what a message asks or gives is over: then it is not sent. p_news: whether what it merely tells is no longer so either; then it
-- is not sent again.
create or replace function core.is_over(p_message core.notification, p_news boolean) returns boolean
  language plpgsql stable
  as $$
declare
  v_account text;
  v_application text;
  v_returned text;
begin
  if p_message.template = 'certificate' then
    return not exists (select from core.certificate c where c.id = p_message.certificate_id and c.valid_until >= core.today());
  elsif p_message.invoice_id is not null then
    return false;
  elsif exists (select from core.shown_information_request r where r.id = (p_message.payload ->> 'request')::bigint
    and (r.answered_at is not null or r.withdrawn_at is not null)) then
    return true;
  end if;
  v_account := core.shown_state('account', p_message.driver_id);
  v_application := core.shown_state('application', (p_message.payload ->> 'application')::bigint);
  v_returned := core.shown_state('returned_dispatch', (p_message.payload ->> 'returned_dispatch')::bigint);
  return coalesce(case
    when p_message.template in ('account_approved', 'password') then v_account <> 'active'
      -- A later one tells it.
      or exists (select from core.notification n where n.driver_id = p_message.driver_id and n.template in ('account_approved', 'password')
        and n.id > p_message.id
        and n.effective_at <= core.now() and (n.state = 'sent' or n.state = 'waiting' and (n.offered_after <= core.now() or n.attempt > 0)))
    when p_message.template = 'account_suspended' then v_account <> 'suspended'
    when p_message.template = 'reminder' and v_returned is not null
      then v_returned not in ('awaiting_answer', 'awaiting_payment', 'to_correct')
    when p_message.template = 'reminder' and p_message.payload ->> 'request' is null and v_application is not null
      then v_application not in ('awaiting_payment', 'awaiting_card', 'to_correct', 'to_correct_and_pay')
    when not p_news then false
    when p_message.template = 'dispatch_returned' then coalesce(v_returned not in ('awaiting_answer', 'awaiting_payment', 'to_correct'),
      true)
    when p_message.template in ('payment_failed', 'payment_expired') then v_application <> 'awaiting_payment' and not exists (
      select from core.returned_dispatch r where r.application_id = (p_message.payload ->> 'application')::bigint
        and r.state = 'awaiting_payment')
    when p_message.template = 'application_received' then v_application <> 'submitted'
    when p_message.template in ('application_approved', 'replacement_ordered', 'card_reissued')
      then v_application not in ('approved', 'in_production', 'produced')
    when p_message.template in ('quality_driver', 'quality_no_defect') then v_application not in ('to_correct_and_pay', 'awaiting_payment')
    when p_message.template in ('card_dispatched', 'card_reshipped') then
      coalesce(core.shown_state('card', (p_message.payload ->> 'card')::bigint) not in ('dispatched', 'returned'), true) end, false);
end
$$;

-- Queues again what could not reach the driver, now that there is another way to him, as far as it still says something. Returns how many
-- messages.
create or replace function core.queue_again(p_driver bigint) returns integer
  language plpgsql
  as $$
declare
  v_message core.notification;
  v_not_to text[];
  v_count integer := 0;
begin
  -- Latest first: of two that tell the same only that one goes again.
  for v_message in
    select * from core.notification n where n.driver_id = p_driver and n.state in ('unreachable', 'bounced', 'failed')
      and n.resent_as is null and n.route <> 'fixed'
    order by n.id desc for no key update
  loop
    -- Where a text message could not be delivered the number is left alone; an e-mail address has its own mark.
    v_not_to := array_remove(v_message.not_to || case when v_message.state = 'failed' or v_message.channel = 'sms'
      then v_message.address end, null);
    continue when core.is_over(v_message, true) or not exists (select from core.way w where w.driver_id = p_driver
      and not w.address = any (v_not_to));
    perform core.send_again(v_message, v_not_to);
    v_count := v_count + 1;
  end loop;
  update core.desk_case c set unreachable = false where c.driver_id = p_driver and c.state = 'waiting' and c.unreachable
    and core.reachable_by(p_driver) is not null;
  return v_count;
end
$$;

-- The same message once more, to an address that is none of these.
create or replace function core.send_again(p_message core.notification, p_not_to text[]) returns bigint
  language plpgsql
  as $$
declare
  v_id bigint;
begin
  insert into core.notification (driver_id, template, route, not_to, language, payload, certificate_id, invoice_id, created_at,
    effective_at, offered_after)
  values (p_message.driver_id, p_message.template, p_message.route, p_not_to, p_message.language, p_message.payload,
    p_message.certificate_id,
    p_message.invoice_id, core.now(), core.now(), core.may_go_at(p_message.driver_id, p_message.template))
  returning id into v_id;
  update core.notification n set resent_as = v_id where n.id = p_message.id;
  return v_id;
end
$$;

-- Support is told where a driver who is waited for can be reached by no way.
create or replace function core.mark_unreachable(p_driver bigint) returns void
  language sql
  as $$
    -- Not where somebody is at work on it: a case is locked before the messages about it.
    update core.desk_case c set unreachable = true where c.id in (
      select o.id from core.desk_case o where o.driver_id = p_driver and o.state = 'waiting' and not o.unreachable
        and core.reachable_by(p_driver) is null
      for no key update skip locked)
  $$;

-- Takes messages to send, oldest first, each to the address in force at this moment: until its lease ends a message is nobody else's. What
-- no address is left for, or is over, is settled here. request: sent again while that lease lasts, the same messages are given again;
-- without one, each call takes others.
create or replace function hub.take_notifications(maximum integer default 100, request uuid default null)
  returns table (notification bigint, attempt integer, channel text, address text, language text, template text, payload jsonb,
    certificate bigint, invoice bigint, lease_until timestamptz)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_lease_until timestamptz := core.now() + core.span('notification_lease');
  v_maximum integer := least(greatest(coalesce(maximum, 100), 0), 1000);
  v_message core.notification;
begin
  if request is not null and core.begin_request(request, 'take_notifications', to_jsonb(maximum)) is not null then
    return query
      select n.id, n.attempt, n.channel, n.address, n.language, n.template, n.payload, n.certificate_id, n.invoice_id, t.lease_until
      from core.notification_attempt t join core.notification n on n.id = t.notification_id and n.attempt = t.attempt
      where t.request_id = request and t.taken_by = session_user and n.state = 'waiting' and t.lease_until > core.now()
      order by n.id;
    return;
  end if;
  perform core.queue_reminders();
  perform core.number_invoices();
  for v_message in
    select n.* from core.notification n where n.state = 'waiting' and n.offered_after <= core.now()
      and (n.invoice_id is null or exists (select from core.invoice i where i.id = n.invoice_id and i.number is not null))
    order by n.offered_after, n.id limit v_maximum for no key update skip locked
  loop
    select g.channel, g.address into v_message.channel, v_message.address from core.goes_by g where g.id = v_message.id;
    if core.is_over(v_message, false) then
      update core.notification n set state = 'void', settled_at = core.now() where n.id = v_message.id;
    elsif v_message.channel is null then
      update core.notification n set state = 'unreachable', settled_at = core.now() where n.id = v_message.id;
      perform core.mark_unreachable(v_message.driver_id);
    else
      notification := v_message.id; attempt := v_message.attempt + 1; channel := v_message.channel; address := v_message.address;
        language := v_message.language;
      template := v_message.template; payload := v_message.payload; certificate := v_message.certificate_id;
        invoice := v_message.invoice_id;
      lease_until := v_lease_until;
      update core.notification n set attempt = take_notifications.attempt, taken_by = session_user, offered_after = v_lease_until,
        channel = v_message.channel,
        address = v_message.address where n.id = v_message.id;
      insert into core.notification_attempt (notification_id, attempt, taken_at, taken_by, lease_until, request_id)
        values (v_message.id, attempt, core.now(), session_user, v_lease_until, request);
      return next;
    end if;
  end loop;
  if request is not null then
    perform core.end_request(request, 'true');
  end if;
end
$$;

-- What became of a message that this login took: sent, bounced or failed. One that bounced goes to another address where there is one; an
-- e-mail address that bounced is not used again.
create or replace function hub.report_notification(request uuid, notification bigint, attempt integer, outcome text,
  error text default null) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_notification core.notification;
  v_error text := nullif(core.check_text('error', error, 500), '');
  v_not_to text[];
begin
  v_replay := core.begin_request(request, 'report_notification', jsonb_build_array(notification, attempt, outcome, error));
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  if outcome = 'bounced' then
    -- Cases before what they are about.
    perform from core.desk_case c where c.driver_id = (select n.driver_id from core.notification n where n.id = notification)
      and c.state = 'waiting' order by c.id for no key update;
  end if;
  select * into v_notification from core.notification n where n.id = notification for no key update;
  if not found or v_notification.attempt = 0 or v_notification.attempt = attempt and v_notification.taken_by <> session_user then
    perform core.refuse('PU004:taken', jsonb_build_object('kind', 'notification', 'id', notification));
  end if;
  -- A report of the last attempt counts although its lease has ended, as long as nobody has taken the message again.
  if v_notification.state <> 'waiting' or v_notification.attempt is distinct from attempt then
    perform core.refuse('PU056',
      jsonb_build_object('notification', notification, 'attempt', v_notification.attempt, 'state', v_notification.state));
  end if;
  if outcome is null or outcome not in ('sent', 'bounced', 'failed') then
    perform core.refuse('PU062:choice', jsonb_build_object('field', 'outcome', 'possible', array['sent', 'bounced', 'failed']));
  end if;
  update core.notification n set state = outcome, settled_at = core.now(), error = v_error where n.id = notification
    returning * into v_notification;
  update core.notification_attempt t set outcome = report_notification.outcome, reported_at = core.now(), error = v_error
    where t.notification_id = notification and t.attempt = report_notification.attempt;
  if outcome = 'bounced' and v_notification.route <> 'fixed' then
    if v_notification.channel = 'email' then
      update core.account a set email_bounced = true where a.driver_id = v_notification.driver_id and a.email = v_notification.address
        and not a.email_bounced;
    end if;
    -- By the other channel, or to the address that is in force since.
    v_not_to := v_notification.not_to || v_notification.address;
    if exists (select from core.way w where w.driver_id = v_notification.driver_id and not w.address = any (v_not_to))
      and not core.is_over(v_notification, true) then
      perform core.send_again(v_notification, v_not_to);
    end if;
    -- With neither, what waits for him is support's.
    perform core.mark_unreachable(v_notification.driver_id);
  end if;
  perform core.end_request(request, to_jsonb(outcome));
  return outcome;
end
$$;

-- Is there news? One row, one probe of the index of what waits: the moment from which the first waiting message may be taken, and whether
-- it has come.
create or replace view hub.outbox_waiting as
  select coalesce(first.offered_after <= core.now(), false) as waiting, first.offered_after as next_at
  from (values (1)) as one
    left join lateral (select n.offered_after from core.notification n
      -- Of what a decision in its grace will say nothing is told, its time neither.
      where n.state = 'waiting' and n.effective_at <= core.now() order by n.offered_after, n.id limit 1) as first on true;

-- What became of each message each time that it was taken. expired: its lease ended without a report.
create or replace view hub.notification_attempt as
  select n.driver_id as driver, t.notification_id as notification, t.attempt, t.taken_at, t.taken_by, t.lease_until,
    coalesce(t.outcome, case when t.attempt < n.attempt or t.lease_until <= core.now() then 'expired' end) as outcome, t.reported_at,
      t.error
  from core.notification n join core.notification_attempt t on t.notification_id = n.id
  where n.effective_at <= core.now();

grant select on hub.outbox_waiting to pupitre_mailer;
grant select on hub.notification_attempt to pupitre_portal, pupitre_mailer;
grant execute on function hub.take_notifications(integer, uuid),
  hub.report_notification(uuid, bigint, integer, text, text) to pupitre_mailer;
