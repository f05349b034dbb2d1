import Casework
import Desk
import Postgres
import Testing

/// Flow 1 of the domain, each role through its own login.
@Suite struct AccountFlowTests {
  @Test func approvalIsShownWhenItsGraceHasPassed() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    #expect(try scene.accountState(driver) == "submitted")
    let id = try scene.openCase(of: driver)
    let decision = try scene.approve(id)
    #expect(decision.action == .approve && decision.standing == .standing && !decision.replayed)
    #expect(decision.effectiveAt == decision.decidedAt + 120)
    // Before its grace: nothing of it.
    #expect(try scene.accountState(driver) == "submitted")
    #expect(try scene.rows("portal", "select state from hub.account_status where driver = $1 order by at", [.int(driver)]) == ["submitted"])
    #expect(try scene.takeMessages() == [])
    try scene.passGrace()
    #expect(try scene.accountState(driver) == "active")
    #expect(
      try scene.rows("portal", "select state from hub.account_status where driver = $1 order by at", [.int(driver)]) == [
        "submitted", "active",
      ])
    #expect(try scene.takeMessages() == ["account_approved by email"])
  }

  @Test func returnTellsEachItemAndTheAnswerComesBackToTheSameAgent() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    let id = try scene.openCase(of: driver)
    try scene.return(id, [("licence_number", "title_number_used"), ("last_name", "spelling")])
    let request = "select item || ' ' || reason from hub.information_request where driver = $1 order by item"
    #expect(try scene.rows("portal", request, [.int(driver)]) == [])
    #expect(refusal { try scene.resubmitAccount(driver, Scene.Form()) } == "PU006")
    try scene.passGrace()
    #expect(try scene.accountState(driver) == "to_correct")
    #expect(try scene.rows("portal", request, [.int(driver)]) == ["last_name spelling", "licence_number title_number_used"])
    #expect(try scene.takeMessages() == ["account_to_correct by email"])
    var corrected = Scene.Form()
    corrected.licence = "060113200002"
    try scene.resubmitAccount(driver, corrected)
    #expect(try scene.accountState(driver) == "submitted")
    #expect(try scene.rows("portal", request, [.int(driver)]) == [])
    // Reserved for the agent who returned it; another one does not get it, until a quarter of the delay has passed.
    var other = try scene.desk("agent2")
    #expect(try other.claimNext(["accounts"]) == nil)
    #expect(refusal { _ = try other.claim(id) } == "PU016")
    var desk = try scene.desk()
    #expect(try desk.claimNext(["accounts"])?.number == id)
    let file = try desk.caseFile(id)
    #expect(file.case.round == 2)
    #expect(file.previousAccount?.licenceNumber == "060113200001")
    #expect(file.previousRequests.first?.items.count == 2)
    try desk.release(id)
    try scene.advance("6 hours 1 second")
    #expect(try other.claimNext(["accounts"])?.number == id)
  }

  @Test func aFlaggedOrBouncedEmailGoesBySMSAndWithNeitherTheDriverCannotBeReached() throws {
    let scene = try Scene()
    let first = try scene.submitAccount()
    #expect(try scene.return(scene.openCase(of: first), [("email", "invalid_format")]).reachedBy == "sms")
    var form = Scene.Form()
    form.licence = "060113200009"
    let second = try scene.submitAccount(form)
    let id = try scene.openCase(of: second)
    let decision = try scene.return(id, [("email", "spelling"), ("phone", "invalid_format")])
    #expect(decision.reachedBy == nil)
    var desk = try scene.desk()
    #expect(try desk.why(id).isUnreachable)
    try scene.passGrace()
    #expect(try scene.takeMessages() == ["account_to_correct by sms"])

    form.licence = "060113200010"
    let third = try scene.activeDriver(form)
    let message = try #require(try scene.call("mailer", "select notification from hub.take_notifications(10)"))
    try scene.call("mailer", "select hub.report_notification($1, $2, 1, 'bounced', 'no such mailbox')", [scene.request(), .text(message)])
    #expect(try scene.takeMessages() == ["account_approved by sms"])
    #expect(try scene.call("portal", "select email_bounced from hub.account where driver = $1", [.int(third)]) == "t")
  }

  @Test func undoIsSilentAndRestoresTheFlags() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    let id = try scene.openCase(of: driver)
    try scene.return(id, [("phone", "invalid_format")])
    var desk = try scene.desk()
    #expect(try desk.queues()[0].decided == 1)
    let undone = try desk.undo()
    #expect(try desk.queues()[0].decided == 0)
    #expect(undone.kind == "return" && undone.decision?.action == .undo && undone.caseID == id)
    let file = try desk.caseFile(id)
    #expect(file.case.isHeldByMe && file.flags.map(\.item.rawValue) == ["phone"])
    // What she did before that is the flag.
    #expect(refusal { _ = try desk.undo() } == "PU038")
    try scene.passGrace()
    #expect(try scene.accountState(driver) == "submitted")
    #expect(try scene.takeMessages() == [])
    try desk.unflag(id, version: file.case.version, item: "phone")
    let decision = try desk.approve(id, version: file.case.version)
    try scene.passGrace()
    #expect(refusal { _ = try desk.undo() } == "PU032")
    #expect(try scene.accountState(driver) == "active")
    #expect(decision.standing == .standing)
  }

  @Test func aDecisionSentTwiceIsRecordedOnceAndAnswersItsStanding() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: scene.submitAccount())
    var desk = try scene.desk()
    _ = try desk.claim(id)
    let first = try desk.approve(id, version: 1, key: "same-key-1")
    let second = try desk.approve(id, version: 1, key: "same-key-1")
    #expect(second.replayed && second.id == first.id && second.standing == .standing)
    #expect(refusal { _ = try desk.returnCase(id, version: 1, key: "same-key-1") } == "PU030")
    _ = try desk.undo()
    #expect(try desk.approve(id, version: 1, key: "same-key-1").standing == .undone)
    #expect(refusal { _ = try desk.approve(id, version: 1) } == "PU012")
  }

  @Test func aRequestSentTwiceIsDoneOnce() throws {
    let scene = try Scene()
    let request = scene.request()
    let driver = try scene.submitAccount(request: request)
    #expect(try scene.submitAccount(request: request) == driver)
    var other = Scene.Form()
    other.lastName = "DURAND"
    #expect(refusal { _ = try scene.submitAccount(other, request: request) } == "PU030")
    #expect(try scene.rows("portal", "select driver from hub.account").count == 1)
  }

  @Test func overturnedReturnComesBackAndOverturnedApprovalSuspends() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    let id = try scene.openCase(of: driver)
    try scene.return(id, [("phone", "invalid_format")])
    var supervisor = try scene.desk("supervisor")
    #expect(refusal { _ = try supervisor.overturn(id, reason: "erreur") } == "PU017")
    try scene.passGrace()
    #expect(
      refusal {
        var desk = try scene.desk(); _ = try desk.overturn(id, reason: "erreur")
      } == "42501")
    _ = try supervisor.overturn(id, reason: "le numéro était bon")
    try scene.passGrace()
    #expect(try scene.accountState(driver) == "submitted")
    #expect(try scene.rows("portal", "select item from hub.information_request where driver = $1", [.int(driver)]) == [])
    try scene.approve(id)
    try scene.passGrace()
    _ = try supervisor.overturn(id, reason: "faux permis")
    try scene.passGrace()
    #expect(try scene.accountState(driver) == "suspended")
    // Told before he answers: afterwards it would be true no more.
    #expect(try scene.takeMessages().contains("account_suspended by email"))
    try scene.resubmitAccount(driver, Scene.Form())
    #expect(try supervisor.why(id).round == 2)
    #expect(refusal { _ = try supervisor.overturn(id, reason: "encore") } != nil)
  }

  @Test func aReturnThatTheDriverAnsweredIsNotOverturned() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    let id = try scene.openCase(of: driver)
    try scene.return(id, [("phone", "invalid_format")])
    try scene.passGrace()
    var form = Scene.Form()
    form.phone = "0639980009"
    try scene.resubmitAccount(driver, form)
    var supervisor = try scene.desk("supervisor")
    #expect(refusal { _ = try supervisor.overturn(id, reason: "trop tard") } == "PU033")
  }

  @Test func closingIsASupervisorsAndCanBeUndone() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    let id = try scene.openCase(of: driver)
    var desk = try scene.desk()
    #expect(refusal { _ = try desk.close(id, reason: "forgery") } == "42501")
    var supervisor = try scene.desk("supervisor")
    #expect(refusal { _ = try supervisor.close(id, reason: "weather") } == "PU021")
    #expect(refusal { _ = try supervisor.close(id, version: 9, reason: "duplicate") } == "PU012")
    _ = try supervisor.close(id, version: 1, reason: "duplicate")
    _ = try supervisor.undo()
    #expect(try supervisor.why(id).state == .open)
    _ = try supervisor.close(id, reason: "forgery", comment: "permis retouché")
    #expect(try scene.accountState(driver) == "submitted")
    try scene.passGrace()
    #expect(try scene.accountState(driver) == "closed")
    #expect(refusal { _ = try supervisor.overturn(id, reason: "doute") } == "PU031")
    #expect(try scene.takeMessages() == ["case_closed by email"])
    #expect(refusal { _ = try desk.claim(id) } == "PU013")
  }

  @Test func aSilentDriverIsRemindedOnceAfterFifteenDays() throws {
    let scene = try Scene()
    try scene.return(scene.openCase(of: scene.submitAccount()), [("phone", "invalid_format")])
    try scene.passGrace()
    #expect(try scene.takeMessages() == ["account_to_correct by email"])
    try scene.advance("14 days 23 hours")
    // Not reported as sent, so it is offered again.
    #expect(try scene.takeMessages() == ["account_to_correct by email"])
    try scene.advance("1 hour")
    #expect(try scene.takeMessages().filter { $0.hasPrefix("reminder") } == ["reminder by email"])
    try scene.advance("16 days")
    #expect(try scene.rows("portal", "select template from hub.notification where template = 'reminder'").count == 1)
  }
}
