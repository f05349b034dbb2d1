-- Moves the clock of a local or test cluster by $1 (owner); gives its new time in seconds since 1970, and where Paris stands from UTC, in
-- seconds.
select extract(epoch from moved)::bigint as now_epoch, extract(epoch from moved at time zone 'Europe/Paris')::bigint - extract(epoch
  from moved)::bigint as paris_offset
from core.advance_clock($1::interval) as moved;
