-- Puts the case $1 held by the console $2 back.
select desk.release($1::bigint, $2::uuid);
