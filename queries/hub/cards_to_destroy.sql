-- Void cards that the mailroom has received.
select serial from hub.card_to_destroy order by card;
