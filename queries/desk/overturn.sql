-- A supervisor's reversal: key, case, reason.
select decision, case_id, action, agent, decided_at, effective_at, standing, replayed, reached_by
from desk.overturn($1::text, $2::bigint, $3::text);
