import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// Each view of `hub`, each function of `hub` and `desk`: what one party has there is hidden from the next one, or refused to it, or it
/// is said why nobody owns it.
@Suite struct WhoseTests {
  /// Whose the rows of a view are, or what a function is called about.
  enum Whose: Sendable {
    /// Nobody's alone, for this reason.
    case everybodys(String)
    /// A statement that finds rows of drivers whose they are not.
    case drivers(strangers: String)
    /// A call that its owner may make, which is answered so to him (nil: done), and refused with a code to the other party.
    case refused(String, owner: Party, other: Party, String, toOwner: String? = nil)
    /// A statement that shows something to its owner and nothing to the other party.
    case hidden(owner: Party, other: Party, String)

    /// A driver's object, asked for by the portal in another driver's name.
    static func driver(_ owner: String, _ call: String, _ code: String = "PU004", toOwner: String? = nil) -> Whose {
      .refused(code, owner: Party("portal", owner), other: Party("portal", "stranger"), call, toOwner: toOwner)
    }

    /// What one login has, asked for by another of the same role.
    static func login(_ role: String, _ code: String, _ call: String, toOwner: String? = nil) -> Whose {
      .refused(code, owner: Party(role), other: Party(role + "2"), call, toOwner: toOwner)
    }
  }

  /// Who asks: a role's login, and the driver in whose name.
  struct Party: Sendable {
    var role: String
    var driver: String

    init(_ role: String, _ driver: String = "stranger") { (self.role, self.driver) = (role, driver) }
  }

  /// Rows of a view whose number, in a table of its own, is another driver's.
  private static func rows(_ view: String, _ key: String, of table: String) -> Whose {
    .drivers(
      strangers:
        "select v.driver from hub.\(view) v left join core.\(table) o on o.id = v.\(key) where o.driver_id is distinct from v.driver")
  }

  static let views: [String: Whose] = [
    "hub.account": .drivers(
      strangers: "select v.driver from hub.account v join core.account o on o.last_name = v.last_name where o.driver_id <> v.driver"),
    "hub.consent": .drivers(strangers: "select driver from hub.consent group by driver having count(*) <> 3"),
    "hub.account_status": .drivers(
      strangers: """
        select v.driver from hub.account_status v where not exists (
          select from core.status s where s.object = 'account' and (s.object_id, s.state, s.at) = (v.driver, v.state, v.at))
        """),
    "hub.training_record": rows("training_record", "training", of: "training"),
    "hub.certificate": rows("certificate", "training", of: "training"),
    "hub.application": rows("application", "application", of: "application"),
    "hub.application_status": rows("application_status", "application", of: "application"),
    "hub.document": rows("document", "application", of: "application"),
    "hub.information_request": rows("information_request", "application", of: "application"),
    "hub.card": rows("card", "application", of: "application"), "hub.payment": rows("payment", "application", of: "application"),
    "hub.invoice": rows("invoice", "payment", of: "payment"),
    "hub.notification": .drivers(
      strangers: """
        select v.driver from hub.notification v left join core.application o on o.id = (v.payload ->> 'application')::bigint
          left join core.card k on k.id = (v.payload ->> 'card')::bigint
        where o.driver_id <> v.driver or k.driver_id <> v.driver
        """),
    "hub.notification_attempt": rows("notification_attempt", "notification", of: "notification"),
    "hub.quality_claim": rows("quality_claim", "card", of: "card"),
    "hub.quality_claim_element": rows("quality_claim_element", "claim", of: "quality_claim"),
    "hub.dispatch": rows("dispatch", "card", of: "card"), "hub.returned_dispatch": rows("returned_dispatch", "card", of: "card"),
    "hub.pending_payment": rows("pending_payment", "application", of: "application"),
    "hub.centre_training": .hidden(owner: Party("centre"), other: Party("centre2"), "select training from hub.centre_training"),
    "hub.factory_card": .hidden(owner: Party("factory"), other: Party("factory2"), "select card from hub.factory_card"),
    "hub.card_order": .everybodys("an order is that of the factory that takes it first"),
    "hub.outbox": .everybodys("a message is that of the mailer that takes it first"),
    "hub.outbox_waiting": .everybodys("a message is that of the mailer that takes it first"),
    "hub.card_to_destroy": .everybodys("the mailroom is one place, whoever scans"),
    "hub.dispatch_order": .everybodys("the mailroom is one place, whoever scans"),
    "hub.expected_card": .everybodys("the mailroom is one place, whoever scans"),
    "hub.country": .everybodys("a catalogue"), "hub.expected_document": .everybodys("a catalogue"),
    "hub.card_element": .everybodys("a catalogue"), "hub.postal_reason": .everybodys("a catalogue"),
    "hub.price": .everybodys("a catalogue"),
    "desk.lifecycle": .everybodys("a catalogue"), "desk.setting": .everybodys("a catalogue"), "desk.catalogue": .everybodys("a catalogue"),
    "desk.closing_reason": .everybodys("a catalogue"), "desk.element": .everybodys("a catalogue"), "desk.cause": .everybodys("a catalogue"),
    "desk.postal_reason": .everybodys("a catalogue"), "desk.queue": .everybodys("a catalogue"),
    "desk.report_clock": .everybodys("the time"), "desk.report_decision": .everybodys("a report, for supervisors"),
    "desk.report_flag": .everybodys("a report, for supervisors"), "desk.report_attribution": .everybodys("a report, for supervisors"),
    "desk.report_finding": .everybodys("a report, for supervisors"), "desk.report_return": .everybodys("a report, for supervisors"),
    "desk.report_wait": .everybodys("a report, for supervisors"), "desk.report_reading": .everybodys("a report, for supervisors"),
  ]

