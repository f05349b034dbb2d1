-- hub: what driver-facing services read. Views belong to the owner and filter by what has taken effect; nobody reads the
-- tables. They only ever gain columns, at the end.

create or replace view hub.account as
  select a.driver_id as driver, a.state, a.round, a.submitted_at,
    a.last_name, a.first_names, a.usage_name, a.birth_date, a.birth_place, a.licence_number, a.licence_issue_date, a.licence_country,
    a.email, a.phone, a.postal_address, a.channel, a.language, a.email_bounced
  from core.shown_account a;

create or replace view hub.consent as
  select c.driver_id as driver, c.kind, c.version, c.accepted_at from core.consent c;

create or replace view hub.account_status as
  select s.object_id as driver, s.state, s.at from core.status s
  where s.object = 'account' and not s.is_repeat and s.effective_at <= core.now();

-- Continuing trainings are shown for recap_years after their issue, initial ones without limit.
create or replace view hub.training_record as
  select t.driver_id as driver, t.id as training, t.kind, t.qualification, t.centre, t.issued_on, t.gives_right,
    t.gives_right and not exists (
      select from core.shown_application a where a.training_id = t.id and a.state not in ('cancelled', 'closed')) as right_unused
  from core.training t join core.shown_training s on s.id = t.id
  where s.driver_id is not null and t.state = 'recorded' and core.in_recap(t.kind, t.issued_on);

create or replace view hub.certificate as
  select c.driver_id as driver, c.id as certificate, c.training_id as training, c.valid_from, c.valid_until
  from core.certificate c where not exists (
    select from core.in_grace g where g.object = 'certificate' and g.object_id = c.id and g.effective_at > core.now());

-- What the country of a licence may be.
create or replace view hub.country as
  select c.code, c.name_fr, c.name_en from core.country c;

create or replace view hub.expected_document as
  select e.application_kind as kind, e.type, e.side, e.required, e.rank, i.label_fr, i.label_en
  from core.expected_document e join core.item i on i.item = e.type;

create or replace view hub.application as
  select a.driver_id as driver, a.id as application, a.kind, a.state, a.step,
    a.round, a.training_id as training, a.replaces as replaced_card, a.promise, a.delivery_address, a.invoice_address, a.invoice_addressee,
    a.created_at, a.submitted_at
  from core.shown_application a;

-- Every status that the application reached, with its date; the last one is its current one.
create or replace view hub.application_status as
  select a.driver_id as driver, s.object_id as application, s.id as status, s.state, s.at
  from core.application a join core.status s on s.object = 'application' and s.object_id = a.id
  where not s.is_repeat and s.effective_at <= core.now();

create or replace view hub.document as
  select d.driver_id as driver, d.application_id as application, d.id as document, d.type, d.side, d.file_name, d.media_type,
    encode(d.sha256, 'hex') as sha256, d.round, d.given_at
  from core.document d where d.replaced_at is null;

-- Open information requests, a row an item: what to correct and why, in the words of the day it was sent.
create or replace view hub.information_request as
  select r.driver_id as driver, r.id as request, r.application_id as application, r.round, r.requested_at, i.item,
    item.kind as item_kind, item.label_fr, item.label_en, i.reason, w.wording_fr, w.wording_en,
    (select d.id from core.returned_dispatch d where d.case_id = r.case_id) as returned_dispatch
  from core.shown_information_request r
    join core.requested_item i on i.request_id = r.id
    join core.item item on item.item = i.item
    join core.wording w on w.reason = i.reason and w.version = i.wording_version
  where r.answered_at is null and r.withdrawn_at is null;

create or replace view hub.card as
  select c.driver_id as driver, c.id as card, c.application_id as application, c.state, c.serial,
    c.expires_on, c.replaces as replaced_card, c.dispatched_at, c.activated_at, c.voided_at, c.void_reason
  from core.shown_card c where c.state <> 'withdrawn';

create or replace view hub.payment as
  select p.driver_id as driver, p.id as payment, p.application_id as application, p.amount,
    p.state, p.created_at, p.settled_at, p.purpose, p.returned_dispatch_id as returned_dispatch
  from core.shown_payment p;

