-- Many open account cases at once, for measuring: $1 how many. Owner only; a bench's database is thrown away.
with driver as (
  insert into core.driver (created_at) select core.now() from generate_series(1, $1::integer) returning id
), account as (
  insert into core.account (driver_id, submitted_at, last_name, first_names, usage_name, birth_date, birth_place, licence_number, licence_issue_date,
    licence_country, email, phone, postal_address, channel, language, licence_key, identity_key, search_key)
  select id, core.now(), 'NOM' || id, 'Prénom', '', '1980-01-01', 'LYON', lpad(id::text, 12, '0'), '2000-01-01', 'FR', 'n' || id || '@example.fr',
    '0639980000', E'NOM\n1 RUE\n69001 LYON', 'email', 'fr', lpad(id::text, 12, '0'), 'NOM' || id || '|PRENOM|1980-01-01', 'NOM' || id || ' PRENOM'
  from driver returning driver_id
), opened as (
  select driver_id, core.now() - interval '20 hours' + interval '19 hours' * (row_number() over (order by driver_id)) / $1 as at from account
)
insert into core.desk_case (queue, driver_id, started_at, claim_order, opened_at) select 'accounts', driver_id, at, at, at from opened;
