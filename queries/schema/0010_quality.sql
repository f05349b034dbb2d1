-- What a driver can declare defective, what agents find behind it, and his claims.

create table core.element (
  element text primary key,
  rank integer not null,
  -- The field's number on the card; empty for what is no field.
  field text not null,
  -- Where the printed value comes from.
  source text not null check (source in ('entry', 'licence', 'training', 'computation', 'factory')),
  -- What can be read there on a card in hand: a text, a picture, or nothing (its defects are seen, not read).
  shows text not null default 'text' check (shows in ('text', 'picture', 'nothing')),
  name_fr text not null unique,
  label_fr text not null,
  label_en text not null
);

insert into core.element (rank, element, field, source, shows, name_fr, label_fr, label_en) values
  (1, 'last_name', '1', 'entry', 'text', 'nom', 'Nom', 'Last name'),
  (2, 'first_names', '2', 'entry', 'text', 'prenoms', 'Prénom(s)', 'First name(s)'),
  (3, 'birth_date', '3', 'entry', 'text', 'date-naissance', 'Date de naissance', 'Date of birth'),
  (4, 'birth_place', '3', 'entry', 'text', 'lieu-naissance', 'Lieu de naissance', 'Place of birth'),
  (5, 'issue_date', '4a', 'computation', 'text', 'date-delivrance', 'Date de délivrance', 'Date of issue'),
  (6, 'expiry_date', '4b', 'computation', 'text', 'date-fin', 'Date de fin de validité', 'Date of expiry'),
  (7, 'authority', '4c', 'factory', 'text', 'autorite', 'Autorité', 'Authority'),
  (8, 'admin_number', '4d', 'factory', 'text', 'numero-administratif', 'Numéro administratif', 'Administrative number'),
  (9, 'licence_number', '5a', 'licence', 'text', 'numero-permis', 'Numéro de permis', 'Licence number'),
  (10, 'card_serial', '5b', 'factory', 'text', 'numero-carte', 'Numéro de la carte', 'Card number'),
  (11, 'photo', '6', 'entry', 'picture', 'photo', 'Photo', 'Photo'),
  (12, 'signature', '7', 'entry', 'picture', 'signature', 'Signature', 'Signature'),
  (13, 'address', '8', 'entry', 'text', 'adresse', 'Adresse', 'Address'),
  (14, 'categories', '9', 'licence', 'text', 'categories', 'Catégories', 'Categories'),
  (15, 'code_95', '10', 'training', 'text', 'code-95', 'Code 95', 'Code 95'),
  (16, 'support_number', '11', 'factory', 'text', 'numero-support', 'Numéro du support', 'Number of the blank'),
  (17, 'print_quality', '', 'factory', 'nothing', 'impression', 'Qualité d''impression', 'Print quality'),
  (18, 'lamination', '', 'factory', 'nothing', 'lamination', 'Lamination', 'Lamination'),
  (19, 'card_body', '', 'factory', 'nothing', 'corps-carte', 'Corps de la carte', 'Card body'),
  (20, 'security_feature', '', 'factory', 'nothing', 'securite', 'Élément de sécurité', 'Security feature'),
  (21, 'wrong_card', '', 'factory', 'nothing', 'carte-tiers', 'Carte d''un tiers', 'Somebody else''s card');

create table core.cause (
  cause text primary key,
  rank integer not null,
  -- setting: the setting imputation_CAUSE says whose it is; none: the agent chooses.
  imputed_to text not null check (imputed_to in ('in_groupe', 'driver', 'setting', 'none')),
  name_fr text not null unique,
  label_fr text not null,
  label_en text not null,
  comment_required boolean not null default false
);
-- What the driver reads of a cause. Versioned, as the wordings of reasons are.
create table core.cause_wording (
  cause text not null references core.cause,
  version integer not null,
  since timestamptz not null,
  wording_fr text not null,
  wording_en text not null,
  primary key (cause, version)
);

