-- Logins of agents and supervisors.
select agent, supervisor from desk.agents();
