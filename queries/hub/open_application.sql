-- Opens a draft: request, driver, kind, training (kind card) or card (replacement_theft). Gives the application.
select hub.open_application($1::uuid, $2::bigint, $3::text, $4::bigint, $5::bigint) as application;
