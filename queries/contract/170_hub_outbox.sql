-- hub: the outbox. Messages are taken with a lease, and offered again, with the next attempt number, when it ends without a report.

-- Takes messages to send, oldest first, each to the address in force at this moment: until its lease ends a message is nobody else's. What
-- no address is left for, or is over, is settled here. request: sent again while that lease lasts, the same messages are given again;
-- without one, each call takes others.
create or replace function hub.take_notifications(maximum integer default 100, request uuid default null)
  returns table (
    notification bigint, attempt integer, channel text, address text, language text, template text, payload jsonb, certificate bigint,
    invoice bigint, lease_until timestamptz)
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
      notification := v_message.id; attempt := v_message.attempt + 1;
      channel := v_message.channel; address := v_message.address; language := v_message.language;
      template := v_message.template; payload := v_message.payload;
      certificate := v_message.certificate_id; invoice := v_message.invoice_id; lease_until := v_lease_until;
      update core.notification n set
        attempt = take_notifications.attempt, taken_by = session_user, offered_after = v_lease_until,
        channel = v_message.channel, address = v_message.address
      where n.id = v_message.id;
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
create or replace function hub.report_notification(
  request uuid, notification bigint, attempt integer, outcome text, error text default null)
  returns text
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
    perform from core.desk_case c
      where c.driver_id = (select n.driver_id from core.notification n where n.id = notification) and c.state = 'waiting'
      order by c.id for no key update;
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
      update core.account a set email_bounced = true
        where a.driver_id = v_notification.driver_id and a.email = v_notification.address and not a.email_bounced;
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
  from (values (1)) as one left join lateral (
    select n.offered_after from core.notification n
    -- Of what a decision in its grace will say nothing is told, its time neither.
    where n.state = 'waiting' and n.effective_at <= core.now()
    order by n.offered_after, n.id limit 1) as first on true;

-- What became of each message each time that it was taken. expired: its lease ended without a report.
create or replace view hub.notification_attempt as
  select n.driver_id as driver, t.notification_id as notification, t.attempt, t.taken_at, t.taken_by, t.lease_until,
    coalesce(t.outcome, case when t.attempt < n.attempt or t.lease_until <= core.now() then 'expired' end) as outcome,
    t.reported_at, t.error
  from core.notification n join core.notification_attempt t on t.notification_id = n.id
  where n.effective_at <= core.now();

grant select on hub.outbox_waiting to pupitre_mailer;

grant select on hub.notification_attempt to pupitre_portal, pupitre_mailer;

grant execute on function hub.take_notifications(integer, uuid),
  hub.report_notification(uuid, bigint, integer, text, text) to pupitre_mailer;
