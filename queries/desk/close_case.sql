-- Ends a case for good: key, case, console, version, closing reason, comment.
select decision, case_id, action, agent, decided_at, effective_at, standing, replayed, reached_by
from desk.close_case($1::text, $2::bigint, $3::uuid, $4::integer, $5::text, $6::text);
