-- What is asked of an agent who approves an application without having looked at its photo.

insert into core.setting (name, kind, choices, meaning_fr, meaning_en) values
  ('unseen_photo', 'choice', '{asks,rule}',
    'Valider des pièces sans avoir regardé la photo à ce passage : une question à l''agent, ou refusé',
    'Approving documents without having looked at the photo in this round: the agent is asked, or it is refused');
insert into core.setting_value (name, since, value, set_by) values ('unseen_photo', '-infinity', 'asks', 'default');
