-- Changes the delivery address of an application: request, driver, application, address.
select hub.change_delivery_address($1::uuid, $2::bigint, $3::bigint, $4::text) as application;
