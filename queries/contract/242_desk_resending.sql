-- desk: for drivers who call: messages sent again.

-- Queues the password message again; the portal owns passwords. After an agent has changed how the driver is reached it waits for a while,
-- unless a supervisor says now. One that waits already is not doubled. Returns the channel, from when on it may go, whether it waited
-- already and nothing is changed by this, and whose it is.
-- It gave other columns once.
drop function if exists desk.resend_password(uuid, bigint, boolean);
create or replace function desk.resend_password(p_request uuid, p_driver bigint, p_now boolean default false)
  returns table (channel text, goes_at bigint, is_held boolean, is_waiting boolean, last_name text, first_names text)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_replay jsonb := core.begin_request(p_request, 'resend_password', jsonb_build_array(p_driver, p_now));
  v_account core.account;
  v_channel text;
  v_goes_at timestamptz;
  v_message bigint;
  v_former timestamptz;
  v_is_waiting boolean := false;
begin
  if v_replay is null then
    v_account := core.require_account(p_driver, 'active');
    if p_now then
      perform core.require_right('resend_now');
    end if;
    v_channel := core.account_channel(p_driver);
    if v_channel is null then
      perform core.refuse('PU057', jsonb_build_object('driver', p_driver));
    end if;
    v_goes_at := case when p_now then core.now() else core.may_go_at(p_driver, 'password') end;
    select n.id, n.offered_after into v_message, v_former from core.notification n
      where n.driver_id = p_driver and n.template = 'password' and n.state = 'waiting' and n.attempt = 0
      order by n.id desc limit 1 for no key update;
    if v_message is null then
      v_message := core.notify_driver(p_driver, 'password');
    end if;
    -- What a supervisor let go is not held back again; after another change of the contact it is (desk.contact).
    update core.notification n set offered_after = least(n.offered_after, v_goes_at) where n.id = v_message
      returning greatest(n.offered_after, core.now()) into v_goes_at;
    if v_former is not null and greatest(v_former, core.now()) = v_goes_at then
      -- It waits already, and goes no sooner nor later.
      v_is_waiting := true;
      perform core.forget_act(p_request);
    else
      perform core.note_act(p_request, null, p_driver, 'password');
    end if;
    perform core.add_event(null, p_driver, 'resent', case when p_now then 'password now' else 'password' end);
    v_replay := jsonb_build_object('channel', v_channel, 'goes_at', core.seconds(v_goes_at), 'is_held', v_goes_at > core.now(),
      'is_waiting', v_is_waiting, 'last_name', v_account.last_name, 'first_names', v_account.first_names);
    perform core.end_request(p_request, v_replay);
  end if;
  return query
    select * from jsonb_to_record(v_replay) as r(
      channel text, goes_at bigint, is_held boolean, is_waiting boolean, last_name text, first_names text);
end
$$;

-- Queues the message that carries an invoice again. One that waits already is not doubled. Returns the channel, and whether it waited
-- already.
-- It gave the channel alone once.
drop function if exists desk.resend_invoice(uuid, text);
create or replace function desk.resend_invoice(p_request uuid, p_number text) returns table (channel text, is_waiting boolean)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_replay jsonb := core.begin_request(p_request, 'resend_invoice', to_jsonb(p_number));
  v_invoice record;
  v_channel text;
  v_is_waiting boolean;
begin
  if v_replay is null then
    -- Under the number that a document of a decision will be given (core.due_invoice): whoever sends it gives it.
    select coalesce(i.number, d.number) as number, i.id, i.driver_id into v_invoice
      from core.invoice i left join core.due_invoice d on d.id = i.id
      where coalesce(i.number, d.number) = core.scanned('number', p_number);
    if not found then
      perform core.refuse('PU004', jsonb_build_object('kind', 'invoice', 'id', p_number));
    end if;
    v_channel := core.account_channel(v_invoice.driver_id);
    if v_channel is null then
      perform core.refuse('PU057', jsonb_build_object('driver', v_invoice.driver_id));
    end if;
    v_is_waiting := exists (select from core.notification n
      where n.invoice_id = v_invoice.id and n.template = 'invoice_duplicate' and n.state = 'waiting' and n.attempt = 0);
    if v_is_waiting then
      perform core.forget_act(p_request);
    else
      perform core.notify_driver(v_invoice.driver_id, 'invoice_duplicate', jsonb_build_object('number', v_invoice.number),
        p_invoice => v_invoice.id);
      perform core.add_event(null, v_invoice.driver_id, 'resent', v_invoice.number);
      perform core.note_act(p_request, null, v_invoice.driver_id, v_invoice.number);
    end if;
    v_replay := jsonb_build_object('channel', v_channel, 'is_waiting', v_is_waiting);
    perform core.end_request(p_request, v_replay);
  end if;
  return query select * from jsonb_to_record(v_replay) as r(channel text, is_waiting boolean);
end
$$;
