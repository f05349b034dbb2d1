-- What becomes of the card that a closed case is about: case. No row where it is about none.
select coalesce(serial, '') as serial, fate, reissuable from desk.card_after_closing($1::bigint);
