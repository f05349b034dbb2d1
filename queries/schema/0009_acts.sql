-- What was asked for, what agents did, what can still be taken back, and what they read.

-- Writes asked for by services and consoles, so that the same request sent twice is done once.
create table core.request (
  id uuid primary key,
  caller text not null,
  operation text not null,
  content bytea not null,
  result jsonb,
  at timestamptz not null
);

-- What each agent did, in order: what `undo` looks at, so that it never takes back something else than what was done last. Every write of
-- desk leaves one row (core.begin_request).
create table core.act (
  id bigint generated always as identity primary key,
  agent text not null,
  at timestamptz not null,
  -- The function of desk that did it; for a decision its action.
  kind text not null,
  request_id uuid unique references core.request,
  decision_id bigint references core.decision,
  case_id bigint references core.desk_case,
  driver_id bigint references core.account,
  -- What it was done to, where that is not only a case: the number that was read, an agent, a setting.
  reference text not null default '',
  -- Until then it can be taken back, and nobody outside sees anything of it; null: it never can.
  effective_at timestamptz,
  -- What taking it back puts back.
  former jsonb not null default '{}',
  undone_at timestamptz
);
create index act_agent on core.act (agent, id);
create index act_case on core.act (case_id, id) where case_id is not null;
create index act_in_grace on core.act (effective_at) where undone_at is null and effective_at is not null;

-- What is not yet in effect: each row that an act has made, changed or deleted, as it was before. Until effective_at services are shown
-- that, and undo puts it back; afterwards it is passed over, and purged by later acts. Written by core.keep_before alone.
create table core.in_grace (
  act bigint not null,
  id bigint generated always as identity,
  -- The table and the number of the row; part: what tells it from others of the same number.
  object text not null,
  object_id bigint not null,
  part text not null,
  is_deleted boolean not null,
  -- Of a row that was changed the columns that were; null where it was made.
  before jsonb,
  effective_at timestamptz not null,
  primary key (act, id)
);
create index in_grace_object on core.in_grace (object, object_id);
create index in_grace_effective on core.in_grace (effective_at);

-- What a transaction is doing at this moment: an act that can be taken back, or the undo of one. Gone when it is done; nobody else sees a
-- row.
create unlogged table core.acting (
  transaction xid8 primary key,
  act bigint not null,
  decision_id bigint,
  effective_at timestamptz not null,
  is_undo boolean not null default false
);

-- Each reading of what is personal: recorded and committed first, read afterwards under its number (desk.open_reading). Several rows have
-- one number where several cases are checked at once. What was searched for may be purged one day.
create sequence core.reading_number;
create table core.file_access (
  id bigint generated always as identity primary key,
  reading bigint not null,
  at timestamptz not null,
  agent text not null,
  what text not null check (what in ('case', 'why', 'driver', 'document', 'check', 'search', 'list')),
  -- Whose file; null for a search or a list.
  driver_id bigint,
  case_id bigint,
  document_id bigint,
  query jsonb,
  -- Which limit counts it: held is the file of a driver whose case the agent had in hand.
  counted text not null check (counted in ('file', 'held', 'check', 'list')),
  -- How many lines a list may have had.
  lines integer,
  -- The transaction that opened it: nothing is read in the same one.
  xact xid8 not null default pg_current_xact_id()
);
create index file_access_reading on core.file_access (reading);
create index file_access_driver on core.file_access (driver_id, id) where driver_id is not null;
create index file_access_at on core.file_access (at);
create index file_access_counted on core.file_access (agent, counted, at);

-- Who reads: locked while his readings are counted.
create table core.reader (
  agent text primary key
);
