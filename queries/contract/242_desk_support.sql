-- desk: for drivers who call: messages sent again, trainings attached, how they are reached.

-- Queues the password message again; the portal owns passwords. After an agent has changed how the driver is reached it waits for a while,
-- unless a supervisor says now. One that waits already is not doubled. Returns the channel, and from when on it may go.
create or replace function desk.resend_password(p_request uuid, p_driver bigint, p_now boolean default false)
  returns table (channel text, goes_at bigint, is_held boolean)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_replay jsonb := core.begin_request(p_request, 'resend_password', jsonb_build_array(p_driver, p_now));
  v_channel text;
  v_goes_at timestamptz;
  v_message bigint;
  v_former timestamptz;
begin
  if v_replay is null then
    perform core.require_account(p_driver, 'active');
    if p_now then
      perform core.require_right('resend_now');
    end if;
    v_channel := core.account_channel(p_driver);
    if v_channel is null then
      perform core.refuse('PU057', jsonb_build_object('driver', p_driver));
    end if;
    v_goes_at := case when p_now then core.now() else core.may_go_at(p_driver, 'password') end;
    select n.id, n.offered_after into v_message, v_former from core.notification n where n.driver_id = p_driver and n.template = 'password'
      and n.state = 'waiting' and n.attempt = 0
      order by n.id desc limit 1 for no key update;
    if v_message is null then
      v_message := core.notify_driver(p_driver, 'password');
    end if;
    -- What a supervisor let go is not held back again; after another change of the contact it is (desk.contact).
    update core.notification n set offered_after = least(n.offered_after, v_goes_at) where n.id = v_message
      returning greatest(n.offered_after, core.now()) into v_goes_at;
    if v_former is not null and greatest(v_former, core.now()) = v_goes_at then
      -- It waits already, and goes no sooner nor later.
      perform core.forget_act(p_request);
    else
      perform core.note_act(p_request, null, p_driver, 'password');
    end if;
    perform core.add_event(null, p_driver, 'resent', case when p_now then 'password now' else 'password' end);
    v_replay := jsonb_build_object('channel', v_channel, 'goes_at', core.seconds(v_goes_at), 'is_held', v_goes_at > core.now());
    perform core.end_request(p_request, v_replay);
  end if;
  return query select * from jsonb_to_record(v_replay) as r(channel text, goes_at bigint, is_held boolean);
end
$$;

-- Queues the message that carries an invoice again.
create or replace function desk.resend_invoice(p_request uuid, p_number text) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_replay jsonb;
  v_invoice record;
  v_channel text;
begin
  v_replay := core.begin_request(p_request, 'resend_invoice', to_jsonb(p_number));
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  -- Under the number that a document of a decision will be given (core.due_invoice): whoever sends it gives it.
  select coalesce(i.number, d.number) as number, i.id, i.driver_id into v_invoice from core.invoice i left
    join core.due_invoice d on d.id = i.id
    where coalesce(i.number, d.number) = core.scanned('number', p_number);
  if not found then
    perform core.refuse('PU004', jsonb_build_object('kind', 'invoice', 'id', p_number));
  end if;
  v_channel := core.account_channel(v_invoice.driver_id);
  if v_channel is null then
    perform core.refuse('PU057', jsonb_build_object('driver', v_invoice.driver_id));
  end if;
  perform core.notify_driver(v_invoice.driver_id, 'invoice_duplicate', jsonb_build_object('number', v_invoice.number),
    p_invoice => v_invoice.id);
  perform core.add_event(null, v_invoice.driver_id, 'resent', v_invoice.number);
  perform core.note_act(p_request, null, v_invoice.driver_id, v_invoice.number);
  perform core.end_request(p_request, to_jsonb(v_channel));
  return v_channel;
end
$$;

