-- The one clock. Every other time in this database comes from core.now().
-- Its offset is written into the function's own body: in production it is now(), at no cost, and inlined.
create function core.now() returns timestamptz
  language sql stable parallel safe
  as 'select pg_catalog.now()';
comment on function core.now() is 'The one clock (DOMAIN: Time). Moved by core.advance_clock, in local and test clusters only.';
grant execute on function core.now() to public;

create table core.clock (
  only_row boolean primary key default true check (only_row),
  clock_offset interval not null default '0'
);
insert into core.clock default values;

-- Settings: each [D] of the domain. Values are dated, so that what was due in the past stays as it was.
create table core.setting (
  name text primary key,
  kind text not null check (kind in ('interval', 'integer', 'number')),
  meaning_fr text not null,
  meaning_en text not null
);

create table core.setting_value (
  name text not null references core.setting,
  since timestamptz not null,
  value text not null,
  set_by text not null default session_user,
  primary key (name, since)
);

insert into core.setting (name, kind, meaning_fr, meaning_en) values
  ('accounts_delay', 'interval', 'Délai de traitement d''un compte, à l''horloge', 'Time allowed for an account, by the clock'),
  ('documents_delay', 'integer', 'Délai de traitement des pièces, en jours ouvrés', 'Working days allowed for documents'),
  ('quality_delay', 'integer', 'Délai de traitement d''une déclaration qualité, en jours ouvrés', 'Working days allowed for a quality claim'),
  ('undelivered_delay', 'integer', 'Délai de traitement d''un pli non distribué, en jours ouvrés', 'Working days allowed for a returned dispatch'),
  ('grace', 'interval', 'Temps laissé à l''agent pour défaire sa décision', 'Time during which an agent may undo a decision'),
  ('holding_limit', 'integer', 'Dossiers qu''un agent tient à la fois, au plus', 'Cases that an agent holds at once, at most'),
  ('reading_time', 'interval', 'Temps pendant lequel une lecture ouverte peut être faite', 'How long a reading that was opened can be made'),
  ('reading_limit', 'integer', 'Conducteurs dont un agent ouvre le dossier ou recherches qu''il fait en une heure, au plus, hors des dossiers qu''il tient', 'Drivers whose file an agent opens, or searches that he makes, in an hour at most, besides the cases in his hands'),
  ('held_reading_limit', 'integer', 'Conducteurs dont un agent ouvre, en une heure, le dossier qu''il tient, au plus', 'Drivers whose file an agent opens, in an hour at most, while a case of theirs is in his hands'),
  ('listing_limit', 'integer', 'Lignes de listes de dossiers qu''un agent demande en une heure, au plus', 'Lines of lists of cases that an agent asks for in an hour, at most'),
  ('checking_limit', 'integer', 'Dossiers qu''un agent fait contrôler par lots en une heure, au plus', 'Cases that an agent has checked in lists in an hour, at most'),
  ('commit_within', 'interval', 'Temps au plus entre une décision et son enregistrement définitif', 'How long may pass between a decision and its commit'),
  ('lease', 'interval', 'Durée d''une prise en charge', 'How long a claim lasts without a command'),
  ('reservation_share', 'number', 'Part du délai pendant laquelle un dossier revenu est réservé au même agent', 'Share of the delay during which a resubmitted case is reserved for the same agent'),
  ('certificate_months', 'integer', 'Validité du certificat de qualification, en mois', 'Months of validity of a certificate'),
  ('recap_years', 'integer', 'Années de mise à disposition d''un récapitulatif de formation continue', 'Years during which a continuing training is shown'),
  ('invoice_years', 'integer', 'Années de mise à disposition d''une facture', 'Years during which an invoice is shown'),
  ('card_years', 'integer', 'Validité de la carte, en années', 'Years of validity of a card'),
  ('document_max_bytes', 'integer', 'Taille maximale d''une pièce, en octets', 'Largest document, in bytes'),
  ('replacement_fee', 'integer', 'Prix d''un remplacement pour perte ou vol, en centimes', 'Price of a replacement after loss or theft, in cents'),
  ('reminder_after', 'interval', 'Attente du conducteur avant relance', 'Waiting for the driver before a reminder'),
  ('notification_lease', 'interval', 'Durée pendant laquelle une notification prise n''est pas reproposée', 'How long a taken notification is not offered again'),
  ('order_lease', 'interval', 'Durée pendant laquelle une liste de fabrication peut être redemandée à l''identique', 'How long a list of orders can be asked for again');

