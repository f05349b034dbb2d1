-- desk: what is awaited of a driver, in the words that he was sent.

-- Whatever he has to do, oldest first. kind: account (all of it sent again, for it is suspended), correction (items of a request),
-- claim_correction (elements that he had entered wrongly, and what the card costs then), claim_payment (nothing to correct: the same card
-- for money, or where card_back the one that is here for nothing), payment (pending, or to be tried again), card (to be posted with its
-- coupon), address (of a card that the post brought back). told_at: when he is told, which is still to come while the decision can be
-- undone. items: what he has to correct, each with its label and the wording of that day.
create or replace function core.awaited_of(p_driver bigint) returns jsonb
  language plpgsql stable
  as $$
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(w) || jsonb_build_object('told_at', core.seconds(w.told_at)) order by w.told_at), '[]') from (
      select case when r.items is null then 'account' else 'correction' end as kind, r.case_id, r.effective_at as told_at,
          null::text as number, null::integer as amount_cents, false as card_back, coalesce(r.items, '[]') as items
        from (
          select r.case_id, r.effective_at, (
              select jsonb_agg(jsonb_build_object(
                'label_fr', item.label_fr, 'label_en', item.label_en, 'wording_fr', v.wording_fr, 'wording_en', v.wording_en)
                order by item.rank)
              from core.requested_item i
                join core.item item on item.item = i.item
                join core.wording v on v.reason = i.reason and v.version = i.wording_version
              where i.request_id = r.id) as items
          from core.information_request r where r.driver_id = p_driver and r.answered_at is null and r.withdrawn_at is null) as r
        where r.items is not null or exists (select from core.account a where a.driver_id = p_driver and a.state = 'suspended')
      union all
      select case when q.items is null then 'claim_payment' else 'claim_correction' end, q.case_id, q.outcome_at, q.coupon,
          core.claim_fee(q.outcome_at), core.is_without_defect(q.id), coalesce(q.items, '[]')
        from (
          select q.*, (
              select jsonb_agg(jsonb_build_object(
                'label_fr', e.label_fr, 'label_en', e.label_en, 'wording_fr', v.wording_fr, 'wording_en', v.wording_en) order by e.rank)
              from core.finding f
                join core.element e on e.element = f.element
                join core.cause_wording v on v.cause = f.cause and v.version = f.wording_version
              where f.claim_id = q.id and core.is_to_correct(f.cause)) as items
          from core.quality_claim q join core.application a on a.id = q.application_id
          where q.driver_id = p_driver and a.state = 'to_correct_and_pay' and q.outcome = 'driver') as q
      union all
      -- What is to be paid stays so after a payment that failed or expired.
      select 'payment', q.case_id, p.created_at, a.id::text, p.amount, false, '[]'
        from core.application a
          cross join lateral (
            select * from core.payment p where p.application_id = a.id and p.returned_dispatch_id is null order by p.id desc limit 1) as p
          left join core.quality_claim q on q.application_id = a.id
        where a.driver_id = p_driver and a.state = 'awaiting_payment'
      union all
      select 'payment', r.case_id, p.created_at, r.application_id::text, p.amount, false, '[]'
        from core.returned_dispatch r
          cross join lateral (select * from core.payment p where p.returned_dispatch_id = r.id order by p.id desc limit 1) as p
        where r.driver_id = p_driver and r.state = 'awaiting_payment'
      union all
      select 'card', q.case_id, q.declared_at, q.coupon, null, false, '[]'
        from core.quality_claim q join core.application a on a.id = q.application_id
        where q.driver_id = p_driver and a.state = 'awaiting_card'
      union all
      select 'address', r.case_id, r.registered_at, d.barcode, null, false, '[]'
        from core.returned_dispatch r join core.dispatch d on d.id = r.dispatch_id
        where r.driver_id = p_driver and r.state = 'awaiting_answer'
    ) as w);
end
$$;
