-- Gives a document: request, driver, application, type, side, file name, media type, bytes.
select hub.put_document($1::uuid, $2::bigint, $3::bigint, $4::text, $5::text, $6::text, $7::text, $8::bytea) as document;
