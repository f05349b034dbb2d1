-- What the post brought back to the drivers $1.
select driver, returned_dispatch as returned, application, card, state from hub.returned_dispatch where driver = any ($1::bigint[])
  order by returned_dispatch;