-- Attaches a recorded training to the driver whose it is although the data differ: then the agent says why.
create or replace function desk.attach(p_request uuid, p_training bigint, p_driver bigint, p_comment text default '')
  returns table (training bigint, driver bigint, exact boolean, certificate_until date)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_comment text := core.check_text('comment', p_comment, 2000, true);
  v_replay jsonb := core.begin_request(p_request, 'attach', jsonb_build_array(p_training, p_driver, p_comment));
  v_account core.account;
  v_training core.training;
  v_exact boolean;
begin
  if v_replay is null then
    v_account := core.require_account(p_driver, 'active');
    select * into v_training from core.training t where t.id = p_training for no key update;
    if not found then
      perform core.refuse('PU004', jsonb_build_object('kind', 'training', 'id', p_training));
    end if;
    if v_training.driver_id is not null or v_training.state <> 'recorded' then
      perform core.refuse(case when v_training.driver_id is not null then 'PU073:attached' else 'PU073' end,
        jsonb_build_object('training', p_training, 'state', v_training.state, 'driver', v_training.driver_id));
    end if;
    v_exact := v_training.licence_key = v_account.licence_key and v_training.identity_key = v_account.identity_key;
    if not v_exact and v_comment = '' then
      perform core.refuse('PU070', jsonb_build_object('training', p_training, 'driver', p_driver));
    end if;
    perform core.attach_training(p_training, p_driver);
    perform core.note_act(p_request, null, p_driver, p_training::text);
    perform core.add_event(null, p_driver, 'attached', concat_ws(' ', p_training::text, nullif(v_comment, '')));
    v_replay := jsonb_build_object('training', p_training, 'driver', p_driver, 'exact', v_exact,
      'certificate_until', (select c.valid_until from core.certificate c where c.training_id = p_training));
    perform core.end_request(p_request, v_replay);
  end if;
  return query select * from jsonb_to_record(v_replay) as r(training bigint, driver bigint, exact boolean, certificate_until date);
end
$$;

