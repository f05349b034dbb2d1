-- The queues at a glance.
select queue, waiting, held, overdue, escalated, next_due, arrived, decided, with_driver, unreachable, silent from desk.queues();
