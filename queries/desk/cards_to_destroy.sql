-- Void cards that lie in the mailroom.
select card, serial, received_at, void_reason, driver from desk.cards_to_destroy();
