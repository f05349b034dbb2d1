-- desk: for drivers who call: trainings attached and detached.

-- What of a training is not the account's: licence, names, birth_date. Nothing: it needs no comment to be attached.
create or replace function core.training_differs(p_training core.training, p_account core.account) returns text[]
  language sql immutable
  as $$
    select array_remove(array[
      case when p_training.licence_key is distinct from p_account.licence_key then 'licence' end,
      case when regexp_replace(p_training.identity_key, '[|][^|]*$', '') <> regexp_replace(p_account.identity_key, '[|][^|]*$', '')
        then 'names' end,
      case when regexp_replace(p_training.identity_key, '^.*[|]', '') <> regexp_replace(p_account.identity_key, '^.*[|]', '')
        then 'birth_date' end], null)
  $$;

-- Attaches a recorded training to the driver whose it is although the data differ: then the agent says why.
create or replace function desk.attach(p_request uuid, p_training bigint, p_driver bigint, p_comment text default '')
  returns table (training bigint, driver bigint, exact boolean, certificate_until date)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_comment text := core.check_text('comment', p_comment, 2000, true);
  v_replay jsonb := core.begin_request(p_request, 'attach', jsonb_build_array(p_training, p_driver, p_comment));
  v_account core.account;
  v_training core.training;
  v_differs text[];
begin
  if v_replay is null then
    v_account := core.require_account(p_driver, 'active');
    select * into v_training from core.training t where t.id = p_training for no key update;
    if not found then
      perform core.refuse('PU004', jsonb_build_object('kind', 'training', 'id', p_training));
    end if;
    if v_training.driver_id is not null or v_training.state <> 'recorded' then
      perform core.refuse(case when v_training.driver_id is not null then 'PU073:attached' else 'PU073' end,
        jsonb_build_object('training', p_training, 'state', v_training.state, 'driver', v_training.driver_id));
    end if;
    v_differs := core.training_differs(v_training, v_account);
    if v_differs <> '{}' and v_comment = '' then
      perform core.refuse('PU070', jsonb_build_object('training', p_training, 'driver', p_driver, 'differs', v_differs));
    end if;
    perform core.attach_training(p_training, p_driver);
    perform core.note_act(p_request, null, p_driver, p_training::text);
    perform core.add_event(null, p_driver, 'attached', concat_ws(' ', p_training::text, nullif(v_comment, '')));
    v_replay := jsonb_build_object('training', p_training, 'driver', p_driver, 'exact', v_differs = '{}',
      'certificate_until', (select c.valid_until from core.certificate c where c.training_id = p_training));
    perform core.end_request(p_request, v_replay);
  end if;
  return query select * from jsonb_to_record(v_replay) as r(training bigint, driver bigint, exact boolean, certificate_until date);
end
$$;

-- Takes a training from a driver to whom it was wrongly attached (supervisors), while its right is unused.
create or replace function desk.detach(p_request uuid, p_training bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_training core.training;
begin
  if core.begin_request(p_request, 'detach', to_jsonb(p_training)) is not null then
    return;
  end if;
  perform core.require_right('detach');
  select * into v_training from core.training t where t.id = p_training for no key update;
  if not found or v_training.driver_id is null then
    perform core.refuse('PU004', jsonb_build_object('kind', 'training', 'id', p_training));
  end if;
  if exists (select from core.application a where a.training_id = p_training and a.state not in ('draft', 'cancelled', 'closed')) then
    perform core.refuse('PU054', jsonb_build_object('training', p_training));
  end if;
  perform core.detach_training(p_training);
  perform core.note_act(p_request, null, v_training.driver_id, p_training::text);
  perform core.add_event(null, v_training.driver_id, 'detached', p_training::text);
  perform core.end_request(p_request, 'true');
end
$$;
