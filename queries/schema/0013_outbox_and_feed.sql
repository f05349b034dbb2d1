-- What drivers are told, and what services follow.

-- The outbox: messages for the mailer or the SMS gateway, offered from effective_at on. Where one goes is settled when it is taken.
create table core.notification (
  id bigint generated always as identity (start with 1001) primary key,
  driver_id bigint not null references core.account,
  template text not null,
  -- chosen: by the channel that the driver chose; email: by e-mail whatever he chose; the other one where that does not work. fixed: to the
  -- address that the message was written for.
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

-- Every status that an object went through; hub shows those whose effective_at has come. Each gets a position in one serial order when it
-- is first read: see hub.read_changes.
create table core.status (
  id bigint generated always as identity primary key,
  object text not null check (object in (
    'account', 'application', 'card', 'quality_claim', 'returned_dispatch', 'payment', 'information_request', 'invoice', 'certificate',
      'training')),
  object_id bigint not null,
  state text not null,
  -- What a view shows of the object changed, not its state: that is written here when it is read.
  is_repeat boolean not null default false,
  -- Whose it is; null while a training is nobody's.
  driver_id bigint,
  at timestamptz not null,
  effective_at timestamptz not null,
  decision_id bigint,
  position bigint
);
create index status_object on core.status (object, object_id, id);
create index status_decision on core.status (decision_id) where decision_id is not null;
create unique index status_position on core.status (position) where position is not null;
-- What has no position yet: rows of this moment, and those that still wait for their grace to end.
create index status_unread on core.status (effective_at, id) where position is null;

-- The last position that was given. One row: whoever gives positions locks it.
create table core.feed (
  only_row boolean primary key default true check (only_row),
  last_position bigint not null
) with (fillfactor = 20);

insert into core.feed (last_position) values (0);
