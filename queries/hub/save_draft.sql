-- Keeps a draft: request, driver, application, step, delivery address, invoice address, invoice addressee, promise; null leaves a value as
-- it is.
select hub.save_draft($1::uuid, $2::bigint, $3::bigint, $4::text, $5::text, $6::text, $7::text, $8::boolean) as application;
