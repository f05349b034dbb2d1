-- Who may call what. Everything in desk is for agents; what only supervisors may do is refused inside by the lifecycle.
grant select on desk.queue, desk.lifecycle, desk.setting, desk.catalogue, desk.closing_reason, desk.element, desk.cause,
  desk.postal_reason to pupitre_agent;
grant execute on all functions in schema desk to pupitre_agent;
