-- Removes what was read on one element: case, console, version, element.
select desk.remove_reading($1::bigint, $2::uuid, $3::integer, $4::text);
