-- desk: queues, lists, catalogue.

create or replace view desk.queue as select rank, queue, name_fr, label_fr, label_en, subject, settled_by, delay_setting from core.queue;
create or replace view desk.lifecycle as select object, state, action, next_state, role_name from core.lifecycle;
create or replace view desk.setting as
  select s.name, s.kind, v.value, extract(epoch from nullif(v.since, '-infinity'))::bigint as since, v.set_by,
    (select d.value from core.setting_value d where d.name = s.name order by d.since limit 1) as default_value,
    s.minimum, s.maximum, s.choices, s.meaning_fr, s.meaning_en, coalesce(s.name_fr, s.name) as name_fr
  from core.setting s join lateral (
    select * from core.setting_value v where v.name = s.name and v.since <= core.now() order by v.since desc limit 1) as v on true;

-- Everything that can be flagged, with its reasons and the wording that the driver reads today.
create or replace view desk.catalogue as
  select ir.queue, i.rank, i.item, i.name_fr as item_name_fr, i.label_fr as item_label_fr, i.label_en as item_label_en, i.kind,
    r.reason, r.name_fr as reason_name_fr, r.label_fr as reason_label_fr, r.label_en as reason_label_en, r.comment_required,
    w.wording_fr, w.wording_en
  from core.item i
    join core.item_reason ir on ir.item = i.item
    join core.reason r on r.reason = ir.reason
    join lateral (
      select * from core.wording w where w.reason = r.reason and w.since <= core.now() order by w.version desc limit 1) as w on true;

-- What can be declared defective, and the causes that an agent finds: behind which elements, whose they are today and what the driver
-- reads.
create or replace view desk.element as select rank, element, field, name_fr, label_fr, label_en, source, shows from core.element;
create or replace view desk.cause as
  select c.rank, c.cause, c.name_fr, c.label_fr, c.label_en,
    case c.imputed_to when 'setting' then core.setting('imputation_' || c.cause) else c.imputed_to end as imputed_to,
    c.comment_required, w.wording_fr, w.wording_en,
    (select array_agg(f.element order by e.rank)
      from core.element_cause f join core.element e on e.element = f.element where f.cause = c.cause) as elements
  from core.cause c join lateral (
    select * from core.cause_wording w where w.cause = c.cause and w.since <= core.now() order by w.version desc limit 1) as w on true;
create or replace view desk.postal_reason as select rank, reason, code, name_fr, label_fr, label_en from core.postal_reason;

create or replace view desk.closing_reason as select * from core.closing_reason;

create or replace function desk.agents() returns table (agent text, supervisor boolean)
  language sql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$
    select r.rolname::text, pg_has_role(r.oid, 'pupitre_supervisor', 'member') from pg_roles r
    where r.rolcanlogin and not r.rolsuper and pg_has_role(r.oid, 'pupitre_agent', 'member') order by 1
  $$;

