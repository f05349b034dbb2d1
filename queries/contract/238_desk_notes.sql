-- desk: notes.

create or replace function desk.note(p_request uuid, p_case bigint, p_driver bigint, p_text text) returns void
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_driver bigint := p_driver;
  v_event bigint;
  v_text text := core.check_text('text', p_text, 4000, true);
begin
  if core.begin_request(p_request, 'note', jsonb_build_array(p_case, p_driver, v_text)) is not null then
    return;
  end if;
  if v_text = '' then
    perform core.refuse('PU062:needed', jsonb_build_object('field', 'text'));
  end if;
  if p_case is not null then
    v_driver := (core.require_case(p_case)).driver_id;
  else
    perform core.require_account(p_driver);
  end if;
  insert into core.case_event (case_id, driver_id, at, by, kind, text) values (p_case, v_driver, core.now(), session_user, 'note', v_text)
    returning id into v_event;
  perform core.note_act(p_request, p_case, v_driver, '', core.now() + core.span('grace'), jsonb_build_object('event', v_event));
  perform core.end_request(p_request, 'true');
end
$$;
