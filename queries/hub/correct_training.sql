-- A centre corrects its training $2; the other values as when it is recorded.
select hub.correct_training($1::uuid, $2::bigint, $3::text, $4::text, $5::text, $6::text, $7::text, $8::date, $9::date,
  $10::boolean) as training;
