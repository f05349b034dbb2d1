-- hub: payments, what they set going, and what is paid back (flow 9).

-- What the payments for an application cost, by what they are for.
create or replace function core.fee_of(p_purpose text) returns integer
  language plpgsql stable
  as $$
begin
  return core.setting(case p_purpose
    when 'quality' then 'quality_fee'
    when 'redispatch' then 'redispatch_fee'
    when 'card' then 'card_fee'
    else 'replacement_fee' end)::integer;
end
$$;

create or replace function core.ask_payment(p_application bigint, p_purpose text, p_amount integer, p_returned bigint default null)
  returns bigint
  language sql
  as $$
    insert into core.payment (driver_id, application_id, purpose, returned_dispatch_id, amount, created_at)
    select driver_id, id, p_purpose, p_returned, p_amount, core.now() from core.application where id = p_application
    returning id
  $$;

-- Asks for the payment again after one that failed or expired: for the application, or for sending its card to another address.
create or replace function hub.retry_payment(request uuid, driver bigint, application bigint) returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_application core.application;
  v_return bigint;
  v_payment bigint;
  v_last core.payment;
begin
  v_replay := core.begin_request(request, 'retry_payment', jsonb_build_array(driver, application));
  if v_replay is not null then
    return v_replay::text::bigint;
  end if;
  perform core.lock_case_of(application);
  v_application := core.require_application(driver, application);
  select r.id into v_return from core.returned_dispatch r
    where r.application_id = application and core.shown_state('returned_dispatch', r.id) = 'awaiting_payment';
  if not found and core.shown_state('application', v_application.id) <> 'awaiting_payment' then
    perform core.refuse('PU050',
      jsonb_build_object('application', application, 'state', core.shown_state('application', v_application.id)));
  end if;
  select id into v_payment from core.payment p
    where p.application_id = application and core.shown_state('payment', p.id) = 'pending';
  if not found then
    perform core.refuse_in_grace(core.is_in_grace('application', application) or core.is_in_grace('returned_dispatch', v_return));
    -- What was asked before, at the price of that day.
    select * into v_last from core.payment p
      where p.application_id = application and p.returned_dispatch_id is not distinct from v_return
      order by p.id desc limit 1;
    v_payment := core.ask_payment(application, v_last.purpose, v_last.amount, v_return);
  end if;
  perform core.end_request(request, to_jsonb(v_payment));
  return v_payment;
end
$$;

-- A payment is paid back with a credit note: at once, or when the decision behind it takes effect.
create or replace function core.refund(p_payment bigint, p_effective timestamptz, p_decision bigint default null) returns void
  language plpgsql
  as $$
begin
  update core.payment p set state = core.next_state('payment', p.state, 'refund') where p.id = p_payment;
  perform core.issue_invoice(p_payment, 'credit_note', p_effective, p_decision);
end
$$;

-- What the payment service reports: paid, failed or expired. reference: the service's own, kept on the payment. What is paid after it had
-- failed or expired counts where it is still wanted, and is paid back where it is not.
create or replace function hub.record_payment(request uuid, payment bigint, outcome text, reference text) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_payment core.payment;
begin
  v_replay := core.begin_request(request, 'record_payment', jsonb_build_array(payment, outcome, reference));
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  -- Cases first, then the application before its payment, as where it is cancelled or closed.
  perform core.lock_cases_of(p.driver_id) from core.payment p where p.id = payment;
  perform from core.application a join core.payment p on p.application_id = a.id where p.id = payment for no key update of a;
  select * into v_payment from core.payment where id = payment for no key update;
  if not found then
    perform core.refuse('PU004', jsonb_build_object('kind', 'payment', 'id', payment));
  end if;
  if outcome is null or outcome not in ('paid', 'failed', 'expired') then
    perform core.refuse('PU062:choice', jsonb_build_object('field', 'outcome', 'possible', array['paid', 'failed', 'expired']));
  end if;
  -- What is visible is answered; what was accepted before a closing waits for its grace to end: undone, the payment still counts.
  perform core.next_state('payment', core.shown_state('payment', v_payment.id), outcome);
  perform core.refuse_in_grace('payment', v_payment.id);
  if outcome = 'paid' and core.is_wanted(v_payment) then
    perform core.refuse_payment_in_grace(v_payment);
  end if;
  update core.payment p set
    state = core.next_state('payment', p.state, outcome), reference = core.check_text('reference', record_payment.reference, 100),
    settled_at = core.now()
  where p.id = payment returning * into v_payment;
  if outcome <> 'paid' then
    perform core.notify_driver(v_payment.driver_id, 'payment_' || outcome,
      jsonb_build_object('application', v_payment.application_id, 'payment', payment));
  else
    perform core.issue_invoice(payment, 'invoice', core.now());
    if core.is_wanted(v_payment) then
      -- Another one that was asked for meanwhile is pointless.
      update core.payment p set state = 'expired', settled_at = core.now()
        where p.application_id = v_payment.application_id and p.state = 'pending';
      perform core.apply_payment(v_payment);
    else
      perform core.refund(payment, core.now());
      perform core.notify_driver(v_payment.driver_id, 'payment_refunded',
        jsonb_build_object('application', v_payment.application_id, 'payment', payment, 'amount', v_payment.amount));
      select * into v_payment from core.payment p where p.id = payment;
    end if;
  end if;
  perform core.end_request(request, to_jsonb(v_payment.state));
  return v_payment.state;
