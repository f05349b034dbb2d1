-- Puts back what national_prepare.sql took away, and lets the planner know what there is now.
alter database :"DBNAME" reset session_replication_role;
alter database :"DBNAME" reset synchronous_commit;
select core.keep_missing_names();
select definition from public.national_index order by relation, name \gexec
drop table public.national_index;
-- What comes next gets numbers of its own.
select format('select setval(pg_get_serial_sequence(%L, ''id''), (select max(id) + 1 from %s))', c.oid::regclass, c.oid::regclass)
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'id' and a.attidentity = 'a'
  where c.relnamespace = 'core'::regnamespace \gexec
