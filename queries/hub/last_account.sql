-- The account submitted last, null where there is none.
select max(driver) as driver from hub.account;