insert into core.setting_value (name, since, value, set_by) values
  ('accounts_delay', '-infinity', '24 hours', 'default'), ('documents_delay', '-infinity', '3', 'default'),
  ('quality_delay', '-infinity', '5', 'default'), ('undelivered_delay', '-infinity', '2', 'default'),
  ('grace', '-infinity', '2 minutes', 'default'), ('commit_within', '-infinity', '5 seconds', 'default'),
  ('holding_limit', '-infinity', '50', 'default'), ('reading_time', '-infinity', '2 minutes', 'default'), ('reading_limit', '-infinity', '300', 'default'),
  ('held_reading_limit', '-infinity', '1000', 'default'), ('listing_limit', '-infinity', '20000', 'default'), ('checking_limit', '-infinity', '20000', 'default'),
  ('lease', '-infinity', '15 minutes', 'default'),
  ('reservation_share', '-infinity', '0.25', 'default'), ('certificate_months', '-infinity', '4', 'default'),
  ('recap_years', '-infinity', '6', 'default'), ('invoice_years', '-infinity', '10', 'default'),
  ('card_years', '-infinity', '5', 'default'), ('document_max_bytes', '-infinity', '10485760', 'default'),
  ('replacement_fee', '-infinity', '3500', 'default'), ('reminder_after', '-infinity', '15 days', 'default'),
  ('notification_lease', '-infinity', '5 minutes', 'default'), ('order_lease', '-infinity', '1 hour', 'default');

-- Working days: Monday to Friday without the French public holidays. `ordinal` counts them, so that adding days is two
-- look-ups.
create table core.working_day (
  day date primary key,
  ordinal integer not null,
  holiday text
);
create index working_day_ordinal on core.working_day (ordinal, day);

-- Easter Sunday (Gregorian computus, Meeus/Jones/Butcher).
create function core.easter(p_year integer) returns date
  language plpgsql immutable strict
  as $$
declare
  a integer := p_year % 19; b integer := p_year / 100; c integer := p_year % 100;
  d integer := b / 4; e integer := b % 4; f integer := (b + 8) / 25; g integer := (b - f + 1) / 3;
  h integer := (19 * a + b - d - g + 15) % 30; i integer := c / 4; k integer := c % 4;
  l integer := (32 + 2 * e + 2 * i - h - k) % 7; m integer := (a + 11 * h + 22 * l) / 451;
