import Postgres
import TestSupport

/// Something that a service can read or call, by whom.
struct GraceProbe {
  var role: String
  var statement: String
  /// The function of `hub` that it calls; `nil` for a view.
  var function: String?

  /// Whether a factory was not given now the order that it would have been given: it asks for whatever there is, is never refused, and what
  /// it takes can be neither withdrawn nor undone. So an order that a decision may withdraw, or whose former card is in somebody's hands,
  /// is passed over like one that another factory has locked; the list of orders still shows it.
  func isWithheld(_ within: GraceStage.Outcome, _ before: GraceStage.Outcome) -> Bool {
    guard function == "take_orders", case .done(let given) = before else { return false }
    return !given.isEmpty && within == .done([])
  }
}

/// Every view of `hub`, and every function about every object of a scene, with what fits and what does not.
struct GraceProbes {
  let views: [GraceProbe]
  let calls: [GraceProbe]

  private static let request = "gen_random_uuid()"
  private static let elsewhere = "'JEAN DUPONT' || chr(10) || '7 RUE NEUVE' || chr(10) || '75002 PARIS'"
  private static let form = """
    'DUPOND', 'Jean', '', '1986-01-13', 'LYON', '060113200001', '2006-02-01', 'FR', 'jean.dupont@example.fr', '0639980001', \(elsewhere)
    """

