-- The mailroom destroyed a card that it had received: request, serial. Gives the card's state.
select hub.destroy_card($1::uuid, $2::text) as state;
