-- name.fr: attentes
-- title.fr: Ce qui attend un conducteur depuis trop longtemps
-- title.en: What has waited for a driver for too long
-- summary.fr: Comptes et pièces à corriger, coupons jamais renvoyés, fautes à corriger et payer, paiements, cartes revenues ; sans « jours », au-delà du réglage délai-silence.
-- summary.en: Accounts and documents to correct, coupons never posted, faults to correct and pay, payments, returned cards; without "days", beyond the setting silence_after.
-- right: supervisor
-- param.days/jours integer 0..36500 null fr: Depuis plus de tant de jours (0 : tout ce qui attend) en: For more than so many days (0: all that waits)
-- column.wait fr: Attente en: Wait
-- column.since moment fr: Depuis en: Since
-- column.days fr: Jours en: Days
-- column.case_id case fr: Dossier en: Case
-- column.queue queue fr: File en: Queue
-- column.application fr: Demande en: Application
-- column.driver fr: Conducteur en: Driver
-- column.reminded_at moment fr: Relancé en: Reminded
-- column.unreachable fr: Injoignable en: Unreachable
-- code.account fr: compte à corriger en: account to correct
-- code.information fr: pièces ou données à corriger en: documents or data to correct
-- code.coupon fr: carte à renvoyer en: card to post
-- code.correction fr: faute à corriger et payer en: fault to correct and pay
-- code.payment fr: paiement en: payment
-- code.returned_card fr: adresse à confirmer en: address to confirm

-- A payment for a replacement has no case: nothing else shows it.
select w.wait, extract(epoch from w.since)::bigint as since, extract(day from clock.now - w.since)::integer as days, w.case_id, w.queue,
  w.application, w.driver,
  extract(epoch from w.reminded_at)::bigint as reminded_at, w.unreachable
from desk.report_clock as clock, desk.report_wait w
where w.since < clock.now - coalesce(make_interval(days => $1::integer),
  (select s.value::interval from desk.setting s where s.name = 'silence_after'))
order by w.since, w.case_id, w.application
