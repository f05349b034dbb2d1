-- Quality claims, returned dispatches, supervisors' hands.

-- Who may do what may be the right of several roles: the mailroom's scanner and an agent who receives a card at her desk.
alter table core.lifecycle drop constraint lifecycle_pkey, add primary key (object, state, action, role_name);

-- Working days without the holidays, and without regard to them (a setting says which count).
alter table core.working_day add column weekday_ordinal integer;
update core.working_day set weekday_ordinal = w.ordinal
  from (select day, count(*) filter (where extract(isodow from day) < 6) over (order by day) as ordinal from core.working_day) as w where w.day = working_day.day;
alter table core.working_day alter column weekday_ordinal set not null;
create index working_day_weekday on core.working_day (weekday_ordinal, day);

-- Settings say what they accept.
drop view if exists desk.setting;
alter table core.setting drop constraint setting_kind_check, add check (kind in ('interval', 'integer', 'number', 'boolean', 'choice', 'text', 'documents')),
  add column minimum text, add column maximum text, add column choices text[];
update core.setting s set minimum = b.minimum, maximum = b.maximum from (values
  ('accounts_delay', '1 hour', '24 hours'), ('documents_delay', '1', '60'), ('quality_delay', '1', '60'), ('undelivered_delay', '1', '60'),
  ('grace', '0 seconds', '1 hour'), ('commit_within', '1 second', '1 minute'), ('holding_limit', '1', '10000'), ('reading_time', '10 seconds', '15 minutes'),
  ('reading_limit', '1', '100000'), ('held_reading_limit', '1', '100000'), ('listing_limit', '1000', '10000000'), ('checking_limit', '1', '10000000'), ('lease', '1 minute', '8 hours'), ('reservation_share', '0', '1'), ('certificate_months', '1', '24'),
  ('recap_years', '1', '50'), ('invoice_years', '1', '50'), ('card_years', '1', '20'), ('document_max_bytes', '100000', '104857600'),
  ('replacement_fee', '1', '100000'), ('reminder_after', '1 day', '365 days'), ('notification_lease', '10 seconds', '1 day'),
  ('order_lease', '1 minute', '7 days')) as b(name, minimum, maximum) where s.name = b.name;
