-- Trainings that this centre has recorded.
select training, state, licence_number, qualification, issued_on::text as issued_on from hub.centre_training order by training;
