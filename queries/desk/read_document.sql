-- The bytes of a document, under the reading $1.
select type, side, file_name, media_type, bytes from desk.read_document($1::bigint);
