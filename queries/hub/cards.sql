-- The cards of the drivers $1.
select driver, card, application, state, serial, expires_on::text as expires_on from hub.card where driver = any ($1::bigint[])
  order by card;
