-- Puts back what national_prepare.sql took away, and lets the planner know what there is now.
alter database :"DBNAME" reset session_replication_role;
alter database :"DBNAME" reset synchronous_commit;
select definition from public.national_index order by relation, name \gexec
drop table public.national_index;
