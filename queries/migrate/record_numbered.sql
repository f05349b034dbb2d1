insert into migrate.applied (name, kind, checksum)
values ($1, 'numbered', $2)
