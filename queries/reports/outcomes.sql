-- name.fr: décisions
-- title.fr: Les décisions et leurs motifs
-- title.en: Outcomes and their reasons
-- summary.fr: Validations, demandes de correction par élément et motif, imputations, réexpéditions, clôtures ; combien ont été réformées.
-- summary.en: Approvals, returns by item and reason, attributions, reshipments, closings; how many were overturned.
-- right: supervisor
-- param.days/jours integer 1..36500 30 fr: Nombre de jours, aujourd'hui compris en: How many days, today included
-- param.queue/file queue null fr: Cette file seulement en: This queue only
-- param.language/langue language fr: La langue des libellés en: The language of labels
-- column.queue queue fr: File en: Queue
-- column.outcome fr: Décision en: Outcome
-- column.item code fr: Élément en: Item
-- column.reason code fr: Motif à taper en: Reason to type
-- column.detail fr: Motif en: Reason
-- column.decisions fr: Nombre en: Number
-- column.share_percent percent fr: Part en: Share
-- column.overturned fr: Réformées en: Overturned
-- code.approve fr: validé en: approved
-- code.return fr: redemandé en: returned
-- code.attribute fr: imputé en: attributed
-- code.reship fr: réexpédié en: reshipped
-- code.reissue fr: refait en: reissued
-- code.close fr: clos en: closed

-- A line without a reason is the outcome as a whole, and its share is that of the queue; the lines under it are its reasons,
-- and their shares those of the outcome. A return of three items counts in three of them.
-- Undone decisions, and those that can still be undone, do not count.
with decision as (
  select d.decision, d.queue, d.action as outcome, d.reason, d.standing = 'overturned' as overturned
  from desk.report_clock as clock, desk.report_decision d
  where d.took_effect and d.standing <> 'undone'
    and d.queue = any (case when $2::text is null then array(select q.queue from desk.queue q) else array[$2] end)
    and d.decided_at >= (clock.today - $1::integer + 1)::timestamp at time zone 'Europe/Paris'
), whole as (
  select d.queue, d.outcome, count(*) as decisions, count(*) filter (where d.overturned) as overturned,
    round(100.0 * count(*) / sum(count(*)) over (partition by d.queue), 1) as share
  from decision d group by d.queue, d.outcome
), part as (
  select d.queue, d.outcome, f.item, f.reason,
    case $3::text when 'fr' then coalesce(f.item_label_fr, f.item) || ' : ' || coalesce(f.reason_label_fr, f.reason)
      else coalesce(f.item_label_en, f.item) || ': ' || coalesce(f.reason_label_en, f.reason) end as detail, d.overturned
  from decision d join desk.report_flag f on f.decision = d.decision
  union all
  select d.queue, d.outcome, null, d.reason,
    coalesce(case $3 when 'fr' then r.label_fr else r.label_en end,
      case d.reason when 'in_groupe' then 'IN Groupe' when 'driver' then case $3 when 'fr' then 'conducteur' else 'driver' end end,
        d.reason), d.overturned
  from decision d left join desk.closing_reason r on r.reason = d.reason and d.outcome = 'close'
  where d.reason is not null
), line as (
  select w.queue, w.outcome, null as item, null as reason, null as detail, w.decisions, w.share, w.overturned from whole w
  union all
  select p.queue, p.outcome, p.item, p.reason, p.detail, count(*), round(100.0 * count(*) / min(w.decisions), 1),
    count(*) filter (where p.overturned)
  from part p join whole w on w.queue = p.queue and w.outcome = p.outcome
  group by p.queue, p.outcome, p.item, p.reason, p.detail
)
select l.queue, l.outcome, l.item, l.reason, l.detail, l.decisions, l.share as share_percent, l.overturned
from line l join desk.queue q on q.queue = l.queue
order by q.rank,
  array_position(array['approve', 'return', 'attribute', 'reship', 'reissue', 'close'], l.outcome), l.detail is not null, l.decisions desc,
    l.detail
