-- The factory has these orders in its own books: request, cards. Gives how many.
select hub.accept_orders($1::uuid, $2::bigint[]) as accepted;
