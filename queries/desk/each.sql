-- Does things to cases, each by itself: console, acts, whether nothing is done after a refusal.
select busy, refused, refusal, message, hint, detail, version, round, channel, taken_from,
  decision, case_id, action, agent, decided_at, effective_at, standing, replayed, reached_by
from desk.each($1::uuid, $2::jsonb, $3::boolean) order by place;
