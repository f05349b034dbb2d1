-- Puts a case first, or back in its place: request, case, urgent.
select desk.urgent($1::uuid, $2::bigint, $3::boolean);
