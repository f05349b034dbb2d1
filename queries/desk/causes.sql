-- The causes of a defect, and whom each is imputed to today.
select cause, name_fr, label_fr, label_en, imputed_to, comment_required, wording_fr, wording_en from desk.cause order by rank;
