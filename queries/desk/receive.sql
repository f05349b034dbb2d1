-- Receives a card: request, coupon or serial, serial of another card in the envelope, whether the envelope was empty, whether even where
-- another coupon awaits the card that was found.
select outcome, claim, case_id, card, serial, coupon, driver, again, other_coupon, other_case,
  was, null::text as found_card, null::text as remains
from desk.receive($1::uuid, $2::text, $3::text, $4::boolean, $5::boolean);