begin
  return make_date(p_year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
end
$$;

insert into core.working_day (day, holiday, ordinal)
select day, holiday, count(*) filter (where isodow < 6 and holiday is null) over (order by day)
from (
  select d::date as day, extract(isodow from d) as isodow,
    case
      when (extract(month from d), extract(day from d)) in ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
        then 'fixed'
      when d::date - core.easter(extract(year from d)::integer) in (1, 39, 50) then 'moveable'
    end as holiday
  from generate_series(date '2015-01-01', date '2069-12-31', interval '1 day') as d
) as calendar;

-- Lifecycles as data: which action leads from which state to which, and whose right it is.
create table core.lifecycle (
  object text not null,
  state text not null,
  action text not null,
  next_state text, -- null: the state that it had before, as the decision recorded it
  role_name name not null,
  primary key (object, state, action)
);
comment on column core.lifecycle.object is 'desk, state any: what is done to no case, or to whatever state a case is in.';
comment on table core.lifecycle is 'What may happen to what, and by whose hand. Enforced by core.next_state, read by the console through desk.lifecycle.';

insert into core.lifecycle (object, state, action, next_state, role_name) values
  ('account', 'submitted', 'approve', 'active', 'pupitre_agent'),
  ('account', 'submitted', 'return', 'to_correct', 'pupitre_agent'),
  ('account', 'submitted', 'close', 'closed', 'pupitre_supervisor'),
  ('account', 'to_correct', 'resubmit', 'submitted', 'pupitre_portal'),
  ('account', 'to_correct', 'undo', null, 'pupitre_agent'),
  ('account', 'to_correct', 'overturn', 'submitted', 'pupitre_supervisor'),
  ('account', 'to_correct', 'close', 'closed', 'pupitre_supervisor'),
  ('account', 'active', 'undo', null, 'pupitre_agent'),
  ('account', 'active', 'overturn', 'suspended', 'pupitre_supervisor'),
  ('account', 'suspended', 'resubmit', 'submitted', 'pupitre_portal'),
  ('account', 'suspended', 'close', 'closed', 'pupitre_supervisor'),
  ('application', 'draft', 'submit', 'submitted', 'pupitre_portal'),
  ('application', 'draft', 'submit_for_payment', 'awaiting_payment', 'pupitre_portal'),
  ('application', 'draft', 'cancel', 'cancelled', 'pupitre_portal'),
  ('application', 'awaiting_payment', 'pay', 'submitted', 'pupitre_payment'),
  ('application', 'awaiting_payment', 'pay_without_review', 'approved', 'pupitre_payment'),
  ('application', 'awaiting_payment', 'cancel', 'cancelled', 'pupitre_portal'),
  ('application', 'submitted', 'approve', 'approved', 'pupitre_agent'),
  ('application', 'submitted', 'return', 'to_correct', 'pupitre_agent'),
  ('application', 'submitted', 'close', 'closed', 'pupitre_supervisor'),
  ('application', 'to_correct', 'answer', 'submitted', 'pupitre_portal'),
  ('application', 'to_correct', 'undo', null, 'pupitre_agent'),
  ('application', 'to_correct', 'overturn', 'submitted', 'pupitre_supervisor'),
  ('application', 'to_correct', 'close', 'closed', 'pupitre_supervisor'),
  ('application', 'approved', 'undo', null, 'pupitre_agent'),
  ('application', 'approved', 'overturn', 'submitted', 'pupitre_supervisor'),
  ('application', 'approved', 'take', 'in_production', 'pupitre_factory'),
  ('application', 'in_production', 'produce', 'produced', 'pupitre_factory'),
  ('application', 'produced', 'dispatch', 'dispatched', 'pupitre_factory'),
  ('application', 'dispatched', 'activate', 'completed', 'pupitre_portal'),
  ('card', 'ordered', 'take', 'in_production', 'pupitre_factory'),
  ('card', 'ordered', 'withdraw', 'withdrawn', 'pupitre_agent'),
  ('card', 'in_production', 'produce', 'produced', 'pupitre_factory'),
  ('card', 'produced', 'dispatch', 'dispatched', 'pupitre_factory'),
  ('card', 'dispatched', 'activate', 'active', 'pupitre_portal'),
  ('card', 'dispatched', 'void', 'void', 'pupitre_payment'),
  ('card', 'active', 'void', 'void', 'pupitre_payment'),
  ('card', 'dispatched', 'supersede', 'void', 'pupitre_portal'),
  ('card', 'active', 'supersede', 'void', 'pupitre_portal'),
  ('card', 'void', 'destroy', 'destroyed', 'pupitre_mailroom'),
  ('payment', 'pending', 'paid', 'paid', 'pupitre_payment'),
  ('payment', 'pending', 'failed', 'failed', 'pupitre_payment'),
  ('payment', 'pending', 'expired', 'expired', 'pupitre_payment'),
  ('payment', 'paid', 'refund', 'refunded', 'pupitre_supervisor'),
  ('payment', 'refunded', 'undo', null, 'pupitre_supervisor'),
  ('training', 'recorded', 'correct', 'recorded', 'pupitre_centre'),
  ('training', 'recorded', 'cancel', 'cancelled', 'pupitre_centre'),
  ('case', 'open', 'approve', 'settled', 'pupitre_agent'),
  ('case', 'open', 'return', 'waiting', 'pupitre_agent'),
  ('case', 'open', 'flag', 'open', 'pupitre_agent'),
  ('case', 'open', 'escalate', 'open', 'pupitre_agent'),
  ('case', 'open', 'claim', 'open', 'pupitre_agent'),
  ('case', 'open', 'assign', 'open', 'pupitre_supervisor'),
  ('case', 'open', 'urgent', 'open', 'pupitre_supervisor'),
  ('case', 'open', 'close', 'closed', 'pupitre_supervisor'),
  ('case', 'waiting', 'escalate', 'waiting', 'pupitre_agent'),
  ('case', 'settled', 'escalate', 'settled', 'pupitre_agent'),
  ('case', 'closed', 'escalate', 'closed', 'pupitre_agent'),
  ('case', 'waiting', 'resubmit', 'open', 'pupitre_portal'),
  ('case', 'waiting', 'undo', null, 'pupitre_agent'),
  ('case', 'waiting', 'overturn', 'open', 'pupitre_supervisor'),
  ('case', 'waiting', 'close', 'closed', 'pupitre_supervisor'),
  ('case', 'settled', 'undo', null, 'pupitre_agent'),
  ('case', 'settled', 'overturn', 'open', 'pupitre_supervisor'),
  ('case', 'settled', 'suspend', 'waiting', 'pupitre_supervisor'),
  ('case', 'closed', 'undo', null, 'pupitre_supervisor'),
  ('account', 'closed', 'undo', null, 'pupitre_supervisor'),
  ('application', 'closed', 'undo', null, 'pupitre_supervisor'),
  ('desk', 'any', 'take_any', 'any', 'pupitre_supervisor'), -- escalated, reserved for another, of a queue that was not granted
  ('desk', 'any', 'undo_others', 'any', 'pupitre_supervisor'),
  ('desk', 'any', 'resend_now', 'any', 'pupitre_supervisor'),
  ('desk', 'any', 'detach', 'any', 'pupitre_supervisor'),
  ('desk', 'any', 'grant', 'any', 'pupitre_supervisor'),
  ('desk', 'any', 'set_setting', 'any', 'pupitre_supervisor');
