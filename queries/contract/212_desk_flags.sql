-- desk: flags, the non-compliances of a case while it is looked at.

-- What can be flagged on a case: the fields of an account; the documents that its application may come with, and its data.
create or replace function core.case_items(p_case core.desk_case) returns text[]
  language sql stable
  as $$
    select array_agg(i.item order by i.rank) from core.item i
    where exists (select from core.item_reason r where r.queue = p_case.queue and r.item = i.item) and (
      i.kind <> 'document'
      or exists (
        select from core.application a join core.expected_document e on e.application_kind = a.kind
        where a.id = p_case.application_id and e.type = i.item)
      or exists (select from core.document d where d.application_id = p_case.application_id and d.type = i.item and d.replaced_at is null))
  $$;

-- Drafts a non-compliance on the case in hand; a second flag on the same item replaces the first.
create or replace function desk.flag(
  p_request uuid, p_case bigint, p_token uuid, p_version integer, p_item text, p_reason text, p_comment text default '')
  returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_case core.desk_case;
  v_reason core.reason;
  v_comment text := core.check_text('comment', p_comment, 2000, true);
begin
  if core.begin_request(p_request, 'flag', jsonb_build_array(p_case, p_version, p_item, p_reason, v_comment)) is not null then
    return;
  end if;
  v_case := core.held_case(p_case, p_token, p_version);
  perform core.next_state('case', v_case.state, 'flag');
  if not exists (select from core.item i where i.item = p_item) then
    perform core.refuse('PU020',
      jsonb_build_object('item', p_item, 'possible', (
        select array_agg(i.item order by i.rank) from core.item i where i.item = any (core.case_items(v_case)))));
  end if;
  if not p_item = any (core.case_items(v_case)) then
    perform core.refuse('PU023', jsonb_build_object('item', p_item, 'case', p_case, 'possible', core.case_items(v_case)));
  end if;
  select * into v_reason from core.reason where reason = p_reason;
  if not found then
    perform core.refuse('PU021:item',
      jsonb_build_object('reason', p_reason, 'item', p_item, 'possible', (
        select array_agg(r.reason order by r.reason) from core.item_reason r where r.queue = v_case.queue and r.item = p_item)));
  end if;
  if not exists (select from core.item_reason r where r.queue = v_case.queue and r.item = p_item and r.reason = p_reason) then
    perform core.refuse('PU022',
      jsonb_build_object('reason', p_reason, 'item', p_item, 'possible', (
        select array_agg(r.reason order by r.reason) from core.item_reason r where r.queue = v_case.queue and r.item = p_item)));
  end if;
  if v_reason.comment_required and v_comment = '' then
    perform core.refuse('PU026', jsonb_build_object('reason', p_reason));
  end if;
  insert into core.flag (case_id, item, reason, comment, agent, at) values (p_case, p_item, p_reason, v_comment, session_user, core.now())
    on conflict (case_id, item) do update set reason = excluded.reason, comment = excluded.comment, agent = excluded.agent, at = excluded.at
      where (flag.reason, flag.comment, flag.agent) is distinct from (excluded.reason, excluded.comment, excluded.agent);
  perform case when found then core.note_act(p_request, p_case, null, p_item) else core.forget_act(p_request) end;
end
$$;

create or replace function desk.unflag(p_request uuid, p_case bigint, p_token uuid, p_version integer, p_item text) returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
begin
  if core.begin_request(p_request, 'unflag', jsonb_build_array(p_case, p_version, p_item)) is not null then
    return;
  end if;
  perform core.held_case(p_case, p_token, p_version);
  delete from core.flag where case_id = p_case and item = p_item;
  if not found then
    perform core.refuse('PU027', jsonb_build_object('case', p_case, 'item', p_item));
  end if;
  perform core.note_act(p_request, p_case, null, p_item);
end
$$;