-- An act moves nothing into a state of which such a list is made, only out of it: what it has moved comes beside.
create or replace view hub.pending_payment as
  select p.id as payment, p.driver_id as driver, p.application_id as application, p.amount, p.created_at, p.purpose
  from core.payment p where p.state = 'pending'
  union all
  select p.id, p.driver_id, p.application_id, p.amount, p.created_at, p.purpose from core.shown_payment p
  where p.state = 'pending'
    and p.id in (select g.object_id from core.in_grace g where g.object = 'payment' and g.before ->> 'state' = 'pending');

-- Invoices and credit notes, available for invoice_years.
create or replace view hub.invoice as
  select i.driver_id as driver, i.id as invoice, coalesce(i.number, d.number) as number, i.kind, i.payment_id as payment,
    i.amount, i.addressee, i.address, coalesce(i.issued_at, d.issued_at) as issued_at
  from core.invoice i left join core.due_invoice d on d.id = i.id
  where coalesce(i.issued_at, d.issued_at) > core.now() - core.setting('invoice_years')::integer * interval '1 year';

-- What a driver was told: for his own page. channel: how it went; while it waits how it would go now, null where there is no way to him.
create or replace view hub.notification as
  select n.driver_id as driver, n.id as notification, n.template,
    coalesce(n.channel, (select g.channel from core.goes_by g where g.id = n.id)) as channel,
    case when d.number is null then n.payload else n.payload || jsonb_build_object('number', d.number) end as payload,
    n.created_at, n.state, n.attempt, n.settled_at
  from core.notification n
    left join core.invoice i on i.id = n.invoice_id
    left join core.due_invoice d on d.id = n.invoice_id
  where n.effective_at <= core.now() and (n.invoice_id is null or coalesce(i.number, d.number) is not null);

-- How many messages wait and since when: one indexed probe for a mailer that looks for news.
create or replace view hub.outbox as
  select n.id as notification, n.offered_after, n.attempt from core.notification n
  where n.state = 'waiting' and n.offered_after <= core.now();

create or replace view hub.centre_training as
  select t.id as training, t.state, t.kind, t.qualification, t.licence_number, t.last_name, t.first_names, t.birth_date, t.issued_on,
    t.gives_right, t.recorded_at, t.driver_id is not null as attached
  from core.shown_training t where t.centre = session_user;

create or replace view hub.card_order as
  select c.id as card, c.ordered_at from core.card c
  where c.state = 'ordered' and c.effective_at <= core.now()
    or c.state = 'in_production' and c.accepted_at is null and c.take_until <= core.now()
  union all
  select c.id, c.ordered_at from core.shown_card c
  where c.state = 'ordered'
    and c.id in (select g.object_id from core.in_grace g where g.object = 'card' and g.before ->> 'state' = 'ordered');

-- Cards that this factory took and has not dispatched yet.
create or replace view hub.factory_card as
  select c.id as card, c.state, c.content, c.printed_address, c.serial, c.expires_on, c.taken_at,
    c.take_attempt as attempt, c.take_until as lease_until, c.accepted_at
  from core.card c
  where c.taken_by = session_user and c.state in ('in_production', 'produced');

create or replace view hub.card_to_destroy as
  select c.id as card, c.serial, c.received_at from core.card c join core.shown_card s on s.id = c.id
  where c.state = 'void' and c.received_at is not null and s.state = 'void' and s.received_at is not null;

-- Quality claims. What core.claim_fee, core.is_without_defect and core.is_to_correct say is spelt out in these two: a function that a view
-- calls reads as whoever reads the view, and he may read nothing of core. The state is that of the application; outcome: in_groupe or
-- driver, once it has taken effect.
create or replace view hub.quality_claim as
  select q.driver_id as driver, q.id as claim, q.application_id as application, q.card_id as card, q.coupon,
    core.setting('return_address') as return_address, a.state, q.statement, q.declared_at, q.received_at, q.outcome, q.outcome_at,
    -- The price of the day on which it was settled.
    case when q.outcome = 'driver' then (
      select v.value::integer from core.setting_value v where v.name = 'quality_fee' and v.since <= q.outcome_at
      order by v.since desc limit 1) end as amount,
    a.state = 'to_correct_and_pay' and core.setting('no_defect_card_back')::boolean
      and not exists (select from core.finding f where f.claim_id = q.id and f.cause <> 'no_defect_found') as card_back_possible
  from core.shown_quality_claim q join core.shown_application a on a.id = q.application_id;

