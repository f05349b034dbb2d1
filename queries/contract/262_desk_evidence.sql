-- desk: what the checks look at, as JSON.

-- The documents behind the card of a claim that somebody looked at for what they are worth: who approved them, before he did, or who had
-- the claim in hand, since the card came.
create or replace function core.looked_at(p_claim core.quality_claim) returns jsonb
  language plpgsql stable
  as $$
begin
  return (
    select coalesce(jsonb_agg(d.id order by d.id), '[]') from core.document d
    where d.application_id = core.documents_behind_card(p_claim.card_id) and d.replaced_at is null and exists (
      select from core.file_access f where f.driver_id = d.driver_id and f.document_id = d.id and f.what = 'document' and f.shown and (
        f.at >= p_claim.received_at and exists (
          select from core.case_event e where e.case_id = p_claim.case_id and e.kind in ('claimed', 'taken_over') and e.by = f.agent)
        or exists (
          select from core.desk_case c join core.decision a on a.case_id = c.id
          where c.application_id = d.application_id and core.subject_of(c.queue) = 'application'
            and a.action = 'approve' and a.agent = f.agent and f.at between d.given_at and a.decided_at
            and not exists (select from core.decision later where later.supersedes = a.id)))));
end
$$;

-- The claim that a case is about: for each element what was declared, ordered and read, where that comes from, and what its source says
-- today.
create or replace function core.claim_of(c core.desk_case) returns jsonb
  language plpgsql stable
  as $$
declare
  v_claim core.quality_claim;
  v_card core.card;
  v_account jsonb;
  v_training core.training;
begin
  select * into v_claim from core.quality_claim q where q.case_id = c.id;
  if not found then
    return null;
  end if;
  select * into v_card from core.card k where k.id = v_claim.card_id;
  select core.account_fields(a) into v_account from core.account a where a.driver_id = c.driver_id;
  select t.* into v_training from core.training t where t.id = core.training_of_card(v_card.id);
  return jsonb_build_object(
    'id', v_claim.id, 'coupon', v_claim.coupon,
    'state', (select a.state from core.application a where a.id = v_claim.application_id),
    'statement', v_claim.statement, 'declared_at', core.seconds(v_claim.declared_at),
    'received_at', core.seconds(v_claim.received_at), 'received_by', v_claim.received_by,
    'received_serial', v_claim.received_serial, 'card_id', v_card.id, 'card_serial', v_card.serial, 'card_expires_on', v_card.expires_on,
    'outcome', v_claim.outcome, 'training_id', v_training.id, 'training_corrected_at', core.seconds(v_training.corrected_at),
    'earlier_claims', (select count(*) from core.quality_claim q where q.card_id = v_claim.card_id and q.id <> v_claim.id),
    -- Whose each cause is, what causes of one, the other and both amount to, and what the findings so far do.
    'imputation', (select jsonb_object_agg(k.cause, core.imputed_to(k.cause)) from core.cause k),
    'faults', jsonb_build_object(
      'in_groupe', core.fault_between(true, false), 'driver', core.fault_between(false, true),
      'both', core.fault_between(true, true)),
    'record_awaited', core.is_record_awaited(v_claim.id), 'without_defect', core.is_without_defect(v_claim.id),
    'fee_cents', core.fee_of('quality'),
    'fault', core.fault_of(v_claim.id), 'to_find', core.elements_to_find(v_claim.id),
    'looked_at', core.looked_at(v_claim), 'readings', core.card_readings_of(v_claim.id),
    'elements', (
      select jsonb_agg(jsonb_build_object('element', e.element, 'declared', d.element is not null, 'claimed', coalesce(d.claimed, ''),
        'shows', e.shows, 'ordered', core.ordered_text(v_card, e.element), 'reported', v_card.printed ->> e.element, 'source', e.source,
        'source_value', case when e.source in ('entry', 'licence') then coalesce(v_card.content ->> e.element, v_account ->> e.element)
          when e.element = 'code_95' then concat_ws(' ', v_training.qualification, v_training.issued_on::text)
          when e.element = 'expiry_date'
            then (v_training.issued_on + core.setting('card_years')::integer * interval '1 year' - interval '1 day')::date::text
          when e.element = 'card_serial' then v_card.serial end,
        'entry_today', v_account ->> e.element) order by e.rank)
      from core.element e left join core.claim_element d on d.claim_id = v_claim.id and d.element = e.element
      where d.element is not null or exists (select from core.finding f where f.claim_id = v_claim.id and f.element = e.element)
        or exists (select from core.card_reading r where r.claim_id = v_claim.id and r.element = e.element)),
    'findings', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'element', f.element, 'cause', f.cause, 'imputed_to', core.imputed_to(f.cause), 'to_correct', core.is_to_correct(f.cause),
        'value', f.value, 'comment', f.comment,
        'by', f.agent, 'at', core.seconds(f.at)) order by e.rank), '[]')
      from core.finding f join core.element e on e.element = f.element where f.claim_id = v_claim.id));
