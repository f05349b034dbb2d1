-- The queues there are: the names that each is typed and shown by, what its cases are about, and the decisions that settle them.
select queue, name_fr, label_fr, label_en, subject, settled_by from desk.queue order by rank;
