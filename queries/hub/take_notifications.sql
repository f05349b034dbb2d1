-- Takes messages to send, at most so many.
select notification, attempt, channel, address, template from hub.take_notifications($1::integer);
