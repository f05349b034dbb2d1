-- Back to the role that is logged in.
select set_config('role', 'none', true)
