-- hub: the documents of applications (flow 3).

-- Width and height in pixels read from the header of a PNG or JPEG file; null where there is none.
create or replace function core.picture_size(p_bytes bytea, out width integer, out height integer)
  language plpgsql immutable strict
  as $$
declare
  position integer := 2;
  marker integer;
begin
  if substr(p_bytes, 1, 8) = '\x89504e470d0a1a0a' and length(p_bytes) >= 24 then
    width := get_byte(p_bytes, 18) * 256 + get_byte(p_bytes, 19);
    height := get_byte(p_bytes, 22) * 256 + get_byte(p_bytes, 23);
  elsif substr(p_bytes, 1, 2) = '\xffd8' then
    -- Segment by segment: FF, marker, length; the frame header (SOF) carries the size.
    while position + 9 < length(p_bytes) and position < 262144 loop
      exit when get_byte(p_bytes, position) <> 255;
      marker := get_byte(p_bytes, position + 1);
      if marker between 192 and 207 and marker not in (196, 200, 204) then
        height := get_byte(p_bytes, position + 5) * 256 + get_byte(p_bytes, position + 6);
        width := get_byte(p_bytes, position + 7) * 256 + get_byte(p_bytes, position + 8);
        return;
      end if;
      position := position + 2 + get_byte(p_bytes, position + 2) * 256 + get_byte(p_bytes, position + 3);
    end loop;
  end if;
end
$$;

-- Whether a document may come with an application: one that is expected; after a quality claim what a finding asks for, and the papers
-- that prove a correction.
create or replace function core.accepts_document(p_application core.application, p_type text, p_side text) returns boolean
  language plpgsql stable
  as $$
begin
  return exists (
      select from core.expected_document e
      where e.application_kind = p_application.kind and e.type = p_type and (e.side is not distinct from p_side or p_side is null))
    or p_application.kind = 'replacement_quality' and (
      p_type in ('identity_document', 'driving_licence', 'residence_permit')
      or p_type in ('photo', 'signature') and p_side is null and exists (
        select from core.quality_claim q join core.finding f on f.claim_id = q.id
        where q.application_id = p_application.id and f.element = p_type and core.imputed_to(f.cause) = 'driver'));
end
$$;

-- Gives a document, or gives it again: the former one stays with the case, marked replaced. bytes: at most document_max_bytes.
create or replace function hub.put_document(
  request uuid, driver bigint, application bigint, type text, side text, file_name text, media_type text, bytes bytea)
  returns bigint
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_application core.application;
  v_sha bytea := sha256(bytes);
  v_id bigint;
  v_visible text;
begin
  v_replay := core.begin_request(request, 'put_document',
    jsonb_build_array(driver, application, type, side, file_name, media_type, encode(v_sha, 'hex')));
  if v_replay is not null then
    return v_replay::text::bigint;
  end if;
  perform core.lock_case_of(application);
  v_application := core.require_application(driver, application);
  v_visible := core.shown_state('application', v_application.id);
  if v_visible not in ('draft', 'to_correct', 'to_correct_and_pay') then
    perform core.refuse('PU006:documents',
      jsonb_build_object('object', 'application', 'state', v_visible, 'action', 'put_document', 'possible', '[]'::jsonb));
  end if;
  if coalesce(length(bytes), 0) = 0 or length(bytes) > core.setting('document_max_bytes')::integer then
    perform core.refuse(case when length(bytes) > 0 then 'PU043' else 'PU043:empty' end,
      jsonb_build_object('size', coalesce(length(bytes), 0), 'limit', core.setting('document_max_bytes')::integer));
  end if;
  if side is not null and side not in ('recto', 'verso') or not core.accepts_document(v_application, type, side) then
    perform core.refuse('PU044', jsonb_build_object('type', type, 'side', side, 'kind', v_application.kind));
  end if;
  insert into core.blob (sha256, bytes, width, height)
    select v_sha, put_document.bytes, size.width, size.height
    from (values (1)) as one left join lateral core.picture_size(put_document.bytes) as size on true
    on conflict (sha256) do nothing;
  update core.document d set replaced_at = core.now()
    where d.application_id = application and d.type = put_document.type and coalesce(d.side, '') = coalesce(put_document.side, '')
      and d.replaced_at is null;
  insert into core.document (application_id, driver_id, type, side, file_name, media_type, sha256, round, given_at)
    values (
      application, driver, put_document.type, put_document.side, core.check_text('file_name', put_document.file_name, 200),
      core.check_text('media_type', put_document.media_type, 100), v_sha,
      v_application.round + case when v_visible = 'to_correct' then 1 else 0 end, core.now())
    returning id into v_id;
  -- The return may have been overturned a moment ago, which he does not see: an agent has the case, and read the former document.
  perform core.outdate_cases(driver, application);
  perform core.end_request(request, to_jsonb(v_id));
  return v_id;
end
$$;

create or replace function core.require_documents(p_application bigint) returns void
  language plpgsql
  as $$
declare
  v_missing text[];
begin
  select array_agg(e.type || coalesce(' ' || e.side, '') order by e.rank) into v_missing
    from core.application a join core.expected_document e on e.application_kind = a.kind and e.required
    where a.id = p_application and not exists (
      select from core.document d
      where d.application_id = a.id and d.replaced_at is null and d.type = e.type
        and (d.side is not distinct from e.side or d.side is null));
  if v_missing is not null then
    perform core.refuse('PU042:documents', jsonb_build_object('missing', v_missing));
  end if;
end
$$;

grant execute on function hub.put_document(uuid, bigint, bigint, text, text, text, text, bytea) to pupitre_portal;
