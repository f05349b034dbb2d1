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

-- What was there before: accounts and applications in the order of their statuses, then the other objects as they stand.
update core.status s set driver_id = case s.object when 'account' then s.object_id else (select a.driver_id from core.application a where a.id = s.object_id) end;
insert into core.status (object, object_id, state, at, effective_at, decision_id, driver_id)
  select 'card', c.id, c.state, coalesce(c.destroyed_at, c.voided_at, c.activated_at, c.dispatched_at, c.produced_at, c.taken_at, c.ordered_at), c.effective_at,
    case when c.state = 'ordered' then c.decision_id end, c.driver_id from core.card c where c.state <> 'withdrawn' order by c.id;
insert into core.status (object, object_id, state, at, effective_at, driver_id)
  select 'payment', p.id, p.state, coalesce(p.settled_at, p.created_at), greatest(p.effective_at, p.created_at), p.driver_id from core.payment p order by p.id;
insert into core.status (object, object_id, state, at, effective_at, decision_id, driver_id)
  select 'invoice', i.id, 'issued', i.issued_at, i.effective_at, i.decision_id, i.driver_id from core.invoice i order by i.id;
insert into core.status (object, object_id, state, at, effective_at, driver_id)
  select 'certificate', c.id, 'issued', c.effective_at, c.effective_at, c.driver_id from core.certificate c order by c.id;
insert into core.status (object, object_id, state, at, effective_at, driver_id)
  select 'training', t.id, case when t.state = 'cancelled' then 'cancelled' when t.driver_id is null then 'recorded' else 'attached' end,
    coalesce(t.attached_at, t.recorded_at), coalesce(t.effective_at, t.recorded_at), t.driver_id from core.training t order by t.id;
insert into core.status (object, object_id, state, at, effective_at, decision_id, driver_id)
  select 'information_request', r.id, case when r.answered_at is not null then 'answered' when r.withdrawn_at <= core.now() then 'withdrawn' else 'open' end,
    coalesce(r.answered_at, r.withdrawn_at, r.requested_at), r.effective_at, case when r.effective_at > core.now() then r.decision_id end, r.driver_id
  from core.information_request r order by r.id;
with numbered as (select s.id, row_number() over (order by s.id) as position from core.status s where s.effective_at <= core.now())
  update core.status s set position = numbered.position from numbered where s.id = numbered.id;
insert into core.feed (last_position) select coalesce(max(position), 0) from core.status;

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
