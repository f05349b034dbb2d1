-- Queues an invoice again: request, invoice number.
select desk.resend_invoice($1::uuid, $2::text) as channel;