  private static let request = "gen_random_uuid()"
  private static let address = "E'JEAN DUPONT\\n9 RUE DU PORT\\n13002 MARSEILLE'"
  private static let training = "'initial', 'goods', '060113200001', 'DUPONT', 'Jean', '1986-01-13', today(), true"

  static let hub: [String: Whose] = [
    "submit_account": .everybodys("it makes the account"),
    "resubmit_account": .everybodys("the account that it names is all that it is about"),
    "open_application": .driver(
      "drafter", "select hub.open_application(\(request), {driver}, 'card', {training})", "PU040", toOwner: "PU041"),
    "save_draft": .driver("drafter", "select hub.save_draft(\(request), {driver}, {draft}, 'papers')"),
    "put_document": .driver(
      "drafter", "select hub.put_document(\(request), {driver}, {draft}, 'photo', null, 'a.jpg', 'image/jpeg', '\\xffd8')"),
    "cancel_application": .driver("drafter", "select hub.cancel_application(\(request), {driver}, {draft})"),
    "submit_application": .driver("drafter", "select hub.submit_application(\(request), {driver}, {draft})"),
    "change_delivery_address": .driver("drafter", "select hub.change_delivery_address(\(request), {driver}, {draft}, \(address))"),
    "answer_request": .driver(
      "asked", "select hub.answer_request(\(request), {driver}, {returned}, \(address))"),
    "declare_loss": .driver("waiter", "select hub.declare_loss(\(request), {driver}, {sent}, true, \(address), \(address), '')"),
    "activate_card": .driver("waiter", "select hub.activate_card(\(request), {driver}, {sent})"),
    "declare_quality_claim": .driver(
      "waiter", "select hub.declare_quality_claim(\(request), {driver}, {sent}, '{\"photo\": \"\"}', '', \(address), '', '')"),
    "retry_payment": .driver("loser", "select hub.retry_payment(\(request), {driver}, {loss})"),
    "cancel_quality_claim": .driver("claimant", "select hub.cancel_quality_claim(\(request), {driver}, {claim})"),
    "answer_attribution": .driver("faulty", "select hub.answer_attribution(\(request), {driver}, {attributed})"),
    "request_card_back": .driver("faulty", "select hub.request_card_back(\(request), {driver}, {attributed})"),
    "answer_returned_dispatch": .driver("absent", "select hub.answer_returned_dispatch(\(request), {driver}, {came_back})"),
    "record_training": .everybodys("it makes the training"),
    "correct_training": .login("centre", "PU004", "select hub.correct_training(\(request), {untaken}, \(training))"),
    "cancel_training": .login("centre", "PU004", "select hub.cancel_training(\(request), {untaken})"),
    "take_orders": .login("factory", "PU030", "select * from hub.take_orders('{taking}', 100)"),
    "accept_orders": .login("factory", "PU004", "select hub.accept_orders(\(request), array[{taken}::bigint])"),
    "order_pictures": .hidden(owner: Party("factory"), other: Party("factory2"), "select type from hub.order_pictures({taken})"),
    "report_production": .login("factory", "PU004", "select hub.report_production(\(request), {taken}, 'NEW00001', today() + 900)"),
    "report_dispatch": .login("factory", "PU004", "select hub.report_dispatch(\(request), {taken}, 'LP000001')", toOwner: "PU006"),
    "take_notifications": .login("mailer", "PU030", "select * from hub.take_notifications(1000, '{mailing}')"),
    "report_notification": .login("mailer", "PU004", "select hub.report_notification(\(request), {message}, 1, 'sent')"),
    "record_payment": .everybodys("the bank is one"),
    "receive_card": .everybodys("the mailroom is one place, whoever scans"),
    "undo_reception": .login("mailroom", "PU029", "select * from hub.undo_reception(\(request), '{scanned}')"),
    "destroy_card": .everybodys("the mailroom is one place, whoever scans"),
    "register_returned_dispatch": .everybodys("the mailroom is one place, whoever scans"),
    "report_reshipment": .everybodys("the mailroom is one place, whoever scans"),
    "read_changes": .hidden(
      owner: Party("factory"), other: Party("factory2"),
      "select id from hub.read_changes(0, 10000) where object = 'card' and id = {taken}"),
  ]

