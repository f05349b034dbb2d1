-- The local cluster's database, empty.
create database pupitre template template0 encoding 'UTF8' locale 'C.UTF-8';
