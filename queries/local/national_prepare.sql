-- Makes a fresh database ready to be filled by the other files of this name, as its superuser: without checks of references and triggers
-- (they load whole rows that fit together), and without the indexes that would be kept up row by row. A bench's database is thrown away.
alter database :"DBNAME" set session_replication_role = replica;
alter database :"DBNAME" set synchronous_commit = off;
alter database :"DBNAME" set maintenance_work_mem = '512MB';
create table public.national_index as
  select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition, i.indrelid::regclass::text as relation
  from pg_index i join pg_class c on c.oid = i.indrelid
  where c.relnamespace = 'core'::regnamespace and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
    and c.relname in ('account', 'driver_name', 'name_word', 'training', 'certificate', 'application', 'document', 'card', 'dispatch',
      'payment', 'invoice', 'status', 'information_request',
      'notification', 'notification_attempt', 'returned_dispatch', 'quality_claim');
select format('drop index %s', name) from public.national_index \gexec
