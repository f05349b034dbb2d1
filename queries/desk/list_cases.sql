-- The cases of a list that was opened as the reading $1, most urgent first.
select case_id as id, queue, state, round, urgent, escalated, driver, last_name, first_names, started_at, due_at, holder,
  held_until as holder_until, reserved_for, flags, unreachable, claim_order, now_epoch as now
from desk.list_cases($1::bigint);
