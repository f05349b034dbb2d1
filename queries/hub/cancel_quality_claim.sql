-- Gives up a quality claim whose card was not received: request, driver, claim.
select hub.cancel_quality_claim($1::uuid, $2::bigint, $3::bigint) as claim;
