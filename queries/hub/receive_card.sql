-- A card came in: request, coupon or serial, the serial of another card in the envelope, whether it is empty, whether what another coupon
-- awaits is received for that one. Gives what came of it.
select outcome, again as repeated from hub.receive_card($1::uuid, $2::text, $3::text, $4::boolean, $5::boolean);
