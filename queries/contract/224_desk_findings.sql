-- desk: defective cards: what is read on them, and what is found.

-- The quality claim of the case in hand; a case of another queue, or an element that no card has, is refused.
create or replace function core.claim_in_hand(p_case bigint, p_token uuid, p_version integer, p_element text, p_action text)
  returns core.quality_claim
  language plpgsql
  as $$
declare
  v_case core.desk_case := core.held_case(p_case, p_token, p_version);
  v_claim core.quality_claim;
begin
  perform core.next_state('case', v_case.state, p_action);
  select * into v_claim from core.quality_claim q where q.case_id = p_case;
  if not found then
    perform core.refuse('PU028', jsonb_build_object('case', p_case, 'queue', v_case.queue, 'action', p_action,
      'possible', (select q.settled_by from core.queue q where q.queue = v_case.queue)));
  end if;
  if not exists (select from core.element e where e.element = p_element) then
    perform core.refuse('PU071',
      jsonb_build_object('element', p_element, 'possible', (select array_agg(e.element order by e.rank) from core.element e)));
  end if;
  return v_claim;
end
$$;

-- Drafts what the agent reads on an element of the card in hand; a second reading of it replaces the first. p_value as typed, empty where
-- nothing is printed there; null: as ordered (a picture: as the approved one). Returns what then counts as read.
create or replace function desk.read_card(
  p_request uuid, p_case bigint, p_token uuid, p_version integer, p_element text, p_value text default null)
  returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_replay jsonb;
  v_claim core.quality_claim;
  v_value text := case when p_value is not null then core.element_value(p_element, core.check_text('value', p_value, 400, true)) end;
  v_shows text := (select e.shows from core.element e where e.element = p_element);
  v_ordered text;
begin
  v_replay := core.begin_request(p_request, 'read_card', jsonb_build_array(p_case, p_version, p_element, v_value));
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  v_claim := core.claim_in_hand(p_case, p_token, p_version, p_element, 'read_card');
  v_ordered := (select core.ordered_text(k, p_element) from core.card k where k.id = v_claim.card_id);
  if v_shows = 'nothing' then
    perform core.refuse('PU084', jsonb_build_object('element', p_element));
  end if;
  if v_shows = 'text' and p_value is null and v_ordered is null then
    perform core.refuse('PU085', jsonb_build_object('element', p_element));
  end if;
  insert into core.card_reading (claim_id, element, value, agent, at) values (v_claim.id, p_element, v_value, session_user, core.now())
  on conflict (claim_id, element) do update set value = excluded.value, agent = excluded.agent, at = excluded.at
    where (card_reading.value, card_reading.agent) is distinct from (excluded.value, excluded.agent);
  perform case when found then core.note_act(p_request, p_case, null, p_element) else core.forget_act(p_request) end;
  perform core.end_request(p_request, coalesce(to_jsonb(coalesce(v_value, v_ordered)), 'null'));
  return coalesce(v_value, v_ordered);
end
$$;

create or replace function desk.remove_reading(p_request uuid, p_case bigint, p_token uuid, p_version integer, p_element text) returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_claim core.quality_claim;
begin
  if core.begin_request(p_request, 'remove_reading', jsonb_build_array(p_case, p_version, p_element)) is not null then
    return;
  end if;
  v_claim := core.claim_in_hand(p_case, p_token, p_version, p_element, 'read_card');
  delete from core.card_reading r where r.claim_id = v_claim.id and r.element = p_element;
  if not found then
    perform core.refuse('PU027', jsonb_build_object('case', p_case, 'item', p_element));
  end if;
  perform core.note_act(p_request, p_case, null, p_element);
end
$$;

-- The causes that fit an element, for hints.
create or replace function core.causes_of(p_element text) returns text[]
  language sql stable
  as $$
    select array_agg(c.cause order by c.rank)
    from core.element_cause f join core.cause c on c.cause = f.cause
    where f.element = p_element
  $$;

-- Refuses a text that cannot be printed on an element of a card. Names take letters of any script; nothing takes what nobody sees (marks of
-- direction, soft hyphens …), pictures or other signs.
create or replace function core.check_printed(p_element text, p_value text) returns void
  language plpgsql stable
  as $$
declare
  v_category constant text := '(AM|A[12]?|B[1E]?|C1?E?|D1?E?)';
