-- A card is on its way again: request, dispatch, the barcode of its new envelope.
select hub.report_reshipment($1::uuid, $2::bigint, $3::text) as dispatch;
