-- Reminds the driver whom the case waits for: request, case.
select desk.remind($1::uuid, $2::bigint) as channel;
