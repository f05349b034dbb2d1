-- Cancels a draft or an unpaid declaration: request, driver, application.
select hub.cancel_application($1::uuid, $2::bigint, $3::bigint) as application;