-- The queues: what waits, what is held, what is overdue, when the next is due (seconds since 1970), today's arrivals and
-- decisions. "Today" is the day in Paris.
create or replace function desk.queues()
  returns table (
    queue text, waiting bigint, held bigint, overdue bigint, escalated bigint, next_due bigint, arrived bigint, decided bigint,
    with_driver bigint, unreachable bigint, silent bigint)
  language sql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$
    select q.queue, open.number - held.number, held.number, overdue.number, escalated.number,
      extract(epoch from core.due_at(q.queue, first.started_at))::bigint, arrived.number, decided.number,
      with_driver.number, with_driver.unreachable, with_driver.silent
    from core.queue q,
      lateral (
        select date_trunc('day', core.now() at time zone 'Europe/Paris') at time zone 'Europe/Paris' as morning,
          core.started_before(q.queue, core.now()) as late_before) as today,
      lateral (
        select (select count(*) from core.desk_case c where c.queue = q.queue and c.state = 'open' and c.lane = 'common')
          + (select count(*) from core.desk_case c where c.queue = q.queue and c.state = 'open' and c.lane = 'reserved') as number) as open,
      lateral (
        select count(*) as number from core.hold h join core.desk_case c on c.id = h.case_id
        where c.queue = q.queue and c.state = 'open' and c.lane <> 'escalated' and c.lease_until > core.now()) as held,
      -- Every open case past its deadline, those that supervisors have too, as in a list of overdue ones. Claim order is the start of the
      -- clock, save that an urgent case is ordered a century early: counted on the index.
      lateral (
        select (
            select count(*) from core.desk_case c
            where c.queue = q.queue and c.state = 'open' and c.lane = 'common'
              and c.claim_order >= today.late_before - interval '50 years' and c.claim_order < today.late_before)
          + (
            select count(*) from core.desk_case c
            where c.queue = q.queue and c.state = 'open' and c.lane = 'common'
              and c.claim_order < today.late_before - interval '50 years' and c.started_at < today.late_before)
          + (
            select count(*) from core.desk_case c
            where c.queue = q.queue and c.state = 'open' and c.lane = 'reserved' and c.started_at < today.late_before)
          + (
            select count(*) from core.desk_case c
            where c.queue = q.queue and c.state = 'open' and c.lane = 'escalated' and c.started_at < today.late_before) as number
      ) as overdue,
      lateral (
        select count(*) as number from core.desk_case c
        where c.queue = q.queue and c.state = 'open' and c.lane = 'escalated') as escalated,
      lateral (
        select min(s.started_at) as started_at from (
          (select c.started_at from core.desk_case c
            where c.queue = q.queue and c.state = 'open' and c.lane = 'common' and c.claim_order >= core.now() - interval '50 years'
            order by c.claim_order, c.id limit 1)
          union all
          (select c.started_at from core.desk_case c
            where c.queue = q.queue and c.state = 'open' and c.lane = 'common' and c.claim_order < core.now() - interval '50 years')
          union all
          (select c.started_at from core.desk_case c
            where c.queue = q.queue and c.state = 'open' and c.lane in ('reserved', 'escalated')
            order by c.started_at limit 1)) as s
      ) as first,
      lateral (
        select count(*) as number from core.case_round r where r.queue = q.queue and r.started_at >= today.morning) as arrived,
      lateral (
        select count(*) as number from core.decision d
        where d.queue = q.queue and d.decided_at >= today.morning and d.action = any (q.settled_by || array['close'])
          and not exists (select from core.decision u where u.supersedes = d.id and u.action = 'undo')) as decided,
      lateral (
        select count(*) as number, count(*) filter (where c.unreachable) as unreachable,
          count(*) filter (where c.decided_at < core.now() - core.span('silence_after')) as silent
        from core.desk_case c where c.queue = q.queue and c.state = 'waiting') as with_driver
    order by q.rank
  $$;

-- Where the lines of a list come from: one source a lane, each in the order of an index, so that a page costs a page whatever the queue's
-- length. Statements are assembled from these fixed texts alone; every value is bound. Null: there is no such list.
create or replace function core.list_sources(p_filters jsonb) returns text[]
  language sql immutable
  as $$
    select case p_filters ->> 'scope'
      when 'open' then array[$q$c.state = 'open' and c.lane = 'common'$q$, $q$c.state = 'open' and c.lane = 'reserved'$q$]
        || case when (p_filters ->> 'overdue')::boolean or p_filters ->> 'due_within' is not null
          then array[$q$c.state = 'open' and c.lane = 'escalated'$q$] end
      when 'waiting' then array[$q$c.state = 'waiting'$q$]
      when 'escalated' then array[$q$c.escalated_by is not null$q$]
      when 'mine' then array[$q$c.state = 'open' and c.holder = session_user
        and c.id in (select h.case_id from core.hold h where h.agent = session_user)$q$]
      when 'held' then array[$q$c.state = 'open' and c.lease_until > core.now() and c.id in (select h.case_id from core.hold h)$q$] end
  $$;

create or replace function core.list_limit(p_filters jsonb) returns integer
  language sql immutable
  as $$ select least(coalesce((p_filters ->> 'limit')::integer, 20), 1000) $$;

create or replace function core.list_queues(p_filters jsonb) returns text[]
  language sql stable
  as $$
    select case when p_filters ->> 'queue' is null then array(select q.queue from core.queue q order by q.rank)
      else array[p_filters ->> 'queue'] end
  $$;

-- Cases by the filters of a reading, most urgent first whatever their queue (those that wait for the driver: longest wait first), a
-- thousand at most; after_order and after_case: where the page before ended. cases: these alone. scope: open, mine, held, waiting,
-- escalated. What was escalated is not among the open ones, save where a deadline is asked for: it keeps its clock. due_within and
-- older_than in seconds. Times in seconds since 1970.
create or replace function desk.list_cases(p_reading bigint)
  returns table (
    case_id bigint, queue text, state text, round integer, urgent boolean, escalated boolean, driver bigint, last_name text,
    first_names text, started_at bigint, due_at bigint, holder text, held_until bigint, reserved_for text, flags integer,
    unreachable boolean, claim_order timestamptz, now_epoch bigint)
  language plpgsql stable security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_column
