-- core: messages to drivers: by which way they go, and when.

-- The ways to a driver that can be used: what is an address, and did not bounce.
create or replace view core.way as
  select a.driver_id, w.channel, w.address, w.channel = 'email' as is_email, w.channel = a.channel as is_chosen
  from core.account a cross join lateral (values
    ('email', a.email, core.is_way('email', a.email) and not a.email_bounced),
    ('sms', a.phone, core.is_way('phone', a.phone))) as w(channel, address, is_usable)
  where w.is_usable;

-- How and where each message would go now; null where there is no way.
create or replace view core.goes_by as
  select n.id,
    case n.route when 'fixed' then n.channel else w.channel end as channel,
    case n.route when 'fixed' then n.address else w.address end as address
  from core.notification n left join lateral (
    select w.channel, w.address from core.way w where w.driver_id = n.driver_id and not w.address = any (n.not_to)
    order by case n.route when 'email' then w.is_email else w.is_chosen end desc limit 1) as w on true;

-- How a message would go out now: by the channel that the driver chose, the other one where that is not usable; null where neither is.
create or replace function core.reachable_by(p_driver bigint, p_not_to text[] default '{}') returns text
  language plpgsql stable
  as $$
begin
  return (
    select w.channel from core.way w where w.driver_id = p_driver and not w.address = any (p_not_to)
    order by w.is_chosen desc limit 1
  );
end
$$;

-- The same for messages about an account and for what is attached to a message: by e-mail, whatever he chose.
create or replace function core.account_channel(p_driver bigint, p_not_to text[] default '{}') returns text
  language plpgsql stable
  as $$
begin
  return (
    select w.channel from core.way w where w.driver_id = p_driver and not w.address = any (p_not_to)
    order by w.is_email desc limit 1
  );
end
$$;

-- What each message is told by: those about an account, with a password or with a file by e-mail.
create or replace function core.route_of(p_template text) returns text
  language sql immutable parallel safe
  as $$
    select case when p_template in ('account_approved', 'account_to_correct', 'account_suspended', 'password', 'certificate',
      'invoice', 'credit_note', 'invoice_duplicate_available', 'invoice_duplicate') then 'email' else 'chosen' end
  $$;

-- From when on a message may go: that with which a password is made waits where an agent has changed how the driver is reached, unless it
-- is the first one: nobody could have an account yet that it opens.
create or replace function core.may_go_at(p_driver bigint, p_template text) returns timestamptz
  language plpgsql stable
  as $$
begin
  return greatest(core.now(), (
    select a.contact_changed_at + core.span('password_after_contact') from core.account a
    where a.driver_id = p_driver and (p_template = 'password'
      or p_template = 'account_approved' and exists (select from core.notification n
        where n.driver_id = p_driver and n.template in ('account_approved', 'password') and n.state = 'sent'))));
end
$$;

-- Queues a message for the driver. Where it goes is settled when it is taken: to the address in force then, never to one of p_not_to.
create or replace function core.notify_driver(
  p_driver bigint, p_template text, p_payload jsonb default '{}', p_effective timestamptz default null, p_decision bigint default null,
  p_route text default null, p_not_to text[] default '{}', p_certificate bigint default null, p_invoice bigint default null)
  returns bigint
  language sql
  as $$
    insert into core.notification (
      driver_id, template, route, not_to, language, payload, certificate_id, invoice_id,
      created_at, effective_at, offered_after, decision_id)
    select
      a.driver_id, p_template, coalesce(p_route, core.route_of(p_template)), p_not_to, a.language, p_payload, p_certificate, p_invoice,
      core.now(), coalesce(p_effective, core.now()), greatest(p_effective, core.may_go_at(p_driver, p_template)), p_decision
    from core.account a where a.driver_id = p_driver
    returning id
  $$;
