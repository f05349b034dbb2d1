-- Corrects how a driver is reached: request, driver, email or phone, value, whether although it is another driver's.
select former, changed, resent, told_by, password_from, last_name, first_names
from desk.contact($1::uuid, $2::bigint, $3::text, $4::text, $5::boolean);
