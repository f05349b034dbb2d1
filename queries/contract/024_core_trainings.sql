-- core: trainings: what they give, and whose they become.

-- A training is in the recap, and gives its right, without limit where it is an initial one, else for recap_years.
create or replace function core.in_recap(p_kind text, p_issued_on date) returns boolean
  language sql stable parallel safe
  -- Parsed here, not when it is inlined: readers of hub have no right to look into core.
  return p_kind = 'initial'
    or p_issued_on > (core.now() at time zone 'Europe/Paris')::date - core.setting('recap_years')::integer * interval '1 year';
grant execute on function core.in_recap(text, date) to public;

-- Whether the right of a training has not ended: a continuing one's ends with its recap.
create or replace function core.is_in_time(p_training bigint) returns boolean
  language plpgsql stable
  as $$
begin
  return exists (select from core.training t where t.id = p_training and core.in_recap(t.kind, t.issued_on));
end
$$;

-- When a certificate begins and ends.
create or replace function core.certificate_span(p_training core.training, out valid_from date, out valid_until date)
  language plpgsql stable
  as $$
begin
  valid_from := case core.setting('certificate_start')
    when 'recorded_on' then (p_training.recorded_at at time zone 'Europe/Paris')::date
    else p_training.issued_on end;
  -- Four months on, clamped to the month's end by date arithmetic.
  valid_until := (valid_from + core.setting('certificate_months')::integer * interval '1 month')::date;
end
$$;

-- Attaches a training to a driver: recap, and where it gives a right to a card, certificate and message.
create or replace function core.attach_training(p_training bigint, p_driver bigint) returns void
  language plpgsql
  as $$
declare
  v_training core.training;
  v_certificate bigint;
  v_acting core.acting := core.acting_now();
begin
  update core.training set driver_id = p_driver, attached_at = core.now(), attached_by = v_acting.decision_id
    where id = p_training and driver_id is null and state = 'recorded'
    returning * into v_training;
  if not found or not v_training.gives_right then
    return;
  end if;
  insert into core.certificate (training_id, driver_id, valid_from, valid_until)
    select p_training, p_driver, s.valid_from, s.valid_until from core.certificate_span(v_training) as s
    returning id into v_certificate;
  perform core.notify_driver(p_driver, 'certificate', jsonb_build_object('training', p_training),
    v_acting.effective_at, v_acting.decision_id, p_certificate => v_certificate);
end
$$;

-- Trainings that wait for this driver's account: attached with the approval, shown when it takes effect.
create or replace function core.attach_waiting_trainings(p_driver bigint) returns void
  language plpgsql
  as $$
begin
  perform core.attach_training(t.id, p_driver)
  from core.account a join core.training t on t.licence_key = a.licence_key and core.same_identity(t.identity_key, a.identity_key)
  where a.driver_id = p_driver and t.driver_id is null and t.state = 'recorded';
end
$$;

-- Detaches a training: its certificate and the message that is still waiting go with it.
create or replace function core.detach_training(p_training bigint) returns void
  language plpgsql
  as $$
declare
  v_grace core.in_grace;
begin
  select * into v_grace from core.in_grace g
    where g.object = 'training' and g.object_id = p_training and g.effective_at > core.now() order by g.id desc limit 1;
  if found then
    -- Nobody has seen it attached: in silence.
    insert into core.acting (transaction, act, effective_at, is_undo) values (pg_current_xact_id(), v_grace.act, core.now(), true);
    delete from core.status s where s.position is null and s.effective_at = v_grace.effective_at and (
      s.object = 'training' and s.object_id = p_training
      or s.object = 'certificate' and s.object_id in (select c.id from core.certificate c where c.training_id = p_training));
    delete from core.in_grace g where g.object = 'training' and g.object_id = p_training;
  end if;
  delete from core.notification n using core.certificate c
    where c.training_id = p_training and n.certificate_id = c.id and n.state = 'waiting' and n.attempt = 0;
  update core.notification n set certificate_id = null from core.certificate c
    where c.training_id = p_training and n.certificate_id = c.id;
  delete from core.certificate where training_id = p_training;
  perform core.cancel_application(a.id) from core.application a where a.training_id = p_training and a.state = 'draft';
  update core.training set driver_id = null, attached_at = null, attached_by = null where id = p_training;
  perform core.end_grace();
end
$$;
