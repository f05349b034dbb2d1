-- Takes back what one did last, or last on a case: key, console, case (null: whatever it was). The columns of a decision are null where it
-- was none.
select kind, on_case, driver, reference, recorded, restored, was, serial, coupon, found_card, other_coupon, other_case, offer,
  decision, case_id, action, agent, decided_at, effective_at, standing, replayed, reached_by
from desk.undo($1::text, $2::uuid, $3::bigint);
