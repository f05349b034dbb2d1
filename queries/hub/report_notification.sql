-- What became of a message: request, notification, attempt, outcome (sent, bounced, failed), error.
select hub.report_notification($1::uuid, $2::bigint, $3::integer, $4::text, $5::text) as state;
