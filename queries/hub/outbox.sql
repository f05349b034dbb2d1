-- Whether messages wait for a mailer.
select exists (select from hub.outbox) as waiting;
