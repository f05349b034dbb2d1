-- Drafts a flag: case, console, version, item, reason, comment.
select desk.flag($1::bigint, $2::uuid, $3::integer, $4::text, $5::text, $6::text);
