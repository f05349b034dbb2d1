import Casework
import Desk
import Foundation
import Postgres
import Queries
import TestSupport
import Testing

/// Every code with which the database refuses is provoked by some test of a real database, and asserted.
@Suite struct RefusalCodeTests {
  @Test func eachCodeIsProvoked() throws {
    let code = #/PU[0-9]{3}/#
    let raised = Set(Query.all.flatMap { $0.text.matches(of: code).map { String($0.output) } })
    #expect(raised.count > 70)
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    var asserted: Set<String> = []
    for folder in ["DeskTests", "SchemaTests"] {
      let files = try #require(FileManager.default.enumerator(at: tests.appending(path: folder), includingPropertiesForKeys: nil))
      for case let file as URL in files where file.pathExtension == "swift" {
        let text = try String(contentsOf: file, encoding: .utf8)
        asserted.formUnion(text.matches(of: #/"(PU[0-9]{3})"/#).map { String($0.1) })
      }
    }
    #expect(raised.subtracting(asserted).sorted() == [])
  }

  @Test func whatWaitsForADriverIsNotClaimed() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: scene.submitAccount())
    try scene.return(id, [("phone", "missing")])
    var desk = try scene.desk("agent2")
    let told = try #require(try refused { _ = try desk.claim(id) })
    #expect(try told.sqlState == "PU018" && told.text("agent") == scene.login("agent"))
  }

  @Test func nobodyIsRemindedOfWhatHeHasNotBeenTold() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: scene.submitAccount())
    try scene.return(id, [("phone", "missing")])
    for (role, mine) in [("agent", ":mine"), ("agent2", "")] {
      var desk = try scene.desk(role)
      let told = try #require(try refused { _ = try desk.remind(id) })
      #expect(try told.name == "PU017" + mine && told.text("agent") == scene.login("agent"))
    }
    try scene.passGrace()
    var desk = try scene.desk()
    #expect(try desk.remind(id) == "email")
  }

  @Test func whatIsNotAskedForIsNotPaidAgain() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let application = try #require(try scene.call("portal", "select application from hub.application"))
    let retry = "select hub.retry_payment(gen_random_uuid(), \(driver), "
    #expect(try scene.tried("portal", "\(retry)\(application))") == "PU050")
    try scene.pay(scene.declareLoss(driver, card))
    let loss = try #require(try scene.call("portal", "select max(application) from hub.application"))
    #expect(try scene.tried("portal", "\(retry)\(loss))") == "PU050")
  }

  @Test func noTwoCardsHaveOneSerial() throws {
    let scene = try Scene()
    let (_, first) = try scene.driverWithCard()
    let (driver, second) = try scene.driverWithCard(Scene.form(1))
    try scene.pay(scene.declareLoss(driver, second))
    let card = try #require(try scene.rows("factory", "select card from hub.take_orders($1, 100)", [scene.request()]).first)
    let produce = "select hub.report_production(gen_random_uuid(), \(card), "
    #expect(try scene.tried("factory", "\(produce)'CQC\(first)', today() + 900)") == "PU055")
    #expect(try scene.tried("factory", "\(produce)'CQC9999', today() + 900)") == "produced")
  }

  @Test func whoCannotBeReachedIsSentNothing() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    try scene.pay(scene.declareLoss(driver, card))
    let number = try #require(try scene.call("portal", "select number from hub.invoice"))
    let waiting = try scene.submitAccount(Scene.form(1))
    let id = try scene.openCase(of: waiting)
    try scene.return(id, [("birth_place", "missing")])
    try scene.passGrace()
    let calls = [
      "select channel from desk.resend_password(gen_random_uuid(), \(driver))",
      "select channel from desk.resend_invoice(gen_random_uuid(), '\(number)')",
      "select desk.remind(gen_random_uuid(), \(id.id))",
    ]
    for call in calls { #expect(try scene.tried("agent", call) == "email", "\(call)") }
    try scene.database.administer("update core.account set email_bounced = true, phone = '06'")
    for call in calls { #expect(try scene.tried("agent", call) == "PU057", "\(call)") }
  }

  @Test func aCardThatIsNotHereIsNotSentAgain() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard(isActive: false)
    let (returned, id) = try scene.comeBack(scene.barcode(of: card))
    _ = try scene.answer(driver, returned)
    var desk = try scene.desk()
    _ = try desk.claim(id)
    let version = try desk.caseFile(id).case.version
    try scene.database.administer("update core.card set state = 'void' where id = \(card)")
    #expect(refusal { _ = try desk.reship(id, version: version) } == "PU066")
  }
}
