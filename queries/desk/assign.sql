-- Gives a case to an agent: request, case, agent, whether even from whoever holds it.
select agent, taken_from from desk.assign($1::uuid, $2::bigint, $3::text, $4::boolean);
