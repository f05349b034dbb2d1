-- Queues as rows: another one is a row here, the reasons that fit its items (core.item_reason), the setting that holds its delay, and what
-- comes into it (core.intake).
create table core.queue (
  queue text primary key,
  rank integer not null unique,
  -- The French name that is typed; the code is the English one.
  name_fr text not null unique,
  label_fr text not null,
  label_en text not null,
  -- What its cases are about: what a decision moves, what the checks look at and the console shows.
  subject text not null check (subject in ('account', 'application', 'claim', 'returned_dispatch')),
  -- The decisions that settle a case of it.
  settled_by text[] not null check (settled_by <> '{}' and settled_by <@ case subject
    when 'claim' then '{attribute}' when 'returned_dispatch' then '{reship,return}' else '{approve,return}' end::text[]),
  -- The time allowed: an interval by the clock, an integer in working days.
  delay_setting text not null references core.setting,
  unique (queue, subject)
);

insert into core.queue (rank, queue, name_fr, label_fr, label_en, subject, settled_by, delay_setting) values
  (1, 'accounts', 'comptes', 'comptes', 'accounts', 'account', '{approve,return}', 'accounts_delay'),
  (2, 'documents', 'pièces', 'pièces', 'documents', 'application', '{approve,return}', 'documents_delay'),
  (3, 'quality', 'qualité', 'qualité', 'quality', 'claim', '{attribute}', 'quality_delay'),
  (4, 'undelivered', 'pnd', 'plis non distribués', 'undelivered', 'returned_dispatch', '{reship,return}', 'undelivered_delay');

-- Which queue takes what comes in: an account, an application of a kind, a claim, a returned dispatch.
create table core.intake (
  work text primary key,
  queue text not null,
  subject text not null check (subject = case when work in ('account', 'claim', 'returned_dispatch') then work else 'application' end),
  foreign key (queue, subject) references core.queue (queue, subject)
);

insert into core.intake (work, queue, subject) values
  ('account', 'accounts', 'account'), ('claim', 'quality', 'claim'), ('returned_dispatch', 'undelivered', 'returned_dispatch'),
  ('card', 'documents', 'application'), ('replacement_loss', 'documents', 'application'), ('replacement_theft', 'documents', 'application'),
  ('replacement_quality', 'documents', 'application');

-- Which queues an agent works in; where nothing is said, the setting queues_open_to_all decides.
create table core.entitlement (
  agent text not null,
  queue text not null references core.queue,
  granted boolean not null,
  set_by text not null,
  at timestamptz not null,
  primary key (agent, queue)
);
