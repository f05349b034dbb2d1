-- Queues an invoice again: request, invoice number.
select channel, is_waiting from desk.resend_invoice($1::uuid, $2::text);
