-- Cards, and what the factory sends.
create table core.card (
  id bigint generated always as identity (start with 1001) primary key,
  driver_id bigint not null references core.account,
  application_id bigint not null references core.application,
  state text not null default 'ordered' check (state in (
    'ordered', 'withdrawn', 'in_production', 'produced', 'dispatched', 'returned', 'active', 'void', 'destroyed')),
  replaces bigint references core.card,
  content jsonb not null,
  ordered_at timestamptz not null,
  -- The factory sees the order from then on (the grace of the decision that made it).
  effective_at timestamptz not null,
  decision_id bigint,
  taken_at timestamptz,
  taken_by text,
  take_request uuid,
  -- An order is the factory's for as long as its lease, and for good once accepted.
  take_attempt integer not null default 0,
  take_until timestamptz,
  accepted_at timestamptz,
  printed_address text,
  -- What the factory says it printed, by element, where that is not what was ordered.
  printed jsonb,
  serial text unique,
  expires_on date,
  produced_at timestamptz,
  dispatched_at timestamptz,
  activated_at timestamptz,
  voided_at timestamptz,
  void_reason text,
  received_at timestamptz,
  -- The login that received it, for as long as it lies here.
  received_by text,
  destroyed_at timestamptz
);
create index card_driver on core.card (driver_id);
create index card_application on core.card (application_id);
create index card_to_produce on core.card (effective_at, id) where state = 'ordered';
create index card_taken on core.card (taken_by, take_request) where take_request is not null;
create index card_in_factory on core.card (taken_by, id) where state in ('in_production', 'produced');
create index card_unaccepted on core.card (take_until, id) where state = 'in_production' and accepted_at is null;
create index card_replaces on core.card (replaces) where replaces is not null;
create index card_to_destroy on core.card (received_at, id) where state = 'void' and received_at is not null;
alter table core.application add foreign key (replaces) references core.card;

-- A dispatch is ordered (a card to be sent again), sent, and perhaps brought back by the post.
create table core.dispatch (
  id bigint generated always as identity (start with 1001) primary key,
  card_id bigint not null references core.card,
  state text not null check (state in ('ordered', 'sent', 'returned', 'withdrawn')),
  barcode text unique,
  printed_address text not null,
  -- What the driver had given: it may not be what was printed.
  given_address text not null,
  ordered_at timestamptz not null,
  effective_at timestamptz not null default '-infinity',
  decision_id bigint,
  dispatched_at timestamptz,
  check ((barcode is null) = (state in ('ordered', 'withdrawn')))
);
create index dispatch_card on core.dispatch (card_id);
create index dispatch_to_send on core.dispatch (effective_at, id) where state = 'ordered';
create index dispatch_decision on core.dispatch (decision_id) where decision_id is not null;
