-- Ends a report's transaction, in which nothing was written.
rollback