  /// What there is to ask in that database.
  init(_ database: TestDatabase) throws {
    var connection = try database.connect()
    func numbers(_ sql: String) throws -> [String] {
      try connection.query(sql).map { try $0.optionalValue(0, as: String.self) ?? "null" }
    }
    views = try connection.query(
      """
      select c.relname::text as view, substr(r.rolname, 9) as role from pg_class c
        join pg_roles r on r.rolname in ('pupitre_portal', 'pupitre_mailer', 'pupitre_payment', 'pupitre_centre', 'pupitre_mailroom', 'pupitre_factory')
          and has_table_privilege(r.oid, c.oid, 'select')
      where c.relnamespace = 'hub'::regnamespace and c.relkind = 'v' order by 1, 2
      """
    ).map { row in
      let view = try row.string("view")
      return GraceProbe(role: try row.string("role"), statement: "select v::text from hub.\(view) as v order by 1")
    }
    var calls: [GraceProbe] = []
    func call(_ role: String, _ function: String, _ arguments: String, _ columns: String = "'done'") {
      let arguments = arguments.isEmpty ? Self.request : "\(Self.request), \(arguments)"
      calls.append(GraceProbe(role: role, statement: "select \(columns) from hub.\(function)(\(arguments)) as answer", function: function))
    }
    let drivers = try numbers("select driver_id from core.account order by 1")
    // An order that is not there for its readers is asked about too: whoever guesses its number learns nothing.
    let cards = try numbers("select id from core.card union all select max(id) + 1 from core.card order by 1")
    let serials = try numbers("select quote_literal(serial) from core.card where serial is not null order by 1")
    let trainings = try numbers("select id from core.training order by 1")
    call(
      "portal", "submit_account",
      "\(Self.form), 'email', 'fr', '{\"privacy_policy\": \"1\", \"terms_of_use\": \"1\", \"data_processing\": \"1\"}'")
    for driver in drivers {
      call("portal", "resubmit_account", "\(driver), \(Self.form)")
      for training in trainings { call("portal", "open_application", "\(driver), 'card', training => \(training)") }
      for card in cards {
        call("portal", "open_application", "\(driver), 'replacement_theft', card => \(card)")
        call("portal", "declare_loss", "\(driver), \(card), true, \(Self.elsewhere), \(Self.elsewhere), ''")
        call("portal", "declare_quality_claim", "\(driver), \(card), '{\"signature\": \"\"}', '', \(Self.elsewhere), '', ''")
        call("portal", "activate_card", "\(driver), \(card)")
      }
    }
    for application in try numbers("select driver_id || ', ' || id from core.application order by 1") {
      call("portal", "save_draft", "\(application), 'step', delivery_address => \(Self.elsewhere)")
      for type in ["photo", "identity_document"] {
        call(
          "portal", "put_document", "\(application), '\(type)', \(type == "photo" ? "null" : "'recto'"), 'a.jpg', 'image/jpeg', '\\xffd8'")
      }
      for function in ["cancel_application", "submit_application", "retry_payment", "answer_request"] {
        call("portal", function, application)
      }
      call("portal", "answer_request", "\(application), last_name => 'DURAND'")
      call("portal", "answer_request", "\(application), delivery_address => \(Self.elsewhere)")
      call("portal", "change_delivery_address", "\(application), \(Self.elsewhere)")
      call("portal", "change_delivery_address", "\(application), ''")
    }
    for claim in try numbers("select driver_id || ', ' || id from core.quality_claim order by 1") {
      call("portal", "cancel_quality_claim", claim)
      call("portal", "request_card_back", claim)
      call("portal", "answer_attribution", claim)
      call("portal", "answer_attribution", "\(claim), last_name => 'DURAND'")
      call("portal", "answer_attribution", "\(claim), birth_place => 'PARIS'")
    }
    for returned in try numbers("select driver_id || ', ' || id from core.returned_dispatch order by 1") {
      call("portal", "answer_returned_dispatch", returned)
      call("portal", "answer_returned_dispatch", "\(returned), ''")
      call("portal", "answer_returned_dispatch", "\(returned), \(Self.elsewhere)")
    }
    for payment in try numbers("select id from core.payment order by 1") {
      for outcome in ["paid", "failed", "expired"] { call("payment", "record_payment", "\(payment), '\(outcome)', 'bank'", "answer") }
    }
    let training = "'initial', 'goods', '060113200001', 'DUPONT', 'Jean', '1986-01-13', today(), true"
    call("centre", "record_training", training)
    for id in trainings {
      call("centre", "correct_training", "\(id), \(training)")
      call("centre", "cancel_training", id)
    }
    call("factory", "take_orders", "100", "answer.card, answer.attempt, answer.delivery_address")
    for card in cards {
      call("factory", "accept_orders", "array[\(card)]")
      call("factory", "report_production", "\(card), 'NEW\(card)', today() + 900")
      call("factory", "report_dispatch", "\(card), 'NEW\(card)00'")
      calls.append(
        GraceProbe(
          role: "factory", statement: "select type, length(bytes) from hub.order_pictures(\(card)) order by 1", function: "order_pictures"))
    }
    let coupons = try numbers("select quote_literal(coupon) from core.quality_claim order by 1")
    let received = "answer.outcome, answer.claim, answer.card, answer.serial, answer.coupon, answer.again"
    for number in serials + coupons {
      call("mailroom", "receive_card", number, received)
      call("mailroom", "receive_card", "\(number), empty => true", received)
      for serial in serials { call("mailroom", "receive_card", "\(number), found => \(serial)", received) }
      call("mailroom", "undo_reception", number, received)
    }
    for serial in serials { call("mailroom", "destroy_card", serial) }
    let barcodes = try numbers("select quote_literal(barcode) from core.dispatch where barcode is not null order by 1")
    for number in serials + barcodes {
      call(
        "mailroom", "register_returned_dispatch", "\(number), 'unclaimed'", "answer.outcome, answer.card, answer.barcode, answer.earlier")
    }
    for dispatch in try numbers("select id from core.dispatch union all select max(id) + 1 from core.dispatch order by 1") {
      call("mailroom", "report_reshipment", "\(dispatch), 'NEWENVELOPE\(dispatch)'")
    }
    calls.append(
      GraceProbe(
        role: "mailer",
        statement: "select notification, attempt, channel, address, template, payload from hub.take_notifications(1000) order by 1",
        function: "take_notifications"))
    for notification in try numbers("select id from core.notification union all select max(id) + 1 from core.notification order by 1") {
      call("mailer", "report_notification", "\(notification), 1, 'bounced'")
    }
    calls.append(
      GraceProbe(
        role: "portal", statement: "select \"position\", object, id, state from hub.read_changes(0, 10000)", function: "read_changes"))
    self.calls = calls
  }
}
