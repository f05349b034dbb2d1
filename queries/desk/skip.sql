-- Puts a case back, and keeps it from being offered to this agent again for a while.
select desk.skip($1::bigint, $2::uuid, $3::bigint) as until;
