-- name.fr: imputation
-- title.fr: L'imputation des défauts et la suggestion
-- title.en: Fault attribution against the suggestion
-- summary.fr: À qui les défauts sont imputés, par cause, et combien de fois comme les contrôles le suggéraient.
-- summary.en: Whose fault it was, by cause, and how often as the checks suggested.
-- right: supervisor
-- param.days/jours integer 1..36500 90 fr: Nombre de jours, aujourd'hui compris en: How many days, today included
-- param.language/langue language fr: La langue des libellés en: The language of labels
-- column.outcome fr: Imputé à en: Attributed to
-- column.cause code fr: Cause à taper en: Cause to type
-- column.detail fr: Cause en: Cause
-- column.attributions fr: Imputations en: Attributions
-- column.as_suggested fr: Comme suggéré en: As suggested
-- column.against fr: Contre la suggestion en: Against it
-- column.without_suggestion fr: Sans suggestion en: No suggestion
-- column.as_suggested_percent percent fr: Accord en: Agreement
-- column.overturned fr: Réformées en: Overturned
-- code.in_groupe fr: IN Groupe en: IN Groupe
-- code.driver fr: conducteur en: driver

-- A line without a cause is the outcome as a whole; an attribution with two causes counts under both. The agreement is that
-- of the attributions for which something was suggested. Undone ones, and those that can still be undone, do not count.
with attribution as (
  select a.decision, a.outcome, a.suggested, d.standing = 'overturned' as overturned
  from desk.report_clock as clock, desk.report_decision d join desk.report_attribution a on a.decision = d.decision
  where d.queue = any (array(select q.queue from desk.queue q where q.subject = 'claim')) and d.took_effect and d.standing <> 'undone'
    and d.decided_at >= (clock.today - $1::integer + 1)::timestamp at time zone 'Europe/Paris'
), part as (
  select a.decision, a.outcome, a.suggested, a.overturned, null as cause from attribution a
  union all
  select distinct a.decision, a.outcome, a.suggested, a.overturned, f.cause
  from attribution a join desk.report_finding f on f.decision = a.decision
)
select p.outcome, p.cause, min(case $2::text when 'fr' then c.label_fr else c.label_en end) as detail, count(*) as attributions,
  count(*) filter (where p.suggested = p.outcome) as as_suggested, count(*) filter (where p.suggested <> p.outcome) as against,
  count(*) filter (where p.suggested is null) as without_suggestion,
  round(100.0 * count(*) filter (where p.suggested = p.outcome) / nullif(count(p.suggested), 0), 1) as as_suggested_percent,
  count(*) filter (where p.overturned) as overturned
from part p left join desk.cause c on c.cause = p.cause
group by p.outcome, p.cause
order by array_position(array['in_groupe', 'driver'], p.outcome), p.cause is not null, 4 desc, p.cause
