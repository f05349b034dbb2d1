-- Cards that drivers are to send for a quality claim.
select claim, coupon, serial from hub.expected_card order by claim;
