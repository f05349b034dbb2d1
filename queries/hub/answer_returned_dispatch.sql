-- Confirms (address null) or changes the address of a card that came back: request, driver, returned dispatch, address, invoice address,
-- invoice addressee. Gives the payment to make, null where nothing is to be paid.
select hub.answer_returned_dispatch($1::uuid, $2::bigint, $3::bigint, $4::text, $5::text, $6::text) as payment;
