import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// What parties of each kind have, side by side, with names for their numbers.
final class WhoseParties {
  nonisolated(unsafe) static let shared = Result { try WhoseParties() }

  private let scene: Scene
  private var numbers: [String: String] = [:]
  private var count = 0
  /// When all was set up: what is in its grace then is in its grace for each question, however slow the machine.
  private var settled = ""

  private func form() -> Scene.Form {
    count += 1
    var form = Scene.Form()
    (form.lastName, form.licence) = ("MARTIN" + String(UnicodeScalar(UInt8(64 + count))), "0802752000\(10 + count)")
    (form.email, form.phone) = ("martin\(count)@example.fr", "06399801\(10 + count)")
    return form
  }

  private func set(_ names: (String, any CustomStringConvertible)...) {
    for (name, number) in names { numbers[name] = (number as? CaseNumber).map { "\($0.id)" } ?? "\(number)" }
  }

  private init() throws {
    scene = try Scene()
    for role in ["centre2", "factory2", "mailer2", "mailroom2"] { _ = try scene.login(role) }
    var named = form()
    let drafter = try { ($0, try scene.activeDriver(named)) }(try scene.recordTraining(named))
    set(("training", drafter.0), ("drafter", drafter.1), ("draft", try scene.draftCard(drafter.1, drafter.0)))
    named = form()
    let asked = try { ($0, try scene.activeDriver(named)) }(try scene.recordTraining(named))
    let application = try scene.draftCard(asked.1, asked.0)
    try scene.submit(asked.1, application)
    try scene.return(scene.openCase(of: asked.1), [("delivery_address", "incomplete_address")])
    set(("asked", asked.1), ("returned", application))
    let loser = try scene.driverWithCard(form())
    try scene.pay(scene.declareLoss(loser.driver, loser.card), "failed")
    set(("loser", loser.driver), ("loss", try last("core.application", of: loser.driver)))
    named = form()
    let waiter = try scene.driverWithCard(named, isActive: false)
    set(("waiter", waiter.driver), ("sent", waiter.card), ("settled", try scene.caseOf(waiter.driver)))
    let claimant = try scene.driverWithCard(form())
    set(("claimant", claimant.driver), ("claim", try scene.declareClaim(claimant.driver, claimant.card, #"{"photo": ""}"#).claim))
    let faulty = try scene.driverWithCard(form())
    let attributed = try scene.declareClaim(faulty.driver, faulty.card, #"{"photo": ""}"#)
    try scene.scan(attributed.coupon)
    var desk = try scene.desk()
    _ = try desk.claim(attributed.case)
    let version = try desk.caseFile(attributed.case).case.version
    try desk.finding(attributed.case, version: version, element: "photo", cause: "no_defect_found", comment: "rien")
    _ = try desk.attribute(attributed.case, version: version, outcome: .driver, comment: "rien", suggestion: nil)
    set(("faulty", faulty.driver), ("attributed", attributed.claim))
    let payer = try scene.driverWithCard(form())
    try scene.pay(scene.declareLoss(payer.driver, payer.card))
    try scene.passGrace()
    _ = try scene.produceAll()
    let absent = try scene.driverWithCard(form(), isActive: false)
    set(("absent", absent.driver), ("came_back", try scene.comeBack(scene.barcode(of: absent.card)).id))
    // Scanned in the mailroom, received and registered at a desk.
    let scanned = try scene.driverWithCard(form())
    let coupon = try scene.declareClaim(scanned.driver, scanned.card, #"{"photo": ""}"#).coupon
    let received = try scene.driverWithCard(form())
    let registered = try scene.driverWithCard(form(), isActive: false)
    let unpaid = try scene.driverWithCard(form())
    _ = try scene.declareLoss(unpaid.driver, unpaid.card)
    set(("stranger", try scene.activeDriver(form())))
    named = form()
    set(("untaken", try scene.recordTraining(named)))
    named = form()
    set(("spare", try scene.recordTraining(named)))
    _ = try scene.activeDriver(named)
    try takeOrder(named: form())
    // What an agent has done a moment ago, and has in hand.
    let mine = try scene.declareClaim(received.driver, received.card, #"{"photo": ""}"#)
    set(("received", mine.coupon))
    _ = try desk.receive(mine.coupon)
    try scene.scan(coupon)
    set(("scanned", coupon))
    let barcode = try scene.barcode(of: registered.card)
    _ = try desk.registerReturn(barcode, reason: "unclaimed")
    set(("registered", barcode))
    try message()
    let decided = try scene.openCase(of: scene.submitAccount(form()))
    try scene.approve(decided)
    let held = try scene.openCase(of: scene.submitAccount(form()))
    set(
      ("decided", decided), ("held", held), ("token", UUIDText.random()), ("noted", UUIDText.random()),
      ("agent2", try scene.login("agent2")))
    for sql in [
      "select desk.claim({held}, '{token}')", "select desk.flag(gen_random_uuid(), {held}, '{token}', 1, 'email', 'spelling')",
      "select desk.note('{noted}', {held}, null, 'vu')",
    ] { try scene.call("agent", fill(sql, Party("agent"))) }
    let document = try #require(try scene.database.value("select max(id) from core.document"))
    for (what, arguments) in [
      ("case", "array[{held}]"), ("why", "array[{held}]"), ("check", "array[{held}]"), ("driver", "array[{loser}]"),
      ("document", "array[\(document)]"), ("search", "null, 'martin'"), ("list", "null, null, '{\"scope\": \"open\"}'"),
    ] {
      let sql = try fill("select desk.open_reading('\(what)', \(arguments))", Party("agent"))
      numbers["reading_\(what)"] = try scene.call("agent", sql)
    }
    set(("unclaimed", try scene.openCase(of: scene.submitAccount(form()))))
    settled = try #require(try scene.database.value("select core.now()"))
  }

  private typealias Party = WhoseTests.Party

  private func last(_ table: String, of driver: Int64) throws -> String {
    try #require(try scene.database.value("select max(id) from \(table) where driver_id = \(driver)"))
  }

  private func takeOrder(named form: Scene.Form) throws {
    let training = try scene.recordTraining(form)
    let driver = try scene.activeDriver(form)
    try scene.submit(driver, scene.draftCard(driver, training))
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    numbers["taking"] = UUIDText.random()
    let taken = try scene.rows("factory", fill("select card from hub.take_orders('{taking}', 100)", Party("factory")))
    numbers["taken"] = taken.first
  }

  private func message() throws {
    numbers["mailing"] = UUIDText.random()
    let taken = try scene.rows("mailer", fill("select notification from hub.take_notifications(1000, '{mailing}')", Party("mailer")))
    numbers["message"] = taken.last
  }

  private func fill(_ sql: String, _ party: Party) throws -> String {
    var filled = sql.replacing("{driver}", with: try #require(numbers[party.driver] ?? numbers["held"], "\(party.driver)"))
    for (name, number) in numbers { filled = filled.replacing("{\(name)}", with: number) }
    #expect(filled.firstMatch(of: #/\{[a-z_0-9]+\}/#) == nil, "\(filled)")
    return filled
  }

  /// What a party is answered: how many rows, or what refuses it. Whatever it did is taken back.
  private func answer(_ party: Party, _ sql: String) throws -> (rows: Int, refusal: String?) {
    var connection = try scene.connect(party.role)
    let statement = try fill(sql, party)
    var rows = 0
    _ = try connection.query("begin")
    let code = refusal { rows = try connection.query(statement).count }
    _ = try connection.query("rollback")
    return (rows, code)
  }

  func check(_ name: String, _ whose: WhoseTests.Whose) throws {
    try scene.database.administer("select core.advance_clock('\(settled)' - core.now())")
    switch whose {
    case .everybodys(let reason): #expect(!reason.isEmpty)
    case .drivers(let strangers):
      #expect(try scene.database.value("select count(*) from (\(strangers)) as s") == "0", "\(name): rows of others")
      #expect(try scene.database.value("select count(distinct driver) > 0 from \(name)") == "t", "\(name): no row to judge by")
    case .refused(let code, let owner, let other, let sql, let toOwner):
      let (_, told) = try answer(other, sql)
      #expect(told == code, "\(name): to the other party")
      let (_, owned) = try answer(owner, sql)
      #expect(owned == toOwner, "\(name): to its owner")
    case .hidden(let owner, let other, let sql):
      let hidden = try answer(other, sql)
      #expect(hidden.rows == 0 && hidden.refusal == nil, "\(name): to the other party")
      let shown = try answer(owner, sql)
      #expect(shown.rows > 0 && shown.refusal == nil, "\(name): to its owner")
    }
  }
}
