-- desk: notes, escalation, assignment, urgency, messages sent again.

create or replace function desk.note(p_request uuid, p_case bigint, p_driver bigint, p_text text) returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_driver bigint := p_driver;
  v_text text := core.check_text('text', p_text, 4000, true);
begin
  if core.begin_request(p_request, 'note', jsonb_build_array(p_case, p_driver, v_text)) is not null then
    return;
  end if;
  if v_text = '' then
    perform core.fail('PU062', 'the note is empty', 'Write it behind the command.', '{"field": "text"}');
  end if;
  if p_case is not null then
    v_driver := (core.require_case(p_case)).driver_id;
  else
    perform core.require_account(p_driver);
  end if;
  insert into core.case_event (case_id, driver_id, at, by, kind, text) values (p_case, v_driver, core.now(), session_user, 'note', v_text);
  perform core.end_request(p_request, 'true');
end
$$;

-- Hands a case to the supervisors; it keeps its clock. On a decided case: marks it for their review.
create or replace function desk.escalate(p_request uuid, p_case bigint, p_reason text) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_replay jsonb;
  v_case core.desk_case;
  v_reason text := core.check_text('reason', p_reason, 2000, true);
begin
  v_replay := core.begin_request(p_request, 'escalate', jsonb_build_array(p_case, v_reason));
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  if v_reason = '' then
    perform core.fail('PU062', 'an escalation needs its reason', 'Say what the supervisor has to settle.', '{"field": "reason"}');
  end if;
  v_case := core.require_case(p_case);
  perform core.next_state('case', v_case.state, 'escalate');
  if v_case.state = 'open' then
    perform core.refuse_if_held(v_case);
    update core.desk_case set lane = 'escalated', holder = null, lease_token = null, lease_until = null, reserved_for = null, reserved_until = null where id = p_case;
    delete from core.hold where case_id = p_case;
  end if;
  update core.desk_case set escalated_by = session_user, escalation_reason = v_reason where id = p_case;
  insert into core.case_event (case_id, driver_id, at, by, kind, text) values (p_case, v_case.driver_id, core.now(), session_user, 'escalated', v_reason);
  perform core.end_request(p_request, to_jsonb(v_case.state));
  return v_case.state;
end
$$;

create or replace function core.require_supervisor(p_action text) returns void
  language plpgsql
  as $$
begin
  if not core.is_supervisor() then
    perform core.fail('42501', format('only a supervisor may %s', p_action), 'Ask a supervisor.', jsonb_build_object('action', p_action, 'role', 'pupitre_supervisor'));
  end if;
end
$$;

-- Gives an open case to an agent: reserved for him, whoever held it loses it, an escalation is sent back with it.
create or replace function desk.assign(p_request uuid, p_case bigint, p_agent text) returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_case core.desk_case;
begin
  if core.begin_request(p_request, 'assign', jsonb_build_array(p_case, p_agent)) is not null then
    return;
  end if;
  v_case := core.require_case(p_case);
  perform core.require_supervisor('assign');
  perform core.refuse_unless_open(v_case);
  perform core.next_state('case', v_case.state, 'assign');
  if not core.is_agent(p_agent) then
    perform core.fail('PU063', format('%s is not an agent', p_agent), 'Give the login of an agent.', jsonb_build_object('agent', p_agent));
  end if;
  update core.desk_case set lane = 'reserved', reserved_for = p_agent, reserved_until = core.now() + core.reservation(queue),
    holder = null, lease_token = null, lease_until = null, escalated_by = null, escalation_reason = null where id = p_case;
  delete from core.hold where case_id = p_case;
  insert into core.case_event (case_id, driver_id, at, by, kind, text) values (p_case, v_case.driver_id, core.now(), session_user, 'assigned', p_agent);
  perform core.end_request(p_request, 'true');
end
$$;

-- Puts a case before all others of its queue, or back in its place.
create or replace function desk.urgent(p_request uuid, p_case bigint, p_urgent boolean) returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_case core.desk_case;
begin
  if core.begin_request(p_request, 'urgent', jsonb_build_array(p_case, p_urgent)) is not null then
    return;
  end if;
  v_case := core.require_case(p_case);
  perform core.require_supervisor('urgent');
  if p_urgent is null then
    perform core.fail('PU062', 'urgent is true or false', 'Send one of them.', '{"field": "urgent"}');
  end if;
  perform core.refuse_unless_open(v_case);
  perform core.next_state('case', v_case.state, 'urgent');
  update core.desk_case set urgent = p_urgent, claim_order = case when p_urgent then started_at - interval '100 years' else started_at end where id = p_case;
  insert into core.case_event (case_id, driver_id, at, by, kind, text)
    values (p_case, v_case.driver_id, core.now(), session_user, 'urgent', case when p_urgent then 'on' else 'off' end);
  perform core.end_request(p_request, 'true');
end
$$;

-- Queues the password message again; the portal owns passwords. Returns the channel.
create or replace function desk.resend_password(p_request uuid, p_driver bigint) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_replay jsonb;
  v_channel text;
begin
  v_replay := core.begin_request(p_request, 'resend_password', to_jsonb(p_driver));
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  perform core.require_account(p_driver, 'active');
  v_channel := core.account_channel(p_driver, '{}');
  if v_channel is null then
    perform core.fail('PU057', format('driver %s cannot be reached: no usable e-mail or phone', p_driver), 'Correct his address first.', jsonb_build_object('driver', p_driver));
  end if;
  perform core.notify_driver(p_driver, 'password', '{}', p_channel => v_channel);
  insert into core.case_event (driver_id, at, by, kind, text) values (p_driver, core.now(), session_user, 'resent', 'password');
  perform core.end_request(p_request, to_jsonb(v_channel));
  return v_channel;
end
$$;

-- Queues the message that carries an invoice again.
create or replace function desk.resend_invoice(p_request uuid, p_number text) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_replay jsonb;
  v_invoice core.invoice;
  v_channel text;
begin
  v_replay := core.begin_request(p_request, 'resend_invoice', to_jsonb(p_number));
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  select * into v_invoice from core.invoice where number = upper(p_number) and effective_at <= core.now();
  if not found then
    perform core.fail('PU004', format('there is no invoice %s', p_number), 'Look at the driver''s file for its number.', jsonb_build_object('kind', 'invoice', 'id', p_number));
  end if;
  v_channel := core.account_channel(v_invoice.driver_id, '{}');
  if v_channel is null then
    perform core.fail('PU057', format('driver %s cannot be reached: no usable e-mail or phone', v_invoice.driver_id), 'Correct his address first.', jsonb_build_object('driver', v_invoice.driver_id));
  end if;
  perform core.notify_driver(v_invoice.driver_id, 'invoice_duplicate', jsonb_build_object('number', v_invoice.number), p_channel => v_channel, p_invoice => v_invoice.id);
  insert into core.case_event (driver_id, at, by, kind, text) values (v_invoice.driver_id, core.now(), session_user, 'resent', v_invoice.number);
  perform core.end_request(p_request, to_jsonb(v_channel));
  return v_channel;
end
$$;
