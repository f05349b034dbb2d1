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
    _ = try blocker.query("select from core.desk_case where id = \(id.id) for update")
    let conninfo = try scene.database.conninfo(user: scene.login("agent"))
    let late = Worker {
      refusal {
        var desk = try Desk(conninfo); _ = try desk.undo(id)
      }
    }
    try scene.waitUntilBlocked("agent")
    try scene.wait(for: "select core.now() > max(effective_at) + interval '1 second' from core.decision")
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
    #expect(standing.isEscalated && standing.escalationReason == "doute")
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
    var form = Scene.Form()
    form.phone = "0639980009"
    let id = try scene.openCase(of: driver)
    try scene.return(id, [("phone", "invalid_format")])
    try scene.passGrace()
    let close = "select action from desk.close_case($1, $2, null, null, 'duplicate')"
    try scene.call("supervisor", close, [.text("closing-1"), Parameter(id)])
    let shown = { try scene.rows("portal", "select item from hub.information_request where driver = $1", [.int(driver)]) }
    #expect(try shown() == ["phone"])
    #expect(refusal { try scene.resubmitAccount(driver, form) } == "55006")
    try scene.call("supervisor", "select action from desk.undo('undo-key-1', null, $1)", [Parameter(id)])
    #expect(try shown() == ["phone"])
    try scene.resubmitAccount(driver, form)
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
    let payment = try scene.declareLoss(driver, first)
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    let second = try #require(try scene.produceAll().first)
    try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(driver), .int(second)])
    #expect(try scene.cardState(first) == "void")
    #expect(try scene.rows("portal", "select state from hub.application where replaced_card = $1", [.int(first)]) == ["cancelled"])
    #expect(try scene.rows("portal", "select state from hub.payment where payment = $1", [.int(payment)]) == ["expired"])
    // The bank was faster than the withdrawal: he gets it back.
    try scene.pay(payment)
    #expect(try scene.rows("portal", "select state from hub.payment where payment = $1", [.int(payment)]) == ["refunded"])
    #expect(
      try scene.rows("portal", "select kind from hub.invoice where payment = $1 order by invoice", [.int(payment)]) == [
        "invoice", "credit_note",
      ])
  }

  @Test func anAddressThatChangesWhileTheFactoryTakesTheOrderIsPrinted() throws {
    let scene = try Scene()
    let (driver, _, application) = try draft(scene)
    try scene.submit(driver, application)
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    var portal = try scene.connect("portal")
    _ = try portal.query("begin")
    _ = try portal.query(
      "select hub.change_delivery_address($1, $2, $3, E'JEAN DUPONT\\n9 QUAI NEUF\\n69002 LYON')",
      [scene.request(), .int(driver), .int(application)])
    let conninfo = try scene.database.conninfo(user: scene.login("factory"))
    let request = scene.request()
    let taking = Worker {
      var factory = try Connection(conninfo)
      return try factory.query("select delivery_address from hub.take_orders($1, 100)", [request]).first?.optionalValue(0, as: String.self)
    }
    try scene.waitUntilBlocked("factory")
    _ = try portal.query("commit")
    #expect(try taking.join()?.contains("9 QUAI NEUF") == true)
  }

  @Test func aDecisionNeedsTheVersionThatWasRead() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: scene.submitAccount())
    let token = scene.request()
    try scene.call("agent", "select desk.claim($1, $2)", [Parameter(id), token])
    #expect(
      refusal { try scene.call("agent", "select * from desk.approve('key-null-version', $1, $2, null)", [Parameter(id), token]) } == "PU062"
    )
  }

  @Test func aNullArgumentIsNoAccident() throws {
    let scene = try Scene()
    #expect(refusal { try scene.rows("factory", "select * from hub.take_orders($1, null)", [scene.request()]) } == nil)
    #expect(refusal { try scene.call("mailroom", "select hub.destroy_card($1, null)", [scene.request()]) } == "PU004")
    let id = try scene.openCase(of: scene.submitAccount())
    #expect(refusal { try scene.call("supervisor", "select desk.urgent($1, $2, null)", [scene.request(), Parameter(id)]) } == "PU062")
    var form = Scene.Form()
    form.licence = ""
    #expect(refusal { try scene.recordTraining(form) } == "PU062")
  }

  @Test func aDriverWhoseOnlyAddressBouncedIsSupports() throws {
    let scene = try Scene()
    var form = Scene.Form()
    form.phone = ""
    let id = try scene.openCase(of: scene.submitAccount(form))
    try scene.return(id, [("phone", "missing")])
    try scene.passGrace()
    let taken = try #require(try scene.call("mailer", "select notification from hub.take_notifications(10)"))
    try scene.call("mailer", "select hub.report_notification($1, $2, 1, 'bounced')", [scene.request(), .text(taken)])
    #expect(try scene.database.value("select unreachable from core.desk_case where id = \(id.id)") == "t")
  }

  @Test func aTrainingRecordedDuringAnApprovalIsAttached() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    let id = try scene.openCase(of: driver)
    var centre = try scene.connect("centre")
    _ = try centre.query("set datestyle = 'SQL, DMY'")
    _ = try centre.query("begin")
    let form = Scene.Form()
    _ = try centre.query(
      "select hub.record_training($1, 'initial', 'goods', $2, $3, $4, date '1986-01-13', today(), true)",
      [scene.request(), .text(form.licence), .text(form.lastName), .text(form.firstNames)])
    let conninfo = try scene.database.conninfo(user: scene.login("agent"))
    let approving = Worker {
      var desk = try Desk(conninfo)
      _ = try desk.claim(id)
      _ = try desk.approve(id, version: 1)
    }
    try scene.waitUntilBlocked("agent")
    _ = try centre.query("commit")
    try approving.join()
    try scene.passGrace()
    #expect(try scene.rows("portal", "select kind from hub.training_record where driver = $1", [.int(driver)]) == ["initial"])
  }

  @Test func aReminderAvoidsTheAddressThatWasFlagged() throws {
    let scene = try Scene()
    try scene.return(scene.openCase(of: scene.submitAccount()), [("email", "invalid_format")])
    try scene.passGrace()
    _ = try scene.takeMessages()
    try scene.advance("16 days")
    #expect(try scene.takeMessages().contains("reminder by sms"))
  }

  @Test func aPaymentThatIsNotMadeIsRemindedOnce() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    _ = try scene.declareLoss(driver, card)
    _ = try scene.takeMessages()
    try scene.advance("16 days")
    #expect(try scene.takeMessages().filter { $0.hasPrefix("reminder") } == ["reminder by email"])
    try scene.advance("16 days")
    #expect(try scene.rows("portal", "select template from hub.notification where template = 'reminder'").count == 1)
  }

  @Test func theDayIsThatOfParis() throws {
    let scene = try Scene()
    var centre = try scene.connect("centre")
    // Twelve hours behind and fourteen ahead: one of the two has another day than Paris.
    for zone in ["Etc/GMT+12", "Etc/GMT-14"] {
      _ = try centre.query("set timezone = '\(zone)'")
      _ = try centre.query(
        "select hub.record_training($1, 'initial', 'goods', '1', 'A', 'B', '1986-01-13', today(), true)",
        [scene.request()])
      #expect(
        refusal {
          _ = try centre.query(
            "select hub.record_training($1, 'initial', 'goods', '1', 'A', 'B', '1986-01-13', today() + 1, true)",
            [scene.request()])
        } == "PU062")
    }
  }

  @Test func theDriverAndTheAgentLockInTheSameOrder() throws {
    let scene = try Scene()
    let (driver, _, application) = try draft(scene)
    try scene.submit(driver, application)
    let id = try scene.openCase(of: driver)
    // The agent's side holds the case; a change of address must wait for it before it holds the application.
    var agent = try scene.database.connect()
    _ = try agent.query("begin")
    _ = try agent.query("select from core.desk_case where id = \(id.id) for update")
    let conninfo = try scene.database.conninfo(user: scene.login("portal"))
    let request = scene.request()
    let changing = Worker {
      var portal = try Connection(conninfo)
      _ = try portal.query("select hub.change_delivery_address($1, $2, $3, E'A\\n69001 LYON')", [request, .int(driver), .int(application)])
    }
    try scene.waitUntilBlocked("portal")
    _ = try agent.query("select from core.application where id = \(application) for update nowait")
    _ = try agent.query("commit")
    try changing.join()
  }

  @Test func bulkWorkLeavesTheReservedCaseInHand() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: scene.submitAccount())
    var supervisor = try scene.desk("supervisor")
    try supervisor.assign(id, to: scene.login("agent"))
    let (mine, bulk) = (scene.request(), scene.request())
    try scene.call("agent", "select desk.claim($1, $2)", [Parameter(id), mine])
    #expect(try scene.call("agent", "select case_id from desk.claim_next('{accounts}', $1, null, false)", [bulk]) == nil)
    try scene.call("agent", "select desk.renew($1, $2)", [Parameter(id), mine])
  }
}
