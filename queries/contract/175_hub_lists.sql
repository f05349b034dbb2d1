-- hub: what a service must know before it asks: what can be declared defective, why the post brings a card back, what is paid.

create or replace view hub.card_element as
  select e.element, e.field, e.label_fr, e.label_en, e.rank from core.element e;

create or replace view hub.postal_reason as
  select r.reason, r.code, r.label_fr, r.label_en, r.rank from core.postal_reason r;

-- Prices of this moment, in cents; what was asked for keeps the price of its day.
create or replace view hub.price as
  select p.purpose, core.setting(p.name)::integer as amount
  from (values ('card', 'card_fee'), ('replacement', 'replacement_fee'), ('quality', 'quality_fee'), ('redispatch', 'redispatch_fee'),
    ('same_address', 'same_address_fee')) as p(purpose, name);

grant select on hub.card_element, hub.price to pupitre_portal;
grant select on hub.postal_reason to pupitre_mailroom;
