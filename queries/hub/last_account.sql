-- The account submitted last, 0 where there is none.
select coalesce(max(driver), 0) as driver from hub.account;