end
$$;

-- Whether what a payment is for still waits for it, as everybody sees it.
create or replace function core.is_wanted(p_payment core.payment) returns boolean
  language plpgsql stable
  as $$
begin
  if p_payment.purpose = 'redispatch' then
    return exists (
      select from core.returned_dispatch r
      where r.id = p_payment.returned_dispatch_id and core.shown_state('returned_dispatch', r.id) = 'awaiting_payment');
  end if;
  return exists (
    select from core.application a
    where a.id = p_payment.application_id and core.shown_state('application', a.id) = 'awaiting_payment'
      and (p_payment.purpose <> 'replacement' or core.is_replaceable(a.replaces)));
end
$$;

-- What a wanted payment would set going waits for a decision about the same thing that can still be undone.
create or replace function core.refuse_payment_in_grace(p_payment core.payment) returns void
  language plpgsql
  as $$
begin
  perform core.refuse_in_grace('application', a.id) from core.application a where a.id = p_payment.application_id;
  perform core.refuse_in_grace('returned_dispatch', r.id) from core.returned_dispatch r where r.id = p_payment.returned_dispatch_id;
  perform core.refuse_card_in_grace(a.replaces) from core.application a where a.id = p_payment.application_id and a.replaces is not null;
end
$$;

-- What a payment sets going.
create or replace function core.apply_payment(p_payment core.payment) returns void
  language plpgsql
  as $$
declare
  v_application core.application;
  v_claim core.quality_claim;
  v_return core.returned_dispatch;
  v_reviewed boolean := true;
begin
  select * into v_application from core.application where id = p_payment.application_id for no key update;
  if p_payment.purpose = 'redispatch' then
    update core.returned_dispatch r set state = 'to_reship', fee_settled = true
      where r.id = p_payment.returned_dispatch_id returning * into v_return;
    perform core.reopen_case(v_return.case_id, 'resubmit', 'paid');
    return;
  elsif p_payment.purpose = 'replacement' then
    perform core.void_card(v_application.replaces, 'void', case v_application.kind when 'replacement_loss' then 'lost' else 'stolen' end);
    v_reviewed := v_application.kind = 'replacement_theft' or core.setting('loss_reviewed')::boolean;
  elsif p_payment.purpose = 'quality' then
    select * into v_claim from core.quality_claim where application_id = v_application.id;
    v_reviewed := v_claim.corrected;
  update core.desk_case c set state = core.next_state('case', c.state, 'settle'), version = c.version + 1
    where c.id = v_claim.case_id and c.state = 'waiting';
    perform core.add_event(v_claim.case_id, v_application.driver_id, 'paid');
  end if;
  if v_reviewed then
    perform core.move_application(v_application.id, 'pay');
    -- What was corrected after a claim comes to the agent who attributed it first.
    perform core.open_case(v_application.kind, v_application.driver_id, v_application.id,
      p_reserved_for => (select d.agent from core.decision d where d.id = v_claim.decision_id));
    perform core.notify_driver(p_payment.driver_id, 'application_received', jsonb_build_object('application', v_application.id));
  else
    perform core.move_application(v_application.id, 'pay_without_review');
    perform core.order_card(v_application.id, core.now());
    perform core.notify_driver(p_payment.driver_id, 'replacement_ordered', jsonb_build_object('application', v_application.id));
  end if;
end
$$;

grant execute on function hub.retry_payment(uuid, bigint, bigint) to pupitre_portal;
grant execute on function hub.record_payment(uuid, bigint, text, text) to pupitre_payment;
