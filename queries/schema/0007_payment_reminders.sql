-- A declaration that waits for its payment is reminded once, as an information request is.
alter table core.application add column reminded_at timestamptz;
create index application_unpaid on core.application (submitted_at) where state = 'awaiting_payment' and reminded_at is null;
