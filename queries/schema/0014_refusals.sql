-- What the contract refuses, as data: raised by core.refuse, told in docs/hub-contract.md, worded by the console. The rows are written
-- by queries/contract.

-- A value that refusals carry.
create table core.refusal_field (
  field text primary key,
  kind text not null check (kind in ('text', 'number', 'moment', 'list')),
  meaning text not null
);

create table core.refusal (
  -- Its SQLSTATE; where one SQLSTATE has several sentences, all but one with a name behind it.
  refusal text primary key check (refusal ~ '^[0-9A-Z]{5}(:[a-z_]+)?$'),
  -- Whom it can meet: what only the owner meets is of no service and of no desk.
  met_by text not null check (met_by in ('agent', 'service', 'both', 'owner')),
  -- The values that go with it, and those among them that services are not told.
  fields text[] not null,
  kept text[] not null default '{}' check (kept <@ fields),
  -- The option (of a command, and the parameter) by which a person gets it done all the same.
  insist text,
  -- In English, with the names of values in braces.
  message text not null check (message <> ''),
  hint text not null check (hint <> '')
);
