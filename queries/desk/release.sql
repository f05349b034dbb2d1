-- Puts a case back: request, case, console.
select desk.release($1::uuid, $2::bigint, $3::uuid);
