-- Steps that several functions of hub and desk share.

-- Moves an account along its lifecycle.
create or replace function core.move_account(p_driver bigint, p_action text) returns void
  language plpgsql
  as $$
declare
  v_state text;
begin
  select a.state into v_state from core.account a where a.driver_id = p_driver for no key update;
  v_state := core.next_state('account', v_state, p_action);
  update core.account set state = v_state where driver_id = p_driver;
  perform core.note_status('account', p_driver, p_driver, v_state);
end
$$;

create or replace function core.move_application(p_application bigint, p_action text) returns void
  language plpgsql
  as $$
declare
  v_application core.application;
begin
  select * into v_application from core.application a where a.id = p_application for no key update;
  v_application.state := core.next_state('application', v_application.state, p_action);
  update core.application set state = v_application.state where id = p_application;
  perform core.note_status('application', p_application, v_application.driver_id, v_application.state);
end
$$;

-- The ways to a driver that can be used: what is an address, and did not bounce.
create or replace view core.way as
  select a.driver_id, w.channel, w.address, w.channel = 'email' as is_email, w.channel = a.channel as is_chosen
  from core.account a cross join lateral (values
    ('email', a.email, core.is_way('email', a.email) and not a.email_bounced),
      ('sms', a.phone, core.is_way('phone', a.phone))) as w(channel, address, is_usable)
  where w.is_usable;

-- How and where each message would go now; null where there is no way.
create or replace view core.goes_by as
  select n.id, case n.route when 'fixed' then n.channel else w.channel end as channel, case n.route when 'fixed' then n.address
    else w.address end as address
  from core.notification n left join lateral (
    select w.channel, w.address from core.way w where w.driver_id = n.driver_id and not w.address = any (n.not_to)
    order by case n.route when 'email' then w.is_email else w.is_chosen end desc limit 1) as w on true;

-- How a message would go out now: by the channel that the driver chose, the other one where that is not usable; null where neither is.
create or replace function core.reachable_by(p_driver bigint, p_not_to text[] default '{}') returns text
  language plpgsql stable
  as $$
begin
  return (select w.channel from core.way w where w.driver_id = p_driver and not w.address = any (p_not_to) order by w.is_chosen desc
    limit 1);
end
$$;

-- The same for messages about an account and for what is attached to a message: by e-mail, whatever he chose.
create or replace function core.account_channel(p_driver bigint, p_not_to text[] default '{}') returns text
  language plpgsql stable
  as $$
begin
  return (select w.channel from core.way w where w.driver_id = p_driver and not w.address = any (p_not_to) order by w.is_email desc
    limit 1);
end
$$;

-- What each message is told by: those about an account, with a password or with a file by e-mail.
create or replace function core.route_of(p_template text) returns text
  language sql immutable parallel safe
  as $$
    select case when p_template in ('account_approved', 'account_to_correct', 'account_suspended', 'password', 'certificate', 'invoice',
      'credit_note',
      'invoice_duplicate_available', 'invoice_duplicate') then 'email' else 'chosen' end
  $$;

-- From when on a message may go: that with which a password is made waits where an agent has changed how the driver is reached, unless it
-- is the first one: nobody could have an account yet that it opens.
create or replace function core.may_go_at(p_driver bigint, p_template text) returns timestamptz
  language plpgsql stable
  as $$
begin
  return greatest(core.now(), (
    select a.contact_changed_at + core.span('password_after_contact') from core.account a where a.driver_id = p_driver
      and (p_template = 'password' or p_template = 'account_approved' and exists (select from core.notification n
        where n.driver_id = p_driver and n.template in ('account_approved', 'password') and n.state = 'sent'))));
end
$$;

-- Queues a message for the driver. Where it goes is settled when it is taken: to the address in force then, never to one of p_not_to.
create or replace function core.notify_driver(
  p_driver bigint, p_template text, p_payload jsonb default '{}', p_effective timestamptz default null, p_decision bigint default null,
  p_route text default null, p_not_to text[] default '{}', p_certificate bigint default null, p_invoice bigint default null)
  returns bigint
  language sql
  as $$
    insert into core.notification (driver_id, template, route, not_to, language, payload, certificate_id, invoice_id, created_at,
      effective_at, offered_after, decision_id)
    select a.driver_id, p_template, coalesce(p_route, core.route_of(p_template)), p_not_to, a.language, p_payload, p_certificate, p_invoice,
      core.now(),
      coalesce(p_effective, core.now()), greatest(p_effective, core.may_go_at(p_driver, p_template)), p_decision
    from core.account a where a.driver_id = p_driver
    returning id
  $$;

-- Opens a case for what came in (core.intake says in which queue), its clock starting now; one that waits (for a card, for an answer) has
-- no clock yet.
create or replace function core.open_case(
  p_work text, p_driver bigint, p_application bigint default null, p_state text default 'open', p_reserved_for text default null)
  returns bigint
  language plpgsql
  as $$
