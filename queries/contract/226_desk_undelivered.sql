-- desk: cards that came back are sent again, and drivers who wait are reminded.

-- Moves the returned dispatch of a case.
create or replace function core.move_return(p_case bigint, p_state text) returns void
  language sql
  as $$ update core.returned_dispatch r set state = p_state where r.case_id = p_case $$;

-- Sends the card again, to the address that the driver confirmed or gave.
create or replace function desk.reship(
  p_key text, p_case bigint, p_token uuid, p_version integer, p_comment text default '', p_suggestion jsonb default null,
  p_run text default null)
  returns setof desk.decision_answer
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_comment text := core.check_text('comment', p_comment, 2000, true);
  v_content jsonb := jsonb_build_array('reship', p_case, v_comment);
  v_decision core.decision := core.recorded_decision(p_key, v_content, p_case);
  v_case core.desk_case;
  v_return core.returned_dispatch;
  v_card core.card;
  v_flags jsonb;
  v_next text;
  v_effective timestamptz := core.now() + core.span('grace');
begin
  if v_decision.id is not null then
    return query select * from core.decision_answer(v_decision, true);
    return;
  end if;
  v_case := core.case_to_decide(p_case, p_token, p_version, 'reship');
  v_next := core.next_state('case', v_case.state, 'reship');
  v_flags := core.flags_of(p_case);
  if v_flags <> '[]' then
    perform core.refuse('PU025', jsonb_build_object('case', p_case, 'count', jsonb_array_length(v_flags)));
  end if;
  select * into v_return from core.returned_dispatch r where r.case_id = p_case for no key update;
  select * into v_card from core.card c where c.id = v_return.card_id for no key update;
  if v_card.state <> 'returned' then
    perform core.refuse('PU066', jsonb_build_object('case', p_case, 'card', v_card.id, 'state', v_card.state));
  end if;
  v_decision := core.append_decision(p_key, v_case, 'reship', v_content, core.former_states(v_case), v_effective, null, p_token, p_run,
    p_comment => v_comment, p_suggestion => p_suggestion);
  perform core.leave_queue(p_case, v_next, v_decision.id);
  perform core.move_return(p_case, 'reshipped');
  perform core.order_dispatch(v_card.id, v_return.address, v_effective, v_decision.id);
  perform core.notify_driver(v_case.driver_id, 'card_reshipped', jsonb_build_object('returned_dispatch', v_return.id, 'card', v_card.id),
    v_effective, v_decision.id);
  perform core.end_grace();
  return query select * from core.decision_answer(v_decision, false);
end
$$;

-- From when on the driver of a case can be reminded again; null where he was not.
create or replace function core.next_reminder(p_case core.desk_case) returns timestamptz
  language sql stable
  as $$ select p_case.reminded_at + interval '1 day' $$;

-- Sends the driver what he was asked again, on a case that waits for him; once a day at most. Returns the channel.
create or replace function desk.remind(p_request uuid, p_case bigint) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_replay jsonb := core.begin_request(p_request, 'remind', to_jsonb(p_case));
  v_case core.desk_case;
  v_return core.returned_dispatch;
  v_request bigint;
  v_not_to text[];
  v_channel text;
begin
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  v_case := core.require_case(p_case);
  if v_case.state <> 'waiting' then
    perform core.refuse_unless_open(v_case);
  end if;
  perform core.next_state('case', v_case.state, 'remind');
  perform core.refuse_unsettled(v_case);
  if core.next_reminder(v_case) > core.now() then
    perform core.refuse('PU069', jsonb_build_object('case', p_case, 'at', core.seconds(v_case.reminded_at)));
  end if;
  select r.id, core.flagged_addresses(r.id) into v_request, v_not_to from core.information_request r
    where r.case_id = p_case and r.answered_at is null and r.withdrawn_at is null order by r.id desc limit 1;
  v_not_to := coalesce(v_not_to, '{}');
  v_channel := case core.subject_of(v_case.queue)
    when 'account' then core.account_channel(v_case.driver_id, v_not_to)
    else core.reachable_by(v_case.driver_id, v_not_to) end;
  if v_channel is null then
    perform core.refuse('PU057', jsonb_build_object('driver', v_case.driver_id));
  end if;
  -- With what is waited for: by that it is seen whether it is over (core.is_over). Not before he was told of it himself.
  select * into v_return from core.returned_dispatch r where r.case_id = p_case;
  perform core.notify_driver(v_case.driver_id, 'reminder',
    jsonb_build_object('application', v_case.application_id, 'case', p_case, 'for', core.waits_for(v_case))
      || jsonb_strip_nulls(jsonb_build_object('request', v_request, 'returned_dispatch', v_return.id)),
    (select max(g.effective_at) from core.in_grace g
      where g.object = 'returned_dispatch' and g.object_id = v_return.id and g.effective_at > core.now()),
    p_route => case core.subject_of(v_case.queue) when 'account' then 'email' else 'chosen' end, p_not_to => v_not_to);
  update core.desk_case set reminded_at = core.now() where id = p_case;
  perform core.add_event(p_case, v_case.driver_id, 'reminded');
  perform core.note_act(p_request, p_case, null);
  perform core.end_request(p_request, to_jsonb(v_channel));
  return v_channel;
end
$$;