  /// A call on a case that is in an agent's hands, by whoever has read his token.
  private static func held(_ call: String, toOwner: String? = nil) -> Whose { .login("agent", "PU010", call, toOwner: toOwner) }
  /// What a supervisor may do, and an agent may not.
  private static func supervisors(_ call: String, toOwner: String? = nil) -> Whose {
    .refused("42501", owner: Party("supervisor"), other: Party("agent2"), call, toOwner: toOwner)
  }

  static let desk: [String: Whose] = [
    "session": .everybodys("each login's own"),
    "claim_next": .hidden(
      owner: Party("agent"), other: Party("agent2"),
      "select case_id from desk.claim_next(array['accounts'], \(request)) where case_id = {held}"),
    "greeting": .hidden(owner: Party("agent"), other: Party("agent2"), "select from desk.greeting() where held_case = {held}"),
    "skipped": .everybodys("what whoever asks put behind for himself; NewsTests shows that the next one has others"),
    "news": .everybodys("by whoever asks; NewsTests shows that the next one gets others"),
    "claim": held("select desk.claim({held}, \(request))"),
    "renew": held("select desk.renew({held}, '{token}')"),
    "release": held("select desk.release(\(request), {held}, '{token}')"),
    "skip": held("select desk.skip(\(request), {held}, '{token}')"),
    "flag": held("select desk.flag(\(request), {held}, '{token}', 1, 'phone', 'missing')"),
    "unflag": held("select desk.unflag(\(request), {held}, '{token}', 1, 'email')"),
    "approve": held("select desk.approve('approve-whose', {held}, '{token}', 1)", toOwner: "PU025"),
    "return_case": held("select desk.return_case('return-whose', {held}, '{token}', 1)"),
    "attribute": held("select desk.attribute('attribute-whose', {held}, '{token}', 1, 'driver')", toOwner: "PU028"),
    "reship": held("select desk.reship('reship-whose', {held}, '{token}', 1)", toOwner: "PU028"),
    "read_card": held("select desk.read_card(\(request), {held}, '{token}', 1, 'last_name')", toOwner: "PU028"),
    "remove_reading": held("select desk.remove_reading(\(request), {held}, '{token}', 1, 'last_name')", toOwner: "PU028"),
    "finding": held("select desk.finding(\(request), {held}, '{token}', 1, 'photo', 'print_defect')", toOwner: "PU028"),
    "remove_finding": held("select desk.remove_finding(\(request), {held}, '{token}', 1, 'photo')", toOwner: "PU027"),
    "escalate": held("select desk.escalate(\(request), {held}, 'doute')"),
    "undo": .login("agent", "PU031", "select kind from desk.undo('undo-of-whose', \(request), {decided})"),
    "undo_reception": .login("agent", "PU029", "select * from desk.undo_reception(\(request), '{received}')"),
    "undo_return": .login("agent", "PU029", "select * from desk.undo_return(\(request), '{registered}')"),
    "recorded": .login("agent", "PU030", "select * from desk.recorded('{noted}')"),
    "contact": .login("agent", "PU080", "select * from desk.contact(\(request), {loser}, 'phone', '0639980077')"),
    "case_file": .login("agent", "PU080", "select desk.case_file({reading_case})"),
    "why": .login("agent", "PU080", "select desk.why({reading_why})"),
    "case_evidence": .login("agent", "PU080", "select * from desk.case_evidence({reading_check})"),
    "driver_file": .login("agent", "PU080", "select desk.driver_file({reading_driver})"),
    "not_shown": .login("agent", "PU080", "select desk.not_shown({reading_document})"),
    "read_document": .login("agent", "PU080", "select * from desk.read_document({reading_document})"),
    "search": .login("agent", "PU080", "select * from desk.search({reading_search})"),
    "list_cases": .login("agent", "PU080", "select * from desk.list_cases({reading_list})"),
    "open_reading": .everybodys("every agent reads, under his own name"),
    "assign": supervisors("select * from desk.assign(\(request), {held}, '{agent2}', true)"),
    "urgent": supervisors("select desk.urgent(\(request), {held}, true)"),
    "overturn": supervisors("select * from desk.overturn('overturn-whose', {settled}, 'doute')", toOwner: "PU034"),
    "close_case": supervisors("select * from desk.close_case('close-of-whose', {unclaimed}, null, null, 'duplicate')"),
    "card_after_closing": supervisors("select * from desk.card_after_closing({settled})"),
    "reissue": supervisors("select * from desk.reissue('reissue-whose', 'CQC{sent}', 'perdue')"),
    "set_setting": supervisors("select * from desk.set_setting(\(request), 'card_fee', '100')"),
    "grant_queue": supervisors("select desk.grant_queue(\(request), 'accounts', '{agent2}', false)"),
    "detach": supervisors("select desk.detach(\(request), {spare})"),
    "resend_password": supervisors("select * from desk.resend_password(\(request), {loser}, true)"),
    "resend_invoice": .everybodys("whoever answers the driver's call"),
    "attach": .everybodys("whoever answers the driver's call"), "note": .everybodys("whoever answers the driver's call"),
    "remind": .everybodys("a case that waits is in nobody's hands"),
    "receive": .everybodys("whoever opens the envelope"), "register_return": .everybodys("whoever opens the envelope"),
    "destroy": .everybodys("whoever has the card before him"), "cards_to_destroy": .everybodys("whoever has the cards before him"),
    "my_work": .everybodys("each login's own"), "leave": .everybodys("what this login holds under this token"),
    "each": .everybodys("whatever it does the function refuses that does it"),
    "agents": .everybodys("who works here"), "grants": .everybodys("who works where"), "queues": .everybodys("what waits for all"),
  ]

