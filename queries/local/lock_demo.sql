-- One process at a time prepares the demo; held until the session ends.
select pg_advisory_lock(hashtext('pupitre demo'));
