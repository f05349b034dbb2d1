-- Drivers, their accounts, trainings. Fields hold what the driver typed, faults included: agents judge it.
create table core.driver (
  id bigint generated always as identity (start with 1001) primary key,
  created_at timestamptz not null
);

-- A phone number however it is written: one of France, overseas too, as ten digits, another one with its country's.
create function core.phone_key(p_phone text) returns text
  language sql immutable strict parallel safe
  as $$
    select case when digits ~ '^(00)?(33|262|590|594|596)0?[1-9][0-9]{8}$' then '0' || right(digits, 9)
      else regexp_replace(digits, '^00', '') end
    from (select regexp_replace(regexp_replace(p_phone, '\(0\)', ''), '[^0-9]', '', 'g') as digits) as phone
  $$;

-- A day however it is written, the year first or last, as YYYY-MM-DD; empty where it is none. Papers without a day or a month have 00
-- there.
create function core.day_key(p_day text) returns text
  language sql immutable strict parallel safe
  as $$
    select coalesce(year_first[1] || '-' || lpad(year_first[2], 2, '0') || '-' || lpad(year_first[3], 2, '0'),
      year_last[3] || '-' || lpad(year_last[2], 2, '0') || '-' || lpad(year_last[1], 2, '0'), '')
    from (select regexp_match(p_day, '^\s*([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})\s*$') as year_first,
      regexp_match(p_day, '^\s*([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})\s*$') as year_last) as day
  $$;

create table core.account (
  driver_id bigint primary key references core.driver,
  state text not null default 'submitted' check (state in ('submitted', 'to_correct', 'active', 'suspended', 'closed')),
  round integer not null default 1,
  submitted_at timestamptz not null,
  last_name text not null,
  first_names text not null,
  usage_name text not null,
  birth_date text not null,
  birth_place text not null,
  licence_number text not null,
  licence_issue_date text not null,
  licence_country text not null,
  email text not null,
  phone text not null,
  postal_address text not null,
  channel text not null check (channel in ('email', 'sms')),
  language text not null check (language in ('fr', 'en')),
  email_bounced boolean not null default false,
  -- When an agent last changed how he is reached: for a while then no password message goes out.
  contact_changed_at timestamptz,
  -- For matching and searching: capitals, no accents, single spaces.
  licence_key text not null,
  identity_key text not null,
  search_key text not null
);
create index account_licence on core.account (licence_key);
-- By its beginning too: papers without a day of birth.
create index account_identity on core.account (identity_key text_pattern_ops);
create index account_email on core.account (lower(email));
create index account_phone on core.account (core.phone_key(phone));
create index account_birth on core.account (core.day_key(birth_date));
-- The words of his names, each by how it begins.
create index account_words on core.account using gin (array_to_tsvector(string_to_array(search_key, ' ')));

-- What the driver had submitted in each earlier round.
create table core.account_round (
  driver_id bigint not null references core.account,
  round integer not null,
  submitted_at timestamptz not null,
  fields jsonb not null,
  primary key (driver_id, round)
);

create table core.consent (
  driver_id bigint not null references core.account,
  kind text not null check (kind in ('privacy_policy', 'terms_of_use', 'data_processing')),
  version text not null,
  accepted_at timestamptz not null,
  primary key (driver_id, kind, version)
);

create table core.training (
  id bigint generated always as identity (start with 1001) primary key,
  state text not null default 'recorded' check (state in ('recorded', 'cancelled')),
  centre text not null,
  kind text not null check (kind in ('initial', 'continuing')),
  qualification text not null check (qualification in ('goods', 'passengers')),
  licence_number text not null,
  last_name text not null,
  first_names text not null,
  birth_date date not null,
  issued_on date not null,
  gives_right boolean not null,
  recorded_at timestamptz not null,
  -- A wrong record is corrected before a card is printed again.
  corrected_at timestamptz,
  driver_id bigint references core.account,
  attached_at timestamptz,
  attached_by bigint,
  licence_key text not null,
  identity_key text not null
);
create index training_unattached on core.training (licence_key, identity_key) where driver_id is null and state = 'recorded';
create index training_unattached_identity on core.training (identity_key text_pattern_ops) where driver_id is null and state = 'recorded';
create index training_driver on core.training (driver_id) where driver_id is not null;
create index training_centre on core.training (centre, id);

create table core.certificate (
  id bigint generated always as identity (start with 1001) primary key,
  training_id bigint not null unique references core.training,
  driver_id bigint not null references core.account,
  valid_from date not null,
  valid_until date not null
);
create index certificate_driver on core.certificate (driver_id);
