-- Trainings that this centre has recorded.
select training, state, licence_number, qualification from hub.centre_training order by training;
