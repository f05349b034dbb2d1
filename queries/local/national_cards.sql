-- Applications, their documents, cards, dispatches, claims, payments and requests of :drivers people. An application's number is that of
-- its card, payment and training. What hub does not show is not loaded: cases, decisions, the bytes of files.
create function pg_temp.at(p_driver bigint, p_drivers bigint)
  returns timestamptz language sql as $$ select now() - interval '4 years' * p_driver / p_drivers $$;

-- One application each; a second one for one driver in four; one in twenty lost a card, one in fifty declared one defective.
insert into core.application (id, driver_id, kind, state, step, training_id, replaces, promise, delivery_address, invoice_address,
  invoice_addressee,
    created_at, submitted_at) overriding system value
  select one.id, 1000 + one.d, one.kind, one.state, 'submitted', case when one.kind = 'card' then one.id end, one.replaces,
    one.kind = 'replacement_loss',
    E'PRENOM NOM\n1 RUE DES ESSAIS\n69001 LYON', '', '', pg_temp.at(one.d, :drivers), pg_temp.at(one.d, :drivers)
  from (
    select d as id, d, 'card' as kind, null::bigint as replaces,
      case when d % 100 < 95 then 'completed' when d % 100 = 95 then 'submitted' when d % 100 = 96 then 'to_correct' when d % 100 = 97
        then 'draft' when d % 100 = 98 then 'approved'
        else 'in_production' end as state from generate_series(1, :drivers) as d
    union all select :drivers + d / 4, d, 'card', null, 'completed' from generate_series(4, :drivers, 4) as d
    union all select 2 * :drivers + d, d, 'replacement_loss', d, case when d % 400 = 1 then 'awaiting_payment' else 'completed' end
      from generate_series(1, :drivers, 20) as d
    union all select 4 * :drivers + d, d, 'replacement_quality', d, case d % 250 when 2 then 'awaiting_card' when 52
      then 'to_correct_and_pay' else 'completed' end
      from generate_series(2, :drivers, 50) as d
  ) as one;

insert into core.document (application_id, driver_id, type, side, file_name, media_type, sha256, round, given_at)
  select a.id, a.driver_id, d.type, d.side, 'scan.jpg', 'image/jpeg', sha256(int8send(a.id)), 1, a.created_at
  from core.application a, (values ('photo', null), ('signature', null), ('identity_document', 'recto')) as d(type, side)
    where a.kind = 'card';

insert into core.card (id, driver_id, application_id, state, replaces, content, ordered_at, effective_at, taken_at, taken_by, accepted_at,
  printed_address, serial, expires_on,
    produced_at, dispatched_at, activated_at, voided_at, void_reason) overriding system value
  select a.id, a.driver_id, a.id,
    case when a.state = 'approved' then 'ordered' when a.state = 'in_production' then 'in_production' when a.id <= :drivers
      and (a.driver_id - 1000) % 4 = 0 then 'void'
      when a.id <= :drivers and a.driver_id % 60 = 0 then 'returned' else 'active' end,
    a.replaces, '{"last_name": "NOM"}', a.created_at, a.created_at, a.created_at, case when a.state <> 'approved' then 'bench_factory' end,
      a.created_at, a.delivery_address,
    case when a.state = 'completed' then 'CQC' || a.id end, (core.now() + interval '2 years')::date, a.created_at, a.created_at,
      a.created_at, null, null
  from core.application a where a.state in ('completed', 'approved', 'in_production');

insert into core.dispatch (id, card_id, state, barcode, printed_address, given_address, ordered_at, dispatched_at) overriding system value
  select c.id, c.id, case when c.state = 'returned' then 'returned' else 'sent' end, 'LP' || lpad(c.id::text, 10, '0'), c.printed_address,
    c.printed_address, c.ordered_at, c.dispatched_at
  from core.card c where c.serial is not null;

insert into core.returned_dispatch (id, dispatch_id, card_id, driver_id, application_id, case_id, postal_reason, registered_at,
  registered_by, state, misprinted,
    given_address, address) overriding system value
  select c.id, c.id, c.id, c.driver_id, c.application_id, c.id, 'unclaimed', c.dispatched_at, 'vaguemestre', 'awaiting_answer', false,
    c.printed_address, c.printed_address
  from core.card c where c.state = 'returned';

insert into core.quality_claim (id, driver_id, card_id, application_id, case_id, coupon, statement, declared_at, received_at, outcome,
  outcome_at)
    overriding system value
  select a.id, a.driver_id, a.replaces, a.id, a.id, 'Q' || a.id, 'Le nom est faux.', a.created_at, a.created_at, case a.state
    when 'completed' then 'in_groupe' else 'driver' end,
    a.created_at from core.application a where a.kind = 'replacement_quality' and a.state <> 'awaiting_card'
  union all
  select a.id, a.driver_id, a.replaces, a.id, a.id, 'Q' || a.id, 'Le nom est faux.', a.created_at, null, null, null
  from core.application a where a.kind = 'replacement_quality' and a.state = 'awaiting_card';
insert into core.claim_element (claim_id, element, claimed) select q.id, e, 'DUPONT' from core.quality_claim q,
  unnest(array['last_name', 'photo']) as e;
insert into core.finding (claim_id, element, cause, wording_version, value, comment, agent, at)
  select q.id, e, case q.outcome when 'driver' then 'data_entry_error' else 'print_defect' end, 1, '', '', 'claire', q.declared_at
  from core.quality_claim q, unnest(array['last_name', 'photo']) as e where q.outcome is not null;

insert into core.payment (id, driver_id, application_id, amount, state, created_at, settled_at, purpose) overriding system value
  select a.id, a.driver_id, a.id, 3500, case a.state when 'completed' then 'paid' else 'pending' end, a.created_at, a.created_at,
    case a.kind when 'replacement_loss' then 'replacement' else 'quality' end
  from core.application a where a.kind = 'replacement_loss' or (a.kind = 'replacement_quality' and a.state = 'to_correct_and_pay');
insert into core.invoice (id, number, kind, payment_id, driver_id, amount, addressee, address, issued_at,
  effective_at) overriding system value
  select p.id, 'F2026-' || p.id, 'invoice', p.id, p.driver_id, p.amount, 'PRENOM NOM', 'LYON', p.settled_at, p.settled_at
    from core.payment p where p.state = 'paid';

-- Requests: those of applications that wait for the driver, and one that was answered for one driver in five.
insert into core.information_request (id, case_id, round, decision_id, driver_id, application_id, requested_at, effective_at,
  answered_at) overriding system value
  select a.id, a.id, 1, a.id, a.driver_id, a.id, a.created_at, a.created_at, case when a.state <> 'to_correct' then a.created_at end
  from core.application a where a.state = 'to_correct' or (a.kind = 'card' and a.id % 5 = 0);
insert into core.requested_item (request_id, item, reason, wording_version, comment)
  select r.id, i.item, i.reason, 1, '' from core.information_request r,
    (values ('photo', 'blurred'), ('signature', 'absent')) as i(item, reason);

-- All that is old was reminded of: what is left to do is that of an ordinary day.
update core.information_request set reminded_at = effective_at where answered_at is null;
update core.application set reminded_at = submitted_at where state = 'awaiting_payment';
update core.quality_claim set reminded_at = declared_at, attribution_reminded_at = outcome_at;
update core.returned_dispatch set reminded_at = registered_at;
