-- The applications of the drivers $1 as the portal may show them.
select driver, application, kind, state, round, replaced_card from hub.application where driver = any ($1::bigint[]) order by application;
