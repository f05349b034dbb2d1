-- The bytes of a document and whose it is, under the reading $1.
select driver, last_name, first_names, type, side, file_name, media_type, bytes from desk.read_document($1::bigint);