-- Takes a training from a driver to whom it was wrongly attached (supervisors), while its right is unused.
create or replace function desk.detach(p_request uuid, p_training bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_training core.training;
begin
  if core.begin_request(p_request, 'detach', to_jsonb(p_training)) is not null then
    return;
  end if;
  perform core.require_right('detach');
  select * into v_training from core.training t where t.id = p_training for no key update;
  if not found or v_training.driver_id is null then
    perform core.refuse('PU004', jsonb_build_object('kind', 'training', 'id', p_training));
  end if;
  if exists (select from core.application a where a.training_id = p_training and a.state not in ('draft', 'cancelled', 'closed')) then
    perform core.refuse('PU054', jsonb_build_object('training', p_training));
  end if;
  perform core.detach_training(p_training);
  perform core.note_act(p_request, null, v_training.driver_id, p_training::text);
  perform core.add_event(null, v_training.driver_id, 'detached', p_training::text);
  perform core.end_request(p_request, 'true');
end
$$;

-- Corrects a driver's e-mail or phone: who loses the address is told there, what could not reach him is queued again, and no password
-- message goes out for a while. The same value again is no change, save that an address which bounced is used again. p_insist: although the
-- address is another active driver's. Returns the former value, whether it changed, how many messages go again, by what channel the former
-- address is told (null: not at all), and until when a password waits.
create or replace function desk.contact(p_request uuid, p_driver bigint, p_field text, p_value text, p_insist boolean default false)
  returns table (former text, changed boolean, resent integer, told_by text, password_from bigint)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_value text := core.check_way(p_field, p_value);
  v_replay jsonb := core.begin_request(p_request, 'contact', jsonb_build_array(p_driver, p_field, p_value, p_insist));
  v_account core.account;
  v_former text;
  v_changed boolean;
  v_told text;
  v_other bigint;
  v_stuck bigint[];
  v_resent integer := 0;
begin
  if v_replay is null then
    if p_field is null or p_field not in ('email', 'phone') then
      perform core.refuse('PU062:choice', jsonb_build_object('field', 'field', 'possible', array['email', 'phone']));
    end if;
    if not core.is_way(p_field, v_value) then
      perform core.refuse('PU062:way', jsonb_build_object('field', p_field));
    end if;
    perform core.lock_cases_of(p_driver);
    v_account := core.require_account(p_driver);
    perform core.require_reading_of(p_driver);
    v_former := case p_field when 'email' then v_account.email else v_account.phone end;
    perform core.note_act(p_request, null, p_driver, p_field);
    v_changed := case p_field when 'email' then lower(v_value) <> lower(v_former)
      else core.phone_key(v_value) <> core.phone_key(v_former) end;
    if v_changed then
      select o.driver_id into v_other from core.account o where o.driver_id <> p_driver and o.state = 'active'
        and case p_field when 'email' then lower(o.email) = lower(v_value) else core.phone_key(o.phone) = core.phone_key(v_value) end
          order by o.driver_id limit 1;
      if found and not coalesce(p_insist, false) then
        perform core.refuse('PU087', jsonb_build_object('field', p_field, 'driver', v_other));
      end if;
      -- Who loses it reads that there, unless the last message to it came back.
      select w.channel into v_told from core.way w where w.driver_id = p_driver and w.address = v_former and 'bounced' is distinct from (
        select n.state from core.notification n where n.driver_id = p_driver and n.address = v_former and n.state in ('sent', 'bounced')
          order by n.settled_at desc, n.id desc limit 1);
      if found then
        insert into core.notification (driver_id, template, route, channel, address, language, payload, created_at, effective_at,
          offered_after)
          values (p_driver, 'contact_changed', 'fixed', v_told, v_former, v_account.language, jsonb_build_object('field', p_field),
            core.now(), core.now(), core.now());
      end if;
      v_stuck := array(select n.id from core.notification n join core.goes_by g on g.id = n.id where n.driver_id = p_driver
        and n.state = 'waiting' and g.channel is null);
      insert into core.account_round (driver_id, round, submitted_at, fields)
        values (p_driver, v_account.round, v_account.submitted_at, core.account_fields(v_account))
        on conflict do nothing;
      perform core.write_account(p_driver, core.account_fields(v_account) || jsonb_build_object(p_field, v_value));
      update core.account a set round = a.round + 1, submitted_at = case when a.state = 'submitted' then a.submitted_at else core.now() end,
        contact_changed_at = core.now()
        where a.driver_id = p_driver;
      -- An agent who reads this account saw another one.
      update core.desk_case c set version = c.version + 1 where c.driver_id = p_driver and c.state = 'open';
      perform core.add_event(null, p_driver, 'contact', p_field || ': ' || v_former || ' → ' || v_value);
      update core.notification n set offered_after = greatest(n.offered_after, core.may_go_at(p_driver, n.template))
        where n.driver_id = p_driver and n.template in ('account_approved', 'password') and n.state = 'waiting';
      -- Those that nobody has come for yet go by themselves, now that there is a way.
      v_resent := core.queue_again(p_driver) + (select count(*) from core.goes_by g where g.id = any (v_stuck) and g.channel is not null);
    elsif p_field = 'email' and v_account.email_bounced then
      update core.account a set email_bounced = false where a.driver_id = p_driver;
      perform core.add_event(null, p_driver, 'contact', p_field || ': ' || v_former || ' = ' || v_value);
      v_resent := core.queue_again(p_driver);
    end if;
    if not v_changed and not (p_field = 'email' and v_account.email_bounced) then
      perform core.forget_act(p_request);
    end if;
    v_replay := jsonb_build_object('former', v_former, 'changed', v_changed, 'resent', v_resent, 'told_by', v_told, 'password_from', case
      when v_changed
      then core.seconds(core.may_go_at(p_driver, 'password')) end);
    perform core.end_request(p_request, v_replay);
  end if;
  return query select * from jsonb_to_record(v_replay) as r(former text, changed boolean, resent integer, told_by text,
    password_from bigint);
end
$$;
