-- Receives a card in the mailroom: request, coupon or serial, serial of another card that lay in the envelope, empty envelope.
select outcome, claim, case_id, card, serial, coupon, driver, again from desk.receive($1::uuid, $2::text, $3::text, $4::boolean);
