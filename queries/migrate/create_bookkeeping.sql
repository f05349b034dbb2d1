-- The text of an applied file is remembered by its SHA-256. The time is the server's own: files are applied before
-- there is a core.now().
create table if not exists migrate.applied (
  name text primary key,
  kind text not null check (kind in ('numbered', 'repeatable')),
  checksum text not null check (checksum ~ '^[0-9a-f]{64}$'),
  applied_at timestamptz not null default clock_timestamp(),
  applied_by name not null default session_user
)
