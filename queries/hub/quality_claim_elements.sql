-- The elements of the quality claims of the drivers $1.
select driver, claim, element, to_correct from hub.quality_claim_element where driver = any ($1::bigint[]) order by claim, element;
