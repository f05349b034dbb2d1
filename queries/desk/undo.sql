-- Takes one's last decision back: key, console, case (null: the last).
select decision, case_id, action, agent, decided_at, effective_at, standing, replayed, reached_by
from desk.undo($1::text, $2::uuid, $3::bigint);
