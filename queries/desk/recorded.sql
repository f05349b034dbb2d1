-- What became of a write: its request id, or the key of its decision.
select recorded, names, texts from desk.recorded($1::uuid, $2::text);
