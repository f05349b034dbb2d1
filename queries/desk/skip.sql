-- Puts a case back, and keeps it from being offered to this agent again for a while: request, case, console, seconds.
select desk.skip($1::uuid, $2::bigint, $3::uuid, $4::bigint) as until;
