import Casework
import Desk
import Foundation
import Postgres
import TestSupport
import Testing

/// What crosses a decision: the driver, the factory, the bank or a second sending, at the same moment.
@Suite struct ReviewTests {
  private func draft(_ scene: Scene) throws -> (driver: Int64, training: Int64, application: Int64) {
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    return (driver, training, try scene.draftCard(driver, training))
  }

  @Test func anUndoThatWaitedPastItsGraceIsRefusedOnceTheFactoryHasTheOrder() throws {
    let scene = try Scene()
    let (driver, _, application) = try draft(scene)
    try scene.submit(driver, application)
    let id = try scene.openCase(of: driver)
    try scene.approve(id)
    // The undo begins within the grace and waits for the case; meanwhile the grace ends and the factory takes the order.
    try scene.advance("118 seconds")
    var blocker = try scene.database.connect()
    _ = try blocker.query("begin")
    _ = try blocker.query("select from core.desk_case where id = \(id) for update")
    let conninfo = try scene.database.conninfo(user: scene.login("agent"))
    let late = Worker {
      refusal {
        var desk = try Desk(conninfo); _ = try desk.undo(id)
      }
    }
    Thread.sleep(forTimeInterval: 3)
    let cards = try scene.rows("factory", "select card from hub.take_orders($1, 100)", [scene.request()])
    #expect(cards.count == 1)
    _ = try blocker.query("rollback")
    #expect(try late.join() == "PU032")
    #expect(try scene.applicationState(application) == "in_production")
    #expect(try scene.database.value("select count(*) from core.card") == "1")
  }

  @Test func undoPutsBackEscalationAndReservation() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: scene.submitAccount())
    var desk = try scene.desk()
    _ = try desk.escalate(id, reason: "doute")
    try scene.approve(id, as: "supervisor")
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.undo(id)
    let standing = try supervisor.why(id)
    #expect(standing.escalated && standing.escalationReason == "doute")
    try supervisor.assign(id, to: scene.login("agent2"))
    try scene.approve(id, as: "agent2")
    var second = try scene.desk("agent2")
    _ = try second.undo(id)
    try second.release(id)
    #expect(refusal { _ = try desk.claim(id) } == "PU016")
  }

  @Test func aClosingIsNotSeenBeforeItTakesEffect() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    let id = try scene.openCase(of: driver)
    try scene.return(id, [("phone", "invalid_format")])
    try scene.passGrace()
    let close = "select action from desk.close_case($1, $2, null, 'duplicate')"
    try scene.call("supervisor", close, [.text("closing-1"), .int(id)])
    let shown = { try scene.rows("portal", "select item from hub.information_request where driver = $1", [.int(driver)]) }
    #expect(try shown() == ["phone"])
    #expect(refusal { try scene.resubmitAccount(driver, Scene.Form()) } == "55006")
    try scene.call("supervisor", "select action from desk.undo('undo-key-1', null, $1)", [.int(id)])
    #expect(try shown() == ["phone"])
    try scene.resubmitAccount(driver, Scene.Form())
    #expect(try shown().isEmpty)
  }

  @Test func aRefusalDoesNotTellADecisionInItsGrace() throws {
    let scene = try Scene()
    let (driver, _, application) = try draft(scene)
    try scene.submit(driver, application)
    try scene.approve(scene.openCase(of: driver))
    for call in [
      "hub.cancel_application($1, $2, $3)", "hub.submit_application($1, $2, $3)", "hub.save_draft($1, $2, $3, 'x')",
      "hub.retry_payment($1, $2, $3)",
    ] {
      do {
        try scene.call("portal", "select \(call)", [scene.request(), .int(driver), .int(application)])
        Issue.record("\(call) was accepted")
      } catch let error as PostgresError {
        #expect(!"\(error)".contains("approved"), "\(call): \(error)")
      }
    }
  }

  @Test func aCardThatIsReplacedInTheMeantimeEndsItsUnpaidReplacement() throws {
    let scene = try Scene()
    let (driver, first) = try scene.driverWithCard()
    let application = try scene.draftCard(driver, scene.recordTraining(kind: "continuing"))
    try scene.submit(driver, application)
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    let second = try #require(try scene.produceAll().first)
    let payment = try scene.declareLoss(driver, first)
    try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(driver), .int(second)])
    #expect(try scene.cardState(first) == "void")
    #expect(try scene.rows("portal", "select state from hub.application where replaced_card = $1", [.int(first)]) == ["cancelled"])
    #expect(try scene.rows("portal", "select state from hub.payment where payment = $1", [.int(payment)]) == ["expired"])
    #expect(refusal { try scene.pay(payment) } == "PU006")
  }

  @Test func aDecisionNeedsTheVersionThatWasRead() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: scene.submitAccount())
    let token = scene.request()
    try scene.call("agent", "select desk.claim($1, $2)", [.int(id), token])
    #expect(
      refusal { try scene.call("agent", "select * from desk.approve('key-null-version', $1, $2, null)", [.int(id), token]) } == "PU062")
  }
}
