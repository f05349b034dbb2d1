-- The dispatches of the drivers $1.
select driver, dispatch, card, barcode, state from hub.dispatch where driver = any ($1::bigint[]) order by dispatch;