insert into core.setting (name, kind, minimum, maximum, choices, meaning_fr, meaning_en) values
  ('skip_span', 'interval', '1 minute', '1 day', null, 'Durée pendant laquelle un dossier passé n''est plus proposé à l''agent', 'How long a skipped case is not offered to the agent again'),
  ('silence_after', 'interval', '1 day', '730 days', null, 'Attente du conducteur au-delà de laquelle un superviseur la voit', 'Waiting for the driver before a supervisor is shown it'),
  ('password_after_contact', 'interval', '0 seconds', '30 days', null, 'Attente avant qu''un message de mot de passe parte, après une correction des coordonnées par un agent', 'How long no password message goes out after an agent has changed how a driver is reached'),
  ('certificate_start', 'choice', null, null, '{issued_on,recorded_on}', 'Début de validité du certificat : jour de délivrance de la formation, ou jour de son enregistrement', 'A certificate is valid from the day of the training''s issue, or from that of its recording'),
  ('right_outlives_certificate', 'boolean', null, null, null, 'Le droit à la carte survit au certificat', 'The right to a card outlives the certificate'),
  ('card_fee', 'integer', '0', '100000', null, 'Prix d''une carte après formation, en centimes (0 : gratuite)', 'Price of a card after a training, in cents (0: free)'),
  ('former_card_void', 'choice', null, null, '{activation,dispatch}', 'L''ancienne carte est invalidée à l''activation de la nouvelle, ou à son envoi', 'The former card is void when the new one is activated, or when it is sent'),
  ('address_change_until', 'choice', null, null, '{submission,approval,production}', 'L''adresse de livraison se change jusqu''à la soumission, la validation ou la prise en production', 'The delivery address can change until submission, approval, or until production takes the order'),
  ('loss_reviewed', 'boolean', null, null, null, 'Un remplacement pour perte est examiné par un agent', 'A replacement after loss is reviewed by an agent'),
  ('mixed_fault', 'choice', null, null, '{in_groupe,driver}', 'Imputation quand les constats relèvent des deux', 'Attribution where the findings are of both'),
  ('no_defect_card_back', 'boolean', null, null, null, 'Sans défaut constaté, le conducteur peut se faire renvoyer sa carte sans frais', 'Without a defect the driver may have his card sent back free'),
  ('quality_fee', 'integer', '1', '100000', null, 'Prix d''un remplacement imputé au conducteur, en centimes', 'Price of a replacement that is the driver''s fault, in cents'),
  ('redispatch_fee', 'integer', '1', '100000', null, 'Frais de réexpédition à une autre adresse, en centimes', 'Fee for sending to another address, in cents'),
  ('same_address_fee', 'integer', '0', '100000', null, 'Frais de réexpédition à la même adresse, en centimes (0 : gratuit)', 'Fee for sending to the same address again, in cents (0: free)'),
  ('misprint_waives_fee', 'boolean', null, null, null, 'Pas de frais si l''adresse imprimée n''est pas celle que le conducteur avait donnée', 'No fee where the printed address is not the one that the driver had given'),
  ('public_holidays_off', 'boolean', null, null, null, 'Les jours fériés français ne comptent pas comme jours ouvrés', 'French public holidays do not count as working days'),
  ('imputation_training_centre_error', 'choice', null, null, '{in_groupe,driver}', 'À qui s''impute une erreur du centre de formation', 'Whose a training centre''s error is'),
  ('imputation_transport_damage', 'choice', null, null, '{in_groupe,driver}', 'À qui s''impute un dommage de transport', 'Whose damage on the way is'),
  ('queues_open_to_all', 'boolean', null, null, null, 'Un agent travaille dans toute file dont l''accès n''est pas réglé par « habiliter »', 'An agent works in every queue that "grant" says nothing about'),
  ('return_address', 'text', null, '400', null, 'Adresse où les cartes défectueuses sont renvoyées, sur une ligne', 'Address to which defective cards are sent back, on one line'),
  ('documents_card', 'documents', null, null, null, 'Pièces attendues pour une carte ; « ? » : facultative', 'Documents expected for a card; "?": optional'),
  ('documents_theft', 'documents', null, null, null, 'Pièces attendues après un vol', 'Documents expected after a theft'),
  ('documents_loss', 'documents', null, null, null, 'Pièces attendues après une perte', 'Documents expected after a loss'),
  ('documents_quality', 'documents', null, null, null, 'Pièces attendues avec une déclaration qualité', 'Documents expected with a quality claim');
insert into core.setting_value (name, since, value, set_by) values
  ('skip_span', '-infinity', '30 minutes', 'default'), ('silence_after', '-infinity', '45 days', 'default'), ('password_after_contact', '-infinity', '24 hours', 'default'), ('certificate_start', '-infinity', 'issued_on', 'default'),
  ('right_outlives_certificate', '-infinity', 'true', 'default'), ('card_fee', '-infinity', '0', 'default'),
  ('former_card_void', '-infinity', 'activation', 'default'), ('address_change_until', '-infinity', 'production', 'default'),
  ('loss_reviewed', '-infinity', 'false', 'default'), ('mixed_fault', '-infinity', 'in_groupe', 'default'),
  ('no_defect_card_back', '-infinity', 'true', 'default'), ('quality_fee', '-infinity', '3500', 'default'),
  ('redispatch_fee', '-infinity', '900', 'default'), ('same_address_fee', '-infinity', '0', 'default'),
  ('misprint_waives_fee', '-infinity', 'true', 'default'), ('public_holidays_off', '-infinity', 'true', 'default'),
  ('imputation_training_centre_error', '-infinity', 'in_groupe', 'default'), ('imputation_transport_damage', '-infinity', 'in_groupe', 'default'),
  ('queues_open_to_all', '-infinity', 'true', 'default'), ('return_address', '-infinity', 'IN GROUPE / RETOURS CQC / TSA 10001 / 59508 DOUAI CEDEX', 'default'),
  ('documents_card', '-infinity', 'photo signature identity_document:recto identity_document:verso? driving_licence:recto driving_licence:verso residence_permit:recto? residence_permit:verso? proof_of_address?', 'default'),
  ('documents_theft', '-infinity', 'theft_declaration', 'default'), ('documents_loss', '-infinity', '', 'default'), ('documents_quality', '-infinity', '', 'default');

