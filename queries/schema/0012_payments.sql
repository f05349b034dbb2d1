-- Payments and invoices.
create table core.payment (
  id bigint generated always as identity (start with 1001) primary key,
  driver_id bigint not null references core.account,
  application_id bigint not null references core.application,
  purpose text not null default 'replacement' check (purpose in ('replacement', 'quality', 'redispatch', 'card')),
  returned_dispatch_id bigint references core.returned_dispatch,
  amount integer not null check (amount > 0), -- cents of euro
  state text not null default 'pending' check (state in ('pending', 'paid', 'failed', 'expired', 'refunded')),
  reference text,
  created_at timestamptz not null,
  settled_at timestamptz
);
create index payment_driver on core.payment (driver_id);
create unique index payment_pending on core.payment (application_id) where state = 'pending';
create index payment_application on core.payment (application_id);
create index payment_open on core.payment (id) where state in ('pending', 'expired');
create index payment_returned_dispatch on core.payment (returned_dispatch_id) where returned_dispatch_id is not null;

-- Invoices and credit notes are two series, each counted by year: whoever gives a number locks its row until he commits, so that numbers
-- follow each other without a gap, in the order of time.
create table core.invoice_series (
  kind text primary key check (kind in ('invoice', 'credit_note')),
  letter text not null,
  year integer not null,
  last_number integer not null,
  last_issued_at timestamptz not null
) with (fillfactor = 20);
insert into core.invoice_series (kind, letter, year, last_number, last_issued_at) values ('invoice', 'F', 0, 0, '-infinity'),
  ('credit_note', 'A', 0, 0, '-infinity');

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