with known (rank, cause, imputed_to, name_fr, label_fr, label_en, wording_fr, wording_en) as (values
  (1, 'personalisation_error', 'in_groupe', 'erreur-personnalisation', 'Erreur de personnalisation', 'Personalisation error',
    'La carte ne porte pas ce qui avait été demandé : l''erreur est la nôtre.',
    'The card does not show what was ordered: the error is ours.'),
  (2, 'print_defect', 'in_groupe', 'defaut-impression', 'Défaut d''impression', 'Print defect',
    'L''impression de la carte est défectueuse : l''erreur est la nôtre.', 'The card is badly printed: the error is ours.'),
  (3, 'lamination_defect', 'in_groupe', 'defaut-lamination', 'Défaut de lamination', 'Lamination defect',
    'La lamination de la carte est défectueuse : l''erreur est la nôtre.', 'The lamination of the card is defective: the error is ours.'),
  (4, 'material_defect', 'in_groupe', 'defaut-matiere', 'Défaut de matière', 'Material defect',
    'Le support de la carte est défectueux : l''erreur est la nôtre.', 'The material of the card is defective: the error is ours.'),
  (5, 'validity_computation', 'in_groupe', 'calcul-validite', 'Calcul de la validité', 'Computation of validity',
    'La durée de validité a été mal calculée : l''erreur est la nôtre.', 'The validity was wrongly computed: the error is ours.'),
  (6, 'agent_processing_error', 'in_groupe', 'erreur-traitement', 'Erreur de traitement', 'Processing error',
    'Votre dossier a été mal traité : l''erreur est la nôtre.', 'Your case was wrongly handled: the error is ours.'),
  (7, 'photo_signature_processing', 'in_groupe', 'traitement-image', 'Traitement de la photo ou de la signature',
    'Processing of photo or signature',
    'Votre photo ou votre signature a été mal reproduite : l''erreur est la nôtre.',
    'Your photo or signature was badly reproduced: the error is ours.'),
  (8, 'wrong_enclosure', 'in_groupe', 'mise-sous-pli', 'Mauvaise mise sous pli', 'Wrong enclosure',
    'La carte d''une autre personne vous a été envoyée : l''erreur est la nôtre.',
    'Somebody else''s card was sent to you: the error is ours.'),
  (9, 'data_entry_error', 'driver', 'erreur-saisie', 'Erreur de saisie', 'Data entry error',
    'La carte porte ce que vous aviez saisi : corrigez votre saisie.', 'The card shows what you had entered: correct your entry.'),
  (10, 'unsuitable_image_supplied', 'driver', 'image-inadaptee', 'Image fournie inadaptée', 'Unsuitable image supplied',
    'La carte reproduit l''image que vous aviez fournie : fournissez-en une meilleure.',
    'The card reproduces the image that you had sent: send a better one.'),
  (11, 'civil_status_change', 'driver', 'changement-etat-civil', 'Changement d''état civil', 'Change of civil status',
    'Votre état civil a changé depuis la commande : indiquez le nouveau et joignez une pièce d''identité.',
    'Your civil status has changed since the order: give the new one with an identity document.'),
  (12, 'holder_damage', 'driver', 'dommage-titulaire', 'Dommage causé par le titulaire', 'Damage by the holder',
    'La carte a été abîmée après sa remise : elle peut être refaite à vos frais.',
    'The card was damaged after you received it: it can be made again at your expense.'),
  (13, 'training_centre_error', 'setting', 'erreur-centre', 'Erreur du centre de formation', 'Training centre error',
    'Le centre de formation a enregistré une donnée fausse ; elle est corrigée.',
    'The training centre recorded something wrong; it has been corrected.'),
  (14, 'transport_damage', 'setting', 'dommage-transport', 'Dommage de transport', 'Transport damage',
    'La carte a été abîmée pendant son acheminement.', 'The card was damaged on its way.'),
  (15, 'no_defect_found', 'none', 'aucun-defaut', 'Aucun défaut constaté', 'No defect found',
    'Aucun défaut n''a été constaté sur cet élément.', 'No defect was found on this element.')
), cause as (
  insert into core.cause (rank, cause, imputed_to, name_fr, label_fr, label_en)
  select rank, cause, imputed_to, name_fr, label_fr, label_en from known
)
insert into core.cause_wording (cause, version, since, wording_fr, wording_en) select cause, 1, '-infinity', wording_fr, wording_en
  from known;

