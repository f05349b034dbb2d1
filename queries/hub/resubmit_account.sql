-- Submits an account that was returned again: request, driver, the eleven fields of the form. Gives the round.
select hub.resubmit_account($1::uuid, $2::bigint, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text, $10::text,
  $11::text, $12::text, $13::text) as round;
