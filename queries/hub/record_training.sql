-- A centre records a training: request, kind, qualification, licence, last name, first names, birth date, day of issue, whether it gives a
-- right.
select hub.record_training($1::uuid, $2::text, $3::text, $4::text, $5::text, $6::text, $7::date, $8::date, $9::boolean) as training;
