-- Cards that this factory took and has not dispatched yet.
select card, state, content ->> 'training_issued_on' as training_issued_on from hub.factory_card order by card;
