-- Says whose fault it is: key, case, console, version, outcome, comment, suggestion, run.
select decision, case_id, action, agent, decided_at, effective_at, standing, replayed, reached_by
from desk.attribute($1::text, $2::bigint, $3::uuid, $4::integer, $5::text, $6::text, $7::jsonb, $8::text);
