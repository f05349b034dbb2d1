-- The case $1 on one screen; logged.
select desk.case_file($1::bigint) as file;
