-- Answers an information request: request, driver, application, delivery address, last name, first names, birth date, birth place; null
-- leaves a value as it is. Gives the round.
select hub.answer_request($1::uuid, $2::bigint, $3::bigint, $4::text, $5::text, $6::text, $7::text, $8::text) as round;
