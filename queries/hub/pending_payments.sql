-- Payments that drivers have been asked for.
select payment, driver from hub.pending_payment order by payment;
