-- Cases by filters, most urgent first. $1 queue, $2 scope (open, mine, held, waiting, escalated), $3 overdue, $4 round,
-- $5 due within and $6 older than (seconds), $7 reason, $8 agent, $9 limit, $10 and $11 where the page before ended.
select case_id, queue, state, round, urgent, escalated, driver, last_name, first_names, started_at, due_at, holder, held_until, reserved_for, flags,
  unreachable, claim_order, now_epoch
from desk.list_cases($1::text, $2::text, $3::boolean, $4::integer, make_interval(secs => $5::double precision), make_interval(secs => $6::double precision),
  $7::text, $8::text, $9::integer, $10::timestamptz, $11::bigint);
