-- How long a report may take; until the end of its transaction.
select set_config('statement_timeout', $1::text, true)
