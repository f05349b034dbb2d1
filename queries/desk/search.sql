-- Finds drivers by any name or number.
select driver, last_name, first_names, birth_date, licence_number, email, account_state, found_by, cases from desk.search($1::text);
