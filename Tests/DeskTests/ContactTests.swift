import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// Support corrects how a driver is reached: he is told at what he loses, and nobody gets a password by a telephone call.
@Suite struct ContactTests {
  @Test func whoLosesAnAddressIsToldAtIt() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    _ = try MessageTests.send(scene, "sent")
    var desk = try scene.desk()
    let email = try desk.contact(driver, "email", "jean@example.org")
    #expect(email.isChanged && email.former == "jean.dupont@example.fr" && email.toldBy == "email")
    #expect(try MessageTests.send(scene, "bounced") == ["contact_changed by email to jean.dupont@example.fr"])
    // What bounced there says nothing of the address that he has now.
    #expect(try scene.call("portal", "select email_bounced from hub.account where driver = $1", [.int(driver)]) == "f")
    let phone = try desk.contact(driver, "phone", "+33 6 39 98 00 77")
    #expect(phone.toldBy == "sms")
    #expect(try MessageTests.send(scene, "sent") == ["contact_changed by sms to 0639980001"])
    #expect(
      try scene.rows(
        "portal",
        "select payload ->> 'field', payload::text like '%example.org%' from hub.notification where template = 'contact_changed' order by notification"
      )
        == ["email|f", "phone|f"])
  }

  /// What support corrects is compared as what it is: no round of the driver's.
  @Test func aCorrectionBySupportIsNoRoundOfHis() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    let id = try scene.openCase(of: driver)
    try scene.return(id, [("last_name", "spelling")])
    try scene.passGrace()
    var form = Scene.Form()
    form.lastName = "DUPOND"
    try scene.resubmitAccount(driver, form)
    var desk = try scene.desk()
    _ = try desk.contact(driver, "phone", "06 39 98 00 77")
    _ = try desk.contact(driver, "email", "jean@example.org")
    let file = try desk.caseFile(id)
    #expect(file.previousAccount?.lastName == "DUPONT")
    #expect(file.account.phone == "06 39 98 00 77" && file.account.email == "jean@example.org")
    let changes = Changes(in: file)
    #expect(changes.unchanged == [] && Set(changes.changes.compactMap(\.field)) == [.lastName, .phone, .email])
    let shown = "select round || ' ' || phone from hub.account where driver = $1"
    #expect(try scene.call("portal", shown, [.int(driver)]) == "2 06 39 98 00 77")
  }

  @Test func whatWasAskedForAndCorrectedBySupportIsNotUnchanged() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    let id = try scene.openCase(of: driver)
    try scene.return(id, [("phone", "invalid_format")])
    try scene.passGrace()
    var desk = try scene.desk()
    _ = try desk.contact(driver, "phone", "06 39 98 00 77")
    // What he had sent is no answer, what support put there is one.
    #expect(refusal { try scene.resubmitAccount(driver, Scene.Form()) } == "PU042")
    var form = Scene.Form()
    form.phone = "06 39 98 00 77"
    try scene.resubmitAccount(driver, form)
    let file = try desk.caseFile(id)
    #expect(file.case.round == 2 && file.previousAccount?.phone == Scene.Form().phone)
    #expect(Changes(in: file).unchanged == [])
  }

  /// Nor does it tear the civil status that he corrected in an application from the request that asked for it.
  @Test func anApplicationsCaseComparesWithWhatHeSent() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    let application = try scene.draftCard(driver, scene.recordTraining())
    try scene.submit(driver, application)
    let id = try #require(try scene.database.caseNumber("select id from core.desk_case where application_id = \(application)"))
    try scene.return(id, [("civil_status", "spelling")])
    try scene.passGrace()
    try scene.call(
      "portal", "select hub.answer_request($1, $2, $3, last_name => 'DUPOND')", [scene.request(), .int(driver), .int(application)])
    var desk = try scene.desk()
    _ = try desk.contact(driver, "phone", "06 39 98 00 77")
    let changes = Changes(in: try desk.caseFile(id))
    #expect(changes.unchanged == [] && changes.changes.compactMap(\.field) == [.lastName])
  }

  @Test func anAddressThatBouncedIsNotTold() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    _ = try MessageTests.send(scene, "bounced")
    _ = try MessageTests.send(scene, "sent")
    var desk = try scene.desk()
    #expect(try desk.contact(driver, "email", "jean@example.org").toldBy == nil)
    #expect(try MessageTests.take(scene) == [])
  }

  @Test func theSameValueIsNoChange() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    let round = { try scene.call("portal", "select round from hub.account where driver = $1", [.int(driver)]) }
    let before = try round()
    var desk = try scene.desk()
    for (field, value) in [("email", "Jean.Dupont@example.fr"), ("phone", "+33 (0)6 39 98 00 01"), ("phone", "06 39 98 00 01")] {
      let change = try desk.contact(driver, field, value)
      #expect(!change.isChanged && change.resent == 0 && change.toldBy == nil && change.passwordFrom == nil)
    }
    #expect(try round() == before)
    #expect(try !desk.driverFile(driver).history.contains { $0.kind == "contact" })
    #expect(try MessageTests.take(scene).allSatisfy { !$0.hasPrefix("contact_changed") })
    #expect(try !desk.resendPassword(driver).isHeld)
  }

  @Test func anAddressThatBouncedIsUsedAgainWhereHeSaysThatItWorks() throws {
    let scene = try Scene()
    var form = Scene.Form()
    form.phone = "06"
    let driver = try scene.activeDriver(form)
    _ = try MessageTests.send(scene, "bounced")
    var desk = try scene.desk()
    let change = try desk.contact(driver, "email", form.email)
    #expect(!change.isChanged && change.resent == 1)
    #expect(try MessageTests.take(scene) == ["account_approved by email to jean.dupont@example.fr"])
  }

  @Test func theAddressOfAnotherActiveDriverNeedsInsisting() throws {
    let scene = try Scene()
    _ = try scene.activeDriver()
    var form = Scene.Form()
    (form.lastName, form.licence, form.email, form.phone) = ("MARTIN", "080275200001", "m@example.fr", "0639980002")
    let driver = try scene.activeDriver(form)
    var desk = try scene.desk()
    #expect(refusal { _ = try desk.contact(driver, "email", "JEAN.dupont@example.fr") } == "PU087")
    #expect(refusal { _ = try desk.contact(driver, "phone", "0033639980001") } == "PU087")
    #expect(try scene.call("portal", "select email from hub.account where driver = $1", [.int(driver)]) == "m@example.fr")
    #expect(try desk.contact(driver, "email", "jean.dupont@example.fr", insists: true).isChanged)
    // One whose account is not active stands in nobody's way.
    (form.lastName, form.licence, form.email, form.phone) = ("PETIT", "080275200002", "p@example.fr", "0639980003")
    _ = try scene.submitAccount(form)
    #expect(try desk.contact(driver, "email", "p@example.fr").isChanged)
  }

  @Test func aPasswordMessageWaitsADayAfterAChange() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    _ = try MessageTests.send(scene, "sent")
    var desk = try scene.desk()
    // One that waits already is held back with the others.
    #expect(try !desk.resendPassword(driver).isHeld)
    let change = try desk.contact(driver, "email", "jean@example.org")
    let resent = try desk.resendPassword(driver)
    #expect(resent.isHeld && resent.channel == "email" && resent.goesAt == change.passwordFrom)
    #expect(try MessageTests.send(scene, "sent") == ["contact_changed by email to jean.dupont@example.fr"])
    try scene.advance("23 hours")
    #expect(try MessageTests.take(scene) == [])
    try scene.advance("61 minutes")
    #expect(try MessageTests.send(scene, "sent") == ["password by email to jean@example.org"])
    #expect(try !desk.resendPassword(driver).isHeld)
  }

  @Test func aSupervisorMayLiftThatAndAnAgentMayNot() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    _ = try MessageTests.send(scene, "sent")
    var desk = try scene.desk()
    _ = try desk.contact(driver, "email", "jean@example.org")
    _ = try desk.resendPassword(driver)
    #expect(refusal { _ = try desk.resendPassword(driver, now: true) } == "42501")
    var supervisor = try scene.desk("supervisor")
    #expect(try !supervisor.resendPassword(driver, now: true).isHeld)
    #expect(try MessageTests.take(scene).contains("password by email to jean@example.org"))
    // By how long is a setting.
    _ = try supervisor.setSetting("password_after_contact", to: "0 seconds")
    #expect(try !desk.resendPassword(driver).isHeld)
  }

  @Test func whatASupervisorLetGoIsNotHeldBackAgain() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    _ = try MessageTests.send(scene, "sent")
    var desk = try scene.desk()
    _ = try desk.contact(driver, "email", "jean@example.org")
    #expect(try desk.resendPassword(driver).isHeld)
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.resendPassword(driver, now: true)
    #expect(try !desk.resendPassword(driver).isHeld)
    // Another change holds it back.
    _ = try desk.contact(driver, "email", "jean.dupont@example.org")
    #expect(try desk.resendPassword(driver).isHeld)
    #expect(try MessageTests.take(scene).allSatisfy { !$0.hasPrefix("password") })
  }

  @Test func aMessageThatIsHeldBackStandsInNobodysWay() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    var desk = try scene.desk()
    _ = try desk.contact(driver, "email", "jean@example.org")
    #expect(try desk.resendPassword(driver).isHeld)
    #expect(try MessageTests.send(scene, "sent").contains("account_approved by email to jean@example.org"))
    try scene.advance("25 hours")
    #expect(try MessageTests.take(scene) == ["password by email to jean@example.org"])
  }

  @Test func aSecondApprovalIsHeldBackAsAPasswordIs() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    _ = try MessageTests.send(scene, "sent")
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.overturn(scene.caseOf(driver), reason: "doute")
    try scene.passGrace()
    var desk = try scene.desk()
    _ = try desk.contact(driver, "email", "thief@example.org")
    var form = Scene.Form()
    form.email = "thief@example.org"
    try scene.resubmitAccount(driver, form)
    try scene.approve(scene.openCase(of: driver), as: "supervisor")
    try scene.passGrace()
    #expect(try scene.accountState(driver) == "active")
    #expect(try MessageTests.send(scene, "sent").allSatisfy { !$0.hasPrefix("account_approved") })
    try scene.advance("25 hours")
    #expect(try MessageTests.take(scene) == ["account_approved by email to thief@example.org"])
  }

  @Test func blanksThatNobodySeesChangeNoAddress() throws {
    let scene = try Scene()
    _ = try scene.activeDriver()
    var form = Scene.Form()
    (form.lastName, form.licence, form.email, form.phone) = (
      "MARTIN", "080275200001", "\u{A0}m@example.fr\u{200B}", "06 39 98 00\u{202F}02\u{202C}"
    )
    let driver = try scene.activeDriver(form)
    #expect(
      try scene.rows("portal", "select email, phone from hub.account where driver = $1", [.int(driver)]) == ["m@example.fr|06 39 98 00 02"])
    var desk = try scene.desk()
    for typed in ["\u{A0}jean.dupont@example.fr", "jean.dupont@example.fr\u{2003}", "\u{FEFF}jean.dupont@example.fr"] {
      #expect(refusal { _ = try desk.contact(driver, "email", typed) } == "PU087", "\(typed)")
    }
    for (field, typed) in [
      ("email", "jean\u{A0}dupont@example.org"), ("email", "jean@example"), ("phone", "0612 3456 78 ext poste 999"), ("phone", "06 12 34"),
      ("phone", "\u{A0}"),
    ] { #expect(refusal { _ = try desk.contact(driver, field, typed) } == "PU062", "\(typed)") }
    #expect(try !desk.contact(driver, "phone", "\u{202A}+33\u{A0}6 39 98 00 02\u{202C}").isChanged)
  }

  @Test func aNumberWithWordsIsNoWayToHim() throws {
    let scene = try Scene()
    var form = Scene.Form()
    (form.phone, form.channel) = ("0612345678 poste 999", "sms")
    let driver = try scene.activeDriver(form)
    try scene.submit(driver, scene.draftCard(driver, scene.recordTraining(form)))
    #expect(try scene.takeMessages().contains("application_received by email"))
    #expect(try scene.call("portal", "select phone from hub.account where driver = $1", [.int(driver)]) == form.phone)
  }

  @Test func anApprovalThatNeverReachedHimGoesAtOnce() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    try scene.approve(scene.openCase(of: driver))
    var desk = try scene.desk()
    // Within the grace already: nothing is told of the approval before its time, and then to the new address.
    _ = try desk.contact(driver, "email", "jean@example.org")
    #expect(try MessageTests.take(scene) == ["contact_changed by email to jean.dupont@example.fr"])
    try scene.passGrace()
    #expect(try MessageTests.take(scene) == ["account_approved by email to jean@example.org"])
  }

  @Test func anInvoiceIsQueuedOnce() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    try scene.pay(scene.declareLoss(driver, card))
    _ = try scene.takeMessages()
    let number = try #require(try scene.call("portal", "select number from hub.invoice order by number desc limit 1"))
    var desk = try scene.desk()
    #expect(try !desk.resendInvoice(number).isWaiting)
    #expect(try desk.resendInvoice(number).isWaiting)
    #expect(try scene.takeMessages().count { $0.hasPrefix("invoice_duplicate ") } == 1)
  }
}
