-- name.fr: files
-- title.fr: Les files en ce moment
-- title.en: The queues now
-- summary.fr: À traiter, tenus, en retard, prochaine échéance, arrivés et décidés aujourd'hui, chez le conducteur.
-- summary.en: Waiting, held, overdue, next due, arrived and decided today, with the driver.
-- column.queue queue fr: File en: Queue
-- column.waiting fr: À traiter en: Waiting
-- column.held fr: Tenus en: Held
-- column.overdue fr: En retard en: Overdue
-- column.next_due moment fr: Échéance en: Next due
-- column.escalated fr: Escaladés en: Escalated
-- column.arrived fr: Arrivés en: Arrived
-- column.decided fr: Décidés en: Decided
-- column.with_driver fr: Chez le conducteur en: With the driver
-- column.unreachable fr: Injoignables en: Unreachable
-- column.silent fr: Silencieux en: Silent
select q.queue, q.waiting, q.held, q.overdue, q.next_due, q.escalated, q.arrived, q.decided, q.with_driver, q.unreachable, q.silent
from desk.queues() as q