  @Test func eachViewAndFunctionIsNamed() throws {
    let database = try TestDatabase.withSchema
    var admin = try database.connect()
    let relations = try admin.query(
      """
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('hub', 'desk') and c.relkind = 'v'
      """
    ).map { try $0.string("name") }
    #expect(Set(relations) == Set(Self.views.keys))
    for (schema, table) in [("hub", Self.hub), ("desk", Self.desk)] {
      let functions = try admin.query(
        "select proname::text as name from pg_proc where pronamespace = $1::regnamespace and prorettype <> 'trigger'::regtype",
        [.text(schema)]
      ).map { try $0.string("name") }
      #expect(Set(functions) == Set(table.keys), "\(schema)")
    }
  }

  @Test func eachViewShowsARowToWhomItBelongs() throws {
    let parties = try WhoseParties.shared.get()
    for (view, whose) in Self.views { try parties.check(view, whose) }
  }

  @Test func eachServiceReachesItsOwnObjectsAlone() throws {
    let parties = try WhoseParties.shared.get()
    for (function, whose) in Self.hub { try parties.check("hub.\(function)", whose) }
  }

  @Test func eachAgentReachesHisOwnWorkAlone() throws {
    let parties = try WhoseParties.shared.get()
    for (function, whose) in Self.desk { try parties.check("desk.\(function)", whose) }
  }
}

extension TestDatabase {
  private static let schema = Result { try TestDatabase() }

  /// A database with the schema and nothing else, for all tests that only look at its catalogue.
  static var withSchema: TestDatabase { get throws { try schema.get() } }
}
