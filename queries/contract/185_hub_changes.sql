-- hub: the changes that a login follows, in their order (hub.read_changes).

-- Which objects a caller may follow, whoever's they are; null for a centre or a factory, which follows its own.
create or replace function core.followed_objects() returns text[]
  language sql stable
  as $$
    select array_agg(distinct right_to.object)
    from (values
      ('pupitre_portal', 'account'), ('pupitre_portal', 'application'), ('pupitre_portal', 'card'), ('pupitre_portal', 'quality_claim'),
      ('pupitre_portal', 'returned_dispatch'), ('pupitre_portal', 'payment'), ('pupitre_portal', 'information_request'),
        ('pupitre_portal', 'invoice'),
      ('pupitre_portal', 'certificate'), ('pupitre_portal', 'training'),
      ('pupitre_payment', 'payment'), ('pupitre_mailer', 'invoice'), ('pupitre_mailer', 'certificate'),
      ('pupitre_mailroom', 'card'), ('pupitre_mailroom', 'quality_claim'), ('pupitre_mailroom', 'returned_dispatch')
    ) as right_to(role_name, object)
    where pg_has_role(session_user, right_to.role_name, 'member')
  $$;

-- Gives positions to what is committed and has taken effect and has none. One caller at a time, until he commits: so whoever sees a
-- position sees all those before it, and what commits late comes after what was read. In the order of ids: that of each object's life, for
-- it is locked while it changes.
create or replace function core.give_positions() returns void
  language plpgsql
  as $$
declare
  v_last bigint;
  v_given bigint;
begin
  if not exists (select from core.status s where s.position is null and s.effective_at <= core.now()) then
    return;
  end if;
  select f.last_position into v_last from core.feed f for no key update;
  -- Skipped where an undo has it: it is given later, or gone.
  with unread as materialized (
    select s.id, s.object, s.object_id from core.status s where s.position is null and s.effective_at <= core.now()
    order by s.effective_at, s.id limit 10000 for no key update skip locked
  ), whole as (
    -- With what each of these objects went through before, should that have been left for the next time.
    select unread.id from unread
    union
    select earlier.id from unread join core.status earlier on earlier.object = unread.object and earlier.object_id = unread.object_id
    where earlier.id < unread.id and earlier.position is null and earlier.effective_at <= core.now()
  ), numbered as (
    select whole.id, row_number() over (order by whole.id) as place from whole
  ), given as (
    update core.status s set position = v_last + numbered.place, state = case when s.is_repeat
      then coalesce(core.shown_state(s.object, s.object_id), s.state) else s.state end
    from numbered where s.id = numbered.id returning s.position
  )
  select max(given.position) into v_given from given;
  update core.feed f set last_position = v_given where v_given is not null;
end
$$;

-- What happened after a position, in order, at most so many of what is the caller's. Keep the last row's position once the transaction has
-- committed, and ask from there. A row without an object says only how far the reader has come. after null: one such row, for a reader that
-- begins.
create or replace function hub.read_changes(after bigint, maximum integer default 1000)
  returns table ("position" bigint, driver bigint, object text, id bigint, state text, at timestamptz)
  -- A reader that keeps its transaction open makes others wait: not for ever.
  language plpgsql security definer set lock_timeout = '5s' set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_maximum integer := least(greatest(coalesce(maximum, 1000), 1), 10000);
  v_objects text[] := core.followed_objects();
  v_centre boolean := pg_has_role(session_user, 'pupitre_centre', 'member');
  v_factory boolean := pg_has_role(session_user, 'pupitre_factory', 'member');
  v_end bigint;
  v_change record;
  v_count integer := 0;
  v_shown bigint;
begin
  select s.position into v_end from core.status s where s.position > after order by s.position offset v_maximum - 1 limit 1;
  if not found then
    perform core.give_positions();
  end if;
  if after is null then
    return query select f.last_position, null::bigint, null::text, null::bigint, null::text, core.now() from core.feed f;
    return;
  end if;
  -- A bounded stretch: whoever may see little of it gets on by the closing row.
  select max(stretch.position) into v_end
    from (select s.position from core.status s where s.position > after order by s.position limit greatest(v_maximum, 1000)) as stretch;
  for v_change in
    select s.position, case when v_objects is null then null else s.driver_id end as driver, s.object, s.object_id, s.state, s.at
    from core.status s
    where s.position > after and s.position <= v_end
      and (s.object = any (v_objects)
        or (v_centre and s.object = 'training'
          and exists (select from core.training t where t.id = s.object_id and t.centre = session_user))
        or (v_factory and s.object = 'card'
          and exists (select from core.card c where c.id = s.object_id and c.taken_by = session_user)))
    order by s.position limit v_maximum
  loop
    position := v_change.position; driver := v_change.driver; object := v_change.object; id := v_change.object_id;
    state := v_change.state; at := v_change.at;
    v_count := v_count + 1;
    v_shown := v_change.position;
    return next;
  end loop;
  if v_count < v_maximum and v_end is not null and v_shown is distinct from v_end then
    position := v_end; driver := null; object := null; id := null; state := null; at := core.now();
    return next;
  end if;
end
$$;

grant execute on function hub.read_changes(bigint, integer)
  to pupitre_portal, pupitre_mailer, pupitre_payment, pupitre_centre, pupitre_mailroom, pupitre_factory;
