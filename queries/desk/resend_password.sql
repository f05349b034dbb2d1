-- Queues the password message again: request, driver.
select desk.resend_password($1::uuid, $2::bigint) as channel;
