-- The drivers that the text of the reading $1 finds.
select place, driver, last_name, first_names, usage_name, birth_date, licence_number, email, account_state, found_by, nearness, left_out,
  found, more, cases
from desk.search($1::bigint);
