-- What a login can set for its session must not change what functions with the owner's rights understand: how texts, days and spans are
-- read and written, and which operators are meant. Those that views call for each row read nothing of the kind, and are left light.
do $$
declare
  pinned record;
begin
  for pinned in
    select p.oid::regprocedure as routine from pg_proc p
    where p.pronamespace in ('core'::regnamespace, 'hub'::regnamespace, 'desk'::regnamespace) and p.prosecdef
      and p.oid <> 'core.setting(text)'::regprocedure
  loop
    execute format('alter function %s set standard_conforming_strings = on set transform_null_equals = off set array_nulls = on '
      'set datestyle = %L set intervalstyle = %L set timezone = %L set bytea_output = %L set extra_float_digits = 1',
      pinned.routine, 'ISO, YMD', 'postgres', 'UTC', 'hex');
  end loop;
end
$$;
