-- The document that was read under $1 could not be shown: it was not looked at.
select desk.not_shown($1::bigint);
