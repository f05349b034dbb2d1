-- The whole file of the driver $1; logged.
select desk.driver_file($1::bigint) as file;
