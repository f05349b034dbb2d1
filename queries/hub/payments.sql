-- The payments of the drivers $1.
select driver, payment, application, state, returned_dispatch as returned from hub.payment where driver = any ($1::bigint[])
  order by payment;
