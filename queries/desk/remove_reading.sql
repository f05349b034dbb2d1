-- Removes what was read on one element: request, case, console, version, element.
select desk.remove_reading($1::uuid, $2::bigint, $3::uuid, $4::integer, $5::text);
