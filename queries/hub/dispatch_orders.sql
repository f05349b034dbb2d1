-- Cards to send again.
select dispatch, card from hub.dispatch_order order by dispatch;
