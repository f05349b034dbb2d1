-- What the checks look at, for the cases of the reading $1.
select case_id, evidence from desk.case_evidence($1::bigint);
