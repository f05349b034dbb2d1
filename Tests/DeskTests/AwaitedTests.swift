import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// What is awaited of a driver stands on his file, in the words that he was sent, until he has done it.
@Suite struct AwaitedTests {
  private func awaited(_ scene: Scene, _ driver: Int64) throws -> [DriverFile.Awaited] {
    var desk = try scene.desk("agent2")
    return try desk.driverFile(driver).awaited
  }

  @Test func aRequestIsAwaitedInTheWordingOfItsDayUntilItIsAnswered() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    #expect(try awaited(scene, driver) == [])
    let id = try scene.openCase(of: driver)
    let decision = try scene.return(id, [("email", "spelling"), ("birth_date", "inconsistent_date")])
    let words = "select wording_fr || ' / ' || wording_en from desk.catalogue where item = $1 and reason = $2 limit 1"
    let sent = try scene.call("agent", words, [.text("email"), .text("spelling")])
    try scene.database.administer(
      "insert into core.wording (reason, version, since, wording_fr, wording_en) select reason, version + 1, core.now(), 'autre', 'other'"
        + " from core.wording where reason = 'spelling'")
    let found = try awaited(scene, driver)
    #expect(found.map(\.kind) == [.correction] && found.first?.caseId == id && found.first?.toldAt == decision.effectiveAt)
    #expect(found.first?.items.count == 2)
    #expect(found.first?.items.contains { "\($0.wordingFr) / \($0.wordingEn)" == sent } == true)
    // Withdrawn with the decision.
    var desk = try scene.desk()
    _ = try desk.undo()
    #expect(try awaited(scene, driver) == [])
    try scene.return(id, [("email", "spelling")])
    try scene.passGrace()
    #expect(try awaited(scene, driver).count == 1)
    var form = Scene.Form()
    form.email = "jean.dupond@example.fr"
    try scene.resubmitAccount(driver, form)
    #expect(try awaited(scene, driver) == [])
  }

  @Test func paymentCouponAndAddressAreAwaited() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let payment = try scene.declareLoss(driver, card)
    #expect(try awaited(scene, driver).map(\.kind) == [.payment])
    #expect(try awaited(scene, driver).first?.amountCents ?? 0 > 0)
    try scene.pay(payment)
    #expect(try awaited(scene, driver) == [])
  }

  @Test func theCardOfAClaimIsAwaitedThenWhatHeHadEnteredWrongly() throws {
    let scene = try Scene()
    let other = try scene.driverWithCard()
    let claim = try scene.declareClaim(other.driver, other.card, #"{"last_name": "DURAND"}"#)
    let posted = try awaited(scene, other.driver)
    #expect(posted.map(\.kind) == [.card] && posted.first?.number == claim.coupon && posted.first?.caseId == claim.case)
    _ = try scene.scan(claim.coupon)
    #expect(try awaited(scene, other.driver) == [])
    // To be corrected and paid, in the cause's words.
    try scene.attribute(claim.case, .driver, [("last_name", "data_entry_error", "DURAND")], comment: "vu")
    let faults = try awaited(scene, other.driver)
    #expect(Set(faults.map(\.kind)).isSuperset(of: [.claimCorrection]))
    let fault = try #require(faults.first { $0.kind == .claimCorrection })
    #expect(fault.items.first?.wordingFr.isEmpty == false && fault.amountCents ?? 0 > 0 && !fault.canTakeBack)
  }

  @Test(arguments: [("holder_damage", false), ("no_defect_found", true)])
  func withNothingToCorrectThereIsACardToPay(_ cause: String, _ canTakeBack: Bool) throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let claim = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
    try scene.scan(claim.coupon)
    try scene.attribute(claim.case, .driver, [("photo", cause, "")], comment: "vu")
    try scene.passGrace()
    let found = try awaited(scene, driver)
    #expect(found.map(\.kind) == [.claimPayment] && found.first?.number == claim.coupon && found.first?.caseId == claim.case)
    #expect(found.first?.amountCents ?? 0 > 0 && found.first?.canTakeBack == canTakeBack)
    let payment = try scene.call("portal", "select hub.answer_attribution($1, $2, $3)", [scene.request(), .int(driver), .int(claim.claim)])
    #expect(try awaited(scene, driver).map(\.kind) == [.payment])
    try scene.pay(#require(payment.flatMap { Int64($0) }))
    #expect(try awaited(scene, driver) == [])
  }

  @Test(arguments: ["failed", "expired"]) func whatWasNotPaidIsStillToBePaid(_ outcome: String) throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    var form = Scene.Form()
    (form.lastName, form.licence, form.email, form.phone) = ("PETIT", "080275200002", "p@example.fr", "0639980003")
    let other = try scene.driverWithCard(form, isActive: false)
    let payment = try scene.declareLoss(driver, card)
    try scene.pay(payment, outcome)
    #expect(try awaited(scene, driver).map(\.kind) == [.payment])
    try scene.pay(payment)
    #expect(try awaited(scene, driver) == [])
    // A card that came back, to be sent to another address for money.
    let back = try scene.comeBack(scene.barcode(of: other.card))
    let fee = try #require(try scene.answer(other.driver, back.id, "ZOE PETIT\n9 RUE NEUVE\n35000 RENNES"))
    try scene.pay(fee, outcome)
    let found = try awaited(scene, other.driver)
    #expect(found.map(\.kind) == [.payment] && found.first?.caseId == back.case && found.first?.amountCents ?? 0 > 0)
  }

  @Test func aSuspendedAccountIsAwaitedAsAWhole() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    var supervisor = try scene.desk("supervisor")
    let number = try scene.caseOf(driver)
    _ = try supervisor.overturn(number, reason: "doute")
    let found = try awaited(scene, driver)
    #expect(found.map(\.kind) == [.account] && found.first?.caseId == number)
    try scene.passGrace()
    try scene.resubmitAccount(driver, Scene.Form())
    #expect(try awaited(scene, driver) == [])
  }

  @Test func whereACardGoesThatCameBackIsAwaited() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard(isActive: false)
    let back = try scene.comeBack(scene.barcode(of: card))
    let found = try awaited(scene, driver)
    #expect(found.map(\.kind) == [.address] && found.first?.caseId == back.case)
    _ = try scene.answer(driver, back.id)
    #expect(try awaited(scene, driver) == [])
  }
}
