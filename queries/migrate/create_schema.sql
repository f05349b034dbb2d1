-- The schema in which a database remembers which files were applied to it. Nobody but the owner looks into it.
create schema if not exists migrate
