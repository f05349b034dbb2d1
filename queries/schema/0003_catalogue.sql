-- What an agent can flag, why, and the words that the driver reads. Wordings are versioned: what was sent stays as it was.
create table core.item (
  item text primary key,
  queue text not null check (queue in ('accounts', 'documents')),
  kind text not null check (kind in ('field', 'document', 'data')),
  rank integer not null,
  name_fr text not null,
  label_fr text not null,
  label_en text not null
);

create table core.reason (
  reason text primary key,
  name_fr text not null unique,
  comment_required boolean not null default false,
  label_fr text not null,
  label_en text not null
);

create table core.item_reason (
  item text not null references core.item,
  reason text not null references core.reason,
  primary key (item, reason)
);

create table core.wording (
  reason text not null references core.reason,
  version integer not null,
  since timestamptz not null,
  wording_fr text not null,
  wording_en text not null,
  primary key (reason, version)
);

insert into core.item (rank, item, queue, kind, name_fr, label_fr, label_en) values
  (1, 'last_name', 'accounts', 'field', 'nom', 'Nom', 'Last name'),
  (2, 'first_names', 'accounts', 'field', 'prenoms', 'Prénom(s)', 'First name(s)'),
  (3, 'birth_date', 'accounts', 'field', 'date-naissance', 'Date de naissance', 'Date of birth'),
  (4, 'birth_place', 'accounts', 'field', 'lieu-naissance', 'Lieu de naissance', 'Place of birth'),
  (5, 'licence_number', 'accounts', 'field', 'numero-permis', 'Numéro de permis', 'Licence number'),
  (6, 'licence_issue_date', 'accounts', 'field', 'date-permis', 'Date de délivrance du permis', 'Licence issue date'),
  (7, 'licence_country', 'accounts', 'field', 'pays-permis', 'Pays de délivrance du permis', 'Licence country'),
  (8, 'email', 'accounts', 'field', 'courriel', 'Adresse électronique', 'E-mail address'),
  (9, 'phone', 'accounts', 'field', 'telephone', 'Téléphone', 'Phone number'),
  (10, 'postal_address', 'accounts', 'field', 'adresse', 'Adresse postale', 'Postal address'),
  (20, 'photo', 'documents', 'document', 'photographie', 'Photo d''identité', 'Photo'),
  (21, 'signature', 'documents', 'document', 'paraphe', 'Signature', 'Signature'),
  (22, 'identity_document', 'documents', 'document', 'identite', 'Pièce d''identité', 'Identity document'),
  (23, 'residence_permit', 'documents', 'document', 'titre-sejour', 'Titre de séjour', 'Residence permit'),
  (24, 'driving_licence', 'documents', 'document', 'permis', 'Permis de conduire', 'Driving licence'),
  (25, 'theft_declaration', 'documents', 'document', 'declaration-vol', 'Déclaration de vol', 'Theft declaration'),
  (26, 'proof_of_address', 'documents', 'document', 'justificatif-domicile', 'Justificatif de domicile', 'Proof of address'),
  (30, 'civil_status', 'documents', 'data', 'etat-civil', 'État civil', 'Civil status'),
  (31, 'delivery_address', 'documents', 'data', 'adresse-livraison', 'Adresse de livraison', 'Delivery address');