-- Which queues an agent works in; where nothing is said, the setting queues_open_to_all decides.
create table core.entitlement (
  agent text not null,
  queue text not null check (queue in ('accounts', 'documents', 'quality', 'undelivered')),
  granted boolean not null,
  set_by text not null,
  at timestamptz not null,
  primary key (agent, queue)
);

-- Applications and cards gain the states of the two flows.
alter table core.application drop constraint application_state_check, add constraint application_state_check check (state in (
  'draft', 'awaiting_payment', 'submitted', 'to_correct', 'approved', 'in_production', 'produced', 'dispatched', 'completed', 'cancelled', 'closed',
  'awaiting_card', 'under_analysis', 'to_correct_and_pay', 'card_sent_back', 'returned'));
drop index core.application_open_replacement;
create unique index application_open_replacement on core.application (replaces) where kind in ('replacement_loss', 'replacement_theft')
  and state in ('draft', 'awaiting_payment', 'submitted', 'to_correct', 'approved', 'in_production');
-- A claim whose card has not come yet does not stand in the way of a loss, which closes it.
create unique index application_open_claim on core.application (replaces) where kind = 'replacement_quality'
  and state in ('awaiting_card', 'under_analysis', 'to_correct_and_pay', 'awaiting_payment', 'submitted', 'to_correct', 'approved', 'in_production');

alter table core.card drop constraint card_state_check, add constraint card_state_check check (state in (
    'ordered', 'withdrawn', 'in_production', 'produced', 'dispatched', 'returned', 'active', 'void', 'destroyed')),
  -- The login that received it, for as long as it lies here.
  add column received_by text,
  -- What the factory says it printed, by element, where that is not what was ordered.
  add column printed jsonb,
  -- An order is the factory's for as long as its lease, and for good once accepted.
  add column take_attempt integer not null default 0,
  add column take_until timestamptz,
  add column accepted_at timestamptz;
update core.card set accepted_at = taken_at where taken_at is not null;
create index card_unaccepted on core.card (take_until, id) where state = 'in_production' and accepted_at is null;
create index card_replaces on core.card (replaces) where replaces is not null;
create index card_to_destroy on core.card (received_at, id) where state = 'void' and received_at is not null;

-- A dispatch is ordered (a card to be sent again), sent, and perhaps brought back by the post.
alter table core.dispatch alter column barcode drop not null, alter column dispatched_at drop not null,
  add column state text not null default 'sent' check (state in ('ordered', 'sent', 'returned', 'withdrawn')),
  add column ordered_at timestamptz,
  add column effective_at timestamptz not null default '-infinity',
  add column decision_id bigint,
  -- What the driver had given: it may not be what was printed.
  add column given_address text;
update core.dispatch d set ordered_at = d.dispatched_at, given_address = a.delivery_address
  from core.card c join core.application a on a.id = c.application_id where c.id = d.card_id;
alter table core.dispatch alter column ordered_at set not null, alter column given_address set not null, alter column state drop default,
  add check ((barcode is null) = (state in ('ordered', 'withdrawn')));
create index dispatch_to_send on core.dispatch (effective_at, id) where state = 'ordered';
create index dispatch_decision on core.dispatch (decision_id) where decision_id is not null;

create table core.returned_dispatch (
  id bigint generated always as identity (start with 1001) primary key,
  dispatch_id bigint not null unique references core.dispatch,
  card_id bigint not null references core.card,
  driver_id bigint not null references core.account,
  application_id bigint not null references core.application,
  -- Null where the card was void already: then there is nothing to decide.
  case_id bigint unique references core.desk_case,
  postal_reason text not null references core.postal_reason,
  registered_at timestamptz not null,
  registered_by text not null,
  state text not null check (state in ('awaiting_answer', 'awaiting_payment', 'to_reship', 'to_correct', 'reshipped', 'closed')),
  -- What was printed is not what the driver had given: the fault is not his.
  misprinted boolean not null,
  given_address text not null,
  address text not null,
  confirmed boolean,
  answered_at timestamptz,
  -- Paid, or owed by nobody: never asked for again.
  fee_settled boolean not null default false,
  reminded_at timestamptz
);
create index returned_dispatch_driver on core.returned_dispatch (driver_id);
create index returned_dispatch_card on core.returned_dispatch (card_id);
create index returned_dispatch_silent on core.returned_dispatch (registered_at) where state in ('awaiting_answer', 'awaiting_payment') and reminded_at is null;

