-- The post brought a dispatch back: request, barcode, postal reason.
select outcome, returned_dispatch as returned from hub.register_returned_dispatch($1::uuid, $2::text, $3::text);
