-- A card is on its way: request, card, the barcode of its envelope. Gives the dispatch.
select hub.report_dispatch($1::uuid, $2::bigint, $3::text) as dispatch;
