-- Attaches a training to a driver: request, training, driver, comment.
select training, driver, exact, certificate_until::text from desk.attach($1::uuid, $2::bigint, $3::bigint, $4::text);
