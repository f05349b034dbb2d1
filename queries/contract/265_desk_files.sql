-- desk: a case or a driver's whole file as one JSON object, under a reading that was opened for it.

-- The case on one screen.
create or replace function desk.case_file(p_reading bigint) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_access core.file_access := core.require_reading(p_reading, 'case');
  v_case core.desk_case;
begin
  select * into v_case from core.desk_case c where c.id = v_access.case_id;
  return core.evidence(v_case) || jsonb_build_object(
    -- Notes stand by themselves, above the rest of what happened.
    'history', (select coalesce(jsonb_agg(h.entry order by h.place), '[]')
      from jsonb_array_elements(core.history_of(v_case.driver_id, v_case.id)) with ordinality as h(entry, place)
      where h.entry ->> 'kind' <> 'note'),
    'notes', core.notes_of(v_case.driver_id, v_case.id),
    'next_reminder', core.seconds(core.next_reminder(v_case)),
    'payments', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', p.id, 'amount_cents', p.amount, 'state', p.state, 'at', core.seconds(coalesce(p.settled_at, p.created_at)))
        order by p.id), '[]')
      from core.payment p where p.application_id = v_case.application_id),
    'cards', core.cards_of(v_case.driver_id),
    'card_photo', case when core.subject_of(v_case.queue) = 'application'
      then core.card_photo_of(v_case.driver_id, v_case.application_id, v_case.started_at) end,
    'correction', case when core.subject_of(v_case.queue) = 'application' then core.correction_of(v_case.application_id) end,
    'trainings', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', t.id, 'kind', t.kind, 'qualification', t.qualification, 'issued_on', t.issued_on, 'centre', t.centre, 'state', t.state)
        order by t.id), '[]')
      from core.training t where t.driver_id = v_case.driver_id));
end
$$;

-- The evidence of several cases at once, for filters such as --clean: a check, not an opening by eyes. No row where there was no such case.
create or replace function desk.case_evidence(p_reading bigint) returns table (case_id bigint, evidence jsonb)
  language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_column
begin
  perform core.require_reading(p_reading, 'check');
  return query
    select c.id, core.evidence(c) from core.file_access a join core.desk_case c on c.id = a.case_id
    where a.reading = p_reading order by c.claim_order, c.id;
end
$$;

-- Why a case is where it is.
create or replace function desk.why(p_reading bigint) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_access core.file_access := core.require_reading(p_reading, 'why');
  v_case core.desk_case;
begin
  select * into v_case from core.desk_case c where c.id = v_access.case_id;
  return (core.evidence(v_case) -> 'case') || jsonb_build_object(
    'lane', v_case.lane,
    -- Counted up to a thousand: beyond, the exact place says nothing.
    'before', case when v_case.state = 'open' and v_case.lane = 'common' then (
      select count(*) from (
        select from core.desk_case o
        where o.queue = v_case.queue and o.state = 'open' and o.lane = 'common' and (o.claim_order, o.id) < (v_case.claim_order, v_case.id)
        limit 1000) as o) end,
    'delay', core.setting((select q.delay_setting from core.queue q where q.queue = v_case.queue)),
    'events', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'at', core.seconds(e.at), 'by', e.by, 'kind', e.kind, 'comment', e.text) order by e.id), '[]')
      from core.case_event e where e.case_id = v_case.id and e.kind <> 'note'),
    'decisions', (
      select coalesce(jsonb_agg(d.entry), '[]')
      from jsonb_array_elements(core.history_of(v_case.driver_id, v_case.id)) as d(entry) where d.entry ->> 'kind' = 'decision'));
end
$$;

-- A driver's whole file.
create or replace function desk.driver_file(p_reading bigint) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_driver bigint := (core.require_reading(p_reading, 'driver')).driver_id;
  v_account core.account;
