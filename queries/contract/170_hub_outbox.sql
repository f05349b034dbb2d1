-- hub: the outbox. Messages are taken with a lease, and offered again, with the next attempt number, when it ends without a report.

-- Waits for the driver are reminded once: whoever takes the outbox queues the reminders that are due.
create or replace function core.queue_reminders() returns void
  language plpgsql
  as $$
declare
  v_request record;
  v_unpaid record;
  v_without text[];
  v_channel text;
begin
  for v_request in
    select r.id, r.driver_id, r.application_id from core.information_request r
    where r.answered_at is null and r.withdrawn_at is null and r.reminded_at is null
      and r.effective_at <= core.now() - core.setting('reminder_after')::interval
    order by r.effective_at limit 100 for no key update skip locked
  loop
    update core.information_request set reminded_at = core.now() where id = v_request.id;
    -- By the channel that the request itself took: never to an address that it says is wrong.
    select coalesce(array_agg(i.item) filter (where i.item in ('email', 'phone')), '{}') into v_without
      from core.requested_item i where i.request_id = v_request.id;
    v_channel := case when v_request.application_id is null then core.account_channel(v_request.driver_id, v_without)
      else core.reachable_by(v_request.driver_id, v_without) end;
    if v_channel is not null then
      perform core.notify_driver(v_request.driver_id, 'reminder', jsonb_build_object('request', v_request.id, 'application', v_request.application_id),
        p_channel => v_channel);
    end if;
  end loop;
  for v_unpaid in
    select a.id, a.driver_id from core.application a
    where a.state = 'awaiting_payment' and a.reminded_at is null and a.submitted_at <= core.now() - core.setting('reminder_after')::interval
      -- What is to be paid after a claim was asked for long after it was submitted.
      and not exists (select from core.payment p where p.application_id = a.id and p.purpose = 'quality' and p.created_at > core.now() - core.setting('reminder_after')::interval)
    order by a.submitted_at limit 100 for no key update skip locked
  loop
    update core.application set reminded_at = core.now() where id = v_unpaid.id;
    perform core.notify_driver(v_unpaid.driver_id, 'reminder', jsonb_build_object('application', v_unpaid.id));
  end loop;
  perform core.queue_card_reminders(core.now() - core.setting('reminder_after')::interval);
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
    where a.id = q.application_id and q.received_at is null and q.reminded_at is null and q.declared_at <= p_before and a.state in ('cancelled', 'closed')
      and a.effective_at <= core.now();
  for v_wait in
    select q.id, q.driver_id, q.application_id, q.coupon from core.quality_claim q join core.application a on a.id = q.application_id and a.state = 'awaiting_card'
    where q.received_at is null and q.reminded_at is null and q.declared_at <= p_before order by q.declared_at limit 100 for no key update of q skip locked
  loop
    update core.quality_claim set reminded_at = core.now() where id = v_wait.id;
    perform core.notify_driver(v_wait.driver_id, 'reminder', jsonb_build_object('application', v_wait.application_id, 'claim', v_wait.id, 'coupon', v_wait.coupon));
  end loop;
  for v_wait in
    select q.id, q.driver_id, q.application_id from core.quality_claim q join core.application a on a.id = q.application_id and a.state = 'to_correct_and_pay'
    where q.outcome = 'driver' and q.outcome_until is null and q.answered_at is null and q.attribution_reminded_at is null and q.outcome_effective_at <= p_before
    order by q.outcome_effective_at limit 100 for no key update of q skip locked
  loop
    update core.quality_claim set attribution_reminded_at = core.now() where id = v_wait.id;
    perform core.notify_driver(v_wait.driver_id, 'reminder', jsonb_build_object('application', v_wait.application_id, 'claim', v_wait.id));
  end loop;
  for v_wait in
    select r.id, r.driver_id, r.application_id from core.returned_dispatch r
    where r.state in ('awaiting_answer', 'awaiting_payment') and r.reminded_at is null and coalesce(r.answered_at, r.registered_at) <= p_before
      and r.registered_at <= p_before order by r.registered_at limit 100 for no key update skip locked
  loop
    update core.returned_dispatch set reminded_at = core.now() where id = v_wait.id;
    perform core.notify_driver(v_wait.driver_id, 'reminder', jsonb_build_object('application', v_wait.application_id, 'returned_dispatch', v_wait.id));
  end loop;
end
$$;

