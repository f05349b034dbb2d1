-- Gives a case to an agent: request, case, agent.
select desk.assign($1::uuid, $2::bigint, $3::text);