-- What was declared, and once it is settled what was found on each element, in the words of the day.
create or replace view hub.quality_claim_element as
  select q.driver_id as driver, q.id as claim, e.element, k.label_fr, k.label_en, d.claimed, f.cause, w.wording_fr, w.wording_en,
    coalesce(q.outcome = 'driver' and f.cause <> 'holder_damage' and
      case c.imputed_to when 'setting' then core.setting('imputation_' || c.cause) else c.imputed_to end = 'driver', false) as to_correct
  from core.shown_quality_claim q
    cross join lateral (
      select d.element from core.claim_element d where d.claim_id = q.id
      union select f.element from core.finding f where f.claim_id = q.id and q.outcome is not null) as e
    join core.element k on k.element = e.element
    left join core.claim_element d on d.claim_id = q.id and d.element = e.element
    left join core.finding f on f.claim_id = q.id and f.element = e.element and q.outcome is not null
    left join core.cause c on c.cause = f.cause
    left join core.cause_wording w on w.cause = f.cause and w.version = f.wording_version;

-- Every sending of a card.
create or replace view hub.dispatch as
  select c.driver_id as driver, d.id as dispatch, d.card_id as card, d.barcode, d.state, d.printed_address as address, d.dispatched_at
  from core.card c join core.shown_dispatch d on d.card_id = c.id where d.state <> 'withdrawn';

-- Dispatches that the post brought back, with what the driver answered and what sending again costs him (fee: cents; null where nothing is
-- asked).
create or replace view hub.returned_dispatch as
  select r.driver_id as driver, r.id as returned_dispatch, r.card_id as card, r.application_id as application, r.state,
    r.postal_reason, r.registered_at, d.printed_address, r.address,
    (select p.amount from core.payment p where p.returned_dispatch_id = r.id order by p.id desc limit 1) as fee, r.misprinted
  from core.shown_returned_dispatch r join core.dispatch d on d.id = r.dispatch_id where r.case_id is not null;

-- Cards that lie in the mailroom and are to be sent again.
create or replace view hub.dispatch_order as
  select d.id as dispatch, d.card_id as card, c.serial, d.printed_address as address, d.ordered_at
  from core.dispatch d join core.card c on c.id = d.card_id where d.state = 'ordered' and d.effective_at <= core.now()
  union all
  select d.id, d.card_id, c.serial, d.printed_address, d.ordered_at from core.shown_dispatch d join core.card c on c.id = d.card_id
  where d.state = 'ordered'
    and d.id in (select g.object_id from core.in_grace g where g.object = 'dispatch' and g.before ->> 'state' = 'ordered');

-- Cards that drivers have been asked to send back.
create or replace view hub.expected_card as
  select q.id as claim, q.coupon, c.serial, q.declared_at
  from core.quality_claim q join core.application a on a.id = q.application_id join core.card c on c.id = q.card_id
  where q.received_at is null and a.state = 'awaiting_card'
  union all
  select q.id, q.coupon, c.serial, q.declared_at
  from core.quality_claim q join core.shown_application a on a.id = q.application_id join core.card c on c.id = q.card_id
  where a.state = 'awaiting_card'
    and a.id in (select g.object_id from core.in_grace g where g.object = 'application' and g.before ->> 'state' = 'awaiting_card');

grant select on hub.quality_claim, hub.quality_claim_element, hub.dispatch, hub.returned_dispatch to pupitre_portal;
grant select on hub.dispatch_order, hub.expected_card to pupitre_mailroom;
grant select on hub.account, hub.consent, hub.account_status, hub.training_record, hub.certificate, hub.country, hub.expected_document,
  hub.application, hub.application_status, hub.document, hub.information_request, hub.card, hub.payment, hub.invoice, hub.notification
  to pupitre_portal;
grant select on hub.outbox, hub.certificate, hub.invoice to pupitre_mailer;
grant select on hub.pending_payment to pupitre_payment;
grant select on hub.centre_training to pupitre_centre;
grant select on hub.card_order, hub.factory_card to pupitre_factory;
grant select on hub.card_to_destroy to pupitre_mailroom;
