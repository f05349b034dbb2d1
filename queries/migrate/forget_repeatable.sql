-- $1: the names of the repeatable files that there are now.
delete from migrate.applied
where kind = 'repeatable' and name <> all ($1::text[])