declare
  v_id bigint;
  v_queue text := (select i.queue from core.intake i where i.work = p_work);
begin
  insert into core.desk_case (queue, driver_id, application_id, state, lane, started_at, claim_order, opened_at, decided_at, reserved_for,
    reserved_until)
  values (v_queue, p_driver, p_application, p_state, case when p_reserved_for is null then 'common' else 'reserved' end, core.now(),
    core.now(), core.now(),
    case when p_state <> 'open' then core.now() end, p_reserved_for, case when p_reserved_for is not null
      then core.now() + core.reservation(v_queue) end)
  returning id into v_id;
  if p_state = 'open' then
    insert into core.case_round (case_id, round, queue, started_at) values (v_id, 1, v_queue, core.now());
  end if;
  perform core.add_event(v_id, p_driver, 'opened');
  return v_id;
end
$$;

-- What happened to a case or a driver besides decisions.
create or replace function core.add_event(p_case bigint, p_driver bigint, p_kind text, p_text text default '') returns void
  language sql
  as $$ insert into core.case_event (case_id, driver_id, at, by, kind, text)
    values (p_case, p_driver, core.now(), session_user, p_kind, p_text) $$;

-- What a waiting case waited for is there: it comes back with a new clock, reserved for the agent who settled the round before. The first
-- time it is the first round, afterwards round + 1.
create or replace function core.reopen_case(p_case bigint, p_action text default 'resubmit', p_event text default 'resubmitted')
  returns void
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
    version = version + 1, started_at = core.now(), claim_order = case when urgent then core.now() - interval '100 years'
      else core.now() end,
    decided_at = null, unreachable = false, reminded_at = null, holder = null, lease_token = null, lease_until = null,
    escalated_by = null, escalation_reason = null,
    reserved_for = v_agent, reserved_until = case when v_agent is not null then core.now() + core.reservation(queue) end
  where id = p_case returning * into v_case;
  delete from core.hold where case_id = p_case;
  insert into core.case_round (case_id, round, queue, started_at) values (p_case, v_case.round, v_case.queue, core.now());
  perform core.add_event(p_case, v_case.driver_id, p_event);
end
$$;

-- When a certificate begins and ends.
create or replace function core.certificate_span(p_training core.training, out valid_from date, out valid_until date)
  language plpgsql stable
  as $$
begin
  valid_from := case core.setting('certificate_start') when 'recorded_on' then (p_training.recorded_at at time zone 'Europe/Paris')::date
    else p_training.issued_on end;
  -- Four months on, clamped to the month's end by date arithmetic.
  valid_until := (valid_from + core.setting('certificate_months')::integer * interval '1 month')::date;
end
$$;

-- Attaches a training to a driver: recap, and where it gives a right to a card, certificate and message.
create or replace function core.attach_training(p_training bigint, p_driver bigint) returns void
  language plpgsql
  as $$
declare
  v_training core.training;
  v_certificate bigint;
  v_acting core.acting := core.acting_now();
begin
  update core.training set driver_id = p_driver, attached_at = core.now(), attached_by = v_acting.decision_id
    where id = p_training and driver_id is null and state = 'recorded'
    returning * into v_training;
  if not found or not v_training.gives_right then
    return;
  end if;
  insert into core.certificate (training_id, driver_id, valid_from, valid_until)
  select p_training, p_driver, s.valid_from, s.valid_until from core.certificate_span(v_training) as s returning id into v_certificate;
  perform core.notify_driver(p_driver, 'certificate', jsonb_build_object('training', p_training), v_acting.effective_at,
    v_acting.decision_id,
    p_certificate => v_certificate);
end
$$;

-- Trainings that wait for this driver's account: attached with the approval, shown when it takes effect.
create or replace function core.attach_waiting_trainings(p_driver bigint) returns void
  language plpgsql
  as $$
begin
  perform core.attach_training(t.id, p_driver)
  from core.account a join core.training t on t.licence_key = a.licence_key and core.same_identity(t.identity_key, a.identity_key)
  where a.driver_id = p_driver and t.driver_id is null and t.state = 'recorded';
end
$$;

-- Draws up an invoice or a credit note and tells the driver: the original by e-mail, then that the duplicate is available. Its number comes
-- with its effect.
create or replace function core.issue_invoice(p_payment bigint, p_kind text, p_effective timestamptz, p_decision bigint default null)
  returns bigint
  language plpgsql
  as $$
declare
  v_invoice core.invoice;
begin
  insert into core.invoice (kind, payment_id, driver_id, amount, addressee, address, effective_at, is_deferred, decision_id)
  select p_kind, p.id, p.driver_id, p.amount, coalesce(nullif(ap.invoice_addressee, ''), a.first_names || ' ' || a.last_name),
    coalesce(nullif(ap.invoice_address, ''), a.postal_address), p_effective, p_effective > core.now(), p_decision
  from core.payment p join core.application ap on ap.id = p.application_id join core.account a on a.driver_id = p.driver_id
  where p.id = p_payment
  returning * into v_invoice;
  perform core.notify_driver(v_invoice.driver_id, p_kind, jsonb_build_object('amount', v_invoice.amount), p_effective, p_decision,
    p_invoice => v_invoice.id);
  perform core.notify_driver(v_invoice.driver_id, 'invoice_duplicate_available', '{}', p_effective, p_decision, p_invoice => v_invoice.id);
  return v_invoice.id;
