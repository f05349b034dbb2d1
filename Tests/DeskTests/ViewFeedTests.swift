import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// Nothing that a view of hub shows of an object changes without an entry for that object in `hub.read_changes`.
@Suite struct ViewFeedTests {
  /// By which object each view is followed, and the column that has its number. A view that is added must be added here.
  static let views: [String: (object: String, column: String)] = [
    "account": ("account", "driver"), "consent": ("account", "driver"), "account_status": ("account", "driver"),
    "training_record": ("training", "training"), "centre_training": ("training", "training"), "certificate": ("certificate", "certificate"),
    "application": ("application", "application"), "application_status": ("application", "application"),
    "document": ("application", "application"),
    "information_request": ("information_request", "request"), "card": ("card", "card"), "dispatch": ("card", "card"),
    "card_to_destroy": ("card", "card"), "dispatch_order": ("card", "card"), "factory_card": ("card", "card"),
    "card_order": ("card", "card"),
    "quality_claim": ("quality_claim", "claim"), "quality_claim_element": ("quality_claim", "claim"),
    "expected_card": ("quality_claim", "claim"),
    "returned_dispatch": ("returned_dispatch", "returned_dispatch"), "payment": ("payment", "payment"),
    "pending_payment": ("payment", "payment"),
    "invoice": ("invoice", "invoice"),
  ]

  /// The outbox, which is taken and not followed, and lists of codes and prices.
  static let apart: Set<String> = [
    "notification", "notification_attempt", "outbox", "outbox_waiting", "expected_document", "card_element", "price", "postal_reason",
    "country",
  ]

  /// What happened in a scene, looked at before and after each act.
  final class Watch {
    let scene: Scene
    var roles: [String: String] = [:]
    var reader: ChangeFeedTests.Reader
    var shown: [String: Set<String>] = [:]

    init(_ scene: Scene) throws {
      self.scene = scene
      reader = try ChangeFeedTests.Reader(scene)
      for view in ViewFeedTests.views.keys {
        roles[view] =
          switch view {
          case "centre_training": "centre"
          case "factory_card", "card_order": "factory"
          case "card_to_destroy", "dispatch_order", "expected_card": "mailroom"
          case "pending_payment": "payment"
          default: "portal"
          }
      }
      try reader.catchUp()
      shown = try look()
    }

    /// What each view shows, by object and number.
    func look() throws -> [String: Set<String>] {
      var shown: [String: Set<String>] = [:]
      for (view, place) in ViewFeedTests.views {
        for row in try scene.rows(roles[view]!, "select \(place.column), row_to_json(v)::text from hub.\(view) as v") {
          let columns = row.split(separator: "|", maxSplits: 1).map { String($0) }
          shown["\(place.object) \(columns[0])", default: []].insert("\(view) \(columns[1])")
        }
      }
      return shown
    }

    /// After an act: whatever is shown otherwise than before was told, and the last thing told of an object is its state.
    func check(_ act: String) throws {
      let before = reader.seen.count
      try reader.catchUp()
      let told = Set(reader.seen[before...].map { $0.split(separator: " ").prefix(2).joined(separator: " ") })
      let now = try look()
      let changed = Set(now.keys).union(shown.keys).filter { now[$0] != shown[$0] }
      for object in changed.subtracting(told).sorted() {
        let difference = (now[object] ?? []).symmetricDifference(shown[object] ?? [])
        Issue.record("after \(act): \(object) changed without a word: \(difference.sorted())")
      }
      shown = now
    }
  }

  @Test func everyViewIsFollowedOrSaysWhyNot() throws {
    let scene = try Scene()
    let names = try scene.database.value("select string_agg(viewname, ' ') from pg_views where schemaname = 'hub'")
    #expect(Set(names?.split(separator: " ").map { String($0) } ?? []) == Self.apart.union(Self.views.keys))
  }

  @Test func whatSupportTheMailerAndTheDriverChangeIsTold() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    var desk = try scene.desk()
    let watch = try Watch(scene)
    func portal(_ call: String, _ parameters: [Parameter]) throws {
      try scene.call("portal", "select hub.\(call)", [scene.request()] + parameters)
    }

