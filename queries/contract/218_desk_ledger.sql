-- desk: the ledger of decisions: each is recorded once under its key, and answered alike whenever it is sent again.

-- Whether a decision stands as of now: standing, undone or overturned. A reversal that was undone itself is none.
create or replace function core.standing_of(p_decision bigint) returns text
  language plpgsql stable
  as $$
begin
  return coalesce((
    select case l.action when 'undo' then 'undone' else 'overturned' end from core.decision l
    where l.supersedes = p_decision and not exists (select from core.decision u where u.supersedes = l.id and u.action = 'undo')
    order by l.id desc limit 1), 'standing');
end
$$;

-- The answer to a decision, the first time and whenever it is sent again: its standing is that of now.
create or replace function core.decision_answer(p_decision core.decision, p_replayed boolean) returns setof desk.decision_answer
  -- Volatile: called beside what records the decision, it sees the message that this has just queued.
  language plpgsql volatile
  as $$
#variable_conflict use_column
begin
  return query
    select p_decision.id, p_decision.case_id, p_decision.action, p_decision.agent,
      extract(epoch from p_decision.decided_at)::bigint, extract(epoch from p_decision.effective_at)::bigint,
      core.standing_of(p_decision.id), p_replayed,
      -- By what channel the message goes that tells it; those that carry a file come besides.
      (select coalesce(n.channel, (select g.channel from core.goes_by g where g.id = n.id)) from core.notification n
        where n.decision_id = p_decision.id and n.certificate_id is null and n.invoice_id is null order by n.id limit 1);
end
$$;

-- The request id of a decision's key: decisions and all other writes are told apart, waited for and given up in one place.
create or replace function core.request_of(p_key text) returns uuid
  language sql immutable strict parallel safe
  as $$ select encode(substr(sha256(convert_to('decision ' || p_key, 'UTF8')), 1, 16), 'hex')::uuid $$;

create or replace function core.check_key(p_key text) returns void
  language plpgsql
  as $$
begin
  if p_key is null or char_length(p_key) not between 8 and 200 or p_key ~ '[^!-~]' then
    perform core.refuse('PU062:key', jsonb_build_object('field', 'key'));
  end if;
end
$$;

-- The decision that was recorded under a key, waiting for one that is being recorded; no row where the key is new, and from here on this
-- transaction's.
create or replace function core.find_decision(p_key text, p_content jsonb) returns core.decision
  language plpgsql
  as $$
declare
  v_decision core.decision;
begin
  perform core.check_key(p_key);
  perform core.begin_request(core.request_of(p_key), 'decision', p_content);
  select * into v_decision from core.decision where key = p_key;
  if found and (v_decision.agent <> session_user or v_decision.content_digest <> sha256(convert_to(p_content::text, 'UTF8'))) then
    perform core.refuse('PU030', jsonb_build_object('key', p_key));
  end if;
  return v_decision;
end
$$;

-- What every decision begins with: a key that was recorded before gives its decision; else no row, and the case is locked.
create or replace function core.recorded_decision(p_key text, p_content jsonb, p_case bigint) returns core.decision
  language plpgsql
  as $$
declare
  v_decision core.decision := core.find_decision(p_key, p_content);
begin
  if v_decision.id is null then
    perform core.require_case(p_case);
  end if;
  return v_decision;
end
$$;

-- What became of a write whose answer was lost, by its request id (of a decision: by its key). It waits for a sending that is still on its
-- way. Where nothing was recorded the id is used up, so that a sending that comes later is refused, and "not recorded" stays true. names
-- and texts are the columns of the first answer; names is null where that is a single value.
create or replace function desk.recorded(p_request uuid, p_key text default null)
  returns table (recorded boolean, names text[], texts text[])
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_id uuid := coalesce(p_request, core.request_of(p_key));
  v_request core.request;
  v_decision core.decision;
  v_answer jsonb;
