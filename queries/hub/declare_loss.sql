-- Declares a card lost: request, driver, card, promise, delivery address, invoice address, invoice addressee. Gives the payment to make.
select hub.declare_loss($1::uuid, $2::bigint, $3::bigint, $4::boolean, $5::text, $6::text, $7::text) as payment;
