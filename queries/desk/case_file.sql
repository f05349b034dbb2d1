-- A case on one screen, under the reading $1.
select desk.case_file($1::bigint) as file;
