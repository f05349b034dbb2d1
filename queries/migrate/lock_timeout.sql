-- Until the end of the transaction, no lock is waited for longer than $1.
select set_config('lock_timeout', $1, true)
