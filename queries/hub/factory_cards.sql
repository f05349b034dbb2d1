-- Cards that this factory took and has not dispatched yet.
select card, state, printed_address, content ->> 'training_issued_on' as training_issued_on from hub.factory_card order by card;
