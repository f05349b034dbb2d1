-- Steps that several functions of hub and desk share.

create or replace function core.add_status(p_object text, p_id bigint, p_state text, p_effective timestamptz, p_decision bigint default null)
  returns void
  language plpgsql
  as $$
begin
  insert into core.status (object, object_id, state, at, effective_at, decision_id)
  values (p_object, p_id, p_state, core.now(), p_effective, p_decision);
end
$$;

-- Moves an account along its lifecycle; hub goes on showing the former state until p_effective.
create or replace function core.move_account(p_driver bigint, p_action text, p_effective timestamptz default null, p_decision bigint default null)
  returns text
  language plpgsql
  as $$
declare
  v_account core.account;
  v_next text;
  v_effective timestamptz := coalesce(p_effective, core.now());
begin
  select * into v_account from core.account where driver_id = p_driver for no key update;
  v_next := core.next_state('account', v_account.state, p_action);
  update core.account set state = v_next, former_state = core.visible(v_account.state, v_account.former_state, v_account.effective_at),
    effective_at = v_effective
  where driver_id = p_driver;
  perform core.add_status('account', p_driver, v_next, v_effective, p_decision);
  return v_next;
end
$$;

create or replace function core.move_application(p_application bigint, p_action text, p_effective timestamptz default null, p_decision bigint default null)
  returns text
  language plpgsql
  as $$
declare
  v_application core.application;
  v_next text;
  v_effective timestamptz := coalesce(p_effective, core.now());
begin
  select * into v_application from core.application where id = p_application for no key update;
  v_next := core.next_state('application', v_application.state, p_action);
  update core.application set state = v_next,
    former_state = core.visible(v_application.state, v_application.former_state, v_application.effective_at),
    effective_at = v_effective
  where id = p_application;
  perform core.add_status('application', p_application, v_next, v_effective, p_decision);
  return v_next;
end
$$;

-- Where messages for a driver go: the channel he chose, the other one where that is not usable, null where neither is.
create or replace function core.reachable_by(p_driver bigint, p_without text[] default '{}') returns text
  language plpgsql stable
  as $$
begin
  return (
    select case
      when a.channel = 'sms' and mobile then 'sms'
      when mail then 'email'
      when mobile then 'sms'
    end
    from core.account a, lateral (
      select a.email ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' and not a.email_bounced and not 'email' = any (p_without) as mail,
        regexp_replace(a.phone, '[^0-9+]', '', 'g') ~ '^(\+|00)?[0-9]{9,15}$' and not 'phone' = any (p_without) as mobile
    ) as usable
    where a.driver_id = p_driver
  );
end
$$;

-- Queues a message for the driver. p_channel forces one (account messages go by e-mail unless that fails).
create or replace function core.notify_driver(
  p_driver bigint, p_template text, p_payload jsonb default '{}', p_effective timestamptz default null, p_decision bigint default null,
  p_channel text default null, p_certificate bigint default null, p_invoice bigint default null)
  returns bigint
  language plpgsql
  as $$
declare
  v_account core.account;
  v_channel text := coalesce(p_channel, core.reachable_by(p_driver));
  v_effective timestamptz := coalesce(p_effective, core.now());
  v_id bigint;
begin
  if v_channel is null then
    return null;
  end if;
  select * into v_account from core.account where driver_id = p_driver;
  insert into core.notification (driver_id, template, channel, address, language, payload, certificate_id, invoice_id,
    created_at, effective_at, offered_after, decision_id)
  values (p_driver, p_template, v_channel, case v_channel when 'email' then v_account.email else v_account.phone end,
    v_account.language, p_payload, p_certificate, p_invoice, core.now(), v_effective, v_effective, p_decision)
  returning id into v_id;
  return v_id;
end
$$;

-- Opens a case, its clock starting now; one that waits (for a card, for an answer) has no clock yet.
create or replace function core.open_case(
  p_queue text, p_driver bigint, p_application bigint default null, p_state text default 'open', p_reserved_for text default null)
  returns bigint
  language plpgsql
  as $$
declare
  v_id bigint;
begin
  insert into core.desk_case (queue, driver_id, application_id, state, lane, started_at, claim_order, opened_at, decided_at, reserved_for, reserved_until)
  values (p_queue, p_driver, p_application, p_state, case when p_reserved_for is null then 'common' else 'reserved' end, core.now(), core.now(), core.now(),
    case when p_state <> 'open' then core.now() end, p_reserved_for, case when p_reserved_for is not null then core.now() + core.reservation(p_queue) end)
  returning id into v_id;
  if p_state = 'open' then
    insert into core.case_round (case_id, round, queue, started_at) values (v_id, 1, p_queue, core.now());
  end if;
  perform core.add_event(v_id, p_driver, 'opened');
  return v_id;
end
$$;

-- What happened to a case or a driver besides decisions.
create or replace function core.add_event(p_case bigint, p_driver bigint, p_kind text, p_text text default '') returns void
  language sql
  as $$ insert into core.case_event (case_id, driver_id, at, by, kind, text) values (p_case, p_driver, core.now(), session_user, p_kind, p_text) $$;