end
$$;

-- The returned dispatch that a case is about, with the earlier ones of the same card.
create or replace function core.return_of(p_case bigint) returns jsonb
  language plpgsql stable
  as $$
begin
  return (
    select jsonb_build_object(
      'id', r.id, 'barcode', d.barcode, 'printed_address', d.printed_address, 'dispatched_at', core.seconds(d.dispatched_at),
      'registered_at', core.seconds(r.registered_at), 'registered_by', r.registered_by, 'postal_reason', r.postal_reason, 'state', r.state,
      'given_address', r.given_address, 'address', r.address, 'confirmed', coalesce(r.confirmed, false), 'misprinted', r.misprinted,
      'answered_at', core.seconds(r.answered_at), 'same_as_printed', core.same_address(r.address, d.printed_address),
      'fee_cents', p.amount, 'fee_state', p.state, 'card_id', k.id, 'card_serial', k.serial, 'card_state', k.state,
      'earlier', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'barcode', ed.barcode, 'printed_address', ed.printed_address, 'dispatched_at', core.seconds(ed.dispatched_at),
          'registered_at', core.seconds(e.registered_at), 'postal_reason', e.postal_reason, 'address', e.address,
          'same_as_answer', core.same_address(ed.printed_address, r.address),
          'same_as_printed', core.same_address(ed.printed_address, d.printed_address)) order by e.id), '[]')
        from core.returned_dispatch e join core.dispatch ed on ed.id = e.dispatch_id where e.card_id = r.card_id and e.id < r.id))
    from core.returned_dispatch r join core.dispatch d on d.id = r.dispatch_id join core.card k on k.id = r.card_id
      left join lateral (select * from core.payment p where p.returned_dispatch_id = r.id order by p.id desc limit 1) as p on true
    where r.case_id = p_case);
end
$$;

-- What the checks look at, for one case: used by the file and, page by page, by lists of clean cases.
create or replace function core.evidence(c core.desk_case) returns jsonb
  language plpgsql stable
  as $$
declare
  v_subject text := core.subject_of(c.queue);
