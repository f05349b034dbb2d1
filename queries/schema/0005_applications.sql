-- Applications, their documents, cards, payments and invoices.
create table core.application (
  id bigint generated always as identity (start with 1001) primary key,
  driver_id bigint not null references core.account,
  kind text not null check (kind in ('card', 'replacement_loss', 'replacement_theft', 'replacement_quality')),
  state text not null default 'draft' check (state in (
    'draft', 'awaiting_payment', 'submitted', 'to_correct', 'approved', 'in_production', 'produced', 'dispatched',
    'completed', 'cancelled', 'closed')),
  round integer not null default 1,
  step text not null default 'start',
  training_id bigint references core.training,
  replaces bigint,
  promise boolean not null default false,
  delivery_address text not null default '',
  former_delivery_address text,
  invoice_address text not null default '',
  invoice_addressee text not null default '',
  created_at timestamptz not null,
  submitted_at timestamptz,
  check ((kind = 'card') = (training_id is not null)),
  check ((kind = 'card') = (replaces is null))
);
create index application_driver on core.application (driver_id);
-- A right is used by one application at a time, and free again when that one is closed or cancelled.
create unique index application_right on core.application (training_id)
  where training_id is not null and state not in ('cancelled', 'closed');
create unique index application_open_replacement on core.application (replaces)
  where replaces is not null and state in ('draft', 'awaiting_payment', 'submitted', 'to_correct');

create table core.blob (
  sha256 bytea primary key,
  bytes bytea not null,
  width integer,
  height integer
);
alter table core.blob alter column bytes set storage external;

create table core.document (
  id bigint generated always as identity (start with 1001) primary key,
  application_id bigint not null references core.application,
  driver_id bigint not null references core.account,
  type text not null references core.item,
  side text check (side in ('recto', 'verso')),
  file_name text not null,
  media_type text not null,
  sha256 bytea not null references core.blob,
  round integer not null,
  given_at timestamptz not null,
  replaced_at timestamptz
);
create unique index document_current on core.document (application_id, type, coalesce(side, '')) where replaced_at is null;
create index document_application on core.document (application_id);
create index document_sha256 on core.document (sha256);

create table core.card (
  id bigint generated always as identity (start with 1001) primary key,
  driver_id bigint not null references core.account,
  application_id bigint not null references core.application,
  state text not null default 'ordered' check (state in (
    'ordered', 'withdrawn', 'in_production', 'produced', 'dispatched', 'active', 'void', 'destroyed')),
  replaces bigint references core.card,
  content jsonb not null,
  ordered_at timestamptz not null,
  -- The factory sees the order from then on (the grace of the decision that made it).
  effective_at timestamptz not null,
  decision_id bigint,
  taken_at timestamptz,
  taken_by text,
  take_request uuid,
  printed_address text,
  serial text unique,
  expires_on date,
  produced_at timestamptz,
  dispatched_at timestamptz,
  activated_at timestamptz,
  voided_at timestamptz,
  void_reason text,
  received_at timestamptz,
  destroyed_at timestamptz
);
create index card_driver on core.card (driver_id);
create index card_application on core.card (application_id);
create index card_to_produce on core.card (effective_at, id) where state = 'ordered';
create index card_taken on core.card (taken_by, take_request) where take_request is not null;
alter table core.application add foreign key (replaces) references core.card;

create table core.dispatch (
  id bigint generated always as identity (start with 1001) primary key,
  card_id bigint not null references core.card,
  barcode text not null unique,
  printed_address text not null,
  dispatched_at timestamptz not null
);
create index dispatch_card on core.dispatch (card_id);

create table core.payment (
  id bigint generated always as identity (start with 1001) primary key,
  driver_id bigint not null references core.account,
  application_id bigint not null references core.application,
  amount integer not null check (amount > 0), -- cents of euro
  state text not null default 'pending' check (state in ('pending', 'paid', 'failed', 'expired', 'refunded')),
  reference text,
  created_at timestamptz not null,
  settled_at timestamptz
);
create index payment_driver on core.payment (driver_id);
create unique index payment_pending on core.payment (application_id) where state = 'pending';
create index payment_application on core.payment (application_id);

-- Invoices and credit notes are two series, each counted by year: whoever gives a number locks its row until he commits, so that numbers follow each
-- other without a gap, in the order of time.
create table core.invoice_series (
  kind text primary key check (kind in ('invoice', 'credit_note')),
  letter text not null,
  year integer not null,
  last_number integer not null,
  last_issued_at timestamptz not null
) with (fillfactor = 20);
insert into core.invoice_series (kind, letter, year, last_number, last_issued_at) values ('invoice', 'F', 0, 0, '-infinity'), ('credit_note', 'A', 0, 0, '-infinity');

create table core.invoice (
  id bigint generated always as identity (start with 1001) primary key,
  -- Given, with the time of issue, once the document has taken effect: until then it may be undone, and leaves no gap.
  number text,
  kind text not null check (kind in ('invoice', 'credit_note')),
  payment_id bigint not null references core.payment,
  driver_id bigint not null references core.account,
  amount integer not null,
  addressee text not null,
  address text not null,
  issued_at timestamptz,
  effective_at timestamptz not null,
  -- Drawn up by a decision, before it takes effect.
  is_deferred boolean not null default false,
  decision_id bigint,
  check ((number is null) = (issued_at is null))
);
-- Partial: no key of the row, so that whoever refers to a document, in a transaction that stays open, does not stop its numbering.
create unique index invoice_number on core.invoice (number) where number is not null;
create index invoice_driver on core.invoice (driver_id);
create index invoice_payment on core.invoice (payment_id);
create index invoice_unnumbered on core.invoice (effective_at, id) where number is null;
create index invoice_decision on core.invoice (decision_id) where decision_id is not null;

-- Every status that an object went through; hub shows those whose effective_at has come.
create table core.status (
  id bigint generated always as identity primary key,
  object text not null check (object in ('account', 'application')),
  object_id bigint not null,
  state text not null,
  at timestamptz not null,
  effective_at timestamptz not null,
  decision_id bigint
);
create index status_object on core.status (object, object_id, id);
create index status_decision on core.status (decision_id) where decision_id is not null;
