-- Removes a draft: request, case, console, version, item.
select desk.unflag($1::uuid, $2::bigint, $3::uuid, $4::integer, $5::text);
