-- What the caller decided today and this week, by queue and in all.
select queue, decided, in_time, came_back, returned_again, overturned, week_decided, week_in_time, week_came_back, week_returned_again,
  week_overturned
from desk.my_work();
