-- Logins of the demo, without passwords: for private clusters, where the socket's folder decides who may come in. Roles belong to the whole
-- server, so those that are there already are kept, and another database may be creating the same ones at this moment.
do $$
declare
  login text;
  group_role text;
begin
  for login, group_role in values
    ('claire', 'pupitre_agent'), ('malik', 'pupitre_agent'), ('ines', 'pupitre_agent'), ('hugo', 'pupitre_agent'),
    ('sofia', 'pupitre_supervisor'), ('portail', 'pupitre_portal'), ('courrier', 'pupitre_mailer'), ('paiement', 'pupitre_payment'),
    ('aftral', 'pupitre_centre'), ('promotrans', 'pupitre_centre'), ('fabrique', 'pupitre_factory'), ('vaguemestre', 'pupitre_mailroom')
  loop
    begin
      execute format('create role %I login in role %I', login, group_role);
    exception when duplicate_object or unique_violation then
      if not pg_has_role(login, group_role, 'member') then
        execute format('grant %I to %I', group_role, login);
      end if;
    end;
  end loop;
end
$$;