end
$$;

-- Gives numbers to the documents that have taken effect and have none: first those of decisions, in the order of their effect, then those
-- that this transaction has just drawn up. The last thing that a transaction locks: whoever comes to a series waits until the one before
-- him has committed, so that numbers follow each other in time, and what is rolled back leaves no gap.
create or replace function core.number_invoices() returns void
  language plpgsql
  as $$
declare
  v_kind text;
  v_series core.invoice_series;
  v_invoice record;
  v_moment timestamptz;
  v_year integer;
begin
  if not exists (select from core.invoice i where i.number is null and i.effective_at <= core.moment()) then
    return;
  end if;
  foreach v_kind in array array['invoice', 'credit_note'] loop
    select * into v_series from core.invoice_series s where s.kind = v_kind for no key update;
    v_moment := greatest(core.moment(), v_series.last_issued_at);
    for v_invoice in
      select i.id, case when i.is_deferred then i.effective_at else v_moment end as issued_at from core.invoice i
      where i.number is null and i.kind = v_kind and i.effective_at <= v_moment order by not i.is_deferred, i.effective_at, i.id
        for no key update
    loop
      v_series.last_issued_at := greatest(v_invoice.issued_at, v_series.last_issued_at);
      v_year := extract(year from v_series.last_issued_at at time zone 'Europe/Paris');
      v_series.last_number := case v_series.year when v_year then v_series.last_number else 0 end + 1;
      v_series.year := v_year;
      update core.invoice i set issued_at = v_series.last_issued_at, number = v_series.letter || v_year || '-'
        || lpad(v_series.last_number::text, 7, '0')
        where i.id = v_invoice.id;
      update core.notification n set payload = n.payload || jsonb_build_object('number', i.number) from core.invoice i
        where i.id = v_invoice.id and n.invoice_id = i.id;
    end loop;
    if found then
      update core.invoice_series s set year = v_series.year, last_number = v_series.last_number, last_issued_at = v_series.last_issued_at
        where s.kind = v_kind;
    end if;
  end loop;
end
$$;

-- The number and the time of issue that number_invoices will give to the documents of decisions that have taken effect, for readers, who
-- give none. Not while somebody is at the series, or was since the reader began: what he has given is not seen yet.
create or replace view core.due_invoice as
  select d.id, d.letter || d.year || '-' || lpad((d.last_number + row_number() over (partition by d.kind, d.year order by d.effective_at,
    d.id))::text, 7, '0') as number,
    d.issued_at
  from (
    select i.id, i.kind, i.effective_at, s.letter, at.issued_at, at.year, case s.year when at.year then s.last_number
      else 0 end as last_number
    from core.invoice i join core.invoice_series s on s.kind = i.kind
      cross join lateral (select greatest(i.effective_at, s.last_issued_at) as issued_at,
        extract(year from greatest(i.effective_at, s.last_issued_at) at time zone 'Europe/Paris')::integer as year) as at
      cross join lateral (select s.xmax::text::bigint as locked_by, pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next) as x
    where i.number is null and i.is_deferred and i.effective_at <= core.now()
      -- Who locks a row leaves his number in xmax, in 32 bits of it: the one nearest to the next.
      and (x.locked_by = 0
        or pg_visible_in_snapshot(((x.next - x.locked_by + 2147483648) / 4294967296 * 4294967296 + x.locked_by)::text::xid8,
          pg_current_snapshot()))
  ) as d;

-- What takes effect at once is numbered when its transaction commits. What a decision draws up has its effect to come: whoever decides
-- never waits for a series, his decision is committed when it was looked at (core.require_prompt_commit).
create or replace function core.number_at_commit() returns trigger
  -- Called with the rights of the login that commits.
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
begin
  if new.is_deferred and new.effective_at > core.moment() then
    return null;
  end if;
  -- Committed after its effect: others have been seen since, and come first.
  update core.invoice i set is_deferred = false where i.id = new.id and i.is_deferred and i.number is null
    and i.effective_at <= core.moment();
  perform core.number_invoices();
  -- Where decisions take effect at once one may have waited for the series.
  perform core.refuse_late_commit();
  return null;
end
$$;
do $$
begin
  if not exists (select from pg_trigger where tgrelid = 'core.invoice'::regclass and tgname = 'invoice_is_numbered') then
    create constraint trigger invoice_is_numbered after insert on core.invoice deferrable initially deferred
      for each row execute function core.number_at_commit();
  end if;
end
$$;
