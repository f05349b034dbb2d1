-- What happened since the event $1, to the case $2 in the hand of the console $3, and in the queues $4 of which nothing was left.
select event, kind, case_id, queue, by from desk.news($1::bigint, $2::bigint, $3::uuid, $4::text[]);
