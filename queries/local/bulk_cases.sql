-- Many open cases of one queue at once, for measuring and for load: $1 how many, $2 the queue. Owner only; such a database is thrown away.
with line as materialized (
  select n, nextval(pg_get_serial_sequence('core.driver', 'id')) as driver,
    nextval(pg_get_serial_sequence('core.training', 'id')) as training,
    nextval(pg_get_serial_sequence('core.application', 'id')) as application,
      nextval(pg_get_serial_sequence('core.application', 'id')) as replacement,
    nextval(pg_get_serial_sequence('core.card', 'id')) as card, nextval(pg_get_serial_sequence('core.dispatch', 'id')) as dispatch,
    nextval(pg_get_serial_sequence('core.quality_claim', 'id')) as claim, core.next_case_id() as number,
    core.now() - interval '20 hours' + interval '19 hours' * n / $1 as at
  from generate_series(1, $1::integer) as n
), driver as (
  insert into core.driver (id, created_at) overriding system value select driver, at from line
), account as (
  insert into core.account (driver_id, state, submitted_at, last_name, first_names, usage_name, birth_date, birth_place, licence_number,
    licence_issue_date,
    licence_country, email, phone, postal_address, channel, language, licence_key, identity_key, search_key)
  select driver, case $2::text when 'accounts' then 'submitted' else 'active' end, at, 'NOM' || driver, 'Prénom', '',
    '1980-01-01', 'LYON', lpad(driver::text, 12, '0'), '2000-01-01', 'FR', 'n' || driver || '@example.fr', '0639980000',
      E'NOM\n1 RUE\n69001 LYON', 'email', 'fr',
    lpad(driver::text, 12, '0'), 'NOM' || driver || '|PRENOM|1980-01-01', 'NOM' || driver || ' PRENOM' from line
), training as (
  insert into core.training (id, centre, kind, qualification, licence_number, last_name, first_names, birth_date, issued_on, gives_right,
    recorded_at, driver_id, attached_at,
    licence_key, identity_key) overriding system value
  select training, 'centre', 'initial', 'goods', driver::text, 'NOM' || driver, 'Prénom', '1980-01-01', core.today(), true, at, driver, at,
    driver::text, driver::text
  from line where $2 <> 'accounts'
), application as (
  insert into core.application (id, driver_id, kind, state, training_id, replaces, delivery_address, created_at,
    submitted_at) overriding system value
  select application, driver, 'card', state, training, null::bigint, E'NOM\n1 RUE\n69001 LYON', at, at
  from line, lateral (select case $2 when 'documents' then 'submitted' when 'quality' then 'completed' else 'returned' end as state) as s
    where $2 <> 'accounts'
  union all select replacement, driver, 'replacement_quality', 'under_analysis', null, card, E'NOM\n1 RUE\n69001 LYON', at, at from line
    where $2 = 'quality'
), card as (
  insert into core.card (id, driver_id, application_id, state, content, ordered_at, effective_at, serial, expires_on,
    received_at) overriding system value
  select card, driver, application, case $2 when 'quality' then 'active' else 'returned' end, '{}', at, at, 'B' || card,
    core.today() + 1000, at
  from line where $2 in ('quality', 'undelivered')
), dispatch as (
  insert into core.dispatch (id, card_id, state, barcode, printed_address, given_address, ordered_at, dispatched_at) overriding system value
  select dispatch, card, 'returned', 'B' || dispatch || '00', 'A', 'A', at, at from line where $2 = 'undelivered'
), opened as (
  insert into core.desk_case (id, queue, driver_id, application_id, started_at, claim_order, opened_at)
  select number, $2, driver, case $2 when 'accounts' then null when 'quality' then replacement else application end, at, at, at from line
), round as (
  insert into core.case_round (case_id, round, queue, started_at) select number, 1, $2, at from line
), claim as (
  insert into core.quality_claim (id, driver_id, card_id, application_id, case_id, coupon, statement, declared_at, received_at,
    received_by) overriding system value
  select claim, driver, card, replacement, number, 'B' || claim, '', at, at, 'bulk' from line where $2 = 'quality'
), element as (
  insert into core.claim_element (claim_id, element, claimed) select claim, 'print_quality', '' from line where $2 = 'quality'
), finding as (
  insert into core.finding (claim_id, element, cause, wording_version, value, comment, agent, at)
  select claim, 'print_quality', 'print_defect', 1, '', '', 'bulk', at from line where $2 = 'quality'
)
insert into core.returned_dispatch (dispatch_id, card_id, driver_id, application_id, case_id, postal_reason, registered_at, registered_by,
  state, misprinted,
  given_address, address, confirmed, answered_at)
select dispatch, card, driver, application, number, 'unclaimed', at, 'bulk', 'to_reship', false, 'A', 'A', true, at from line
  where $2 = 'undelivered';
