-- core: messages that could not be delivered, and whether they still say something.

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
    return not exists (
      select from core.certificate c where c.id = p_message.certificate_id and c.valid_until >= core.today());
  elsif p_message.invoice_id is not null then
    return false;
  elsif exists (
    select from core.shown_information_request r
    where r.id = (p_message.payload ->> 'request')::bigint and (r.answered_at is not null or r.withdrawn_at is not null)) then
    return true;
  end if;
  v_account := core.shown_state('account', p_message.driver_id);
  v_application := core.shown_state('application', (p_message.payload ->> 'application')::bigint);
  v_returned := core.shown_state('returned_dispatch', (p_message.payload ->> 'returned_dispatch')::bigint);
  return coalesce(case
    when p_message.template in ('account_approved', 'password') then v_account <> 'active'
      -- A later one tells it.
      or exists (
        select from core.notification n
        where n.driver_id = p_message.driver_id and n.template in ('account_approved', 'password') and n.id > p_message.id
          and n.effective_at <= core.now()
          and (n.state = 'sent' or n.state = 'waiting' and (n.offered_after <= core.now() or n.attempt > 0)))
    when p_message.template = 'account_suspended' then v_account <> 'suspended'
    when p_message.template = 'reminder' and p_message.payload ->> 'returned_dispatch' is not null
      then coalesce(v_returned not in ('awaiting_answer', 'awaiting_payment', 'to_correct'), true)
    when p_message.template = 'reminder' and p_message.payload ->> 'request' is null and v_application is not null
      then v_application not in ('awaiting_payment', 'awaiting_card', 'to_correct', 'to_correct_and_pay')
    when not p_news then false
    when p_message.template = 'dispatch_returned'
      then coalesce(v_returned not in ('awaiting_answer', 'awaiting_payment', 'to_correct'), true)
    when p_message.template in ('payment_failed', 'payment_expired')
      then v_application <> 'awaiting_payment' and not exists (
        select from core.returned_dispatch r
        where r.application_id = (p_message.payload ->> 'application')::bigint and r.state = 'awaiting_payment')
    when p_message.template = 'application_received' then v_application <> 'submitted'
    when p_message.template in ('application_approved', 'replacement_ordered', 'card_reissued')
      then v_application not in ('approved', 'in_production', 'produced')
    when p_message.template in ('quality_driver', 'quality_no_defect')
      then v_application not in ('to_correct_and_pay', 'awaiting_payment')
    when p_message.template in ('card_dispatched', 'card_reshipped')
      then coalesce(core.shown_state('card', (p_message.payload ->> 'card')::bigint) not in ('dispatched', 'returned'), true)
  end, false);
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
    select * from core.notification n
    where n.driver_id = p_driver and n.state in ('unreachable', 'bounced', 'failed') and n.resent_as is null and n.route <> 'fixed'
    order by n.id desc for no key update
  loop
    -- Where a text message could not be delivered the number is left alone; an e-mail address has its own mark.
    v_not_to := array_remove(
      v_message.not_to || case when v_message.state = 'failed' or v_message.channel = 'sms' then v_message.address end, null);
    continue when core.is_over(v_message, true)
      or not exists (select from core.way w where w.driver_id = p_driver and not w.address = any (v_not_to));
    perform core.send_again(v_message, v_not_to);
    v_count := v_count + 1;
  end loop;
  update core.desk_case c set unreachable = false
    where c.driver_id = p_driver and c.state = 'waiting' and c.unreachable and core.reachable_by(p_driver) is not null;
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
  insert into core.notification (
    driver_id, template, route, not_to, language, payload, certificate_id, invoice_id, created_at, effective_at, offered_after)
  values (
    p_message.driver_id, p_message.template, p_message.route, p_not_to, p_message.language, p_message.payload,
    p_message.certificate_id, p_message.invoice_id,
    core.now(), core.now(), core.may_go_at(p_message.driver_id, p_message.template))
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
