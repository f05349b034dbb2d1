-- Submits an account: request, the eleven fields of the form, channel, language, consents. Gives the driver.
select hub.submit_account($1::uuid, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text, $10::text, $11::text,
  $12::text, $13::text, $14::text, $15::text::json) as driver;
