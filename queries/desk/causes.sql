-- The causes of a defect, whom each is imputed to today, and the elements behind which it can be found.
select cause, name_fr, label_fr, label_en, imputed_to, comment_required, wording_fr, wording_en, coalesce(elements, '{}') as elements
  from desk.cause order by rank;
