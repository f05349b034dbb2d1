-- Cases, decisions, what the driver is asked and told.

-- Damm's check digit over the quasigroup of order 10: catches every wrong digit and every swap of neighbours.
create function core.damm(p_number bigint) returns integer
  language plpgsql immutable strict parallel safe
  as $$
declare
  matrix constant text := '0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790';
  digit text;
  interim integer := 0;
begin
  foreach digit in array string_to_array(p_number::text, null) loop
    interim := substr(matrix, interim * 10 + digit::integer + 1, 1)::integer;
  end loop;
  return interim;
end
$$;

create sequence core.case_number start with 1001;
create function core.next_case_id() returns bigint
  language sql volatile
  as $$ select number * 10 + core.damm(number) from (select nextval('core.case_number') as number) as next $$;

-- One piece of agent work. `id` is the number that agents type: its last digit checks the others.
-- Claiming touches only columns that no index holds (heap-only updates); decided cases leave the claim indexes.
create table core.desk_case (
  id bigint primary key default core.next_case_id(),
  queue text not null check (queue in ('accounts', 'documents', 'quality', 'undelivered')),
  driver_id bigint not null references core.account,
  application_id bigint references core.application,
  state text not null default 'open' check (state in ('open', 'waiting', 'settled', 'closed')),
  lane text not null default 'common' check (lane in ('common', 'reserved', 'escalated')),
  round integer not null default 1,
  version integer not null default 1,
  -- When the clock of this round started; the order of the queue, which is earlier for an urgent case.
  started_at timestamptz not null,
  claim_order timestamptz not null,
  urgent boolean not null default false,
  unreachable boolean not null default false,
  opened_at timestamptz not null,
  decided_at timestamptz,
  last_decision bigint,
  reserved_for text,
  reserved_until timestamptz,
  escalated_by text,
  escalation_reason text,
  holder text,
  lease_token uuid,
  lease_until timestamptz
) with (fillfactor = 75);
create index case_common on core.desk_case (queue, claim_order, id) where state = 'open' and lane = 'common';
create index case_reserved on core.desk_case (reserved_for, queue, claim_order, id) where state = 'open' and lane = 'reserved';
create index case_reservation_end on core.desk_case (queue, reserved_until) where state = 'open' and lane = 'reserved';
create index case_escalated on core.desk_case (queue, claim_order, id) where state = 'open' and lane = 'escalated';
create index case_review on core.desk_case (queue, id) where escalated_by is not null;
create index case_waiting on core.desk_case (queue, decided_at, id) where state = 'waiting';
create index case_driver on core.desk_case (driver_id);
create index case_application on core.desk_case (application_id) where application_id is not null;

-- Who holds what: the cases that `next` gives back first.
create table core.hold (
  case_id bigint primary key references core.desk_case,
  agent text not null
);
create index hold_agent on core.hold (agent);

-- What an agent passed over: it is not offered to him again before that time; others may take it.
create table core.skip (
  agent text not null,
  case_id bigint not null references core.desk_case,
  until timestamptz not null,
  primary key (agent, case_id)
);

-- Every round of every case: when its clock started, when it was decided, what was due under the setting of that day.
create table core.case_round (
  case_id bigint not null references core.desk_case,
  round integer not null,
  queue text not null,
  started_at timestamptz not null,
  primary key (case_id, round)
);
create index case_round_started on core.case_round (queue, started_at);

create table core.flag (
  case_id bigint not null references core.desk_case,
  item text not null references core.item,
  reason text not null references core.reason,
  comment text not null default '',
  agent text not null,
  at timestamptz not null,
  primary key (case_id, item)
);

-- The ledger: one flat table, never updated, never deleted from. Each agent's decisions form chains (lanes); each row
-- carries the digest of the one before it. What may be purged one day lies in core.decision_detail.
create table core.decision (
  id bigint generated always as identity primary key,
  key text not null unique,
  case_id bigint not null references core.desk_case,
  queue text not null,
  round integer not null,
  case_version integer not null,
  action text not null check (action in ('approve', 'return', 'undo', 'overturn', 'close')),
  reason text,
  agent text not null,
  lease_token uuid,
  run text,
  former jsonb not null,
  decided_at timestamptz not null,
  effective_at timestamptz not null,
  due_at timestamptz not null,
  supersedes bigint references core.decision,
  content_digest bytea not null,
  detail_digest bytea not null,
  lane integer not null,
  sequence bigint not null,
  previous_digest bytea not null,
  digest bytea not null,
  unique (agent, lane, sequence)
);
create index decision_case on core.decision (case_id, id);
-- Few, and every case of a driver is compared with them.
create index decision_forgery on core.decision (case_id) where action = 'close' and reason = 'forgery';
create index decision_agent on core.decision (agent, id);
create index decision_day on core.decision (queue, decided_at);
-- A decision may be overturned again once its reversal was undone.
create index decision_supersedes on core.decision (supersedes) where supersedes is not null;

