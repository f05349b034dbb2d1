-- The next case of the queues $1 for the console $2; $3 where the last claim stood; $4 whether one's unfinished case comes first.
select case_id, notice, claim_order from desk.claim_next($1::text[], $2::uuid, $3::timestamptz, $4::boolean);
