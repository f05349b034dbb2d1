-- The French name that a setting is typed and shown by; the English one is its key and always works too.
alter table core.setting add column name_fr text unique;
comment on column core.setting.name_fr is 'Null: it goes by its English name in both languages.';

update core.setting s set name_fr = known.name_fr
from (values
  ('accounts_delay', 'délai-comptes'), ('documents_delay', 'délai-pièces'), ('quality_delay', 'délai-qualité'),
  ('undelivered_delay', 'délai-pnd'), ('public_holidays_off', 'jours-fériés'), ('reservation_share', 'part-réservée'),
  ('lease', 'prise-en-charge'), ('holding_limit', 'limite-dossiers'), ('skip_span', 'durée-passer'),
  ('queues_open_to_all', 'files-ouvertes'), ('grace', 'délai-grâce'), ('commit_within', 'délai-enregistrement'),
  ('reminder_after', 'délai-relance'), ('silence_after', 'délai-silence'), ('password_after_contact', 'attente-mot-de-passe'),
  ('reading_time', 'durée-lecture'), ('reading_limit', 'limite-lectures'), ('held_reading_limit', 'limite-lectures-tenus'),
  ('listing_limit', 'limite-listes'), ('checking_limit', 'limite-contrôles'), ('certificate_months', 'mois-certificat'),
  ('certificate_start', 'début-certificat'), ('right_outlives_certificate', 'droit-sans-certificat'),
  ('recap_years', 'années-récapitulatif'), ('invoice_years', 'années-facture'), ('card_years', 'années-carte'),
  ('former_card_void', 'fin-ancienne-carte'), ('address_change_until', 'adresse-modifiable'), ('loss_reviewed', 'perte-examinée'),
  ('document_max_bytes', 'taille-pièce'), ('documents_card', 'pièces-carte'), ('documents_theft', 'pièces-vol'),
  ('documents_loss', 'pièces-perte'), ('documents_quality', 'pièces-qualité'), ('card_fee', 'prix-carte'),
  ('replacement_fee', 'prix-remplacement'), ('quality_fee', 'prix-qualité'), ('redispatch_fee', 'frais-réexpédition'),
  ('same_address_fee', 'frais-même-adresse'), ('misprint_waives_fee', 'mal-imprimée-gratuite'), ('mixed_fault', 'faute-partagée'),
  ('no_defect_card_back', 'sans-défaut-rendue'), ('imputation_training_centre_error', 'imputation-centre'),
  ('imputation_transport_damage', 'imputation-transport'), ('return_address', 'adresse-retour'),
  ('notification_lease', 'durée-notification'), ('order_lease', 'durée-commandes'), ('unseen_photo', 'photo-non-vue')
) as known (name, name_fr)
where s.name = known.name;
