-- Hands a case to the supervisors: request, case, reason.
select desk.escalate($1::uuid, $2::bigint, $3::text) as state;
