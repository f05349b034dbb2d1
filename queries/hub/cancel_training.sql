-- A centre cancels its training: request, training.
select hub.cancel_training($1::uuid, $2::bigint) as training;
