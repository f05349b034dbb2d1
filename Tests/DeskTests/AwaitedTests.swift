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
    #expect(faults.first { $0.kind == .claimCorrection }?.items.first?.wordingFr.isEmpty == false)
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
