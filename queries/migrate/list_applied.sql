select name, kind, checksum, applied_at, applied_by
from migrate.applied
order by name
