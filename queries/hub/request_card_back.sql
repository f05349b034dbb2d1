-- The driver takes back the card on which nothing was found: request, driver, claim. Gives the claim's state.
select hub.request_card_back($1::uuid, $2::bigint, $3::bigint) as state;
