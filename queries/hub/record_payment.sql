-- What became of a payment: request, payment, outcome (paid, failed, expired), the service's reference. Gives the payment's state.
select hub.record_payment($1::uuid, $2::bigint, $3::text, $4::text) as state;
