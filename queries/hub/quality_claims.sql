-- The quality claims of the drivers $1.
select driver, claim, application, card, coupon, state, card_back_possible from hub.quality_claim where driver = any ($1::bigint[])
  order by claim;
