import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// Where a message goes: to the address in force when it is taken, by the way that still works; and again, where it reached nobody.
@Suite struct MessageTests {
  /// Takes what waits, as `template by channel to address`.
  static func take(_ scene: Scene) throws -> [String] {
    try scene.rows(
      "mailer", "select template || ' by ' || channel || ' to ' || address from hub.take_notifications(1000) order by notification")
  }

  /// Takes what waits and reports it all alike, as `template by channel to address`.
  static func send(_ scene: Scene, _ outcome: String) throws -> [String] {
    let rows = try scene.rows(
      "mailer",
      "select notification, attempt, template || ' by ' || channel || ' to ' || address from hub.take_notifications(1000) order by 1")
    return try rows.map { row in
      let columns = row.split(separator: "|", maxSplits: 2).map { String($0) }
      try scene.call(
        "mailer", "select hub.report_notification($1, $2, $3, $4)",
        [scene.request(), .int(try #require(Int64(columns[0]))), .int(try #require(Int64(columns[1]))), .text(outcome)])
      return columns[2]
    }
  }

  @Test func aMessageGoesToTheAddressInForceWhenItIsTaken() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    try scene.advance("3 minutes")
    var desk = try scene.desk()
    _ = try desk.contact(driver, "email", "jean@example.org")
    let sent = try Self.take(scene)
    #expect(sent == ["account_approved by email to jean@example.org", "contact_changed by email to jean.dupont@example.fr"])
    // Taken again after its lease: by the address of that moment.
    _ = try desk.contact(driver, "email", "jean@example.net")
    try scene.advance("6 minutes")
    #expect(try Self.take(scene).contains("account_approved by email to jean@example.net"))
  }

  @Test func whatBouncedGoesAgainOnceTheAddressIsCorrected() throws {
    let scene = try Scene()
    var form = Scene.Form()
    form.phone = "06"
    let driver = try scene.activeDriver(form)
    #expect(try Self.send(scene, "bounced") == ["account_approved by email to jean.dupont@example.fr"])
    #expect(try Self.take(scene) == [])
    var desk = try scene.desk()
    let change = try desk.contact(driver, "email", "jean@example.org")
    #expect(change.resent == 1 && change.toldBy == nil)
    #expect(try Self.send(scene, "sent") == ["account_approved by email to jean@example.org"])
    // What was sent is not sent again.
    _ = try desk.contact(driver, "email", "jean@example.net")
    #expect(try Self.send(scene, "sent") == ["contact_changed by email to jean@example.org"])
    // Nor offered, not even when the lease would have ended under which it was taken.
    try scene.advance("10 minutes")
    #expect(try scene.rows("mailer", "select notification from hub.outbox") == [])
  }

  @Test func whatBouncedGoesByTheOtherChannelAndFromAFormerAddressToTheNewOne() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    #expect(try Self.send(scene, "bounced") == ["account_approved by email to jean.dupont@example.fr"])
    #expect(try Self.send(scene, "bounced") == ["account_approved by sms to 0639980001"])
    #expect(try Self.take(scene) == [])
    var desk = try scene.desk()
    #expect(try desk.contact(driver, "phone", "0639980002").resent == 1)
    #expect(try Self.send(scene, "sent").first == "account_approved by sms to 0639980002")

    var other = Scene.Form()
    (other.lastName, other.licence, other.email, other.phone) = ("MARTIN", "080275200001", "m@example.fr", "06")
    let second = try scene.activeDriver(other)
    let taken = try scene.rows("mailer", "select notification from hub.take_notifications(10)")
    _ = try desk.contact(second, "email", "m@example.org")
    try scene.call(
      "mailer", "select hub.report_notification($1, $2, 1, 'bounced')", [scene.request(), .int(try #require(Int64(taken[0])))])
    #expect(try Self.send(scene, "sent").contains("account_approved by email to m@example.org"))
    #expect(try scene.call("portal", "select email_bounced from hub.account where driver = $1", [.int(second)]) == "f")
  }

  @Test func aResubmissionBringsBackWhatDidNotReachHim() throws {
    let scene = try Scene()
    _ = try scene.recordTraining()
    var form = Scene.Form()
    (form.phone, form.email) = ("06", "nowhere")
    let driver = try scene.submitAccount(form)
    try scene.return(scene.openCase(of: driver), [("email", "invalid_format")])
    try scene.passGrace()
    #expect(try Self.take(scene) == [])
    #expect(try scene.rows("portal", "select state, channel from hub.notification where driver = $1", [.int(driver)]) == ["unreachable|"])
    form.email = "jean@example.org"
    try scene.resubmitAccount(driver, form)
    // He has corrected it: he is not asked for it again.
    #expect(try Self.take(scene) == [])
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    #expect(
      try Self.send(scene, "bounced").sorted() == [
        "account_approved by email to jean@example.org", "certificate by email to jean@example.org",
      ])
    // Suspended, and corrected by himself: only what is not over comes.
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.overturn(scene.caseOf(driver), reason: "doute")
    try scene.passGrace()
    form.email = "jean@example.net"
    try scene.resubmitAccount(driver, form)
    let sent = try Self.send(scene, "sent")
    #expect(sent == ["certificate by email to jean@example.net"])
  }

  @Test func aTextMessageNeverGoesToAnEMailAddress() throws {
    let scene = try Scene()
    var form = Scene.Form()
    form.channel = "sms"
    let training = try scene.recordTraining(form)
    let driver = try scene.activeDriver(form)
    try scene.submit(driver, scene.draftCard(driver, training))
    try scene.return(scene.openCase(of: driver), [("photo", "blurred")])
    try scene.passGrace()
    #expect(
      try Self.send(scene, "bounced") == [
        "certificate by email to jean.dupont@example.fr", "account_approved by email to jean.dupont@example.fr",
        "application_received by sms to 0639980001", "information_request by sms to 0639980001",
      ])
    // Each by the other channel, to the address of that channel; not a text message that could only bounce, too.
    #expect(
      try Set(Self.take(scene)) == ["certificate by sms to 0639980001", "account_approved by sms to 0639980001"])
    let mixed = try scene.database.value(
      "select count(*) from core.notification where (channel = 'sms') = (address like '%@%') and channel is not null")
    #expect(mixed == "0")
  }

  @Test func certificatesAndInvoicesGoByEMailWhateverHeChose() throws {
    let scene = try Scene()
    var form = Scene.Form()
    form.channel = "sms"
    let (driver, card) = try scene.driverWithCard(form)
    try scene.pay(scene.declareLoss(driver, card))
    let sent = try Self.send(scene, "sent").map { String($0.prefix { $0 != "@" }) }
    for template in ["certificate", "invoice", "invoice_duplicate_available"] {
      #expect(sent.contains("\(template) by email to jean.dupont"), "\(template)")
    }
    #expect(sent.contains("card_dispatched by sms to 0639980001"))
    var other = form
    (other.lastName, other.licence, other.email) = ("MARTIN", "080275200001", "bounced@")
    _ = try scene.recordTraining(other)
    _ = try scene.activeDriver(other)
    #expect(try Self.send(scene, "sent") == ["certificate by sms to 0639980001", "account_approved by sms to 0639980001"])
  }

  @Test func aCertificateThatIsOverIsNotSent() throws {
    let scene = try Scene()
    _ = try scene.recordTraining(issuedOn: "2020-01-31")
    let driver = try scene.activeDriver()
    #expect(try Self.take(scene) == ["account_approved by email to jean.dupont@example.fr"])
    #expect(
      try scene.rows("portal", "select template, state from hub.notification where driver = $1 order by 1", [.int(driver)]) == [
        "account_approved|waiting", "certificate|void",
      ])
    #expect(try scene.rows("portal", "select certificate from hub.certificate where driver = $1", [.int(driver)]).count == 1)
  }

  @Test func theDecisionSaysHowItIsTold() throws {
    let scene = try Scene()
    var form = Scene.Form()
    form.channel = "sms"
    let training = try scene.recordTraining(form)
    let driver = try scene.submitAccount(form)
    // The account by e-mail, although he chose text messages and a certificate goes with it.
    #expect(try scene.approve(scene.openCase(of: driver)).reachedBy == "email")
    try scene.passGrace()
    try scene.submit(driver, scene.draftCard(driver, training))
    #expect(try scene.return(scene.openCase(of: driver), [("photo", "blurred")]).reachedBy == "sms")
    var other = form
    (other.lastName, other.licence, other.email) = ("MARTIN", "080275200001", "")
    #expect(try scene.approve(scene.openCase(of: scene.submitAccount(other))).reachedBy == "sms")
  }
}