-- Which cause can be found behind which element, as core.item_reason says which reason fits which item.
create table core.element_cause (
  element text not null references core.element,
  cause text not null references core.cause,
  primary key (element, cause)
);
insert into core.element_cause (element, cause)
  select e.element, c.cause from core.element e, core.cause c where case c.cause
    when 'personalisation_error' then e.shows <> 'nothing'
    when 'print_defect' then e.shows <> 'nothing' or e.element in ('print_quality', 'security_feature')
    when 'lamination_defect' then e.element in ('photo', 'signature', 'print_quality', 'lamination', 'security_feature')
    when 'material_defect' then e.element in ('lamination', 'card_body', 'security_feature')
    when 'validity_computation' then e.element in ('issue_date', 'expiry_date', 'code_95')
    -- What agents check or correct: all but what the factory alone makes.
    when 'agent_processing_error' then e.source <> 'factory'
    when 'photo_signature_processing' then e.shows = 'picture'
    when 'wrong_enclosure' then e.element in ('card_serial', 'wrong_card')
    when 'data_entry_error' then e.source in ('entry', 'licence') and e.shows = 'text'
    when 'unsuitable_image_supplied' then e.shows = 'picture'
    when 'civil_status_change' then e.element in ('last_name', 'first_names')
    -- What rubs off, breaks or bends: everything but whose card it is.
    when 'holder_damage' then e.element <> 'wrong_card'
    when 'transport_damage' then e.element <> 'wrong_card'
    when 'training_centre_error' then e.source in ('training', 'computation')
    when 'no_defect_found' then true
  end;

create sequence core.coupon_number start with 1001;
create table core.quality_claim (
  id bigint generated always as identity (start with 1001) primary key,
  driver_id bigint not null references core.account,
  card_id bigint not null references core.card,
  application_id bigint not null unique references core.application,
  case_id bigint not null unique references core.desk_case,
  coupon text not null unique,
  statement text not null,
  declared_at timestamptz not null,
  received_at timestamptz,
  received_by text,
  -- The card that came, where it is not the one declared.
  received_serial text,
  -- The decision in force; null again where it was overturned.
  outcome text check (outcome in ('in_groupe', 'driver')),
  outcome_at timestamptz,
  decision_id bigint,
  -- The driver's answer to an attribution that is his.
  answered_at timestamptz,
  corrected boolean not null default false,
  reminded_at timestamptz,
  attribution_reminded_at timestamptz
);
create index quality_claim_driver on core.quality_claim (driver_id);
create index quality_claim_card on core.quality_claim (card_id);
create index quality_claim_expected on core.quality_claim (declared_at) where received_at is null;
-- Looked for whenever messages are taken: those that were reminded of are not read again.
create index quality_claim_unreminded on core.quality_claim (declared_at) where received_at is null and reminded_at is null;
create index quality_claim_unanswered on core.quality_claim (outcome_at) where outcome = 'driver' and answered_at is null
  and attribution_reminded_at is null;

create table core.claim_element (
  claim_id bigint not null references core.quality_claim,
  element text not null references core.element,
  -- What the driver says is right; empty where he only says that it is wrong.
  claimed text not null,
  primary key (claim_id, element)
);

-- What an agent read on the card that came back, whatever was ordered: a draft until the attribution, which keeps it among its grounds.
create table core.card_reading (
  claim_id bigint not null references core.quality_claim,
  element text not null references core.element,
  -- As typed; empty where nothing is printed there; null: as ordered.
  value text,
  agent text not null,
  at timestamptz not null,
  primary key (claim_id, element)
);

-- What an agent found on each element: a draft until the attribution, then what it rests on. Kept when it is undone.
create table core.finding (
  claim_id bigint not null references core.quality_claim,
  element text not null references core.element,
  cause text not null references core.cause,
  wording_version integer not null,
  -- What the new card must say; empty: what the source says.
  value text not null,
  comment text not null,
  agent text not null,
  at timestamptz not null,
  primary key (claim_id, element)
);
