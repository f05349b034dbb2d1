-- Which agent may work in which queue.
select agent, queue, granted, set_by, at from desk.grants();