begin
  return (
    select jsonb_build_object(
      'case', jsonb_build_object(
        'id', c.id, 'queue', c.queue, 'subject', v_subject, 'state', c.state, 'round', c.round, 'version', c.version,
        'urgent', c.urgent, 'escalated', c.escalated_by is not null, 'escalated_by', c.escalated_by,
        'escalation_reason', c.escalation_reason,
        'started_at', core.seconds(c.started_at), 'opened_at', core.seconds(c.opened_at),
        'due_at', core.seconds(core.due_at(c.queue, c.started_at)),
        'decided_at', core.seconds(c.decided_at), 'unreachable', c.unreachable,
        'holder', case when c.lease_until > core.now() then c.holder end,
        'holder_until', case when c.lease_until > core.now() then core.seconds(c.lease_until) end,
        'waits_for', core.waits_for(c),
        'held_by_me', c.lease_until > core.now() and c.holder = session_user,
        'reserved_for', case when c.reserved_until > core.now() then c.reserved_for end,
        'reserved_until', case when c.reserved_until > core.now() then core.seconds(c.reserved_until) end,
        'reachable_by', coalesce(
          case v_subject when 'account' then core.account_channel(c.driver_id) else core.reachable_by(c.driver_id) end, 'none'),
        'now', core.seconds(core.now())),
      'driver', jsonb_build_object(
        'id', a.driver_id, 'account_state', a.state, 'email_bounced', a.email_bounced, 'language', a.language, 'channel', a.channel),
      'account', core.account_fields(a),
      'previous_account', (
        select r.fields from core.account_round r
        where r.driver_id = a.driver_id and r.round = a.round - 1 and (v_subject = 'account' or a.submitted_at >= c.started_at)),
      'address_country', core.country_of_address(case v_subject
        when 'account' then a.postal_address
        when 'returned_dispatch' then (select r.address from core.returned_dispatch r where r.case_id = c.id)
        else (select p.delivery_address from core.application p where p.id = c.application_id) end),
      'forgeries', core.forgeries_near(a.driver_id, c.id, c.application_id),
      'consents', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'kind', n.kind, 'version', n.version, 'accepted_at', core.seconds(n.accepted_at))), '[]')
        from core.consent n where n.driver_id = a.driver_id),
      'duplicates', case when v_subject <> 'account' then '[]' else (
        select coalesce(jsonb_agg(jsonb_build_object(
          'driver_id', o.driver_id, 'account_state', o.state,
          'match', case when o.licence_key = a.licence_key then 'licence' else 'identity' end,
          'last_name', o.last_name, 'first_names', o.first_names, 'birth_date', o.birth_date, 'licence_number', o.licence_number)
          order by o.driver_id), '[]')
        from (
          select o.* from core.account o
          where o.driver_id <> a.driver_id and o.state <> 'closed' and (
            (o.licence_key = a.licence_key and a.licence_key <> '')
            -- The same names and birth, or as much of it as the papers of one of them have.
            or (a.last_name <> ''
              and (
                o.identity_key in (a.identity_key, regexp_replace(a.identity_key, '-[0-9]{2}$', ''),
                  regexp_replace(a.identity_key, '-[0-9]{2}-[0-9]{2}$', ''))
                or o.identity_key ~>=~ (a.identity_key || '-') and o.identity_key ~<~ (a.identity_key || '.'))
              and core.same_identity(o.identity_key, a.identity_key)))
          order by o.driver_id limit 5) as o) end,
      'application', (
        select jsonb_build_object(
          'id', p.id, 'kind', p.kind, 'state', p.state, 'round', p.round, 'submitted_at', core.seconds(p.submitted_at),
          'delivery_address', p.delivery_address, 'invoice_address', p.invoice_address, 'invoice_addressee', p.invoice_addressee,
          'promise', p.promise, 'card_id', p.replaces, 'card_serial', k.serial,
          'training', case when t.id is not null then jsonb_build_object(
            'id', t.id, 'kind', t.kind, 'qualification', t.qualification, 'issued_on', t.issued_on, 'centre', t.centre,
            'state', t.state) end)
        from core.application p
          left join core.training t on t.id = p.training_id
          left join core.card k on k.id = p.replaces
        where p.id = c.application_id),
      'previous_application', (
        select jsonb_build_object('delivery_address', p.former_delivery_address) from core.application p
        where p.id = c.application_id and p.former_delivery_address is not null and c.round > 1),
      'claim', case v_subject when 'claim' then core.claim_of(c) end,
      'returned', case v_subject when 'returned_dispatch' then core.return_of(c.id) end,
      'documents', coalesce(case v_subject
        when 'claim' then core.documents_of(
          (select core.documents_behind_card(q.card_id) from core.quality_claim q where q.case_id = c.id), c.started_at)
        when 'application' then core.documents_of(c.application_id, c.started_at) end, '[]'),
      'document_limit', core.setting('document_max_bytes')::integer,
      'unseen_photo', core.setting('unseen_photo'),
      'expected_documents', (
        select coalesce(jsonb_agg(jsonb_build_object('type', e.type, 'side', e.side, 'required', e.required) order by e.rank), '[]')
        from core.application p join core.expected_document e on e.application_kind = p.kind where p.id = c.application_id),
      'flags', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'item', f.item, 'reason', f.reason, 'comment', f.comment, 'by', f.agent, 'at', core.seconds(f.at)) order by i.rank), '[]')
        from core.flag f join core.item i on i.item = f.item where f.case_id = c.id),
      'previous_requests', core.requests_of(c.id))
    from core.account a where a.driver_id = c.driver_id
  );
end
$$;
