-- Registers a dispatch that the post brought back: request, barcode or serial, postal reason.
select outcome, returned_dispatch, case_id, card, serial, barcode, driver, earlier, reason
  from desk.register_return($1::uuid, $2::text, $3::text);
