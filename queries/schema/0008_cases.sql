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
  queue text not null references core.queue,
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
  reminded_at timestamptz,
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
  action text not null check (action in ('approve', 'return', 'attribute', 'reship', 'reissue', 'undo', 'overturn', 'close')),
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

-- What a decision answers, the first time and whenever it is sent again. Moments are seconds since 1970.
create type desk.decision_answer as (
  decision bigint,
  case_id bigint,
  action text,
  agent text,
  decided_at bigint,
  effective_at bigint,
  standing text, -- standing, undone or overturned, as of now
  replayed boolean,
  reached_by text
);

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
    'opened', 'claimed', 'taken_over', 'released', 'skipped', 'note', 'escalated', 'assigned', 'urgent', 'resubmitted', 'resent', 'called',
    'received', 'reception_undone', 'envelope_empty', 'wrong_card', 'came_back', 'scanned_again', 'answered', 'paid', 'reminded', 'ended',
    'attached', 'detached', 'contact', 'destroyed', 'reshipped', 'reissued', 'return_undone', 'reason_corrected')),
  text text not null default ''
);
create index case_event_case on core.case_event (case_id, id);
create index case_event_driver on core.case_event (driver_id, id);