declare
  v_asked jsonb := (core.require_reading(p_reading, 'list')).query;
  v_queue text := v_asked ->> 'queue';
  v_scope text := v_asked ->> 'scope';
  v_overdue boolean := v_asked ->> 'overdue';
  v_round integer := v_asked ->> 'round';
  v_due_within interval := make_interval(secs => (v_asked ->> 'due_within')::double precision);
  v_older_than interval := make_interval(secs => (v_asked ->> 'older_than')::double precision);
  v_reason text := v_asked ->> 'reason';
  v_agent text := v_asked ->> 'agent';
  v_limit integer := core.list_limit(v_asked);
  v_after_order timestamptz := v_asked ->> 'after_order';
  v_after_case bigint := v_asked ->> 'after_case';
  v_cases bigint[] := case
    when v_asked ? 'cases' then array(select c::bigint from jsonb_array_elements_text(v_asked -> 'cases') as c) end;
  v_sources text[] := core.list_sources(v_asked);
  -- In one queue the order is that of the clocks; across queues the deadlines are compared.
  v_rank text := case when v_queue is null then 'core.due_order(c.queue, c.claim_order)' else 'c.claim_order' end;
  -- claim_order is never later than started_at: it bounds the stretch of the index that can be overdue.
  v_filters text := concat_ws(' and ', 'true',
    case when v_cases is not null then 'c.id = any ($12)' end,
    case when v_after_order is not null then format('c.claim_order >= q.first and (%s, c.claim_order, c.id) > ($11, $1, $2)', v_rank) end,
    case when v_overdue then 'c.claim_order < q.late and c.started_at < q.late' end,
    case when v_due_within is not null then 'c.claim_order < q.due and c.started_at < q.due' end,
    case when v_older_than is not null then $q$case when c.state = 'waiting' then c.decided_at else c.started_at end < $4 - $5$q$ end,
    case when v_round is not null then 'c.round = $6' end,
    case when v_reason is not null then $q$(exists (select from core.flag f where f.case_id = c.id and f.reason = $7)
      or exists (
        select from core.information_request r join core.requested_item i on i.request_id = r.id
        where r.case_id = c.id and i.reason = $7))$q$ end,
    case when v_agent is not null then $q$((c.lease_until > $4 and c.holder = $8) or c.reserved_for = $8
      or exists (select from core.decision d where d.id = c.last_decision and d.agent = $8))$q$ end);
  v_candidates text;
  v_after timestamptz := case
    when v_queue is null then core.due_order((select c.queue from core.desk_case c where c.id = v_after_case), v_after_order)
    else v_after_order end;
begin
  if v_sources is null then
    perform core.refuse('PU062:choice',
      jsonb_build_object('field', 'scope', 'possible', array['open', 'mine', 'held', 'waiting', 'escalated']));
  end if;
  select string_agg(format('(select c.* from core.desk_case c where c.queue = q.queue and %s and %s order by c.claim_order, c.id limit $3)',
    source, v_filters), ' union all ')
    into v_candidates from unnest(v_sources) as source;
  return query execute format($q$
    select c.id, c.queue, c.state, c.round, c.urgent, c.escalated_by is not null, c.driver_id, a.last_name, a.first_names,
      extract(epoch from c.started_at)::bigint, extract(epoch from core.due_at(c.queue, c.started_at))::bigint,
      case when c.lease_until > $4 then c.holder end, case when c.lease_until > $4 then extract(epoch from c.lease_until)::bigint end,
      case when c.reserved_until > $4 then c.reserved_for end,
      (select count(*)::integer from core.flag f where f.case_id = c.id), c.unreachable, c.claim_order, extract(epoch from $4)::bigint
    from (
      select c.*, %s as rank
      from (
        -- No case before q.first comes after the page before. What starts outside working days is due at a midnight, as all of that stretch
        -- is.
        select u.queue, core.started_before(u.queue, $4) as late, core.started_before(u.queue, $4 + $9) as due,
          case
            when cardinality($10) = 1 then $11
            when $11 < $4 - interval '50 years' then core.started_before(u.queue, $11 + interval '100 years') - interval '100 years 7 days'
            else core.started_before(u.queue, $11) - case
              when ($11 at time zone 'Europe/Paris')::time = '00:00' then interval '7 days' else interval '0' end
          end as first
        from unnest($10) as u(queue)) as q, lateral (%s) as c
      order by rank, c.claim_order, c.id limit $3
    ) as c join core.account a on a.driver_id = c.driver_id
    order by c.rank, c.claim_order, c.id $q$, v_rank, v_candidates)
  using v_after_order, v_after_case, v_limit, core.now(), v_older_than, v_round, v_reason, v_agent, v_due_within,
    core.list_queues(v_asked), v_after, v_cases;
end
$$;
