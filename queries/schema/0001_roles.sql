-- as: superuser
-- Roles and schemas. Group roles are shared by every database of a server: they are created once and kept.
do $$
declare
  group_role text;
begin
  foreach group_role in array array[
    'pupitre_owner', 'pupitre_agent', 'pupitre_supervisor', 'pupitre_portal', 'pupitre_mailer', 'pupitre_payment',
    'pupitre_centre', 'pupitre_mailroom', 'pupitre_factory'
  ] loop
    -- Another database of the same server may be creating it at this moment.
    begin
      execute format('create role %I nologin', group_role);
    exception when duplicate_object or unique_violation then
      null;
    end;
  end loop;
  if not pg_has_role('pupitre_supervisor', 'pupitre_agent', 'member') then
    begin
      grant pupitre_agent to pupitre_supervisor;
    exception when unique_violation then
      null;
    end;
  end if;
end
$$;

revoke create on schema public from public;

-- What nobody here needs, and a login could fill or block the database with: temporary tables, large objects, and the advisory locks that
-- migrations take. Who leaves a transaction open, and its locks with it, is let go.
do $$
declare
  open_to_all record;
begin
  execute format('revoke temporary on database %I from public', current_database());
  execute format('grant temporary on database %I to pupitre_owner', current_database());
  execute format('alter database %I set idle_in_transaction_session_timeout = %L', current_database(), '1min');
  for open_to_all in
    select p.oid::regprocedure as routine from pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ '^(lo_|loread|lowrite|pg_advisory_|pg_try_advisory_)'
  loop
    execute format('revoke execute on function %s from public', open_to_all.routine);
    execute format('grant execute on function %s to pupitre_owner', open_to_all.routine);
  end loop;
end
$$;

-- Letters without a decomposition in Unicode (Ø, Ł, Đ, Æ, ß, ı …) have their plain form in the rules of unaccent, a trusted module of
-- PostgreSQL's own.
do $$
begin
  if not exists (select from pg_extension where extname = 'unaccent') then
    create extension unaccent with schema public;
  end if;
end
$$;
grant usage on schema public to pupitre_owner;

-- core: tables and internal functions, for nobody who logs in. hub: the contract of driver-facing services.
-- desk: what agents and supervisors may call.
create schema core authorization pupitre_owner;
create schema hub authorization pupitre_owner;
create schema desk authorization pupitre_owner;

grant usage on schema desk to pupitre_agent;
grant usage on schema hub
  to pupitre_portal, pupitre_mailer, pupitre_payment, pupitre_centre, pupitre_mailroom, pupitre_factory;

-- Nothing that the owner creates is executable by everyone unless granted.
alter default privileges for role pupitre_owner revoke execute on functions from public;
