-- Submits a draft: request, driver, application. Gives the payment to make, null where nothing is to be paid.
select hub.submit_application($1::uuid, $2::bigint, $3::bigint) as payment;
