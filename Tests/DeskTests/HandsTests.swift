import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// Supervisors' hands and support: a card made again, settings, who works where, trainings and contacts put right.
@Suite struct HandsTests {
  @Test func aCardIsMadeAgainFree() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    var agent = try scene.desk()
    #expect(refusal { _ = try agent.reissue("CQC\(card)", reason: "jamais arrivée") } == "42501")
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.reissue("CQC\(card)", reason: "jamais arrivée")
    #expect(try scene.cardState(card) == "active")
    _ = try supervisor.undo()
    _ = try supervisor.reissue("\(card)", reason: "jamais arrivée")
    let again = try refused { _ = try supervisor.reissue("CQC\(card)", reason: "encore") }
    #expect(again?.text("why") == "replaced")
    try scene.passGrace()
    let new = try #require(try scene.produceAll().first)
    #expect(try scene.cardState(card) == "void")
    try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(driver), .int(new)])
    #expect(try scene.rows("portal", "select payment from hub.payment where driver = $1", [.int(driver)]) == [])
  }

  @Test func aTheftThatWasClosedLeavesARightToAFreeCard() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    try scene.pay(try scene.declareLoss(driver, card))
    let lost = try #require(try scene.produceAll().first)
    // Ordered without an agent's review: there is no case yet to make it again on.
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.reissue("CQC\(lost)", reason: "jamais arrivée, jamais revenue")
    try scene.passGrace()
    #expect(try scene.produceAll().count == 1)
  }

  @Test func anExpiredCardIsNotMadeAgain() throws {
    let scene = try Scene()
    let (_, card) = try scene.driverWithCard()
    var supervisor = try scene.desk("supervisor")
    try scene.database.administer("update core.card set expires_on = core.today() - 1 where id = \(card)")
    let told = try refused { _ = try supervisor.reissue("CQC\(card)", reason: "jamais arrivée") }
    #expect(told?.sqlState == "PU067" && told?.text("why") == "expired")
    try scene.database.administer("update core.card set expires_on = core.today() where id = \(card)")
    _ = try supervisor.reissue("CQC\(card)", reason: "jamais arrivée")
  }

  @Test func settingsAreValidatedAndDated() throws {
    let scene = try Scene()
    var agent = try scene.desk()
    #expect(refusal { _ = try agent.setSetting("quality_fee", to: "4000") } == "42501")
    var supervisor = try scene.desk("supervisor")
    for (name, value) in [
      ("quality_fee", "gratuit"), ("quality_fee", "0"), ("grace", "3 days"), ("mixed_fault", "both"), ("documents_card", "photo selfie"),
      ("no_such", "1"), ("public_holidays_off", "non"), ("reservation_share", "2"), ("accounts_delay", "25 hours"),
      // A span says what it counts.
      ("grace", "0"), ("grace", "10"), ("skip_span", "1h30"), ("skip_span", "-5 minutes"),
    ] { #expect(refusal { _ = try supervisor.setSetting(name, to: value) } == "PU068", "\(name) \(value)") }
    #expect(try supervisor.setSetting("quality_fee", to: "4000").former == "3500")
    #expect(try supervisor.setSetting("public_holidays_off", to: "false").value == "false")
    _ = try supervisor.setSetting("documents_quality", to: "photo?")
    #expect(try scene.rows("portal", "select type, required from hub.expected_document where kind = 'replacement_quality'") == ["photo|f"])
    let settings = try supervisor.settings()
    #expect(settings.first { $0.name == "quality_fee" }?.defaultValue == "3500")
    #expect(settings.allSatisfy { !$0.meaningFr.isEmpty && !$0.meaningEn.isEmpty })
    // Every default is a value that the setting itself accepts.
    #expect(
      try scene.database.value(
        "select string_agg(s.name, ' ') from core.setting s join core.setting_value v on v.name = s.name where not core.is_setting_value(s, v.value) and v.value <> ''"
      )
        == nil)
  }

  @Test func aQueueThatWasNotGrantedIsPassedOver() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    var supervisor = try scene.desk("supervisor")
    let login = try scene.login("agent")
    try supervisor.grant("accounts", to: login, false)
    var agent = try scene.desk()
    #expect(refusal { _ = try agent.claimNext(["accounts"]) } == "PU064")
    #expect(try agent.claimNext(["accounts", "documents"]) == nil)
    let number = try scene.openCase(of: driver)
    #expect(refusal { _ = try agent.claim(number) } == "PU064")
    try supervisor.grant("accounts", to: login, true)
    #expect(try agent.claimNext(["accounts"])?.number == number)
    #expect(try supervisor.grants().first { $0.agent == login && $0.queue == "accounts" }?.isGranted == true)
  }

  @Test func aTrainingIsAttachedByHandAndTakenAway() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    var form = Scene.Form()
    form.licence = "999999999999"
    let training = try scene.recordTraining(form)
    var agent = try scene.desk()
    let candidates = try agent.driverFile(driver).unattachedTrainings
    #expect(candidates.count == 1 && candidates.first.map { Int64($0.id) } == training)
    #expect(refusal { _ = try agent.attach(training, to: driver) } == "PU070")
    #expect(try agent.attach(training, to: driver, comment: "ancien numéro de permis").isExact == false)
    #expect(try scene.rows("portal", "select training from hub.certificate where driver = $1", [.int(driver)]) == ["\(training)"])
    #expect(refusal { _ = try agent.attach(training, to: driver, comment: "encore") } == "PU073")
    #expect(refusal { try agent.detach(training) } == "42501")
    var supervisor = try scene.desk("supervisor")
    try supervisor.detach(training)
    #expect(try scene.rows("portal", "select training from hub.training_record where driver = $1", [.int(driver)]) == [])
  }

  @Test func oneFlagAndOneFindingAreRemoved() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let claim = try scene.declareClaim(driver, card, #"{"photo": "", "signature": ""}"#)
    try scene.scan(claim.coupon)
    // Received, it is no longer the driver's to give up.
    let cancel = "select hub.cancel_quality_claim(gen_random_uuid(), \(driver), \(claim.claim))"
    #expect(try scene.tried("portal", cancel) == "PU051")
    var desk = try scene.desk()
    _ = try desk.claim(claim.case)
    let version = try scene.find(&desk, claim.case, [("photo", "print_defect", ""), ("signature", "print_defect", "")])
    try desk.removeFinding(claim.case, version: version, element: "photo")
    #expect(try desk.caseFile(claim.case).claim?.findings.map(\.element.rawValue) == ["signature"])
    let account = try scene.openCase(of: scene.submitAccount(Scene.form(1)))
    _ = try desk.claim(account)
    for item in ["phone", "email"] { try desk.flag(account, version: 1, item: item, reason: "missing") }
    try desk.unflag(account, version: 1, item: "phone")
    #expect(try desk.caseFile(account).flags.map(\.item.rawValue) == ["email"])
  }

  @Test func aTrainingThatIsUsedIsNotTakenAway() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    let application = try scene.draftCard(driver, training)
    let detach = "select 'detached' from desk.detach(gen_random_uuid(), \(training))"
    #expect(try scene.tried("supervisor", detach) == "detached")
    try scene.submit(driver, application)
    #expect(try scene.tried("supervisor", detach) == "PU054")
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.close(scene.openCase(of: driver), reason: "withdrawal")
    #expect(try scene.tried("supervisor", detach) == "detached")
  }

  @Test func aCorrectedContactReachesWhomNothingReached() throws {
    let scene = try Scene()
    var form = Scene.Form()
    (form.email, form.phone) = ("nowhere", "06")
    let driver = try scene.submitAccount(form)
    try scene.return(try scene.openCase(of: driver), [("birth_place", "spelling")])
    try scene.passGrace()
    #expect(try scene.takeMessages() == [])
    var agent = try scene.desk()
    // Another one waits, and can be reached.
    try scene.return(try scene.openCase(of: scene.submitAccount(Scene.form(1))), [("birth_place", "spelling")])
    func waiting() throws -> [Int] { try [agent.queues()[0].withDriver, agent.queues()[0].unreachable] }
    #expect(try waiting() == [2, 1])
    #expect(refusal { _ = try agent.contact(driver, "email", "nowhere@") } == "PU062")
    let change = try agent.contact(driver, "email", "jean@example.fr")
    #expect(change.former == "nowhere" && change.resent == 1)
    #expect(try waiting() == [2, 0])
    #expect(try scene.takeMessages() == ["account_to_correct by email"])
    try scene.passGrace()
    #expect(try scene.takeMessages() == ["account_to_correct by email"])
    #expect(try agent.driverFile(driver).history.contains { $0.kind == "contact" })
  }
}
