-- Drafts a flag: request, case, console, version, item, reason, comment.
select desk.flag($1::uuid, $2::bigint, $3::uuid, $4::integer, $5::text, $6::text, $7::text);
