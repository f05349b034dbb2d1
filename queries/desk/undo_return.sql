-- Takes the registration of a returned dispatch back, a slip: request, barcode or serial.
select outcome, returned_dispatch, case_id, card, serial, barcode, driver, earlier, reason from desk.undo_return($1::uuid, $2::text);
