-- The drivers that the text of the reading $1 finds.
select driver, last_name, first_names, birth_date, licence_number, email, account_state, found_by, cases from desk.search($1::bigint);