    _ = try desk.contact(driver, "email", "jean@example.org")
    try watch.check("a corrected e-mail")
    #expect(watch.reader.seen.last == "account \(driver) active")
    _ = try MessageTests.send(scene, "bounced")
    try watch.check("a bounce")
    #expect(watch.reader.seen.last == "account \(driver) active")
    let application = try #require(
      try scene.call(
        "portal", "select hub.open_application($1, $2, 'card', training => $3)", [scene.request(), .int(driver), .int(training)]
      )
      .flatMap { Int64($0) })
    try watch.check("a draft")
    try portal("save_draft($1, $2, $3, 'documents')", [.int(driver), .int(application)])
    try watch.check("a saved step")
    for (type, side) in Scene.documents {
      try scene.put(driver, application, type, side)
      try watch.check("a document")
    }
    try scene.put(driver, application, "photo", nil, bytes: Array("better".utf8))
    try watch.check("a document given again")
    try scene.submit(driver, application)
    try watch.check("a submission")
    try portal("change_delivery_address($1, $2, $3, E'JEAN DUPONT\\n9 QUAI NEUF\\n69002 LYON')", [.int(driver), .int(application)])
    try watch.check("another delivery address")
    try scene.return(scene.openCase(of: driver), [("civil_status", "spelling"), ("photo", "blurred")])
    try watch.check("a return in its grace")
    try scene.passGrace()
    try watch.check("a return in effect")
    try scene.put(driver, application, "photo", nil, bytes: Array("third".utf8))
    try watch.check("a document for an answer")
    try portal("answer_request($1, $2, $3, last_name => 'DURANT')", [.int(driver), .int(application)])
    try watch.check("a corrected name")
    #expect(watch.reader.seen.suffix(6).contains("account \(driver) active"))
    try scene.call(
      "centre",
      "select hub.record_training($1, 'continuing', 'goods', '1', 'X', 'Y', '1980-01-01', '2026-01-02', true)", [scene.request()])
    try watch.check("a training of nobody")
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    try watch.check("an approval")
  }

  @Test func whatTheFactoryTheMailroomAndTheBankChangeIsTold() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let watch = try Watch(scene)
    // Lent, forgotten, lent again, accepted.
    let second = try scene.draftCard(driver, scene.recordTraining(kind: "continuing"))
    try scene.submit(driver, second)
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    try watch.check("an order")
    let next = try #require(
      try scene.rows("factory", "select card from hub.take_orders($1, 10)", [scene.request()]).first.flatMap { Int64($0) })
    try watch.check("an order that is taken")
    try scene.advance("2 hours")
    // Its lease has ended by the clock alone: that it is offered again is nobody's act.
    watch.shown = try watch.look()
    _ = try scene.rows("factory", "select card from hub.take_orders($1, 10)", [scene.request()])
    try watch.check("an order that is taken again")
    try scene.call("factory", "select hub.accept_orders($1, array[$2::bigint])", [scene.request(), .int(next)])
    try watch.check("an order that is accepted")
    try scene.call(
      "factory", "select hub.report_production($1, $2, 'CQC7777', today() + 1500)", [scene.request(), .int(next)])
    try watch.check("a production")
    try scene.call("factory", "select hub.report_dispatch($1, $2, 'LP777700')", [scene.request(), .int(next)])
    try watch.check("a dispatch")
    let returned = try scene.comeBack("LP777700")
    try watch.check("a card that came back")
    let other = "JEAN DUPONT\n9 QUAI NEUF\n69002 LYON"
    try scene.answer(driver, returned.id, other)
    try watch.check("another address")
    let fee = try scene.answer(driver, returned.id, "JEAN DUPONT\n11 QUAI NEUF\n69002 LYON")
    try watch.check("yet another address")
    try scene.pay(try #require(fee), "failed")
    try watch.check("a failed payment")
    let again = try #require(
      try scene.call("portal", "select hub.retry_payment($1, $2, $3)", [scene.request(), .int(driver), .int(second)]).flatMap { Int64($0) })
    try watch.check("a payment asked for again")
    try scene.pay(again)
    try watch.check("a payment")
    try scene.reship(returned.case)
    try watch.check("a reshipment in its grace")
    try scene.passGrace()
    try watch.check("a reshipment in effect")
    try scene.sendAgain()
    try watch.check("a card that is sent again")
    try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(driver), .int(next)])
    try watch.check("an activation")
    #expect(try scene.cardState(card) == "void")
    let serial = try #require(try scene.call("portal", "select serial from hub.card where card = $1", [.int(card)]))
    try scene.scan(serial)
    try watch.check("a void card that is found")
    try scene.call("mailroom", "select hub.destroy_card($1, $2)", [scene.request(), .text(serial)])
    try watch.check("a card that is destroyed")
    let claim = try scene.declareClaim(driver, next, #"{"last_name": "DURAND"}"#)
    try watch.check("a claim")
    try scene.scan(claim.coupon)
    try watch.check("a reception")
    try scene.call("mailroom", "select hub.undo_reception($1, $2)", [scene.request(), .text(claim.coupon)])
    try watch.check("a reception undone")
    try scene.scan(claim.coupon)
    try scene.attribute(claim.case, .driver, [("last_name", "data_entry_error", "")], comment: "vu")
    try watch.check("an attribution in its grace")
    try scene.passGrace()
    try watch.check("an attribution in effect")
    let payment = try #require(
      try scene.call(
        "portal", "select hub.answer_attribution($1, $2, $3, last_name => 'DURAND')", [scene.request(), .int(driver), .int(claim.claim)]
      )
      .flatMap { Int64($0) })
    try watch.check("a correction")
    try scene.pay(payment)
    try watch.check("a correction that is paid")
    let review = try scene.openCase(of: driver)
    try scene.call("supervisor", "select action from desk.close_case('closing-1', $1, null, null, 'withdrawal')", [Parameter(review)])
    try watch.check("a closing in its grace")
    try scene.passGrace()
    try watch.check("a closing in effect")
    #expect(watch.reader.seen.contains { $0.hasPrefix("invoice") })
  }

  @Test func whatIsToldTwiceIsToldOnceToWhoReadsLater() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    var reader = try ChangeFeedTests.Reader(scene)
    try reader.catchUp()
    var desk = try scene.desk()
    for number in 1...3 { _ = try desk.contact(driver, "email", "jean\(number)@example.org") }
    reader.seen = []
    try reader.catchUp()
    #expect(reader.seen == ["account \(driver) active"])
    // The driver's own page lists what he went through, not what was corrected.
    #expect(
      try scene.rows("portal", "select state from hub.account_status where driver = $1 order by at", [.int(driver)]) == [
        "submitted", "active",
      ])
  }
}
