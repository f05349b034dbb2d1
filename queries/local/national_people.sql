-- :drivers people with their accounts, consents and trainings, for measuring the views of hub. Names and numbers are made up from counters.
insert into core.driver (id, created_at) overriding system value select 1000 + d, core.now() - interval '5 years' * d / :drivers
  from generate_series(1, :drivers) as d;

insert into core.account (driver_id, state, submitted_at, last_name, first_names, usage_name, birth_date, birth_place, licence_number,
    licence_issue_date, licence_country, email, phone, postal_address, channel, language, licence_key, identity_key, search_key)
  select 1000 + d, s.state, core.now() - interval '5 years' * d / :drivers, 'NOM' || d % 200000, 'Prénom' || d % 1000, '', s.birth, 'LYON',
    s.licence,
    '2000-01-01', 'FR', 'n' || d || '@example.fr', '06' || lpad((d % 100000000)::text, 8, '0'), E'PRENOM NOM\n' || d % 300
      || E' RUE DES ESSAIS\n69001 LYON',
    case when d % 5 = 0 then 'sms' else 'email' end, 'fr', s.licence, 'NOM' || d % 200000 || '|PRENOM' || d % 1000 || '|' || s.birth,
    'NOM' || d % 200000 || ' PRENOM' || d % 1000
  from generate_series(1, :drivers) as d, lateral (
    select lpad(d::text, 12, '0') as licence, to_char(date '1960-01-01' + d % 15000, 'YYYY-MM-DD') as birth,
      case when d % 100 < 97 then 'active' when d % 100 < 99 then 'submitted' else 'to_correct' end as state) as s;

insert into core.account_round (driver_id, round, submitted_at, fields)
  select 1000 + d, 1, core.now() - interval '4 years', '{"last_name": "NOM"}' from generate_series(20, :drivers, 20) as d;

insert into core.consent (driver_id, kind, version, accepted_at)
  select 1000 + d, kind, '2026-01', core.now() - interval '5 years' * d / :drivers
  from generate_series(1, :drivers) as d, unnest(array['data_processing', 'privacy_policy', 'terms_of_use']) as kind;

-- Everyone has a training, one in four a second one. All of them gave a certificate.
insert into core.training (id, centre, kind, qualification, licence_number, last_name, first_names, birth_date, issued_on, gives_right,
  recorded_at, driver_id,
    attached_at, licence_key, identity_key) overriding system value
  select t, case when t % 400 = 0 then 'bench_centre' else 'centre' || t % 400 end, case when t % 3 = 0 then 'initial'
    else 'continuing' end, case when t % 4 = 0 then 'passengers' else 'goods' end,
    lpad(d::text, 12, '0'), 'NOM' || d % 200000, 'Prénom' || d % 1000, date '1960-01-01' + d % 15000,
      (core.now() - interval '4 years' * d / :drivers)::date, true,
    core.now() - interval '4 years' * d / :drivers, 1000 + d, core.now() - interval '4 years' * d / :drivers,
    lpad(d::text, 12, '0'), 'NOM' || d % 200000 || '|PRENOM' || d % 1000
  from (select d as t, d from generate_series(1, :drivers) as d union all select :drivers + d / 4, d
    from generate_series(4, :drivers, 4) as d) as one;

insert into core.certificate (id, training_id, driver_id, valid_from, valid_until) overriding system value
  select t.id, t.id, t.driver_id, t.issued_on, t.issued_on + 120 from core.training t;
