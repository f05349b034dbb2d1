-- Drafts what was read on one element of the card in hand: case, console, version, element, value (null: as ordered). Gives what counts as read.
select desk.read_card($1::bigint, $2::uuid, $3::integer, $4::text, $5::text) as read;
