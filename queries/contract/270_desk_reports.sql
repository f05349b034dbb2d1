-- desk: what reports read. For supervisors alone, and without a word about a driver beyond his number: neither comments nor
-- values that somebody typed. Agents are not named either, save where it is about who has read what: a report is about the work, not about
-- one person's.

-- Now, and the day in Paris: reports count in its days.
create or replace view desk.report_clock as
  select core.now() as now, (core.now() at time zone 'Europe/Paris')::date as today;

-- Decisions, other than those that take another one back. A decision in its grace has not taken effect: it can still be
-- undone, and a report that counted it would have to take it back. `answers` is the decision that a round is measured by: the
-- first one that took effect and was not undone, made while the clock ran. What follows an overturning is the same round.
create or replace view desk.report_decision as
  select d.id as decision, d.case_id, d.queue, d.round, d.action, d.reason, d.decided_at, d.due_at, d.decided_at <= d.due_at as on_time,
    (d.decided_at at time zone 'Europe/Paris')::date as decided_on, d.effective_at <= core.now() as took_effect,
    case later.action when 'undo' then 'undone' when 'overturn' then 'overturned' else 'standing' end as standing,
    d.effective_at <= core.now() and later.action is distinct from 'undo' and d.former ->> 'state' = 'open' and d.action <> 'reissue'
      and not exists (select from core.decision e where e.case_id = d.case_id and e.round = d.round and e.id < d.id
        and e.action not in ('undo', 'overturn', 'reissue') and e.former ->> 'state' = 'open'
        and not exists (select from core.decision u where u.supersedes = e.id and u.action = 'undo')) as answers
  from core.decision d left join core.decision later on later.supersedes = d.id
    and not exists (select from core.decision back where back.supersedes = later.id and back.action = 'undo')
  where d.action not in ('undo', 'overturn');

-- What was returned, and why.
create or replace view desk.report_flag as
  select d.id as decision, f.flag ->> 'item' as item, i.label_fr as item_label_fr, i.label_en as item_label_en,
    f.flag ->> 'reason' as reason, r.label_fr as reason_label_fr, r.label_en as reason_label_en
  from core.decision d join core.decision_detail t on t.decision_id = d.id
    cross join lateral jsonb_array_elements(t.flags) as f(flag)
    left join core.item i on i.item = f.flag ->> 'item' left join core.reason r on r.reason = f.flag ->> 'reason'
  where d.action = 'return';

-- Whose fault was found, and whose was suggested.
create or replace view desk.report_attribution as
  select d.id as decision, d.reason as outcome, t.suggestion ->> 'outcome' as suggested
  from core.decision d join core.decision_detail t on t.decision_id = d.id where d.action = 'attribute';

-- What was found on each element, without what the new card must say.
create or replace view desk.report_finding as
  select d.id as decision, f.finding ->> 'element' as element, f.finding ->> 'cause' as cause
  from core.decision d join core.decision_detail t on t.decision_id = d.id
    cross join lateral jsonb_array_elements(t.flags) as f(finding)
  where d.action = 'attribute';

-- Dispatches that the post brought back: how often the card had come back before, what the driver answered, what became of it.
create or replace view desk.report_return as
  select r.id as returned_dispatch, r.case_id, r.postal_reason, r.registered_at,
    (r.registered_at at time zone 'Europe/Paris')::date as registered_on,
    (select count(*)::integer from core.returned_dispatch e where e.card_id = r.card_id and e.dispatch_id < r.dispatch_id) as earlier,
    coalesce(s.state, r.state) as state, r.misprinted, r.confirmed, r.answered_at, sent.dispatched_at as reshipped_at
  from core.returned_dispatch r left join core.shown_returned_dispatch s on s.id = r.id
    left join lateral (select d.dispatched_at from core.dispatch d
      where d.card_id = r.card_id and d.id > r.dispatch_id and d.state in ('sent', 'returned') order by d.id limit 1) as sent on true;

-- Every wait for a driver, whether there is a case for it or not. `wait`: account and information (items to correct), coupon (a
-- card that he was to post), correction (a fault that is his: to correct and pay), payment, returned_card (confirm the address).
create or replace view desk.report_wait as
  with wait as (
    select case u.subject when 'account' then 'account' else 'information' end as wait, r.effective_at as since, c.id as case_id,
      r.application_id, r.driver_id, r.reminded_at
    from core.shown_information_request r join core.desk_case c on c.id = r.case_id join core.queue u on u.queue = c.queue
    where r.answered_at is null and r.withdrawn_at is null and c.state = 'waiting'
    union all
    select 'coupon', q.declared_at, q.case_id, q.application_id, q.driver_id, q.reminded_at
    from core.quality_claim q join core.application a on a.id = q.application_id
    where q.received_at is null and a.state = 'awaiting_card'
    union all
    select 'correction', q.outcome_at, q.case_id, q.application_id, q.driver_id, q.attribution_reminded_at
    from core.shown_quality_claim q join core.application a on a.id = q.application_id
    where a.state = 'to_correct_and_pay' and q.outcome is not null
    union all
    select 'payment', coalesce(q.answered_at, a.submitted_at), q.case_id, a.id, a.driver_id, a.reminded_at
    from core.application a left join core.quality_claim q on q.application_id = a.id
    where a.state = 'awaiting_payment'
    union all
    select case r.state when 'awaiting_answer' then 'returned_card' else 'payment' end,
      case r.state when 'awaiting_answer' then r.registered_at else r.answered_at end,
      r.case_id, r.application_id, r.driver_id, r.reminded_at
    from core.shown_returned_dispatch r
    where r.state in ('awaiting_answer', 'awaiting_payment')
  )
  select w.wait, w.since, w.case_id, c.queue, w.application_id as application, w.driver_id as driver,
    greatest(w.reminded_at, c.reminded_at) as reminded_at, coalesce(c.unreachable, false) as unreachable
  from wait w left join core.desk_case c on c.id = w.case_id;

-- Who has read what, and when: the one report that names agents. Of a search or a list it says that it was made.
create or replace view desk.report_reading as
  select a.id as access, a.at, (a.at at time zone 'Europe/Paris')::date as day, a.agent, a.what, a.driver_id as driver, a.case_id
    from core.file_access a;

grant select on desk.report_reading, desk.report_clock, desk.report_decision, desk.report_flag, desk.report_attribution,
  desk.report_finding, desk.report_return, desk.report_wait
  to pupitre_supervisor;