-- One row a reason: code, French typed name, labels, the driver's wording in both languages, the items that it fits.
create temporary table seed (reason text, name_fr text, label_fr text, label_en text, wording_fr text, wording_en text, items text[]);
insert into seed values
  ('missing', 'non-renseigne', 'Non renseigné', 'Not given', 'Cette information manque : merci de la renseigner.', 'This information is missing: please give it.', '{last_name,first_names,birth_date,birth_place,licence_number,licence_issue_date,licence_country,email,phone,postal_address,delivery_address}'),
  ('invalid_format', 'format-invalide', 'Format invalide', 'Invalid format', 'La forme de cette information n''est pas valable : vérifiez chaque caractère.', 'This information is not in a valid form: please check every character.', '{last_name,first_names,birth_date,birth_place,licence_number,licence_issue_date,licence_country,email,phone,postal_address}'),
  ('spelling', 'faute-saisie', 'Faute de saisie', 'Typing error', 'Une faute de saisie semble s''être glissée ici : relisez et corrigez.', 'There seems to be a typing error here: please read it again and correct it.', '{last_name,first_names,birth_place,email,postal_address,licence_number,phone,delivery_address,civil_status}'),
  ('mismatch_licence', 'different-permis', 'Différent du permis', 'Differs from the licence', 'Cette information ne correspond pas à votre permis de conduire : recopiez-la telle qu''elle y figure.', 'This does not match your driving licence: copy it exactly as printed there.', '{last_name,first_names,birth_date,birth_place,licence_number,licence_issue_date,licence_country,civil_status}'),
  ('names_swapped', 'nom-prenom-inverses', 'Nom et prénom inversés', 'Names swapped', 'Le nom et le prénom semblent inversés : saisissez chacun à sa place.', 'Last name and first name seem to be swapped: enter each in its own place.', '{last_name,first_names,civil_status}'),
  ('usage_name_used', 'nom-usage', 'Nom d''usage au lieu du nom de naissance', 'Usage name instead of birth name', 'Indiquez votre nom de naissance, et non votre nom d''usage.', 'Give your name at birth, not the name that you use.', '{last_name,civil_status}'),
  ('title_number_used', 'numero-titre', 'Numéro de titre saisi au lieu du NEPH', 'Title number instead of the NEPH', 'Vous avez saisi le numéro du titre : indiquez le numéro à 12 chiffres de votre dossier de permis (NEPH).', 'You entered the number of the document: give the 12-digit number of your licence file (NEPH).', '{licence_number}'),
  ('inconsistent_date', 'date-incoherente', 'Date incohérente', 'Inconsistent date', 'Cette date ne s''accorde pas avec vos autres informations : vérifiez-la.', 'This date does not agree with your other information: please check it.', '{birth_date,licence_issue_date,civil_status}'),
  ('incomplete_address', 'adresse-incomplete', 'Adresse incomplète', 'Incomplete address', 'Cette adresse est incomplète : ajoutez le numéro, la voie, le code postal et la ville.', 'This address is incomplete: add number, street, postcode and town.', '{postal_address,delivery_address}'),
  ('duplicate_account', 'compte-existant', 'Compte existant', 'Account already exists', 'Vous avez déjà un compte : connectez-vous avec celui-ci plutôt que d''en créer un autre.', 'You already have an account: sign in with it instead of creating another.', '{licence_number,last_name,email}'),
  ('illegible', 'illisible', 'Illisible', 'Illegible', 'Ce document n''est pas lisible : envoyez une copie nette.', 'This document cannot be read: send a sharp copy.', '{photo,signature,identity_document,residence_permit,driving_licence,theft_declaration,proof_of_address}'),
  ('cropped', 'tronque', 'Tronqué', 'Cropped', 'Une partie du document est coupée : envoyez-le en entier.', 'Part of the document is cut off: send the whole of it.', '{photo,signature,identity_document,residence_permit,driving_licence,theft_declaration,proof_of_address}'),
  ('wrong_document', 'document-non-attendu', 'Document non attendu', 'Not the expected document', 'Ce n''est pas le document demandé : envoyez celui qui est attendu.', 'This is not the document asked for: send the expected one.', '{photo,signature,identity_document,residence_permit,driving_licence,theft_declaration,proof_of_address}'),
  ('altered', 'altere', 'Altéré', 'Altered', 'Ce document paraît modifié : envoyez une copie de l''original, sans retouche.', 'This document looks altered: send an untouched copy of the original.', '{photo,signature,identity_document,residence_permit,driving_licence,theft_declaration,proof_of_address}'),
  ('unreadable_file', 'fichier-inexploitable', 'Fichier inexploitable', 'Unreadable file', 'Le fichier ne s''ouvre pas : envoyez-le de nouveau en JPEG, PNG ou PDF.', 'The file cannot be opened: send it again as JPEG, PNG or PDF.', '{photo,signature,identity_document,residence_permit,driving_licence,theft_declaration,proof_of_address}'),
  ('missing_side', 'face-manquante', 'Recto ou verso manquant', 'A side is missing', 'Il manque le recto ou le verso : envoyez les deux faces.', 'The front or the back is missing: send both sides.', '{identity_document,residence_permit,driving_licence,theft_declaration,proof_of_address}'),
  ('expired', 'perime', 'Périmé', 'Expired', 'Ce document n''est plus valable : envoyez-en un en cours de validité.', 'This document is no longer valid: send one that is.', '{identity_document,residence_permit,driving_licence,theft_declaration,proof_of_address}'),
  ('name_mismatch', 'identite-non-concordante', 'Identité non concordante', 'Name does not match', 'Le nom de ce document n''est pas celui de votre compte : envoyez un document à votre nom.', 'The name on this document is not that of your account: send one in your own name.', '{identity_document,residence_permit,driving_licence,theft_declaration,proof_of_address}'),
  ('too_old', 'trop-ancien', 'Trop ancien', 'Too old', 'Ce document est trop ancien (une photo doit avoir moins de 6 mois) : envoyez-en un récent.', 'This document is too old (a photo must be less than 6 months old): send a recent one.', '{photo,proof_of_address}'),
  ('blurred', 'floue', 'Floue', 'Blurred', 'La photo est floue : envoyez une photo nette.', 'The photo is blurred: send a sharp one.', '{photo}'),
  ('bad_exposure', 'exposition', 'Sur- ou sous-exposée', 'Badly exposed', 'La photo est trop claire ou trop sombre : reprenez-la avec un éclairage égal.', 'The photo is too light or too dark: take it again in even light.', '{photo}'),
  ('shadow', 'ombre', 'Ombre', 'Shadow', 'Une ombre couvre le visage ou le fond : reprenez la photo sans ombre.', 'There is a shadow on the face or the background: take the photo again without it.', '{photo}'),
  ('bad_background', 'fond', 'Fond non conforme', 'Background not allowed', 'Le fond doit être uni et clair : reprenez la photo devant un tel fond.', 'The background must be plain and light: take the photo again in front of one.', '{photo}'),
  ('head_covered', 'tete-couverte', 'Tête couverte', 'Head covered', 'La tête doit être nue : envoyez une photo sans couvre-chef.', 'The head must be bare: send a photo without a hat.', '{photo}'),
  ('not_frontal', 'pas-de-face', 'Pas de face', 'Not facing the camera', 'Le visage doit être de face et droit : reprenez la photo ainsi.', 'The face must be straight to the camera: take the photo again that way.', '{photo}'),
  ('expression', 'expression', 'Expression non neutre', 'Expression not neutral', 'L''expression doit être neutre et la bouche fermée : reprenez la photo.', 'The expression must be neutral, mouth closed: take the photo again.', '{photo}'),
  ('eyes_hidden', 'yeux-caches', 'Yeux non visibles', 'Eyes not visible', 'Les yeux doivent être ouverts et visibles : reprenez la photo.', 'The eyes must be open and visible: take the photo again.', '{photo}'),
  ('glasses', 'lunettes', 'Reflets ou monture', 'Reflections or frames', 'Les lunettes gênent (reflets ou monture) : reprenez la photo sans elles.', 'The glasses are in the way (reflections or frames): take the photo without them.', '{photo}'),
  ('bad_framing', 'cadrage', 'Cadrage ou format (35×45 mm, face 32–36 mm)', 'Framing or format (35×45 mm, face 32–36 mm)', 'Le cadrage ne convient pas : format 35×45 mm, visage de 32 à 36 mm de haut.', 'The framing is wrong: format 35×45 mm, face 32 to 36 mm high.', '{photo}'),
  ('damaged', 'pliure', 'Pliure ou trace', 'Fold or mark', 'La photo porte une pliure ou une trace : envoyez une photo intacte.', 'The photo has a fold or a mark: send an undamaged one.', '{photo}'),
  ('not_resembling', 'non-ressemblante', 'Non ressemblante', 'Not a likeness', 'La photo ne vous ressemble pas assez : envoyez une photo récente et fidèle.', 'The photo is not a good enough likeness: send a recent, faithful one.', '{photo}'),
  ('absent', 'absente', 'Absente', 'Absent', 'La signature est absente : signez et envoyez de nouveau.', 'The signature is absent: sign and send it again.', '{signature}'),
  ('too_faint', 'trop-claire', 'Trop claire', 'Too faint', 'La signature est trop pâle : signez à l''encre noire.', 'The signature is too faint: sign in black ink.', '{signature}'),
  ('out_of_frame', 'hors-cadre', 'Hors cadre', 'Out of frame', 'La signature dépasse du cadre : signez entièrement à l''intérieur.', 'The signature leaves the frame: sign wholly inside it.', '{signature}'),
  ('not_on_white', 'fond-non-uni', 'Fond non uni', 'Not on white', 'Signez sur un papier blanc uni.', 'Sign on plain white paper.', '{signature}'),
  ('initials_or_block', 'paraphe-capitales', 'Paraphe ou capitales', 'Initials or block letters', 'Un paraphe ou des capitales ne conviennent pas : apposez votre signature habituelle.', 'Initials or block letters are not accepted: give your usual signature.', '{signature}'),
  ('differs_from_id', 'signature-differente', 'Différente de la pièce d''identité', 'Differs from the identity document', 'Cette signature diffère de celle de votre pièce d''identité : signez de la même façon.', 'This signature differs from that of your identity document: sign the same way.', '{signature}'),
  ('not_accepted_type', 'type-non-accepte', 'Type non accepté', 'Type not accepted', 'Ce type de document n''est pas accepté : envoyez carte d''identité, passeport ou titre de séjour.', 'This type of document is not accepted: send an identity card, a passport or a residence permit.', '{identity_document,residence_permit}'),
  ('photo_unrecognisable', 'photo-meconnaissable', 'Photo méconnaissable', 'Photo not recognisable', 'La photo du document n''est pas reconnaissable : envoyez une meilleure copie.', 'The photo on the document cannot be recognised: send a better copy.', '{identity_document,residence_permit}'),
  ('category_missing', 'categorie-absente', 'Catégorie C/D absente', 'Category C/D absent', 'Votre permis ne porte pas la catégorie nécessaire (C ou D) : envoyez le permis à jour.', 'Your licence does not show the category needed (C or D): send your current licence.', '{driving_licence}'),
  ('category_expired', 'categorie-echue', 'Catégorie échue', 'Category expired', 'La catégorie nécessaire est échue : faites renouveler votre permis puis envoyez-le.', 'The category needed has expired: renew your licence, then send it.', '{driving_licence}'),
  ('number_mismatch', 'numero-different', 'Numéro différent', 'Number differs', 'Le numéro du permis n''est pas celui de votre compte : vérifiez le document envoyé.', 'The licence number is not that of your account: check the document you sent.', '{driving_licence}'),
  ('licence_invalid', 'permis-invalide', 'Suspendu ou invalidé', 'Suspended or withdrawn', 'Ce permis est suspendu ou invalidé : la demande pourra être traitée avec un permis valable.', 'This licence is suspended or withdrawn: the application needs a valid licence.', '{driving_licence}'),
  ('no_authority', 'autorite-non-identifiee', 'Autorité non identifiée', 'Authority not identified', 'L''autorité qui a reçu la déclaration n''est pas identifiable : envoyez le récépissé complet.', 'The authority that took the declaration cannot be identified: send the complete receipt.', '{theft_declaration}'),
  ('undated', 'non-datee', 'Non datée', 'Not dated', 'La déclaration ne porte pas de date : envoyez-en une datée.', 'The declaration has no date: send a dated one.', '{theft_declaration}'),
  ('unsigned_unstamped', 'sans-signature-ni-cachet', 'Ni signée ni tamponnée', 'Neither signed nor stamped', 'La déclaration n''est ni signée ni tamponnée : envoyez l''exemplaire signé.', 'The declaration is neither signed nor stamped: send the signed copy.', '{theft_declaration}'),
  ('card_not_mentioned', 'cqc-non-mentionnee', 'CQC non mentionnée', 'Card not mentioned', 'La déclaration ne mentionne pas votre carte de qualification : faites-la compléter.', 'The declaration does not mention your qualification card: have it completed.', '{theft_declaration}'),
  ('loss_not_theft', 'declaration-de-perte', 'Déclaration de perte', 'Declaration of loss', 'Il s''agit d''une déclaration de perte : envoyez la déclaration de vol.', 'This is a declaration of loss: send the declaration of theft.', '{theft_declaration}'),
  ('predates_card', 'anterieure-carte', 'Antérieure à la carte', 'Older than the card', 'Cette déclaration est antérieure à votre carte : envoyez celle qui concerne ce vol.', 'This declaration is older than your card: send the one for this theft.', '{theft_declaration}'),
  ('handwritten', 'manuscrit', 'Manuscrit', 'Handwritten', 'Un justificatif manuscrit n''est pas accepté : envoyez une facture ou un avis imprimé.', 'A handwritten proof is not accepted: send a printed bill or notice.', '{proof_of_address}'),
  ('address_mismatch', 'adresse-differente', 'Adresse différente', 'Address differs', 'L''adresse du justificatif n''est pas celle de votre demande : mettez-les en accord.', 'The address on the proof is not that of your application: make them agree.', '{proof_of_address}'),
  ('host_documents_missing', 'pieces-hebergeant', 'Pièces de l''hébergeant manquantes', 'Host''s documents missing', 'Il manque l''attestation et la pièce d''identité de la personne qui vous héberge.', 'The host''s statement and identity document are missing.', '{proof_of_address}');

