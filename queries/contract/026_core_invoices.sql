-- core: invoices and credit notes, and their numbers.

-- Draws up an invoice or a credit note and tells the driver: the original by e-mail, then that the duplicate is available. Its number comes
-- with its effect.
create or replace function core.issue_invoice(p_payment bigint, p_kind text, p_effective timestamptz, p_decision bigint default null)
  returns bigint
  language plpgsql
  as $$
declare
  v_invoice core.invoice;
begin
  insert into core.invoice (kind, payment_id, driver_id, amount, addressee, address, effective_at, is_deferred, decision_id)
    select p_kind, p.id, p.driver_id, p.amount,
      coalesce(nullif(ap.invoice_addressee, ''), a.first_names || ' ' || a.last_name),
      coalesce(nullif(ap.invoice_address, ''), a.postal_address),
      p_effective, p_effective > core.now(), p_decision
    from core.payment p join core.application ap on ap.id = p.application_id join core.account a on a.driver_id = p.driver_id
    where p.id = p_payment
    returning * into v_invoice;
  perform core.notify_driver(v_invoice.driver_id, p_kind, jsonb_build_object('amount', v_invoice.amount),
    p_effective, p_decision, p_invoice => v_invoice.id);
  perform core.notify_driver(v_invoice.driver_id, 'invoice_duplicate_available', '{}',
    p_effective, p_decision, p_invoice => v_invoice.id);
  return v_invoice.id;
end
$$;

-- Gives numbers to the documents that have taken effect and have none: first those of decisions, in the order of their effect, then those
-- that this transaction has just drawn up. The last thing that a transaction locks: whoever comes to a series waits until the one before
-- him has committed, so that numbers follow each other in time, and what is rolled back leaves no gap.
create or replace function core.number_invoices() returns void
  language plpgsql
  as $$
declare
  v_kind text;
  v_series core.invoice_series;
  v_invoice record;
  v_moment timestamptz;
  v_year integer;
begin
  if not exists (select from core.invoice i where i.number is null and i.effective_at <= core.moment()) then
    return;
  end if;
  foreach v_kind in array array['invoice', 'credit_note'] loop
    select * into v_series from core.invoice_series s where s.kind = v_kind for no key update;
    v_moment := greatest(core.moment(), v_series.last_issued_at);
    for v_invoice in
      select i.id, case when i.is_deferred then i.effective_at else v_moment end as issued_at from core.invoice i
      where i.number is null and i.kind = v_kind and i.effective_at <= v_moment
      order by not i.is_deferred, i.effective_at, i.id for no key update
    loop
      v_series.last_issued_at := greatest(v_invoice.issued_at, v_series.last_issued_at);
      v_year := extract(year from v_series.last_issued_at at time zone 'Europe/Paris');
      v_series.last_number := case v_series.year when v_year then v_series.last_number else 0 end + 1;
      v_series.year := v_year;
      update core.invoice i set issued_at = v_series.last_issued_at,
        number = v_series.letter || v_year || '-' || lpad(v_series.last_number::text, 7, '0')
      where i.id = v_invoice.id;
      update core.notification n set payload = n.payload || jsonb_build_object('number', i.number)
      from core.invoice i
      where i.id = v_invoice.id and n.invoice_id = i.id;
    end loop;
    if found then
      update core.invoice_series s set
        year = v_series.year, last_number = v_series.last_number, last_issued_at = v_series.last_issued_at
      where s.kind = v_kind;
    end if;
  end loop;
end
$$;

-- The number and the time of issue that number_invoices will give to the documents of decisions that have taken effect, for readers, who
-- give none. Not while somebody is at the series, or was since the reader began: what he has given is not seen yet.
create or replace view core.due_invoice as
  select d.id,
    d.letter || d.year || '-'
      || lpad((d.last_number + row_number() over (partition by d.kind, d.year order by d.effective_at, d.id))::text, 7, '0') as number,
    d.issued_at
  from (
    select i.id, i.kind, i.effective_at, s.letter, at.issued_at, at.year,
      case s.year when at.year then s.last_number else 0 end as last_number
    from core.invoice i join core.invoice_series s on s.kind = i.kind
      cross join lateral (
        select greatest(i.effective_at, s.last_issued_at) as issued_at,
          extract(year from greatest(i.effective_at, s.last_issued_at) at time zone 'Europe/Paris')::integer as year) as at
      cross join lateral (
        select s.xmax::text::bigint as locked_by, pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next) as x
    where i.number is null and i.is_deferred and i.effective_at <= core.now()
      -- Who locks a row leaves his number in xmax, in 32 bits of it: the one nearest to the next.
      and (x.locked_by = 0 or pg_visible_in_snapshot(
        ((x.next - x.locked_by + 2147483648) / 4294967296 * 4294967296 + x.locked_by)::text::xid8, pg_current_snapshot()))
  ) as d;

-- What takes effect at once is numbered when its transaction commits. What a decision draws up has its effect to come: whoever decides
-- never waits for a series, his decision is committed when it was looked at (core.require_prompt_commit).
create or replace function core.number_at_commit() returns trigger
  -- Called with the rights of the login that commits.
  language plpgsql security definer set search_path = pg_catalog, core, pg_temp
  as $$
begin
  if new.is_deferred and new.effective_at > core.moment() then
    return null;
  end if;
  -- Committed after its effect: others have been seen since, and come first.
  update core.invoice i set is_deferred = false
    where i.id = new.id and i.is_deferred and i.number is null and i.effective_at <= core.moment();
  perform core.number_invoices();
  -- Where decisions take effect at once one may have waited for the series.
  perform core.refuse_late_commit();
  return null;
end
$$;
do $$
begin
  if not exists (select from pg_trigger where tgrelid = 'core.invoice'::regclass and tgname = 'invoice_is_numbered') then
    create constraint trigger invoice_is_numbered after insert on core.invoice deferrable initially deferred
      for each row execute function core.number_at_commit();
  end if;
end
$$;
