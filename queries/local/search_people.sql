-- :drivers people whose names are spread much as in France (a few borne by thousands, most by two or three), to measure the search. :seed
-- from -1 to 1. Names are drawn from lists, or put together from syllables; one driver in thirty has an open case.
select setseed(:seed);

-- The most frequent first.
create function public.last_names() returns text[] language sql immutable as $$
    select string_to_array(
      'MARTIN|BERNARD|THOMAS|PETIT|ROBERT|RICHARD|DURAND|DUBOIS|MOREAU|LAURENT|SIMON|MICHEL|LEFÈVRE|LEROY|ROUX|DAVID|BERTRAND|'
      'MOREL|FOURNIER|GIRARD|BONNET|DUPONT|LAMBERT|FONTAINE|ROUSSEAU|VINCENT|MULLER|LEFEBVRE|FAURE|ANDRÉ|MERCIER|BLANC|GUÉRIN|'
      'BOYER|GARNIER|CHEVALIER|FRANÇOIS|LEGRAND|GAUTHIER|GARCIA|PERRIN|ROBIN|CLÉMENT|MORIN|NICOLAS|HENRY|ROUSSEL|MATHIEU|'
      'GAUTIER|MASSON|MARCHAND|DUVAL|DENIS|DUMONT|MARIE|LEMAIRE|NOËL|MEYER|DUFOUR|MEUNIER|BRUN|BLANCHARD|GIRAUD|JOLY|LE GALL|'
      'LE GOFF|DIALLO|TRAORÉ|BENALI|DA SILVA|DOS SANTOS|NGUYEN|N''DIAYE|EL AMRANI|D''ANGELO|DE LA TOUR|SAINT-MARTIN|'
      'LE FLOC''H', '|')
  $$;
create function public.first_names() returns text[] language sql immutable as $$
    select string_to_array(
      'Jean|Marie|Philippe|Michel|Patrick|Nicolas|Christophe|Pierre|Christian|Éric|Frédéric|Laurent|Stéphane|David|Pascal|'
      'Daniel|Alain|Sébastien|Julien|Thierry|Olivier|Bernard|Thomas|Alexandre|Gérard|Didier|Dominique|Vincent|François|Bruno|'
      'Guillaume|Jérôme|Jacques|Marc|Maxime|Romain|Claude|Antoine|Franck|Jean-Pierre|Anthony|Kévin|Gilles|Cédric|Serge|André|'
      'Mathieu|Benjamin|Patrice|Fabrice|Joël|Jérémy|Clément|Arnaud|Denis|Paul|Lucas|Hervé|Jean-Claude|Sylvain|Nathalie|'
      'Isabelle|Sylvie|Catherine|Céline|Sandrine|Aurélie|Zoé|Mohamed|Karim|Fatima|Mamadou|José|Yann|Gwénaël', '|')
  $$;

-- One of the ranks 1 to p_count: the n-th about 1/n as often as the first.
create function public.drawn(p_count integer) returns integer
  language sql volatile as $$ select least(p_count, floor(exp(random() * ln(p_count + 1)))::integer) $$;

-- A name put together from syllables; the same number is the same name.
create function public.composed(p_number integer) returns text
  language sql immutable as $$
    select (array['B', 'BR', 'C', 'CH', 'D', 'F', 'G', 'GR', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'S', 'T', 'V'])[1 + p_number % 18]
      || (array['A', 'AI', 'AU', 'E', 'EU', 'I', 'O', 'OU', 'U', 'ON', 'AN'])[1 + p_number / 18 % 11]
      || (array['BR', 'C', 'CQ', 'D', 'L', 'LL', 'M', 'N', 'QU', 'R', 'RD', 'RR', 'SS', 'T', 'TT', 'V', 'Z'])[1 + p_number / 198 % 17]
      || (array['ARD', 'AUD', 'EAU', 'EL', 'ET', 'EZ', 'IER', 'IN', 'OT', 'OUX', 'ON', 'Y', 'É', 'AIS'])[1 + p_number / 3366 % 14]
      || (array['', 'E', 'S', 'IC'])[1 + p_number / 47124 % 4]
  $$;

create table public.person as
  select 1000 + d as driver,
    case when random() < 0.12 then (public.last_names())[public.drawn(cardinality(public.last_names()))]
      else (case when random() < 0.06 then (array['LE ', 'DE ', 'D''', 'DE LA ', 'VAN ', 'EL '])[1 + floor(random() * 6)::integer]
        else '' end)
        || public.composed(floor(power(random(), 1.5) * 180000)::integer)
        || case when random() < 0.05 then '-' || public.composed(floor(random() * 180000)::integer) else '' end end as last_name,
    (select string_agg(f.name, ', ') from (
      select case when random() < 0.9 then (public.first_names())[public.drawn(cardinality(public.first_names()))]
        else initcap(public.composed(floor(random() * 4000)::integer)) end as name
      from generate_series(1, 1 + floor(random() * 3)::integer + d * 0) as n) as f) as first_names,
    case when random() < 0.2 then (public.last_names())[public.drawn(cardinality(public.last_names()))] else '' end
      as usage_name,
    to_char(date '1955-01-01' + floor(random() * 18000)::integer, 'YYYY-MM-DD') as birth_date,
    lpad(floor(random() * 1e12)::bigint::text, 12, '0') as licence,
    (array['06', '07'])[1 + d % 2] || lpad(floor(random() * 1e8)::integer::text, 8, '0') as phone
  from generate_series(1, :drivers) as d;

insert into core.driver (id, created_at) overriding system value select p.driver, core.now() - interval '5 years' from public.person p;
insert into core.account (driver_id, state, submitted_at, last_name, first_names, usage_name, birth_date, birth_place, licence_number,
    licence_issue_date, licence_country, email, phone, postal_address, channel, language, licence_key, identity_key, search_key)
  select p.driver, 'active', core.now() - interval '5 years', p.last_name, p.first_names, p.usage_name, p.birth_date, 'LYON', p.licence,
    '2000-01-01', 'FR', lower(split_part(core.fold(p.first_names), ' ', 1) || '.' || replace(core.fold(p.last_name), ' ', '') || p.driver
      || '@example.fr'), p.phone, E'PRENOM NOM\n1 RUE DES ESSAIS\n69001 LYON', 'email', 'fr', p.licence,
    core.identity_key(p.last_name, p.first_names, p.birth_date), core.fold(p.last_name || ' ' || p.first_names || ' ' || p.usage_name)
  from public.person p;
insert into core.desk_case (queue, driver_id, started_at, claim_order, opened_at)
  select 'accounts', p.driver, core.now(), core.now(), core.now() from public.person p where p.driver % 30 = 0;
