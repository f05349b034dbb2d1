-- Opens a reading of $1 (case, why, driver, document: the number $2; check: the cases $2; search: the text $3, as a number of the kind $4
-- where that is given), recorded before anything is read under it.
select desk.open_reading($1::text, $2::bigint[], $3::text, jsonb_build_object('kind', $4::text)) as reading;
