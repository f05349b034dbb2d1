-- Takes a reception back: request, coupon or serial.
select outcome, again as repeated from hub.undo_reception($1::uuid, $2::text);
