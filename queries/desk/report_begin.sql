-- A report reads one moment and can write nothing.
begin transaction isolation level repeatable read, read only
