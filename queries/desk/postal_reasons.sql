-- Why the post brings a dispatch back.
select reason, nullif(code, '') as code, name_fr, label_fr, label_en from desk.postal_reason order by rank;
