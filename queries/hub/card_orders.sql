-- Orders that a factory may take.
select card from hub.card_order order by card;
