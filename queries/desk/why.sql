-- Why the case $1 is where it is.
select desk.why($1::bigint) as standing;
