-- Orders a card again, free: key, card (serial or number), reason.
select decision, case_id, action, agent, decided_at, effective_at, standing, replayed, reached_by
from desk.reissue($1::text, $2::text, $3::text);