begin
  if pg_is_in_recovery() then
    -- A standby knows what has reached it, and cannot know what has not.
    select * into v_request from core.request r where r.id = v_id;
    if not found then
      perform core.refuse('25006');
    end if;
  else
    insert into core.request (id, caller, operation, content, at) values (v_id, session_user, 'given_up', '', core.now())
      on conflict (id) do nothing;
    select * into v_request from core.request r where r.id = v_id for no key update;
  end if;
  if v_request.caller <> session_user then
    perform core.refuse('PU030', jsonb_build_object('key', coalesce(p_request::text, p_key)));
  end if;
  if v_request.operation = 'decision' then
    select * into v_decision from core.decision d where d.key = p_key;
    select to_jsonb(a) into v_answer from core.decision_answer(v_decision, true) as a;
  else
    v_answer := v_request.result;
  end if;
  recorded := v_request.operation <> 'given_up';
  if jsonb_typeof(v_answer) = 'object' then
    -- Truth values in PostgreSQL's own text form, as a row has them.
    select array_agg(e.key order by e.key),
        array_agg(case jsonb_typeof(v_answer -> e.key) when 'boolean' then left(e.value, 1) else e.value end order by e.key)
      into names, texts from jsonb_each_text(v_answer) as e;
  else
    texts := array[v_answer #>> '{}'];
  end if;
  return next;
end
$$;

-- Appends to the ledger, on a lane of this agent that nobody is writing to. What is written from here to core.end_grace is the decision's.
create or replace function core.append_decision(
  p_key text, p_case core.desk_case, p_action text, p_content jsonb, p_former jsonb, p_effective timestamptz,
  p_reason text default null, p_token uuid default null, p_run text default null, p_supersedes bigint default null,
  p_comment text default '', p_flags jsonb default '[]', p_suggestion jsonb default null)
  returns core.decision
  language plpgsql
  as $$
declare
  v_lane core.ledger_lane;
  v_salt bytea := decode(replace(gen_random_uuid()::text, '-', ''), 'hex');
  v_detail bytea;
  v_due timestamptz := core.due_at(p_case.queue, p_case.started_at);
  v_decision core.decision;
begin
  select * into v_lane from core.ledger_lane where agent = session_user order by lane limit 1 for no key update skip locked;
  while not found loop
    -- Two sessions may add the same lane: the loser takes the next number.
    insert into core.ledger_lane (agent, lane, sequence, digest)
      select session_user, coalesce(max(lane), 0) + 1, 0, '\x' from core.ledger_lane where agent = session_user
      on conflict do nothing returning * into v_lane;
    exit when v_lane.lane is not null;
    select * into v_lane from core.ledger_lane where agent = session_user order by lane limit 1 for no key update skip locked;
  end loop;
  v_detail := sha256(v_salt || convert_to(jsonb_build_array(p_comment, p_flags, p_suggestion)::text, 'UTF8'));
  insert into core.decision (
    key, case_id, queue, round, case_version, action, reason, agent, lease_token, run, former, decided_at, effective_at, due_at,
    supersedes, content_digest, detail_digest, lane, sequence, previous_digest, digest)
  values (
    p_key, p_case.id, p_case.queue, p_case.round, p_case.version, p_action, p_reason, session_user, p_token, p_run, p_former,
    core.now(), p_effective, v_due,
    p_supersedes, sha256(convert_to(p_content::text, 'UTF8')), v_detail, v_lane.lane, v_lane.sequence + 1, v_lane.digest,
    sha256(v_lane.digest || v_detail || convert_to(jsonb_build_array(
      p_key, p_case.id, p_case.round, p_case.version, p_action, p_reason, session_user,
      extract(epoch from core.now()), extract(epoch from p_effective), extract(epoch from v_due), p_supersedes,
      v_lane.lane, v_lane.sequence + 1)::text, 'UTF8')))
  returning * into v_decision;
  insert into core.decision_detail (decision_id, salt, comment, flags, suggestion)
    values (v_decision.id, v_salt, p_comment, p_flags, p_suggestion);
  if p_action <> 'undo' then
    update core.act a set
      kind = p_action, decision_id = v_decision.id, case_id = p_case.id, driver_id = p_case.driver_id, effective_at = p_effective
    where a.request_id = core.request_of(p_key);
    perform core.begin_grace(a.id, p_effective) from core.act a where a.request_id = core.request_of(p_key);
  end if;
  update core.ledger_lane set sequence = v_decision.sequence, digest = v_decision.digest
    where agent = session_user and lane = v_lane.lane;
  return v_decision;
end
$$;
