-- Where I stand when I sit down, and the last event there is.
select held, held_case, returned, returned_case, assigned, assigned_case, escalated, escalated_case, urgent, urgent_case, urgent_queue,
  overdue, last_event
from desk.greeting();