begin
  select * into v_account from core.account a where a.driver_id = v_driver;
  return jsonb_build_object(
    'driver', jsonb_build_object(
      'id', v_driver, 'account_state', v_account.state, 'shown_state', core.shown_state('account', v_driver), 'email_bounced', v_account.email_bounced, 'language', v_account.language,
      'channel', v_account.channel, 'submitted_at', core.seconds(v_account.submitted_at), 'round', v_account.round,
      'now', core.seconds(core.now())),
    'account', core.account_fields(v_account),
    'awaited', core.awaited_of(v_driver),
    'trainings', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', t.id, 'kind', t.kind, 'qualification', t.qualification, 'issued_on', t.issued_on, 'centre', t.centre, 'state', t.state,
        'certificate_until', c.valid_until) order by t.id), '[]')
      from core.training t left join core.certificate c on c.training_id = t.id where t.driver_id = v_driver),
    'applications', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', p.id, 'kind', p.kind, 'state', p.state, 'round', p.round, 'submitted_at', core.seconds(p.submitted_at),
        'delivery_address', p.delivery_address) order by p.id), '[]')
      from core.application p where p.driver_id = v_driver and p.state not in ('draft', 'cancelled')),
    'cards', core.cards_of(v_driver),
    'payments', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', p.id, 'application_id', p.application_id, 'amount_cents', p.amount, 'state', p.state,
        'at', core.seconds(coalesce(p.settled_at, p.created_at))) order by p.id), '[]')
      from core.payment p where p.driver_id = v_driver),
    'invoices', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'number', coalesce(i.number, d.number), 'kind', i.kind, 'amount_cents', i.amount,
        'at', core.seconds(coalesce(i.issued_at, d.issued_at))) order by i.id), '[]')
      from core.invoice i left join core.due_invoice d on d.id = i.id
      where i.driver_id = v_driver and coalesce(i.number, d.number) is not null),
    'claims', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', q.id, 'coupon', q.coupon, 'state', a.state, 'card_id', q.card_id, 'case_id', q.case_id,
        'declared_at', core.seconds(q.declared_at), 'received_at', core.seconds(q.received_at), 'outcome', q.outcome)
        order by q.id), '[]')
      from core.quality_claim q join core.application a on a.id = q.application_id where q.driver_id = v_driver),
    'returned_dispatches', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', r.id, 'barcode', d.barcode, 'case_id', r.case_id, 'card_id', r.card_id, 'postal_reason', r.postal_reason,
        'registered_at', core.seconds(r.registered_at), 'state', r.state, 'address', r.address) order by r.id), '[]')
      from core.returned_dispatch r join core.dispatch d on d.id = r.dispatch_id where r.driver_id = v_driver),
    'unattached_trainings', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', t.id, 'kind', t.kind, 'qualification', t.qualification, 'issued_on', t.issued_on, 'centre', t.centre,
        'licence_number', t.licence_number, 'last_name', t.last_name, 'first_names', t.first_names, 'birth_date', t.birth_date,
        'differs', core.training_differs(t, v_account),
        'match', case
          when t.licence_key = v_account.licence_key then 'licence'
          when core.same_identity(t.identity_key, v_account.identity_key) then 'identity'
          else 'near' end) order by t.id), '[]')
      from core.training t
      where t.id in (
        select t.id from core.training t
        where t.driver_id is null and t.state = 'recorded' and (
          t.licence_key = v_account.licence_key or core.same_identity(t.identity_key, v_account.identity_key)
          -- The same last name and birth date.
          or t.identity_key like replace(replace(replace(core.fold(v_account.last_name), '\', '\\'), '%', '\%'), '_', '\_') || '|%'
            and core.same_identity('||' || right(t.identity_key, 10), core.identity_key('', '', v_account.birth_date)))
        order by t.id limit 10)),
    'cases', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', c.id, 'queue', c.queue, 'state', c.state, 'round', c.round,
        'due_at', case when c.state = 'open' then core.seconds(core.due_at(c.queue, c.started_at)) end,
        'holder', case when c.lease_until > core.now() then c.holder end) order by c.id), '[]')
      from core.desk_case c where c.driver_id = v_driver),
    'notifications', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', n.id, 'template', n.template, 'channel', coalesce(n.channel, n.goes_by, 'none'), 'state', n.state,
        'at', core.seconds(n.effective_at),
        'goes_at', case when n.state = 'waiting' and n.attempt = 0 and n.offered_after > core.now() then core.seconds(n.offered_after) end)
        order by n.id), '[]')
      from (
        select n.*, (select g.channel from core.goes_by g where g.id = n.id) as goes_by from core.notification n
        where n.driver_id = v_driver order by n.id desc limit 20) as n),
    -- Notes stand by themselves, above the rest of what happened.
    'history', (select coalesce(jsonb_agg(h.entry order by h.place), '[]')
      from jsonb_array_elements(core.history_of(v_driver, null)) with ordinality as h(entry, place)
      where h.entry ->> 'kind' <> 'note'),
    'notes', (
      select coalesce(jsonb_agg(jsonb_build_object('at', core.seconds(e.at), 'by', e.by, 'text', e.text, 'case_id', e.case_id)
        order by e.id), '[]')
      from core.case_event e where e.driver_id = v_driver and e.kind = 'note'));
end
$$;

-- A document's bytes, and whose it is.
create or replace function desk.read_document(p_reading bigint)
  returns table (driver bigint, last_name text, first_names text, type text, side text, file_name text, media_type text, bytes bytea)
  language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_document bigint := (core.require_reading(p_reading, 'document')).document_id;
begin
  return query
    select d.driver_id, a.last_name, a.first_names, d.type, d.side, d.file_name, d.media_type, b.bytes
    from core.document d
      join core.blob b on b.sha256 = d.sha256
      join core.account a on a.driver_id = d.driver_id
    where d.id = v_document;
end
$$;
