-- hub: the driver has his card (flow 10).

-- The driver has his card in hand and activates it; the card that it replaces, or his former one, is void.
create or replace function hub.activate_card(request uuid, driver bigint, card bigint) returns text
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
#variable_conflict use_variable
declare
  v_replay jsonb;
  v_card core.card;
begin
  v_replay := core.begin_request(request, 'activate_card', jsonb_build_array(driver, card));
  if v_replay is not null then
    return v_replay #>> '{}';
  end if;
  perform core.lock_cases_of(driver);
  -- His unpaid replacements before the cards, as where one is paid.
  perform from core.application a
    where a.driver_id = driver and a.replaces is not null and a.state in ('draft', 'awaiting_payment')
    order by a.id for no key update;
  select * into v_card from core.card c
    where c.id = activate_card.card and c.driver_id = driver and c.effective_at <= core.now()
    for no key update;
  if not found then
    perform core.refuse('PU004:of_driver', jsonb_build_object('kind', 'card', 'id', card, 'driver', driver));
  end if;
  perform core.next_state('card', core.shown_state('card', v_card.id), 'activate');
  if v_card.expires_on < core.today() then
    perform core.refuse('PU006:expired',
      jsonb_build_object('object', 'card', 'state', 'expired', 'action', 'activate', 'possible', '[]'::jsonb));
  end if;
  perform core.refuse_card_in_grace(card);
  update core.card c set state = core.next_state('card', c.state, 'activate'), activated_at = core.now()
    where c.id = activate_card.card;
  perform core.supersede_cards(driver, card);
  -- Where the card is being made again, the application goes with the new one.
  if core.is_latest_card(v_card) then
    perform core.move_application(v_card.application_id, 'activate');
  end if;
  perform core.end_request(request, '"active"');
  return 'active';
end
$$;

grant execute on function hub.activate_card(uuid, bigint, bigint) to pupitre_portal;