create table core.decision_detail (
  decision_id bigint primary key references core.decision,
  salt bytea not null,
  comment text not null,
  flags jsonb not null,
  suggestion jsonb
);

create table core.ledger_lane (
  agent text not null,
  lane integer not null,
  sequence bigint not null,
  digest bytea not null,
  primary key (agent, lane)
) with (fillfactor = 50);

create function core.refuse_change() returns trigger
  language plpgsql
  as $$
begin
  perform core.refuse('PU099', jsonb_build_object('operation', tg_op, 'table', tg_table_name));
end
$$;
create trigger decision_is_immutable before update or delete on core.decision
  for each row execute function core.refuse_change();
create trigger decision_is_not_truncated before truncate on core.decision
  for each statement execute function core.refuse_change();

-- The items that an agent flagged and that the driver must correct.
create table core.information_request (
  id bigint generated always as identity (start with 1001) primary key,
  case_id bigint not null references core.desk_case,
  round integer not null,
  decision_id bigint not null unique references core.decision,
  driver_id bigint not null references core.account,
  application_id bigint references core.application,
  requested_at timestamptz not null,
  effective_at timestamptz not null,
  -- The address that the case was about: only another one answers.
  delivery_address text,
  answered_at timestamptz,
  withdrawn_at timestamptz,
  reminded_at timestamptz
);
create index information_request_case on core.information_request (case_id);
create index information_request_driver on core.information_request (driver_id);
create index information_request_silent on core.information_request (effective_at)
  where answered_at is null and withdrawn_at is null and reminded_at is null;

create table core.requested_item (
  request_id bigint not null references core.information_request on delete cascade,
  item text not null references core.item,
  reason text not null,
  wording_version integer not null,
  comment text not null,
  primary key (request_id, item),
  foreign key (reason, wording_version) references core.wording
);

-- What happened to a case besides decisions: for `why`, the history and notes.
create table core.case_event (
  id bigint generated always as identity primary key,
  case_id bigint references core.desk_case,
  driver_id bigint not null references core.account,
  at timestamptz not null,
  by text not null,
  kind text not null check (kind in (
    'opened', 'claimed', 'taken_over', 'released', 'skipped', 'note', 'escalated', 'assigned', 'urgent', 'resubmitted', 'resent', 'called')),
  text text not null default ''
);
create index case_event_case on core.case_event (case_id, id);
create index case_event_driver on core.case_event (driver_id, id);

-- The outbox: messages for the mailer or the SMS gateway, offered from effective_at on. Where one goes is settled when it is taken.
create table core.notification (
  id bigint generated always as identity (start with 1001) primary key,
  driver_id bigint not null references core.account,
  template text not null,
  -- chosen: by the channel that the driver chose; email: by e-mail whatever he chose; the other one where that does not work. fixed: to the address that
  -- the message was written for.
  route text not null default 'chosen' check (route in ('chosen', 'email', 'fixed')),
  -- Addresses that it must not go to: flagged in what it tells, or where it bounced.
  not_to text[] not null default '{}',
  -- How and where it went when it was last taken.
  channel text check (channel in ('email', 'sms')),
  address text,
  language text not null,
  payload jsonb not null default '{}',
  certificate_id bigint references core.certificate,
  invoice_id bigint references core.invoice,
  created_at timestamptz not null,
  effective_at timestamptz not null,
  decision_id bigint,
  -- unreachable: there was no way to him. void: what it tells was over before it could go.
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'bounced', 'failed', 'unreachable', 'void')),
  -- The message that tells it again, where it could not reach him.
  resent_as bigint references core.notification on delete set null,
  offered_after timestamptz not null,
  attempt integer not null default 0,
  taken_by text,
  settled_at timestamptz,
  error text,
  check (channel is not null or (attempt = 0 and route <> 'fixed'))
);
create index notification_waiting on core.notification (offered_after, id) where state = 'waiting';
create index notification_driver on core.notification (driver_id, id);
create index notification_decision on core.notification (decision_id) where decision_id is not null;

-- Writes asked for by services and consoles, so that the same request sent twice is done once.
create table core.request (
  id uuid primary key,
  caller text not null,
  operation text not null,
  content bytea not null,
  result jsonb,
  at timestamptz not null
);

-- What each agent did, in order: what `undo` looks at, so that it never takes back something else than what was done last. Every write of desk leaves
-- one row (core.begin_request).
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

-- What is not yet in effect: each row that an act has made, changed or deleted, as it was before. Until effective_at services are shown that, and
-- undo puts it back; afterwards it is passed over, and purged by later acts. Written by core.keep_before alone.
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

-- What a transaction is doing at this moment: an act that can be taken back, or the undo of one. Gone when it is done; nobody else sees a row.
create unlogged table core.acting (
  transaction xid8 primary key,
  act bigint not null,
  decision_id bigint,
  effective_at timestamptz not null,
  is_undo boolean not null default false
);

-- Each reading of what is personal: recorded and committed first, read afterwards under its number (desk.open_reading). Several rows have one number where
-- several cases are checked at once. What was searched for may be purged one day.
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
