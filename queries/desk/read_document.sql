-- The bytes of the document $1; logged.
select driver, last_name, first_names, type, side, file_name, media_type, bytes from desk.read_document($1::bigint);
