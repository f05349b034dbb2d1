-- desk: who looked at which documents. A look is a reading of the document (core.file_access) that reached the agent's eyes:
-- nothing else is kept of it.

-- Who looked at a document since a moment, and when last.
create or replace function core.looks_at(p_document core.document, p_since timestamptz) returns jsonb
  language plpgsql stable
  as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'by', l.agent, 'at', core.seconds(l.at), 'mine', l.agent = session_user) order by l.at, l.agent), '[]')
    from (
      select f.agent, max(f.at) as at from core.file_access f
      where f.driver_id = p_document.driver_id and f.document_id = p_document.id and f.what = 'document' and f.shown and f.at >= p_since
      group by f.agent) as l);
end
$$;

-- Where the setting makes it a rule, refuses to approve an application whose photo this agent has not looked at in this round.
create or replace function core.refuse_unseen_photo(p_case core.desk_case) returns void
  language plpgsql stable
  as $$
begin
  if core.setting('unseen_photo') = 'rule' and exists (
    select from core.document d
    where d.application_id = p_case.application_id and d.type = 'photo' and d.replaced_at is null
      and not exists (
        select from core.file_access f
        where f.driver_id = d.driver_id and f.document_id = d.id and f.what = 'document' and f.shown and f.agent = session_user
          and f.at >= p_case.started_at)) then
    perform core.refuse('PU091', jsonb_build_object('case', p_case.id));
  end if;
end
$$;

-- A document that was read under this reading and could not be shown: broken, without the page that was asked for, only its facts told.
create or replace function desk.not_shown(p_reading bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
begin
  update core.file_access a set shown = false where a.id = (core.require_reading(p_reading, 'document')).id;
end
$$;
