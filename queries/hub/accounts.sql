-- The accounts of the drivers $1 as the portal may show them.
select driver, state, round from hub.account where driver = any ($1::bigint[]) order by driver;
