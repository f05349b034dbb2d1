-- The elements of the quality claims of the drivers $1.
select driver, claim, element, coalesce(to_correct, false) as to_correct from hub.quality_claim_element where driver = any ($1::bigint[])
  order by claim, element;
