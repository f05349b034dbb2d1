-- Queues the password message again: request, driver, whether at once although an agent has just changed how he is reached.
select channel, goes_at, is_held, is_waiting, last_name, first_names from desk.resend_password($1::uuid, $2::bigint, $3::boolean);
