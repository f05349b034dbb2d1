-- Removes a draft: case, console, version, item.
select desk.unflag($1::bigint, $2::uuid, $3::integer, $4::text);
