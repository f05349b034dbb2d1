-- The mailroom received a card that had been lost: request, serial. Gives the card.
select hub.receive_found_card($1::uuid, $2::text) as card;
