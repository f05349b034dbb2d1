-- A document that was opened and could not be shown is read, and not looked at.

alter table core.file_access add column shown boolean not null default true;
comment on column core.file_access.shown is 'Of a document: false where what was read reached nobody''s eyes.';
