-- Sets a setting from now on: request, name, value.
select name, former::text, value::text from desk.set_setting($1::uuid, $2::text, $3::text);