create sequence core.coupon_number start with 1001;
create table core.quality_claim (
  id bigint generated always as identity (start with 1001) primary key,
  driver_id bigint not null references core.account,
  card_id bigint not null references core.card,
  application_id bigint not null unique references core.application,
  case_id bigint not null unique references core.desk_case,
  coupon text not null unique,
  statement text not null,
  declared_at timestamptz not null,
  received_at timestamptz,
  received_by text,
  -- The card that came, where it is not the one declared.
  received_serial text,
  -- The decision in force; null again where it was overturned.
  outcome text check (outcome in ('in_groupe', 'driver')),
  outcome_at timestamptz,
  decision_id bigint,
  -- The driver's answer to an attribution that is his.
  answered_at timestamptz,
  corrected boolean not null default false,
  reminded_at timestamptz,
  attribution_reminded_at timestamptz
);
create index quality_claim_driver on core.quality_claim (driver_id);
create index quality_claim_card on core.quality_claim (card_id);
create index quality_claim_expected on core.quality_claim (declared_at) where received_at is null;
create index quality_claim_unanswered on core.quality_claim (outcome_at) where outcome = 'driver' and answered_at is null and attribution_reminded_at is null;

create table core.claim_element (
  claim_id bigint not null references core.quality_claim,
  element text not null references core.element,
  -- What the driver says is right; empty where he only says that it is wrong.
  claimed text not null,
  primary key (claim_id, element)
);

-- What an agent read on the card that came back, whatever was ordered: a draft until the attribution, which keeps it among its grounds.
create table core.card_reading (
  claim_id bigint not null references core.quality_claim,
  element text not null references core.element,
  -- As typed; empty where nothing is printed there; null: as ordered.
  value text,
  agent text not null,
  at timestamptz not null,
  primary key (claim_id, element)
);

-- What an agent found on each element: a draft until the attribution, then what it rests on. Kept when it is undone.
create table core.finding (
  claim_id bigint not null references core.quality_claim,
  element text not null references core.element,
  cause text not null references core.cause,
  wording_version integer not null,
  -- What the new card must say; empty: what the source says.
  value text not null,
  comment text not null,
  agent text not null,
  at timestamptz not null,
  primary key (claim_id, element)
);

alter table core.payment add column purpose text not null default 'replacement' check (purpose in ('replacement', 'quality', 'redispatch', 'card')),
  add column returned_dispatch_id bigint references core.returned_dispatch;
create index payment_returned_dispatch on core.payment (returned_dispatch_id) where returned_dispatch_id is not null;

-- A wrong record is corrected before a card is printed again.
alter table core.training add column corrected_at timestamptz;
create index training_unattached_identity on core.training (identity_key text_pattern_ops) where driver_id is null and state = 'recorded';

alter table core.decision drop constraint decision_action_check,
  add constraint decision_action_check check (action in ('approve', 'return', 'attribute', 'reship', 'reissue', 'undo', 'overturn', 'close'));

alter table core.desk_case add column reminded_at timestamptz;
alter table core.case_event drop constraint case_event_kind_check, add constraint case_event_kind_check check (kind in (
  'opened', 'claimed', 'taken_over', 'released', 'skipped', 'note', 'escalated', 'assigned', 'urgent', 'resubmitted', 'resent', 'called',
  'received', 'reception_undone', 'envelope_empty', 'wrong_card', 'came_back', 'scanned_again', 'answered', 'paid', 'reminded', 'ended', 'attached', 'detached',
  'contact', 'destroyed', 'reshipped', 'reissued', 'return_undone', 'reason_corrected'));

