insert into migrate.applied (name, kind, checksum)
values ($1, 'repeatable', $2)
on conflict (name) do update
set checksum = excluded.checksum, applied_at = excluded.applied_at, applied_by = excluded.applied_by
