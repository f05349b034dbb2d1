-- Renews the lease on the case $1 held by the console $2.
select desk.renew($1::bigint, $2::uuid) as held_until;
