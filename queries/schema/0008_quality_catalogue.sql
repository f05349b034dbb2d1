-- What a driver can declare defective, what agents find behind it, why the post brings a card back, and which reasons fit which item in which queue.

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
insert into core.element (rank, element, field, source, name_fr, label_fr, label_en) values
  (1, 'last_name', '1', 'entry', 'nom', 'Nom', 'Last name'),
  (2, 'first_names', '2', 'entry', 'prenoms', 'Prénom(s)', 'First name(s)'),
  (3, 'birth_date', '3', 'entry', 'date-naissance', 'Date de naissance', 'Date of birth'),
  (4, 'birth_place', '3', 'entry', 'lieu-naissance', 'Lieu de naissance', 'Place of birth'),
  (5, 'issue_date', '4a', 'computation', 'date-delivrance', 'Date de délivrance', 'Date of issue'),
  (6, 'expiry_date', '4b', 'computation', 'date-fin', 'Date de fin de validité', 'Date of expiry'),
  (7, 'authority', '4c', 'factory', 'autorite', 'Autorité', 'Authority'),
  (8, 'admin_number', '4d', 'factory', 'numero-administratif', 'Numéro administratif', 'Administrative number'),
  (9, 'licence_number', '5a', 'licence', 'numero-permis', 'Numéro de permis', 'Licence number'),
  (10, 'card_serial', '5b', 'factory', 'numero-carte', 'Numéro de la carte', 'Card number'),
  (11, 'photo', '6', 'entry', 'photographie', 'Photo', 'Photo'),
  (12, 'signature', '7', 'entry', 'paraphe', 'Signature', 'Signature'),
  (13, 'address', '8', 'entry', 'adresse', 'Adresse', 'Address'),
  (14, 'categories', '9', 'licence', 'categories', 'Catégories', 'Categories'),
  (15, 'code_95', '10', 'training', 'code-95', 'Code 95', 'Code 95'),
  (16, 'support_number', '11', 'factory', 'numero-support', 'Numéro du support', 'Number of the blank'),
  (17, 'print_quality', '', 'factory', 'impression', 'Qualité d''impression', 'Print quality'),
  (18, 'lamination', '', 'factory', 'lamination', 'Lamination', 'Lamination'),
  (19, 'card_body', '', 'factory', 'corps-carte', 'Corps de la carte', 'Card body'),
  (20, 'security_feature', '', 'factory', 'securite', 'Élément de sécurité', 'Security feature'),
  (21, 'wrong_card', '', 'factory', 'carte-tiers', 'Carte d''un tiers', 'Somebody else''s card');
update core.element set shows = case when field = '' then 'nothing' else 'picture' end where field = '' or element in ('photo', 'signature');

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

