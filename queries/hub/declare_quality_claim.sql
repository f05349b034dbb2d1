-- Declares elements of a card defective: request, driver, card, what is right by element, statement, delivery address, invoice address,
-- invoice addressee. Gives the claim.
select hub.declare_quality_claim($1::uuid, $2::bigint, $3::bigint, $4::text::json, $5::text, $6::text, $7::text, $8::text) as claim;
