-- A note on a case or on a driver: request, case, driver, text.
select desk.note($1::uuid, $2::bigint, $3::bigint, $4::text);
