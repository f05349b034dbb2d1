-- Opens a list of cases. $1 queue, $2 scope (open, mine, held, waiting, escalated), $3 overdue, $4 round, $5 due within and $6 older than
-- (seconds), $7 reason, $8 agent, $9 limit, $10 and $11 where the page before ended, $12 these cases alone.
select desk.open_reading('list', p_filters => jsonb_strip_nulls(jsonb_build_object('queue', $1::text, 'scope', $2::text, 'overdue',
  $3::boolean, 'round', $4::integer,
  'due_within', $5::double precision, 'older_than', $6::double precision, 'reason', $7::text, 'agent', $8::text, 'limit', $9::integer,
  'after_order', $10::timestamptz, 'after_case', $11::bigint, 'cases', to_jsonb($12::bigint[])))) as reading;