-- What a waiting case waited for is there: it comes back with a new clock, reserved for the agent who settled the round before. The first
-- time it is the first round, afterwards round + 1.
create or replace function core.reopen_case(p_case bigint, p_action text default 'resubmit', p_event text default 'resubmitted') returns void
  language plpgsql
  as $$
declare
  v_case core.desk_case;
  v_agent text;
begin
  select * into v_case from core.desk_case where id = p_case for no key update;
  perform core.next_state('case', v_case.state, p_action);
  update core.information_request set answered_at = core.now()
    where case_id = p_case and answered_at is null and withdrawn_at is null and effective_at <= core.now();
  select agent into v_agent from core.decision where id = v_case.last_decision;
  update core.desk_case c set state = 'open', lane = case when v_agent is null then 'common' else 'reserved' end,
    round = c.round + case when exists (select from core.case_round r where r.case_id = p_case and r.round = c.round) then 1 else 0 end,
    version = version + 1, started_at = core.now(), claim_order = case when urgent then core.now() - interval '100 years' else core.now() end,
    decided_at = null, unreachable = false, reminded_at = null, holder = null, lease_token = null, lease_until = null,
    escalated_by = null, escalation_reason = null,
    reserved_for = v_agent, reserved_until = case when v_agent is not null then core.now() + core.reservation(queue) end
  where id = p_case returning * into v_case;
  delete from core.hold where case_id = p_case;
  insert into core.case_round (case_id, round, queue, started_at) values (p_case, v_case.round, v_case.queue, core.now());
  perform core.add_event(p_case, v_case.driver_id, p_event);
end
$$;

-- Attaches a training to a driver: recap, and where it gives a right to a card, certificate and message.
create or replace function core.attach_training(p_training bigint, p_driver bigint, p_effective timestamptz default null, p_decision bigint default null)
  returns void
  language plpgsql
  as $$
declare
  v_training core.training;
  v_certificate bigint;
  v_start date;
  v_effective timestamptz := coalesce(p_effective, core.now());
begin
  update core.training set driver_id = p_driver, attached_at = core.now(), attached_by = p_decision, effective_at = v_effective
    where id = p_training and driver_id is null and state = 'recorded'
    returning * into v_training;
  if not found or not v_training.gives_right then
    return;
  end if;
  v_start := case core.setting('certificate_start') when 'recorded_on' then (v_training.recorded_at at time zone 'Europe/Paris')::date else v_training.issued_on end;
  -- Four months on, clamped to the month's end by date arithmetic.
  insert into core.certificate (training_id, driver_id, valid_from, valid_until, effective_at)
  values (p_training, p_driver, v_start,
    (v_start + core.setting('certificate_months')::integer * interval '1 month')::date, v_effective)
  returning id into v_certificate;
  perform core.notify_driver(p_driver, 'certificate', jsonb_build_object('training', p_training), v_effective, p_decision,
    p_certificate => v_certificate);
end
$$;

-- Trainings that wait for this driver's account: attached with the approval, shown when it takes effect.
create or replace function core.attach_waiting_trainings(p_driver bigint, p_effective timestamptz, p_decision bigint) returns void
  language plpgsql
  as $$
begin
  perform core.attach_training(t.id, p_driver, p_effective, p_decision)
  from core.account a join core.training t on t.licence_key = a.licence_key and core.same_identity(t.identity_key, a.identity_key)
  where a.driver_id = p_driver and t.driver_id is null and t.state = 'recorded';
end
$$;

-- Issues an invoice or a credit note and tells the driver: the original by e-mail, then that the duplicate is available.
create or replace function core.issue_invoice(p_payment bigint, p_kind text, p_effective timestamptz, p_decision bigint default null) returns bigint
  language plpgsql
  as $$
declare
  v_invoice core.invoice;
  v_email text;
begin
  insert into core.invoice (number, kind, payment_id, driver_id, amount, addressee, address, issued_at, effective_at, decision_id)
  select case p_kind when 'invoice' then 'F' else 'A' end || to_char(core.today(), 'YYYY') || '-' || lpad(nextval('core.invoice_number')::text, 7, '0'),
    p_kind, p.id, p.driver_id, p.amount, coalesce(nullif(ap.invoice_addressee, ''), a.first_names || ' ' || a.last_name),
    coalesce(nullif(ap.invoice_address, ''), a.postal_address), core.now(), p_effective, p_decision
  from core.payment p join core.application ap on ap.id = p.application_id join core.account a on a.driver_id = p.driver_id
  where p.id = p_payment
  returning * into v_invoice;
  -- An invoice travels by e-mail whatever channel he chose; where his address bounced he is told by the other.
  select case when a.email_bounced then core.reachable_by(a.driver_id) else 'email' end into v_email
    from core.account a where a.driver_id = v_invoice.driver_id;
  perform core.notify_driver(v_invoice.driver_id, p_kind, jsonb_build_object('number', v_invoice.number, 'amount', v_invoice.amount),
    p_effective, p_decision, v_email, p_invoice => v_invoice.id);
  perform core.notify_driver(v_invoice.driver_id, 'invoice_duplicate_available', jsonb_build_object('number', v_invoice.number),
    p_effective, p_decision, p_invoice => v_invoice.id);
  return v_invoice.id;
end
$$;
