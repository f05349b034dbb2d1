-- What happened to :drivers people, read to its end, and what they were told: five messages each, of which the last million at five million
-- drivers still waits.
insert into core.status (object, object_id, state, at, effective_at, driver_id, position)
  select one.object, one.object_id, one.state, one.at, one.at, 1000 + one.d, one.d * 12 + one.place
  from generate_series(1, :drivers) as d, lateral (
    select 'account' as object, 1000 + d as object_id, s.state, s.place, d, now() - interval '4 years' * d / :drivers as at
      from (values (0, 'submitted'), (1, 'active')) as s(place, state)
    union all select 'application', case when d % 4 = 0 and s.place > 6 then :drivers + d / 4 else d end, s.state, s.place, d,
      now() - interval '4 years' * d / :drivers + interval '1 day' * s.place
      from (values (2, 'draft'), (3, 'submitted'), (4, 'approved'), (5, 'in_production'), (6, 'dispatched'), (7, 'completed')) as s(place,
        state)
    union all select 'card', d, s.state, s.place, d, now() - interval '4 years' * d / :drivers + interval '1 day' * s.place
      from (values (8, 'ordered'), (9, 'dispatched'), (10, 'active')) as s(place, state)
    union all select 'certificate', d, 'issued', 11, d, now() - interval '4 years' * d / :drivers
  ) as one;
update core.feed set last_position = (select max(position) from core.status);

insert into core.notification (id, driver_id, template, channel, address, language, payload, created_at, effective_at, state, offered_after,
  attempt, taken_by, settled_at)
    overriding system value
  select d * 5 + m, 1000 + d, (array['account_approved', 'certificate', 'application_received', 'application_approved',
    'card_dispatched'])[m + 1], 'email', 'n' || d || '@example.fr', 'fr',
    jsonb_build_object('application', d), now() - interval '4 years' * d / :drivers, now() - interval '4 years' * d / :drivers, case
      when m = 4 and d % 5 = 0 then 'waiting' else 'sent' end,
    now() - interval '4 years' * d / :drivers, case when m = 4 and d % 5 = 0 then 0 else 1 end, 'courrier',
      now() - interval '4 years' * d / :drivers
  from generate_series(1, :drivers) as d, generate_series(0, 4) as m;
insert into core.notification_attempt (notification_id, attempt, taken_at, taken_by, lease_until, outcome, reported_at)
  select n.id, 1, n.created_at, 'courrier', n.created_at + interval '5 minutes', 'sent', n.settled_at from core.notification n
    where n.attempt = 1;
