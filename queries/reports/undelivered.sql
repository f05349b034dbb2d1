-- name.fr: pnd
-- title.fr: Les plis non distribués
-- title.en: Undelivered mail
-- summary.fr: Par motif postal : retours, seconds retours, ce que les conducteurs ont répondu, ce qui est reparti et en combien de jours.
-- summary.en: By postal reason: returns, second returns, what drivers answered, what was sent again and after how many days.
-- right: supervisor
-- param.days/jours integer 1..36500 90 fr: Nombre de jours, aujourd'hui compris en: How many days, today included
-- param.language/langue language fr: La langue des libellés en: The language of labels
-- column.reason code fr: Motif à taper en: Reason to type
-- column.detail fr: Motif postal en: Postal reason
-- column.returned fr: Retours en: Returned
-- column.second_returns fr: Seconds retours en: Second returns
-- column.misprinted fr: Mal imprimés en: Misprinted
-- column.confirmed fr: Adresse confirmée en: Confirmed
-- column.changed fr: Adresse changée en: Changed
-- column.unanswered fr: Sans réponse en: Unanswered
-- column.unpaid fr: À payer en: Unpaid
-- column.in_hand fr: À renvoyer en: To be sent
-- column.reshipped fr: Repartis en: Sent again
-- column.closed fr: Clos ou à détruire en: Closed or to destroy
-- column.median_days fr: Jours jusqu'au renvoi en: Days until sent again

-- The line without a reason is all of them. Each return stands in one of unanswered, unpaid, in hand, sent again and closed;
-- the days are the median of those sent again.
with returned as (
  select r.postal_reason, r.earlier, r.misprinted, r.confirmed, r.answered_at,
    extract(epoch from r.reshipped_at - r.registered_at) / 86400 as days,
    case when r.reshipped_at is not null then 'reshipped' when r.state in ('awaiting_answer', 'to_correct') then 'unanswered'
      when r.state = 'awaiting_payment' then 'unpaid'
      when r.state in ('to_reship', 'reshipped') then 'in_hand' else 'closed' end as standing
  from desk.report_clock as clock, desk.report_return r
  where r.registered_at >= (clock.today - $1::integer + 1)::timestamp at time zone 'Europe/Paris'
)
select r.postal_reason as reason,
  case when grouping(r.postal_reason) = 1 then 'total' else min(case $2::text when 'fr' then p.label_fr else p.label_en end) end as detail,
  count(*) as returned,
  count(*) filter (where r.earlier > 0) as second_returns, count(*) filter (where r.misprinted) as misprinted,
  count(*) filter (where r.confirmed) as confirmed, count(*) filter (where not r.confirmed) as changed,
  count(*) filter (where r.standing = 'unanswered') as unanswered, count(*) filter (where r.standing = 'unpaid') as unpaid,
  count(*) filter (where r.standing = 'in_hand') as in_hand, count(*) filter (where r.standing = 'reshipped') as reshipped,
  count(*) filter (where r.standing = 'closed') as closed,
  round((percentile_cont(0.5) within group (order by r.days))::numeric, 1) as median_days
from returned r left join desk.postal_reason p on p.reason = r.postal_reason
group by grouping sets ((), (r.postal_reason, p.rank))
having count(*) > 0
order by r.postal_reason is not null, p.rank
