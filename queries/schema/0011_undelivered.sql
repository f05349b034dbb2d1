-- Why the post brings a dispatch back, and what became of each.

create table core.postal_reason (
  reason text primary key,
  rank integer not null,
  code text not null, -- the post's own; empty where the sticker cannot be read
  name_fr text not null unique,
  label_fr text not null,
  label_en text not null
);
insert into core.postal_reason (rank, reason, code, name_fr, label_fr, label_en) values
  (1, 'unknown_at_address', 'N02', 'destinataire-inconnu', 'Destinataire inconnu à l''adresse', 'Unknown at this address'),
  (2, 'unclaimed', 'N03', 'non-reclame', 'Pli avisé et non réclamé', 'Notified and not claimed'),
  (3, 'refused', 'N05', 'refuse', 'Pli refusé par le destinataire', 'Refused by the addressee'),
  (4, 'access_or_addressing', 'N07', 'acces-adressage', 'Défaut d''accès ou d''adressage', 'No access, or wrongly addressed'),
  (5, 'unspecified', '', 'illisible', 'Motif non lisible', 'Reason cannot be read');

create table core.returned_dispatch (
  id bigint generated always as identity (start with 1001) primary key,
  dispatch_id bigint not null unique references core.dispatch,
  card_id bigint not null references core.card,
  driver_id bigint not null references core.account,
  application_id bigint not null references core.application,
  -- Null where the card was void already: then there is nothing to decide.
  case_id bigint unique references core.desk_case,
  postal_reason text not null references core.postal_reason,
  registered_at timestamptz not null,
  registered_by text not null,
  state text not null check (state in ('awaiting_answer', 'awaiting_payment', 'to_reship', 'to_correct', 'reshipped', 'closed')),
  -- What was printed is not what the driver had given: the fault is not his.
  misprinted boolean not null,
  given_address text not null,
  address text not null,
  confirmed boolean,
  answered_at timestamptz,
  -- Paid, or owed by nobody: never asked for again.
  fee_settled boolean not null default false,
  reminded_at timestamptz
);
create index returned_dispatch_driver on core.returned_dispatch (driver_id);
create index returned_dispatch_card on core.returned_dispatch (card_id);
create index returned_dispatch_silent on core.returned_dispatch (registered_at) where state in ('awaiting_answer', 'awaiting_payment')
  and reminded_at is null;
