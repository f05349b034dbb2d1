-- Corrects how a driver is reached: request, driver, email or phone, value.
select former, resent from desk.contact($1::uuid, $2::bigint, $3::text, $4::text);
