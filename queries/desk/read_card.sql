-- Drafts what was read on one element of the card in hand: request, case, console, version, element, value (null: as ordered). Gives what
-- counts as read.
select desk.read_card($1::uuid, $2::bigint, $3::uuid, $4::integer, $5::text, $6::text) as read;
