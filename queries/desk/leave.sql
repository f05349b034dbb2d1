-- The console $1 is closed.
select desk.leave($1::uuid);
