-- Claims the case $1 for the console $2.
select desk.claim($1::bigint, $2::uuid) as notice;
