-- What searches take, as the login of an agent sees it: a reading opened and read. :part of :parts, for an agent reads so much in an hour.
select set_config('bench.part', :'part', false), set_config('bench.parts', :'parts', false);
do $$
declare
  v_query public.search_query;
  v_reading bigint;
  v_start timestamptz;
begin
  for v_query in
    select * from public.search_query q where q.id % current_setting('bench.parts')::integer = current_setting('bench.part')::integer
    order by q.id
  loop
    v_start := clock_timestamp();
    v_reading := desk.open_reading('search', null, v_query.typed, null);
    -- It is read once that is committed.
    commit;
    select coalesce(max(s.found), 0), max(s.place) filter (where s.driver = v_query.driver) into v_query.found, v_query.place
      from desk.search(v_reading) as s;
    update public.search_query q set
      ms = extract(epoch from clock_timestamp() - v_start) * 1000, found = v_query.found, place = v_query.place
    where q.id = v_query.id;
    commit;
  end loop;
end
$$;