insert into core.reason (reason, name_fr, label_fr, label_en) select reason, name_fr, label_fr, label_en from seed;
insert into core.wording (reason, version, since, wording_fr, wording_en) select reason, 1, '-infinity', wording_fr, wording_en from seed;
insert into core.item_reason (item, reason) select unnest(items), reason from seed;
update core.reason set comment_required = true where reason in ('altered', 'not_resembling', 'duplicate_account');
drop table seed;

-- Why a supervisor ends a case for good; the driver reads the wording.
create table core.closing_reason (
  reason text primary key,
  name_fr text not null,
  label_fr text not null,
  label_en text not null,
  wording_fr text not null,
  wording_en text not null
);
insert into core.closing_reason values
  ('forgery', 'falsification', 'Falsification', 'Forgery', 'Votre dossier est clos : une pièce fournie n''est pas authentique.', 'Your case is closed: a document that you sent is not genuine.'),
  ('duplicate', 'doublon', 'Doublon', 'Duplicate', 'Votre dossier est clos : il fait double emploi avec un autre.', 'Your case is closed: it repeats another one.'),
  ('withdrawal', 'desistement', 'Désistement', 'Withdrawal', 'Votre dossier est clos à votre demande.', 'Your case is closed at your request.');

-- Documents that an application is expected to come with.
create table core.expected_document (
  application_kind text not null,
  type text not null references core.item,
  side text check (side in ('recto', 'verso')),
  required boolean not null,
  rank integer not null,
  unique nulls not distinct (application_kind, type, side)
);
insert into core.expected_document (application_kind, type, side, required, rank) values
  ('card', 'photo', null, true, 1), ('card', 'signature', null, true, 2),
  ('card', 'identity_document', 'recto', true, 3), ('card', 'identity_document', 'verso', false, 4),
  ('card', 'driving_licence', 'recto', true, 5), ('card', 'driving_licence', 'verso', true, 6),
  ('card', 'residence_permit', 'recto', false, 7), ('card', 'residence_permit', 'verso', false, 8),
  ('card', 'proof_of_address', null, false, 9), ('replacement_theft', 'theft_declaration', null, true, 1);
