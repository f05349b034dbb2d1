-- A driver's whole file, under the reading $1.
select desk.driver_file($1::bigint) as file;
