-- A card was produced: request, card, its serial, its last day of validity.
select hub.report_production($1::uuid, $2::bigint, $3::text, $4::date) as state;
