-- desk: what the files of cases and drivers have in common, as JSON. Times in seconds since 1970.
-- The parts are PL/pgSQL: it keeps their plans for the session, where a SQL function that is not inlined is planned at each call
-- (a case opens in less than half the time).

-- The documents of an application, with who looked at each since a moment. It was of the application alone once.
drop function if exists core.documents_of(bigint);
create or replace function core.documents_of(p_application bigint, p_since timestamptz) returns jsonb
  language plpgsql stable
  as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', d.id, 'type', d.type, 'side', d.side, 'media_type', d.media_type, 'file_name', d.file_name, 'size', length(b.bytes),
      'sha256', encode(d.sha256, 'hex'), 'magic', encode(substr(b.bytes, 1, 16), 'hex'), 'width', b.width, 'height', b.height,
      'round', d.round, 'given_at', core.seconds(d.given_at), 'replaced', d.replaced_at is not null,
      'looks', core.looks_at(d, p_since),
      'same_file_elsewhere', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'driver_id', o.driver_id, 'own', o.driver_id = d.driver_id, 'application_id', o.application_id, 'round', o.round,
          'at', core.seconds(o.given_at)) order by o.id), '[]')
        from (select * from core.document o where o.sha256 = d.sha256 and o.id <> d.id order by o.id limit 5) as o)
      ) order by coalesce(e.rank, 99), d.round, d.id), '[]')
    from core.document d join core.blob b on b.sha256 = d.sha256 join core.application a on a.id = d.application_id
      left join core.expected_document e on e.application_kind = a.kind and e.type = d.type and e.side is not distinct from d.side
    where d.application_id = p_application
  );
end
$$;

-- The photo on the last card that was made for a driver; null where there is none, or where it is one of the application's own documents.
create or replace function core.card_photo_of(p_driver bigint, p_application bigint, p_since timestamptz) returns jsonb
  language plpgsql stable
  as $$
begin
  return (
    select d.entry
    from (
        select core.documents_behind_card(k.id) as application from core.card k
        where k.driver_id = p_driver and k.serial is not null order by k.id desc limit 1) as made,
      jsonb_array_elements(core.documents_of(made.application, p_since)) as d(entry)
    where made.application <> p_application and d.entry ->> 'type' = 'photo' and not (d.entry ->> 'replaced')::boolean
    limit 1);
end
$$;

-- What is judged of an application after a quality claim that was settled as the driver's fault: for each finding what was ordered for the
-- former card, what is to be printed now, and the new picture. Null where no claim is behind the application.
create or replace function core.correction_of(p_application bigint) returns jsonb
  language plpgsql stable
  as $$
declare
  v_claim core.quality_claim;
  v_former core.card;
  v_next core.card;
begin
  select * into v_claim from core.quality_claim q where q.application_id = p_application;
  if not found then
    return null;
  end if;
  select * into v_former from core.card k where k.id = v_claim.card_id;
  -- A card as it would be ordered at this moment: what the factory sets itself it has not yet.
  v_next.content := core.card_content(p_application);
  return jsonb_build_object(
    'coupon', v_claim.coupon, 'case_id', v_claim.case_id,
    'findings', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'element', f.element, 'shows', e.shows, 'cause', f.cause, 'imputed_to', core.imputed_to(f.cause),
        'to_correct', core.is_to_correct(f.cause),
        'ordered', core.ordered_text(v_former, f.element),
        'to_print', coalesce(nullif(v_next.content ->> f.element, ''), core.ordered_text(v_next, f.element)),
        'document', nullif(v_next.content -> 'documents' -> f.element, v_former.content -> 'documents' -> f.element))
        order by e.rank), '[]')
      from core.finding f join core.element e on e.element = f.element where f.claim_id = v_claim.id));
end
$$;

create or replace function core.requests_of(p_case bigint) returns jsonb
  language plpgsql stable
  as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'round', r.round, 'at', core.seconds(r.requested_at), 'by', d.agent,
      'answered_at', core.seconds(r.answered_at), 'withdrawn', r.withdrawn_at is not null,
      'items', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'item', i.item, 'reason', i.reason, 'label_fr', item.label_fr, 'label_en', item.label_en,
          'wording_fr', w.wording_fr, 'wording_en', w.wording_en, 'comment', i.comment) order by item.rank), '[]')
        from core.requested_item i
          join core.item item on item.item = i.item
          join core.wording w on w.reason = i.reason and w.version = i.wording_version
        where i.request_id = r.id)) order by r.id), '[]')
    from core.information_request r join core.decision d on d.id = r.decision_id where r.case_id = p_case
  );
end
$$;

create or replace function core.history_of(p_driver bigint, p_case bigint) returns jsonb
  language plpgsql stable
  as $$
begin
  return (
    select coalesce(jsonb_agg(h.entry order by h.at, h.rank), '[]') from (
      select d.decided_at as at, 2 as rank, jsonb_build_object(
        'at', core.seconds(d.decided_at), 'kind', 'decision', 'by', d.agent, 'action', d.action, 'case', d.case_id,
        'reason', d.reason, 'comment', t.comment, 'round', d.round, 'effective_at', core.seconds(d.effective_at),
        'undone', core.standing_of(d.id) <> 'standing') as entry
      from core.decision d join core.decision_detail t on t.decision_id = d.id join core.desk_case c on c.id = d.case_id
      where c.driver_id = p_driver and (p_case is null or c.id = p_case)
      union all
      select e.at, 1, jsonb_build_object('at', core.seconds(e.at), 'kind', e.kind, 'by', e.by, 'comment', e.text, 'case', e.case_id)
      from core.case_event e where e.driver_id = p_driver and (p_case is null or e.case_id = p_case
        or (e.case_id is null and e.kind in ('note', 'resent', 'called', 'contact', 'attached')))
    ) as h
  );
end
$$;

-- Agents' notes on a case, and on its driver as a person: for every case of his.
create or replace function core.notes_of(p_driver bigint, p_case bigint) returns jsonb
  language plpgsql stable
  as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'at', core.seconds(e.at), 'by', e.by, 'text', e.text,
      'about', case when e.case_id is null then 'driver' else 'case' end) order by e.id), '[]')
    from core.case_event e where e.driver_id = p_driver and e.kind = 'note' and (e.case_id is null or e.case_id = p_case));
end
$$;

create or replace function core.cards_of(p_driver bigint) returns jsonb
  language plpgsql stable
  as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', k.id, 'serial', k.serial, 'state', k.state, 'expires_on', k.expires_on, 'application_id', k.application_id,
      'ordered_at', core.seconds(k.ordered_at), 'dispatched_at', core.seconds(k.dispatched_at),
      'activated_at', core.seconds(k.activated_at), 'voided_at', core.seconds(k.voided_at), 'void_reason', k.void_reason,
      'dispatches', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'barcode', d.barcode, 'at', core.seconds(coalesce(d.dispatched_at, d.ordered_at)), 'state', d.state,
          'printed_address', d.printed_address) order by d.id), '[]')
        from core.dispatch d where d.card_id = k.id and d.state <> 'withdrawn')) order by k.id), '[]')
    from core.card k where k.driver_id = p_driver
  );
end
$$;
