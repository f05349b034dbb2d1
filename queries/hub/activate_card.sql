-- The driver has his card in hand: request, driver, card. Gives the card's state.
select hub.activate_card($1::uuid, $2::bigint, $3::bigint) as state;
