-- Takes a training with an unused right off its driver: request, training.
select desk.detach($1::uuid, $2::bigint);
