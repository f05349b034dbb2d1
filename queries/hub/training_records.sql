-- The trainings of the drivers $1 that give a right to a card which nobody has used.
select driver, training from hub.training_record where driver = any ($1::bigint[]) and right_unused order by training;
