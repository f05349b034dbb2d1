-- desk: what reports read. For supervisors alone, and without a word about a driver beyond his number: neither comments nor
-- values that somebody typed. Agents are not named either: a report is about the work, not about one person's.

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
  select d.id as decision, f.finding ->> 'element' as element, f.finding ->> 'cause' as cause, f.finding ->> 'imputed_to' as imputed_to
  from core.decision d join core.decision_detail t on t.decision_id = d.id
    cross join lateral jsonb_array_elements(t.flags) as f(finding)
  where d.action = 'attribute';

grant select on desk.report_clock, desk.report_decision, desk.report_flag, desk.report_attribution, desk.report_finding to pupitre_supervisor;
