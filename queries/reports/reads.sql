-- name.fr: lectures
-- title.fr: Qui a lu quels dossiers
-- title.en: Who has read which files
-- summary.fr: Dossiers, pièces, recherches et listes ouverts par les agents, par jour, agent et conducteur ; les mille derniers.
-- summary.en: Cases, documents, searches and lists that agents opened, by day, agent and driver; the last thousand.
-- right: supervisor
-- param.agent agent null fr: Un agent seulement en: One agent only
-- param.driver/conducteur integer null fr: Le dossier de ce conducteur seulement en: This driver's file only
-- param.days/jours integer 1..36500 1 fr: Depuis tant de jours, aujourd'hui compris en: For so many days, today included
-- column.day day fr: Jour en: Day
-- column.agent fr: Agent en: Agent
-- column.what fr: Lecture en: Reading
-- column.driver fr: Conducteur en: Driver
-- column.case_id case fr: Dossier en: Case
-- column.times fr: Fois en: Times
-- column.last moment fr: Dernière en: Last
-- code.case fr: dossier en: case
-- code.why fr: pourquoi en: why
-- code.driver fr: conducteur en: driver
-- code.document fr: pièce en: document
-- code.check fr: contrôle par lots en: check in a list
-- code.search fr: recherche en: search
-- code.list fr: liste en: list

select r.day, r.agent, r.what, r.driver, r.case_id, count(*) as times, extract(epoch from max(r.at))::bigint as last
from desk.report_clock as clock, desk.report_reading r
where r.at >= (clock.today - $3::integer + 1)::timestamp at time zone 'Europe/Paris'
  and ($1::text is null or r.agent = $1) and ($2::integer is null or r.driver = $2::integer)
group by r.day, r.agent, r.what, r.driver, r.case_id
order by max(r.at) desc, r.agent, r.driver, r.case_id
limit 1000
