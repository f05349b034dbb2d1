-- The demo's database is whole.
alter database pupitre_unfinished rename to pupitre;
