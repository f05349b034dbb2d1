-- What an interrupted filling left.
drop database if exists pupitre_unfinished with (force);
