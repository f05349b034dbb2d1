-- Sends a returned card again: key, case, console, version, comment, suggestion, run.
select decision, case_id, action, agent, decided_at, effective_at, standing, replayed, reached_by
from desk.reship($1::text, $2::bigint, $3::uuid, $4::integer, $5::text, $6::jsonb, $7::text);
