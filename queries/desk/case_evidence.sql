-- What the checks look at, for several cases. $1 case numbers.
select case_id, evidence from desk.case_evidence($1::bigint[]);
