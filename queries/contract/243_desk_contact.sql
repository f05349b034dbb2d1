-- desk: for drivers who call: how they are reached.

-- Corrects a driver's e-mail or phone: who loses the address is told there, what could not reach him is queued again, and no password
-- message goes out for a while. The same value again is no change, save that an address which bounced is used again. p_insist: although the
-- address is another active driver's. Returns the former value, whether it changed, how many messages go again, by what channel the former
-- address is told (null: not at all), until when a password waits, and whose it is.
-- It gave other columns once.
drop function if exists desk.contact(uuid, bigint, text, text, boolean);
create or replace function desk.contact(p_request uuid, p_driver bigint, p_field text, p_value text, p_insist boolean default false)
  returns table (
    former text, changed boolean, resent integer, told_by text, password_from bigint, last_name text, first_names text)
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
declare
  v_value text := core.check_way(p_field, p_value);
  v_replay jsonb := core.begin_request(p_request, 'contact', jsonb_build_array(p_driver, p_field, p_value, p_insist));
  v_account core.account;
  v_former text;
  v_changed boolean;
  v_told text;
  v_other bigint;
  v_stuck bigint[];
  v_resent integer := 0;
begin
  if v_replay is null then
    if p_field is null or p_field not in ('email', 'phone') then
      perform core.refuse('PU062:choice', jsonb_build_object('field', 'field', 'possible', array['email', 'phone']));
    end if;
    if not core.is_way(p_field, v_value) then
      perform core.refuse('PU062:way', jsonb_build_object('field', p_field));
    end if;
    perform core.lock_cases_of(p_driver);
    v_account := core.require_account(p_driver);
    perform core.require_reading_of(p_driver);
    v_former := case p_field when 'email' then v_account.email else v_account.phone end;
    perform core.note_act(p_request, null, p_driver, p_field);
    v_changed := case p_field
      when 'email' then lower(v_value) <> lower(v_former)
      else core.phone_key(v_value) <> core.phone_key(v_former) end;
    if v_changed then
      select o.driver_id into v_other from core.account o
        where o.driver_id <> p_driver and o.state = 'active'
          and case p_field
            when 'email' then lower(o.email) = lower(v_value)
            else core.phone_key(o.phone) = core.phone_key(v_value) end
        order by o.driver_id limit 1;
      if found and not coalesce(p_insist, false) then
        perform core.refuse('PU087', jsonb_build_object('field', p_field, 'driver', v_other));
      end if;
      -- Who loses it reads that there, unless the last message to it came back.
      select w.channel into v_told from core.way w
        where w.driver_id = p_driver and w.address = v_former and 'bounced' is distinct from (
          select n.state from core.notification n
          where n.driver_id = p_driver and n.address = v_former and n.state in ('sent', 'bounced')
          order by n.settled_at desc, n.id desc limit 1);
      if found then
        insert into core.notification (
          driver_id, template, route, channel, address, language, payload, created_at, effective_at, offered_after)
        values (
          p_driver, 'contact_changed', 'fixed', v_told, v_former, v_account.language, jsonb_build_object('field', p_field),
          core.now(), core.now(), core.now());
      end if;
      v_stuck := array(
        select n.id from core.notification n join core.goes_by g on g.id = n.id
        where n.driver_id = p_driver and n.state = 'waiting' and g.channel is null);
      -- No round of his: what he had sent in this one is kept, for whoever compares the next with it.
      insert into core.account_round (driver_id, round, submitted_at, fields)
        values (p_driver, v_account.round, v_account.submitted_at, core.account_fields(v_account))
        on conflict do nothing;
      perform core.write_account(p_driver, core.account_fields(v_account) || jsonb_build_object(p_field, v_value));
      update core.account a set contact_changed_at = core.now() where a.driver_id = p_driver;
      -- An agent who reads this account saw another one.
      update core.desk_case c set version = c.version + 1 where c.driver_id = p_driver and c.state = 'open';
      perform core.add_event(null, p_driver, 'contact', p_field || ': ' || v_former || ' → ' || v_value);
      update core.notification n set offered_after = greatest(n.offered_after, core.may_go_at(p_driver, n.template))
        where n.driver_id = p_driver and n.template in ('account_approved', 'password') and n.state = 'waiting';
      -- Those that nobody has come for yet go by themselves, now that there is a way.
      v_resent := core.queue_again(p_driver) + (select count(*) from core.goes_by g where g.id = any (v_stuck) and g.channel is not null);
    elsif p_field = 'email' and v_account.email_bounced then
      update core.account a set email_bounced = false where a.driver_id = p_driver;
      perform core.add_event(null, p_driver, 'contact', p_field || ': ' || v_former || ' = ' || v_value);
      v_resent := core.queue_again(p_driver);
    end if;
    if not v_changed and not (p_field = 'email' and v_account.email_bounced) then
      perform core.forget_act(p_request);
    end if;
    v_replay := jsonb_build_object('former', v_former, 'changed', v_changed, 'resent', v_resent, 'told_by', v_told,
      'password_from', case when v_changed then core.seconds(core.may_go_at(p_driver, 'password')) end,
      'last_name', v_account.last_name, 'first_names', v_account.first_names);
    perform core.end_request(p_request, v_replay);
  end if;
  return query
    select * from jsonb_to_record(v_replay) as r(
      former text, changed boolean, resent integer, told_by text, password_from bigint, last_name text, first_names text);
end
$$;
