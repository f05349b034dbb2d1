-- Every setting with its value, its meaning and what it may be.
select name, kind, value::text, since, set_by::text, default_value::text, minimum::text, maximum::text,
  coalesce(choices, '{}') as choices, meaning_fr, meaning_en, name_fr
from desk.setting order by name;
