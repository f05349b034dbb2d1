-- Asks for a payment again: request, driver, application. Gives the payment to make.
select hub.retry_payment($1::uuid, $2::bigint, $3::bigint) as payment;
