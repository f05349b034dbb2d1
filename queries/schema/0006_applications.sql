-- Applications and their documents.
create table core.application (
  id bigint generated always as identity (start with 1001) primary key,
  driver_id bigint not null references core.account,
  kind text not null check (kind in ('card', 'replacement_loss', 'replacement_theft', 'replacement_quality')),
  state text not null default 'draft' check (state in (
    'draft', 'awaiting_payment', 'submitted', 'to_correct', 'approved', 'in_production', 'produced', 'dispatched', 'completed', 'cancelled',
      'closed',
    'awaiting_card', 'under_analysis', 'to_correct_and_pay', 'card_sent_back', 'returned')),
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
  -- A declaration that waits for its payment is reminded once, as an information request is.
  reminded_at timestamptz,
  check ((kind = 'card') = (training_id is not null)),
  check ((kind = 'card') = (replaces is null))
);
create index application_driver on core.application (driver_id);
-- A right is used by one application at a time, and free again when that one is closed or cancelled.
create unique index application_right on core.application (training_id)
  where training_id is not null and state not in ('cancelled', 'closed');
create unique index application_open_replacement on core.application (replaces) where kind in ('replacement_loss', 'replacement_theft')
  and state in ('draft', 'awaiting_payment', 'submitted', 'to_correct', 'approved', 'in_production');
-- A claim whose card has not come yet does not stand in the way of a loss, which closes it.
create unique index application_open_claim on core.application (replaces) where kind = 'replacement_quality'
  and state in ('awaiting_card', 'under_analysis', 'to_correct_and_pay', 'awaiting_payment', 'submitted', 'to_correct', 'approved',
    'in_production');
create index application_unpaid on core.application (submitted_at) where state = 'awaiting_payment' and reminded_at is null;
create index application_training on core.application (training_id) where training_id is not null;

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
-- What hub shows of one driver is found without reading what is everybody's.
create index document_driver on core.document (driver_id) where replaced_at is null;
