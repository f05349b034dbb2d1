-- Corrects what is the driver's fault: request, driver, claim, last name, first names, birth date, birth place, licence number, delivery
-- address; null leaves a value as it is. Gives the payment to make.
select hub.answer_attribution($1::uuid, $2::bigint, $3::bigint, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text) as payment;
