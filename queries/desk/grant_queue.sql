-- Opens a queue to an agent, or closes it: request, queue, agent, granted.
select desk.grant_queue($1::uuid, $2::text, $3::text, $4::boolean);
