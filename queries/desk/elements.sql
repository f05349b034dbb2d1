-- The elements of a card that can be declared defective.
select element, nullif(field, '') as field, name_fr, label_fr, label_en, source, shows from desk.element order by rank;
