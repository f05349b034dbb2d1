-- What the drivers $1 are asked to correct in an application, a row an item.
select driver, application, item from hub.information_request where driver = any ($1::bigint[]) and application is not null
  order by request, item;
