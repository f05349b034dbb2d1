-- A card was produced: request, card, its serial, its last day of validity, what stands on it where that is not what was ordered.
select hub.report_production($1::uuid, $2::bigint, $3::text, $4::date, $5::text::json) as state;
