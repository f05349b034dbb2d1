-- Why a case is where it is, under the reading $1.
select desk.why($1::bigint) as standing;
