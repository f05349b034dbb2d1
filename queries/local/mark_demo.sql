-- Marks this database as made for invented drivers (queries/local/is_demo.sql). Its owner's. A copy from a template has no mark, so that a
-- database is never open to inventions because another was.
do $$
begin
  execute format('comment on database %I is %L', current_database(), 'pupitre-demo: its drivers are invented');
end
$$;
