-- One process migrates a database at a time. Held until the end of the transaction, so that a pooler cannot leak it.
select pg_advisory_xact_lock(hashtext('migrate'))
