-- Drafts what was found on one element: case, console, version, element, cause, value to print, comment.
select desk.finding($1::bigint, $2::uuid, $3::integer, $4::text, $5::text, $6::text, $7::text);
