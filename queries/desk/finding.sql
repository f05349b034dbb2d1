-- Drafts what was found on one element: request, case, console, version, element, cause, value to print, comment.
select desk.finding($1::uuid, $2::bigint, $3::uuid, $4::integer, $5::text, $6::text, $7::text, $8::text);
