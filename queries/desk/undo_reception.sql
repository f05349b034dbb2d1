-- Takes a reception back, a slip of the scanner: request, coupon or serial.
select outcome, claim, case_id, card, serial, coupon, driver, again, other_coupon, other_case, was, found_card, remains
from desk.undo_reception($1::uuid, $2::text);
