-- name.fr: échéances
-- title.fr: Respect des échéances
-- title.en: Deadline compliance
-- summary.fr: Par file et par jour ou semaine : décidés dans le délai ou après, sous le délai en vigueur alors ; en retard et toujours là.
-- summary.en: By queue and by day or week: decided within the time allowed or after it, as it was then; overdue and still there.
-- right: supervisor
-- param.days/jours integer 1..36500 30 fr: Nombre de jours, aujourd'hui compris en: How many days, today included
-- param.weekly/hebdo boolean false fr: Par semaine, du lundi en: By week, from Monday
-- param.queue/file queue null fr: Cette file seulement en: This queue only
-- column.period day fr: Du en: From
-- column.queue queue fr: File en: Queue
-- column.decided fr: Décidés en: Decided
-- column.on_time fr: Dans le délai en: On time
-- column.late fr: Après en: Late
-- column.on_time_percent percent fr: Part dans le délai en: Share on time
-- column.overdue fr: En retard et toujours là en: Overdue and still there

-- A round counts once, on the day of the decision that answered it: what was undone, or can still be, does not count, and
-- what was decided again after an overturning was answered before. What nobody decides would never show: the cases that are
-- overdue now stand in the line of today.
-- The queues by name, so that the period alone is read, however long the history.
with decided as (
  select case when $2::boolean then date_trunc('week', d.decided_on)::date else d.decided_on end as period, d.queue, count(*) as decided,
    count(*) filter (where d.on_time) as on_time, count(*) filter (where not d.on_time) as late
  from desk.report_clock as clock, desk.report_decision d
  where d.answers and d.queue = any (case when $3::text is null then array(select q.queue from desk.queue q) else array[$3] end)
    and d.decided_at >= (case when $2 then date_trunc('week', clock.today - $1::integer + 1)::date
      else clock.today - $1 + 1 end)::timestamp at time zone 'Europe/Paris'
  group by 1, 2
), overdue as (
  select case when $2 then date_trunc('week', clock.today)::date else clock.today end as period, q.queue, q.overdue
  from desk.report_clock as clock, desk.queues() as q where q.overdue > 0 and ($3 is null or q.queue = $3)
)
select coalesce(d.period, o.period) as period, coalesce(d.queue, o.queue) as queue, coalesce(d.decided, 0) as decided,
  coalesce(d.on_time, 0) as on_time, coalesce(d.late, 0) as late, round(100.0 * d.on_time / nullif(d.decided, 0), 1) as on_time_percent,
  coalesce(o.overdue, 0) as overdue
from decided d full join overdue o on o.period = d.period and o.queue = d.queue join desk.queue q on q.queue = coalesce(d.queue, o.queue)
order by 1 desc, q.rank
