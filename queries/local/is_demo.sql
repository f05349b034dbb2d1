-- Whether this database was made for invented drivers (queries/local/mark_demo.sql). Anybody may look.
select shobj_description(oid, 'pg_database') is not distinct from 'pupitre-demo: its drivers are invented' as is_demo, datname::text as name
from pg_database where datname = current_database();
