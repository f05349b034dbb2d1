-- The demo's database while it is being filled; it gets its name when it is whole, so that an interrupted filling leaves nothing half done.
create database pupitre_unfinished template template0 encoding 'UTF8' locale 'C.UTF-8';
