-- Until the end of the transaction or reset_role.sql, act as the owner of everything, once that role exists.
select set_config('role', rolname, true)
from pg_roles
where rolname = 'pupitre_owner'
