-- The outbox keeps its history, and what happened can be followed without missing anything.

-- One row each time a message was taken: by whom, until when it was his, and what he reported.
create table core.notification_attempt (
  notification_id bigint not null references core.notification,
  attempt integer not null,
  taken_at timestamptz not null,
  taken_by text not null,
  lease_until timestamptz not null,
  -- The request that took it: sent again, it is given again.
  request_id uuid,
  outcome text check (outcome in ('sent', 'bounced', 'failed')),
  reported_at timestamptz,
  error text,
  primary key (notification_id, attempt)
);
create index notification_attempt_request on core.notification_attempt (request_id) where request_id is not null;
-- Of what was taken before there was a history, the last attempt is known.
insert into core.notification_attempt (notification_id, attempt, taken_at, taken_by, lease_until, outcome, reported_at, error)
  select n.id, n.attempt, least(coalesce(n.settled_at, n.offered_after), n.offered_after), coalesce(n.taken_by, 'unknown'), n.offered_after,
    case when n.state <> 'waiting' then n.state end, n.settled_at, n.error
  from core.notification n where n.attempt > 0;

-- A request id comes last, so that calls without one go on working.
drop function if exists hub.take_notifications(integer);

-- Every object has its statuses, and each status gets a position in one serial order when it is first read: see hub.read_changes.
alter table core.status drop constraint status_object_check, add constraint status_object_check check (object in (
    'account', 'application', 'card', 'quality_claim', 'returned_dispatch', 'payment', 'information_request', 'invoice', 'certificate', 'training')),
  -- What a view shows of the object changed, not its state: that is written here when it is read.
  add column is_repeat boolean not null default false,
  -- Whose it is; null while a training is nobody's.
  add column driver_id bigint,
  add column position bigint;

-- The last position that was given. One row: whoever gives positions locks it.
create table core.feed (
  only_row boolean primary key default true check (only_row),
  last_position bigint not null
) with (fillfactor = 20);

insert into core.feed (last_position) values (0);

create unique index status_position on core.status (position) where position is not null;
-- What has no position yet: rows of this moment, and those that still wait for their grace to end.
create index status_unread on core.status (effective_at, id) where position is null;

-- What hub shows of one driver, or lists for one service, is found without reading what is everybody's.
create index document_driver on core.document (driver_id) where replaced_at is null;
create index application_training on core.application (training_id) where training_id is not null;
create index payment_open on core.payment (id) where state in ('pending', 'expired');
create index card_in_factory on core.card (taken_by, id) where state in ('in_production', 'produced');
-- Looked for whenever messages are taken: those that were reminded of are not read again.
create index quality_claim_unreminded on core.quality_claim (declared_at) where received_at is null and reminded_at is null;
