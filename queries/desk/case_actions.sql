-- What whoever asks may do to a case, by the state that it is in.
select distinct l.state, l.action from desk.lifecycle l
where l.object = 'case' and pg_has_role(session_user, l.role_name, 'member') order by l.state, l.action