create temporary table seed (rank integer, cause text, imputed_to text, name_fr text, label_fr text, label_en text, wording_fr text, wording_en text);
insert into seed values
  (1, 'personalisation_error', 'in_groupe', 'erreur-personnalisation', 'Erreur de personnalisation', 'Personalisation error',
    'La carte ne porte pas ce qui avait été demandé : l''erreur est la nôtre.', 'The card does not show what was ordered: the error is ours.'),
  (2, 'print_defect', 'in_groupe', 'defaut-impression', 'Défaut d''impression', 'Print defect', 'L''impression de la carte est défectueuse : l''erreur est la nôtre.', 'The card is badly printed: the error is ours.'),
  (3, 'lamination_defect', 'in_groupe', 'defaut-lamination', 'Défaut de lamination', 'Lamination defect', 'La lamination de la carte est défectueuse : l''erreur est la nôtre.', 'The lamination of the card is defective: the error is ours.'),
  (4, 'material_defect', 'in_groupe', 'defaut-matiere', 'Défaut de matière', 'Material defect', 'Le support de la carte est défectueux : l''erreur est la nôtre.', 'The material of the card is defective: the error is ours.'),
  (5, 'validity_computation', 'in_groupe', 'calcul-validite', 'Calcul de la validité', 'Computation of validity', 'La durée de validité a été mal calculée : l''erreur est la nôtre.', 'The validity was wrongly computed: the error is ours.'),
  (6, 'agent_processing_error', 'in_groupe', 'erreur-traitement', 'Erreur de traitement', 'Processing error', 'Votre dossier a été mal traité : l''erreur est la nôtre.', 'Your case was wrongly handled: the error is ours.'),
  (7, 'photo_signature_processing', 'in_groupe', 'traitement-image', 'Traitement de la photo ou de la signature', 'Processing of photo or signature', 'Votre photo ou votre signature a été mal reproduite : l''erreur est la nôtre.', 'Your photo or signature was badly reproduced: the error is ours.'),
  (8, 'wrong_enclosure', 'in_groupe', 'mise-sous-pli', 'Mauvaise mise sous pli', 'Wrong enclosure', 'La carte d''une autre personne vous a été envoyée : l''erreur est la nôtre.', 'Somebody else''s card was sent to you: the error is ours.'),
  (9, 'data_entry_error', 'driver', 'erreur-saisie', 'Erreur de saisie', 'Data entry error', 'La carte porte ce que vous aviez saisi : corrigez votre saisie.', 'The card shows what you had entered: correct your entry.'),
  (10, 'unsuitable_image_supplied', 'driver', 'image-inadaptee', 'Image fournie inadaptée', 'Unsuitable image supplied', 'La carte reproduit l''image que vous aviez fournie : fournissez-en une meilleure.', 'The card reproduces the image that you had sent: send a better one.'),
  (11, 'civil_status_change', 'driver', 'changement-etat-civil', 'Changement d''état civil', 'Change of civil status', 'Votre état civil a changé depuis la commande : indiquez le nouveau et joignez une pièce d''identité.', 'Your civil status has changed since the order: give the new one with an identity document.'),
  (12, 'holder_damage', 'driver', 'dommage-titulaire', 'Dommage causé par le titulaire', 'Damage by the holder', 'La carte a été abîmée après sa remise : elle peut être refaite à vos frais.', 'The card was damaged after you received it: it can be made again at your expense.'),
  (13, 'training_centre_error', 'setting', 'erreur-centre', 'Erreur du centre de formation', 'Training centre error', 'Le centre de formation a enregistré une donnée fausse ; elle est corrigée.', 'The training centre recorded something wrong; it has been corrected.'),
  (14, 'transport_damage', 'setting', 'dommage-transport', 'Dommage de transport', 'Transport damage', 'La carte a été abîmée pendant son acheminement.', 'The card was damaged on its way.'),
  (15, 'no_defect_found', 'none', 'aucun-defaut', 'Aucun défaut constaté', 'No defect found', 'Aucun défaut n''a été constaté sur cet élément.', 'No defect was found on this element.');
insert into core.cause (rank, cause, imputed_to, name_fr, label_fr, label_en) select rank, cause, imputed_to, name_fr, label_fr, label_en from seed;
insert into core.cause_wording (cause, version, since, wording_fr, wording_en) select cause, 1, '-infinity', wording_fr, wording_en from seed;
drop table seed;

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

-- The same item may be flagged in several queues, for other reasons in each: the queue moves from the item to the pair.
drop view if exists desk.catalogue;
alter table core.item_reason add column queue text check (queue in ('accounts', 'documents', 'quality', 'undelivered'));
update core.item_reason set queue = item.queue from core.item where item.item = item_reason.item;
alter table core.item_reason alter column queue set not null, drop constraint item_reason_pkey, add primary key (queue, item, reason);
alter table core.item drop column queue;

insert into core.reason (reason, name_fr, label_fr, label_en) values
  ('not_servable', 'non-desservie', 'Adresse non desservie', 'Address not served'),
  ('same_address_returned_twice', 'meme-adresse-deux-fois', 'Même adresse, revenu deux fois', 'Same address, returned twice');
insert into core.wording (reason, version, since, wording_fr, wording_en) values
  ('not_servable', 1, '-infinity', 'La poste ne dessert pas cette adresse : indiquez-en une autre.', 'The post does not serve this address: give another one.'),
  ('same_address_returned_twice', 1, '-infinity', 'Votre carte est revenue deux fois de cette adresse : indiquez-en une autre.', 'Your card came back from this address twice: give another one.');
insert into core.item_reason (queue, item, reason) values
  ('undelivered', 'delivery_address', 'incomplete_address'), ('undelivered', 'delivery_address', 'not_servable'),
  ('undelivered', 'delivery_address', 'same_address_returned_twice');
