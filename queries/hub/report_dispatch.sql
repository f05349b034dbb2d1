-- A card is on its way: request, card, the barcode of its envelope, the address on it where that is not what was ordered. Gives the
-- dispatch.
select hub.report_dispatch($1::uuid, $2::bigint, $3::text, $4::text) as dispatch;