insert into core.lifecycle (object, state, action, next_state, role_name) values
  -- Flow 7.
  ('application', 'draft', 'declare', 'awaiting_card', 'pupitre_portal'),
  ('application', 'awaiting_card', 'cancel', 'cancelled', 'pupitre_portal'),
  ('application', 'awaiting_card', 'receive', 'under_analysis', 'pupitre_mailroom'),
  ('application', 'awaiting_card', 'receive', 'under_analysis', 'pupitre_agent'),
  ('application', 'awaiting_card', 'close', 'closed', 'pupitre_supervisor'),
  ('application', 'under_analysis', 'undo_reception', 'awaiting_card', 'pupitre_mailroom'),
  ('application', 'under_analysis', 'undo_reception', 'awaiting_card', 'pupitre_agent'),
  ('application', 'under_analysis', 'attribute_in_groupe', 'approved', 'pupitre_agent'),
  ('application', 'under_analysis', 'attribute_driver', 'to_correct_and_pay', 'pupitre_agent'),
  ('application', 'under_analysis', 'close', 'closed', 'pupitre_supervisor'),
  ('application', 'to_correct_and_pay', 'undo', null, 'pupitre_agent'),
  ('application', 'approved', 'withdraw_attribution', 'under_analysis', 'pupitre_supervisor'),
  ('application', 'to_correct_and_pay', 'withdraw_attribution', 'under_analysis', 'pupitre_supervisor'),
  ('application', 'awaiting_payment', 'withdraw_attribution', 'under_analysis', 'pupitre_supervisor'),
  ('application', 'submitted', 'withdraw_attribution', 'under_analysis', 'pupitre_supervisor'),
  ('application', 'to_correct', 'withdraw_attribution', 'under_analysis', 'pupitre_supervisor'),
  ('application', 'to_correct_and_pay', 'close', 'closed', 'pupitre_supervisor'),
  ('application', 'to_correct_and_pay', 'submit_for_payment', 'awaiting_payment', 'pupitre_portal'),
  ('application', 'to_correct_and_pay', 'request_card_back', 'card_sent_back', 'pupitre_portal'),
  ('application', 'awaiting_payment', 'close', 'closed', 'pupitre_supervisor'),
  ('case', 'waiting', 'receive', 'open', 'pupitre_mailroom'),
  ('case', 'waiting', 'receive', 'open', 'pupitre_agent'),
  ('case', 'open', 'undo_reception', 'waiting', 'pupitre_mailroom'),
  ('case', 'open', 'undo_reception', 'waiting', 'pupitre_agent'),
  ('case', 'open', 'read_card', 'open', 'pupitre_agent'),
  ('case', 'open', 'finding', 'open', 'pupitre_agent'),
  ('case', 'open', 'attribute_in_groupe', 'settled', 'pupitre_agent'),
  ('case', 'open', 'attribute_driver', 'waiting', 'pupitre_agent'),
  ('case', 'waiting', 'settle', 'settled', 'pupitre_payment'),
  ('case', 'waiting', 'settle', 'settled', 'pupitre_portal'),
  -- Flow 8.
  ('application', 'dispatched', 'come_back', 'returned', 'pupitre_mailroom'),
  ('application', 'dispatched', 'come_back', 'returned', 'pupitre_agent'),
  ('application', 'returned', 'reship', 'dispatched', 'pupitre_mailroom'),
  ('application', 'returned', 'close', 'closed', 'pupitre_supervisor'),
  ('card', 'dispatched', 'come_back', 'returned', 'pupitre_mailroom'),
  ('card', 'dispatched', 'come_back', 'returned', 'pupitre_agent'),
  ('card', 'returned', 'reship', 'dispatched', 'pupitre_mailroom'),
  -- An active card that was sent back to its holder after a claim without a defect.
  ('card', 'active', 'come_back', 'returned', 'pupitre_mailroom'),
  ('card', 'active', 'come_back', 'returned', 'pupitre_agent'),
  ('card', 'void', 'come_back', 'void', 'pupitre_mailroom'),
  ('card', 'void', 'come_back', 'void', 'pupitre_agent'),
  ('application', 'completed', 'come_back', 'returned', 'pupitre_mailroom'),
  ('application', 'completed', 'come_back', 'returned', 'pupitre_agent'),
  ('card', 'returned', 'supersede', 'void', 'pupitre_portal'),
  ('case', 'waiting', 'resubmit', 'open', 'pupitre_payment'),
  ('case', 'open', 'reship', 'settled', 'pupitre_agent'),
  ('case', 'waiting', 'remind', 'waiting', 'pupitre_agent'),
  -- A card that is made again is replaced when the factory takes the order.
  ('card', 'dispatched', 'replace', 'void', 'pupitre_factory'),
  ('card', 'active', 'replace', 'void', 'pupitre_factory'),
  ('card', 'returned', 'replace', 'void', 'pupitre_factory'),
  ('card', 'dispatched', 'supersede', 'void', 'pupitre_factory'),
  ('card', 'active', 'supersede', 'void', 'pupitre_factory'),
  ('card', 'returned', 'supersede', 'void', 'pupitre_factory'),
  ('card', 'returned', 'close', 'void', 'pupitre_supervisor'),
  ('card', 'active', 'close', 'void', 'pupitre_supervisor'),
  ('card', 'dispatched', 'close', 'void', 'pupitre_supervisor'),
  ('card', 'void', 'destroy', 'destroyed', 'pupitre_agent'),
  -- Supervisors.
  ('application', 'dispatched', 'reissue', 'approved', 'pupitre_supervisor'),
  ('application', 'completed', 'reissue', 'approved', 'pupitre_supervisor'),
  ('case', 'settled', 'reissue', 'settled', 'pupitre_supervisor'),
  -- A reversal is undone as any decision is.
  ('case', 'open', 'undo', null, 'pupitre_supervisor'),
  ('account', 'suspended', 'undo', null, 'pupitre_supervisor'),
  ('account', 'submitted', 'undo', null, 'pupitre_supervisor'),
  ('application', 'submitted', 'undo', null, 'pupitre_supervisor'),
  ('application', 'under_analysis', 'undo', null, 'pupitre_supervisor'),
  ('card', 'withdrawn', 'undo', 'ordered', 'pupitre_supervisor'),
  -- What a void card leaves without object.
  ('application', 'awaiting_card', 'end', 'closed', 'pupitre_payment'), ('application', 'awaiting_card', 'end', 'closed', 'pupitre_portal'),
  ('application', 'awaiting_card', 'end', 'closed', 'pupitre_factory'), ('application', 'under_analysis', 'end', 'closed', 'pupitre_payment'),
  ('application', 'under_analysis', 'end', 'closed', 'pupitre_portal'), ('application', 'under_analysis', 'end', 'closed', 'pupitre_factory'),
  ('application', 'to_correct_and_pay', 'end', 'closed', 'pupitre_payment'), ('application', 'to_correct_and_pay', 'end', 'closed', 'pupitre_portal'),
  ('application', 'to_correct_and_pay', 'end', 'closed', 'pupitre_factory'), ('application', 'awaiting_payment', 'end', 'closed', 'pupitre_payment'),
  ('application', 'awaiting_payment', 'end', 'closed', 'pupitre_portal'), ('application', 'awaiting_payment', 'end', 'closed', 'pupitre_factory'),
  ('payment', 'paid', 'refund', 'refunded', 'pupitre_payment'), ('payment', 'paid', 'refund', 'refunded', 'pupitre_portal'),
  ('payment', 'paid', 'refund', 'refunded', 'pupitre_factory'), ('payment', 'paid', 'refund', 'refunded', 'pupitre_agent'),
  -- A card that turns up is not lost.
  ('application', 'awaiting_payment', 'withdraw', 'cancelled', 'pupitre_mailroom'),
  ('application', 'awaiting_payment', 'withdraw', 'cancelled', 'pupitre_agent'),
  ('application', 'awaiting_payment', 'withdraw', 'cancelled', 'pupitre_portal'),
  ('application', 'awaiting_payment', 'withdraw', 'cancelled', 'pupitre_factory'),
  -- What was paid although it had failed or expired counts, or is paid back.
  ('payment', 'failed', 'paid', 'paid', 'pupitre_payment'),
  ('payment', 'expired', 'paid', 'paid', 'pupitre_payment');

-- What changes its shape; the contract writes it again.
drop function if exists desk.queues();
drop function if exists hub.receive_found_card(uuid, text);
drop function if exists hub.take_orders(uuid, integer);
drop function if exists hub.report_production(uuid, bigint, text, date);
drop function if exists hub.report_dispatch(uuid, bigint, text);
drop function if exists core.open_case(text, bigint, bigint);
drop function if exists core.reopen_case(bigint);
drop function if exists core.order_card(bigint, timestamptz, bigint);
drop function if exists core.ask_payment(bigint);
drop function if exists core.require_current_card(bigint, bigint);
drop function if exists core.cancel_application(bigint);
