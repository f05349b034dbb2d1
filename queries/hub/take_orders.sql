-- Takes orders to produce: request, at most so many.
select card, attempt, delivery_address, content ->> 'training_issued_on' as training_issued_on from hub.take_orders($1::uuid, $2::integer);