-- Takes messages to send, oldest first: until its lease ends a message is nobody else's. request: sent again while that lease lasts, the same
-- messages are given again; without one, each call takes others.
create or replace function hub.take_notifications(maximum integer default 100, request uuid default null)
  returns table (notification bigint, attempt integer, channel text, address text, language text, template text, payload jsonb,
    certificate bigint, invoice bigint, lease_until timestamptz)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_lease_until timestamptz := core.now() + core.setting('notification_lease')::interval;
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
  return query
    with taken as materialized (
      select n.id from core.notification n where n.state = 'waiting' and n.offered_after <= core.now()
      order by n.offered_after, n.id limit least(coalesce(maximum, 100), 1000) for no key update skip locked
    ), leased as (
      update core.notification n set attempt = n.attempt + 1, taken_by = session_user, offered_after = v_lease_until
      from taken where n.id = taken.id
      returning n.id, n.attempt, n.channel, n.address, n.language, n.template, n.payload, n.certificate_id, n.invoice_id
    ), noted as (
      insert into core.notification_attempt (notification_id, attempt, taken_at, taken_by, lease_until, request_id)
      select leased.id, leased.attempt, core.now(), session_user, v_lease_until, request from leased
    )
    select leased.*, v_lease_until from leased order by leased.id;
  if request is not null then
    perform core.end_request(request, 'true');
  end if;
end
$$;

-- What became of a message: sent, bounced or failed. A bounced e-mail makes the next messages go by SMS.
create or replace function hub.report_notification(request uuid, notification bigint, attempt integer, outcome text, error text default null) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_notification core.notification;
  v_error text := nullif(core.check_text('error', error, 500), '');
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
  if not found or v_notification.attempt = 0 then
    perform core.fail('PU004', format('no notification %s was taken', notification), 'Take messages with hub.take_notifications.', jsonb_build_object('kind', 'notification', 'id', notification));
  end if;
  -- A report of the last attempt counts although its lease has ended, as long as nobody has taken the message again.
  if v_notification.state <> 'waiting' or v_notification.attempt is distinct from attempt then
    perform core.fail('PU056', format('notification %s is at attempt %s, state %s', notification, v_notification.attempt, v_notification.state),
      'Report the attempt that was taken last.', jsonb_build_object('notification', notification, 'attempt', v_notification.attempt, 'state', v_notification.state));
  end if;
  if outcome is null or outcome not in ('sent', 'bounced', 'failed') then
    perform core.fail('PU062', 'outcome must be sent, bounced or failed', 'Send one of them.', '{"field": "outcome"}');
  end if;
  update core.notification n set state = outcome, settled_at = core.now(), error = v_error where n.id = notification;
  update core.notification_attempt t set outcome = report_notification.outcome, reported_at = core.now(), error = v_error
    where t.notification_id = notification and t.attempt = report_notification.attempt;
  if outcome = 'bounced' and v_notification.channel = 'email' then
    update core.account a set email_bounced = true where a.driver_id = v_notification.driver_id and a.email = v_notification.address;
    if found then
      -- The same message, by SMS, where there is a phone number.
      perform core.notify_driver(v_notification.driver_id, v_notification.template, v_notification.payload,
        p_certificate => v_notification.certificate_id, p_invoice => v_notification.invoice_id);
      -- With neither, what waits for him is support's.
      update core.desk_case c set unreachable = true
        where c.driver_id = v_notification.driver_id and c.state = 'waiting' and core.reachable_by(c.driver_id) is null;
    end if;
  end if;
  perform core.end_request(request, to_jsonb(outcome));
  return outcome;
end
$$;

-- Is there news? One row, one probe of the index of what waits: the moment from which the first waiting message may be taken, and whether it has come.
create or replace view hub.outbox_waiting as
  select coalesce(first.offered_after <= core.now(), false) as waiting, first.offered_after as next_at
  from (values (1)) as one
    left join lateral (select n.offered_after from core.notification n where n.state = 'waiting' order by n.offered_after, n.id limit 1) as first on true;

-- What became of each message each time that it was taken. expired: its lease ended without a report.
create or replace view hub.notification_attempt as
  select n.driver_id as driver, t.notification_id as notification, t.attempt, t.taken_at, t.taken_by, t.lease_until,
    coalesce(t.outcome, case when t.attempt < n.attempt or t.lease_until <= core.now() then 'expired' end) as outcome, t.reported_at, t.error
  from core.notification n join core.notification_attempt t on t.notification_id = n.id
  where n.effective_at <= core.now();

grant select on hub.outbox_waiting to pupitre_mailer;
grant select on hub.notification_attempt to pupitre_portal, pupitre_mailer;
grant execute on function hub.take_notifications(integer, uuid), hub.report_notification(uuid, bigint, integer, text, text) to pupitre_mailer;