begin
  if (select e.shows from core.element e where e.element = p_element) <> 'text' then
    perform core.refuse('PU062:no_text', jsonb_build_object('field', 'value'));
  elsif core.is_day(p_element) then
    if core.day_of(p_value) is null then
      perform core.refuse('PU062:day', jsonb_build_object('field', 'value'));
    elsif p_element = 'birth_date' and p_value not between '1900' and core.today()::text then
      perform core.refuse('PU062:birth_day', jsonb_build_object('field', 'value'));
    end if;
  elsif p_element in ('last_name', 'first_names') then
    if p_value !~ '[[:alpha:]]' or p_value ~ '[^[:alpha:]\u0300-\u036F ''\u2019.-]' then
      perform core.refuse('PU062:name', jsonb_build_object('field', 'value'));
    end if;
  elsif p_element = 'categories' then
    if p_value !~* format('^%s([ ,;/]+%s)*$', v_category, v_category) then
      perform core.refuse('PU062:categories', jsonb_build_object('field', 'value'));
    end if;
  elsif p_element = 'licence_number' then
    if p_value !~ '^[A-Za-z0-9 ./-]+$' or p_value !~ '[0-9]' or length(core.licence_key(p_value)) < 6 then
      perform core.refuse('PU062:licence_number', jsonb_build_object('field', 'value'));
    end if;
  elsif p_value !~ '[[:alnum:]]' or p_element <> 'address' and p_value ~ '\n'
    or p_value ~ '[^[:alnum:]\u0300-\u036F ''\u2019\u2010-\u2015\u00AA\u00B0\u00B7\u00BA\u00AB\u00BB.,;:()/&"+\n-]' then
    perform core.refuse('PU062:signs', jsonb_build_object('field', 'value'));
  end if;
end
$$;

-- Drafts what was found on an element of the card in hand; a second finding on it replaces the first.
create or replace function desk.finding(
  p_request uuid, p_case bigint, p_token uuid, p_version integer, p_element text, p_cause text, p_value text default '',
  p_comment text default '')
  returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_claim core.quality_claim;
  v_cause core.cause;
  v_comment text := core.check_text('comment', p_comment, 2000, true);
  v_value text := core.element_value(p_element, core.plain_blanks(core.check_text('value', p_value, 400, true)));
begin
  if core.begin_request(p_request, 'finding', jsonb_build_array(p_case, p_version, p_element, p_cause, v_value, v_comment)) is not null then
    return;
  end if;
  v_claim := core.claim_in_hand(p_case, p_token, p_version, p_element, 'finding');
  select * into v_cause from core.cause where cause = p_cause;
  if not found then
    perform core.refuse('PU072', jsonb_build_object('cause', p_cause, 'element', p_element, 'possible', core.causes_of(p_element)));
  end if;
  if not exists (select from core.element_cause f where f.element = p_element and f.cause = p_cause) then
    perform core.refuse('PU086', jsonb_build_object('cause', p_cause, 'element', p_element, 'possible', core.causes_of(p_element)));
  end if;
  -- The factory prints what stands here.
  if v_value <> '' then
    perform core.check_printed(p_element, v_value);
  end if;
  if v_cause.comment_required and v_comment = '' then
    perform core.refuse('PU026', jsonb_build_object('reason', p_cause));
  end if;
  insert into core.finding (claim_id, element, cause, wording_version, value, comment, agent, at)
  values (
    v_claim.id, p_element, p_cause, (
      select w.version from core.cause_wording w where w.cause = p_cause and w.since <= core.now() order by w.version desc limit 1),
    v_value, v_comment, session_user, core.now())
  on conflict (claim_id, element) do update set
    cause = excluded.cause, wording_version = excluded.wording_version, value = excluded.value, comment = excluded.comment,
    agent = excluded.agent, at = excluded.at
  where (finding.cause, finding.value, finding.comment, finding.agent)
    is distinct from (excluded.cause, excluded.value, excluded.comment, excluded.agent);
  perform case when found then core.note_act(p_request, p_case, null, p_element) else core.forget_act(p_request) end;
end
$$;

create or replace function desk.remove_finding(p_request uuid, p_case bigint, p_token uuid, p_version integer, p_element text) returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
begin
  if core.begin_request(p_request, 'remove_finding', jsonb_build_array(p_case, p_version, p_element)) is not null then
    return;
  end if;
  perform core.held_case(p_case, p_token, p_version);
  delete from core.finding f using core.quality_claim q where q.case_id = p_case and f.claim_id = q.id and f.element = p_element;
  if not found then
    perform core.refuse('PU027', jsonb_build_object('case', p_case, 'item', p_element));
  end if;
  perform core.note_act(p_request, p_case, null, p_element);
end
$$;
