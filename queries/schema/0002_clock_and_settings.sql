-- The one clock. Every other time in this database comes from core.now().
-- Its offset is written into the function's own body: in production it is now(), at no cost, and inlined.
create function core.now() returns timestamptz
  language sql stable parallel safe
  as 'select pg_catalog.now()';
comment on function core.now() is 'The one clock. Moved by core.advance_clock, in local and test clusters only.';
grant execute on function core.now() to public;

create table core.clock (
  only_row boolean primary key default true check (only_row),
  clock_offset interval not null default '0'
);
insert into core.clock default values;

-- Settings: each [D] of the domain, with what it accepts. Values are dated, so that what was due in the past stays as it was.
create table core.setting (
  name text primary key,
  kind text not null check (kind in ('interval', 'integer', 'number', 'boolean', 'choice', 'text', 'documents')),
  minimum text,
  maximum text,
  choices text[],
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

with known (name, kind, value, minimum, maximum, choices, meaning_fr, meaning_en) as (values
  -- The time allowed, and who works how long on what.
  ('accounts_delay', 'interval', '24 hours', '1 hour', '24 hours', null,
    'Délai de traitement d''un compte, à l''horloge', 'Time allowed for an account, by the clock'),
  ('documents_delay', 'integer', '3', '1', '60', null,
    'Délai de traitement des pièces, en jours ouvrés', 'Working days allowed for documents'),
  ('quality_delay', 'integer', '5', '1', '60', null,
    'Délai de traitement d''une déclaration qualité, en jours ouvrés', 'Working days allowed for a quality claim'),
  ('undelivered_delay', 'integer', '2', '1', '60', null,
    'Délai de traitement d''un pli non distribué, en jours ouvrés', 'Working days allowed for a returned dispatch'),
  ('public_holidays_off', 'boolean', 'true', null, null, null,
    'Les jours fériés français ne comptent pas comme jours ouvrés', 'French public holidays do not count as working days'),
  ('reservation_share', 'number', '0.25', '0', '1', null,
    'Part du délai pendant laquelle un dossier revenu est réservé au même agent',
    'Share of the delay during which a resubmitted case is reserved for the same agent'),
  ('lease', 'interval', '15 minutes', '1 minute', '8 hours', null,
    'Durée d''une prise en charge', 'How long a claim lasts without a command'),
  ('holding_limit', 'integer', '50', '1', '10000', null,
    'Dossiers qu''un agent tient à la fois, au plus', 'Cases that an agent holds at once, at most'),
  ('skip_span', 'interval', '30 minutes', '1 minute', '1 day', null,
    'Durée pendant laquelle un dossier passé n''est plus proposé à l''agent', 'How long a skipped case is not offered to the agent again'),
  ('queues_open_to_all', 'boolean', 'true', null, null, null,
    'Un agent travaille dans toute file dont l''accès n''est pas réglé par « habiliter »',
    'An agent works in every queue that "grant" says nothing about'),
  -- Decisions and waiting.
  ('grace', 'interval', '2 minutes', '0 seconds', '1 hour', null,
    'Temps laissé à l''agent pour défaire sa décision', 'Time during which an agent may undo a decision'),
  ('commit_within', 'interval', '5 seconds', '1 second', '1 minute', null,
    'Temps au plus entre une décision et son enregistrement définitif', 'How long may pass between a decision and its commit'),
  ('reminder_after', 'interval', '15 days', '1 day', '365 days', null,
    'Attente du conducteur avant relance', 'Waiting for the driver before a reminder'),
  ('silence_after', 'interval', '45 days', '1 day', '730 days', null,
    'Attente du conducteur au-delà de laquelle un superviseur la voit', 'Waiting for the driver before a supervisor is shown it'),
  ('password_after_contact', 'interval', '24 hours', '0 seconds', '30 days', null,
    'Attente avant qu''un message de mot de passe parte, après une correction des coordonnées par un agent',
    'How long no password message goes out after an agent has changed how a driver is reached'),
  -- Readings of what is personal.
  ('reading_time', 'interval', '2 minutes', '10 seconds', '15 minutes', null,
    'Temps pendant lequel une lecture ouverte peut être faite', 'How long a reading that was opened can be made'),
  ('reading_limit', 'integer', '300', '1', '100000', null,
    'Conducteurs dont un agent ouvre le dossier ou recherches qu''il fait en une heure, au plus, hors des dossiers qu''il tient',
    'Drivers whose file an agent opens, or searches that he makes, in an hour at most, besides the cases in his hands'),
  ('held_reading_limit', 'integer', '1000', '1', '100000', null,
    'Conducteurs dont un agent ouvre, en une heure, le dossier qu''il tient, au plus',
    'Drivers whose file an agent opens, in an hour at most, while a case of theirs is in his hands'),
  ('listing_limit', 'integer', '20000', '1000', '10000000', null,
    'Lignes de listes de dossiers qu''un agent demande en une heure, au plus',
    'Lines of lists of cases that an agent asks for in an hour, at most'),
  ('checking_limit', 'integer', '20000', '1', '10000000', null,
    'Dossiers qu''un agent fait contrôler par lots en une heure, au plus', 'Cases that an agent has checked in lists in an hour, at most'),
  -- Rights, cards, documents.
  ('certificate_months', 'integer', '4', '1', '24', null,
    'Validité du certificat de qualification, en mois', 'Months of validity of a certificate'),
  ('certificate_start', 'choice', 'issued_on', null, null, '{issued_on,recorded_on}',
    'Début de validité du certificat : jour de délivrance de la formation, ou jour de son enregistrement',
    'A certificate is valid from the day of the training''s issue, or from that of its recording'),
  ('right_outlives_certificate', 'boolean', 'true', null, null, null,
    'Le droit à la carte survit au certificat', 'The right to a card outlives the certificate'),
  ('recap_years', 'integer', '6', '1', '50', null,
    'Années de mise à disposition d''un récapitulatif de formation continue', 'Years during which a continuing training is shown'),
  ('invoice_years', 'integer', '10', '1', '50', null,
    'Années de mise à disposition d''une facture', 'Years during which an invoice is shown'),
  ('card_years', 'integer', '5', '1', '20', null,
    'Validité de la carte, en années', 'Years of validity of a card'),
  ('former_card_void', 'choice', 'activation', null, null, '{activation,dispatch}',
    'L''ancienne carte est invalidée à l''activation de la nouvelle, ou à son envoi',
    'The former card is void when the new one is activated, or when it is sent'),
  ('address_change_until', 'choice', 'production', null, null, '{submission,approval,production}',
    'L''adresse de livraison se change jusqu''à la soumission, la validation ou la prise en production',
    'The delivery address can change until submission, approval, or until production takes the order'),
  ('loss_reviewed', 'boolean', 'false', null, null, null,
    'Un remplacement pour perte est examiné par un agent', 'A replacement after loss is reviewed by an agent'),
  ('document_max_bytes', 'integer', '10485760', '100000', '104857600', null,
    'Taille maximale d''une pièce, en octets', 'Largest document, in bytes'),
  ('documents_card', 'documents',
    'photo signature identity_document:recto identity_document:verso? driving_licence:recto driving_licence:verso'
    ' residence_permit:recto? residence_permit:verso? proof_of_address?',
    null, null, null,
    'Pièces attendues pour une carte ; « ? » : facultative', 'Documents expected for a card; "?": optional'),
  ('documents_theft', 'documents', 'theft_declaration', null, null, null,
    'Pièces attendues après un vol', 'Documents expected after a theft'),
  ('documents_loss', 'documents', '', null, null, null,
    'Pièces attendues après une perte', 'Documents expected after a loss'),
  ('documents_quality', 'documents', '', null, null, null,
    'Pièces attendues avec une déclaration qualité', 'Documents expected with a quality claim'),
  -- Fees and faults.
  ('card_fee', 'integer', '0', '0', '100000', null,
    'Prix d''une carte après formation, en centimes (0 : gratuite)', 'Price of a card after a training, in cents (0: free)'),
  ('replacement_fee', 'integer', '3500', '1', '100000', null,
    'Prix d''un remplacement pour perte ou vol, en centimes', 'Price of a replacement after loss or theft, in cents'),
  ('quality_fee', 'integer', '3500', '1', '100000', null,
    'Prix d''un remplacement imputé au conducteur, en centimes', 'Price of a replacement that is the driver''s fault, in cents'),
  ('redispatch_fee', 'integer', '900', '1', '100000', null,
    'Frais de réexpédition à une autre adresse, en centimes', 'Fee for sending to another address, in cents'),
  ('same_address_fee', 'integer', '0', '0', '100000', null,
    'Frais de réexpédition à la même adresse, en centimes (0 : gratuit)', 'Fee for sending to the same address again, in cents (0: free)'),
  ('misprint_waives_fee', 'boolean', 'true', null, null, null,
    'Pas de frais si l''adresse imprimée n''est pas celle que le conducteur avait donnée',
    'No fee where the printed address is not the one that the driver had given'),
  ('mixed_fault', 'choice', 'in_groupe', null, null, '{in_groupe,driver}',
    'Imputation quand les constats relèvent des deux', 'Attribution where the findings are of both'),
  ('no_defect_card_back', 'boolean', 'true', null, null, null,
    'Sans défaut constaté, le conducteur peut se faire renvoyer sa carte sans frais',
    'Without a defect the driver may have his card sent back free'),
  ('imputation_training_centre_error', 'choice', 'in_groupe', null, null, '{in_groupe,driver}',
    'À qui s''impute une erreur du centre de formation', 'Whose a training centre''s error is'),
  ('imputation_transport_damage', 'choice', 'in_groupe', null, null, '{in_groupe,driver}',
    'À qui s''impute un dommage de transport', 'Whose damage on the way is'),
  ('return_address', 'text', 'IN GROUPE / RETOURS CQC / TSA 10001 / 59508 DOUAI CEDEX', null, '400', null,
    'Adresse où les cartes défectueuses sont renvoyées, sur une ligne', 'Address to which defective cards are sent back, on one line'),
  -- Services.
  ('notification_lease', 'interval', '5 minutes', '10 seconds', '1 day', null,
    'Durée pendant laquelle une notification prise n''est pas reproposée', 'How long a taken notification is not offered again'),
  ('order_lease', 'interval', '1 hour', '1 minute', '7 days', null,
    'Durée pendant laquelle une liste de fabrication peut être redemandée à l''identique',
    'How long a list of orders can be asked for again')
), setting as (
  insert into core.setting (name, kind, minimum, maximum, choices, meaning_fr, meaning_en)
  select name, kind, minimum, maximum, choices::text[], meaning_fr, meaning_en from known
)
insert into core.setting_value (name, since, value, set_by) select name, '-infinity', value, 'default' from known;

-- Working days: Monday to Friday without the French public holidays, and without regard to them (a setting says which count). The ordinals
-- count them, so that adding days is two look-ups.
create table core.working_day (
  day date primary key,
  ordinal integer not null,
  weekday_ordinal integer not null,
  holiday text
);
create index working_day_ordinal on core.working_day (ordinal, day);
create index working_day_weekday on core.working_day (weekday_ordinal, day);

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

insert into core.working_day (day, holiday, ordinal, weekday_ordinal)
select day, holiday, count(*) filter (where isodow < 6 and holiday is null) over (order by day),
  count(*) filter (where isodow < 6) over (order by day)
from (
  select d::date as day, extract(isodow from d) as isodow,
    case
      when (extract(month from d), extract(day from d)) in ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
        then 'fixed'
      when d::date - core.easter(extract(year from d)::integer) in (1, 39, 50) then 'moveable'
    end as holiday
  from generate_series(date '2015-01-01', date '2069-12-31', interval '1 day') as d
) as calendar;
