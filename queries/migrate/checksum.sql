-- $1: texts of files, in order. PostgreSQL computes the checksums, so that nothing else has to.
select encode(sha256(convert_to(file.content, 'UTF8')), 'hex') as checksum
from unnest($1::text[]) with ordinality as file (content, place)
order by place
