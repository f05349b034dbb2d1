-- Who I am here, and the settings that the console shows.
select agent, supervisor, supervised, refused, now_epoch as now, lease_seconds, grace_seconds from desk.session();
