import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// Where two flows meet on one card: nobody pays for nothing, no card is lost in the house, nothing is left that cannot be ended.
@Suite struct CrossingTests {
  private func reissueLeavesOneCard(_ scene: Scene, _ driver: Int64) throws -> Bool {
    try scene.database.value("select count(*) from core.card where driver_id = \(driver) and state in ('ordered', 'in_production')") == "1"
  }

  private func secondCard(_ scene: Scene, _ driver: Int64) throws -> Int64 {
    try scene.submit(driver, try scene.draftCard(driver, scene.recordTraining(kind: "continuing")))
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    return try #require(try scene.produceAll().first)
  }

  private func retry(_ scene: Scene, _ driver: Int64, _ claim: Int64) throws -> Int64? {
    try scene.call(
      "portal", "select hub.retry_payment($1, $2, (select application from hub.quality_claim where claim = $3))",
      [scene.request(), .int(driver), .int(claim)]
    ).flatMap { Int64($0) }
  }

  private func correct(_ scene: Scene, _ driver: Int64, _ claim: Int64) throws -> Int64 {
    let payment = try scene.call(
      "portal", "select hub.answer_attribution($1, $2, $3, last_name => 'DURAND')", [scene.request(), .int(driver), .int(claim)])
    return try #require(payment.flatMap { Int64($0) })
  }

  /// A claim that is the driver's fault, in effect.
  private func attributed(_ scene: Scene) throws -> (driver: Int64, card: Int64, claim: Int64, coupon: String, case: CaseNumber) {
    let (driver, card) = try scene.driverWithCard()
    let (claim, coupon, number) = try scene.declareClaim(driver, card, #"{"last_name": "DURAND"}"#)
    try scene.scan(coupon)
    try scene.attribute(number, .driver, [("last_name", "data_entry_error", "")])
    try scene.passGrace()
    return (driver, card, claim, coupon, number)
  }

  @Test func whoseNewCardIsOnItsWayDoesNotPayForTheOldOne() throws {
    let scene = try Scene()
    let (driver, old) = try scene.driverWithCard()
    _ = try secondCard(scene, driver)
    #expect(refusal { _ = try scene.declareLoss(driver, old) } == "PU045")
  }

  @Test func aCopyOfAnOlderCardDoesNotEndANewerOne() throws {
    let scene = try Scene()
    let (driver, old) = try scene.driverWithCard()
    // The copy is ordered after the newer card, from a claim that was settled meanwhile.
    let (_, coupon, number) = try scene.declareClaim(driver, old, #"{"print_quality": ""}"#)
    try scene.scan(coupon)
    try scene.database.administer("update core.training set issued_on = issued_on - 400 where driver_id = \(driver)")
    try scene.submit(driver, try scene.draftCard(driver, scene.recordTraining(kind: "continuing")))
    let documents = try #require(
      try scene.database.caseNumber(
        "select id from core.desk_case where driver_id = \(driver) and queue = 'documents' and state = 'open'"))
    try scene.approve(documents)
    try scene.passGrace()
    let newer = try #require(try scene.produceAll().first)
    try scene.attribute(number, .inGroupe, [("print_quality", "print_defect", "")])
    try scene.passGrace()
    let copy = try #require(try scene.produceAll().first)
    try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(driver), .int(newer)])
    try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(driver), .int(copy)])
    #expect(try scene.cardState(newer) == "active")
  }

  @Test func aClosedReviewSendsTheCardBack() throws {
    let scene = try Scene()
    let (driver, card, claim, _, _) = try attributed(scene)
    try scene.pay(try correct(scene, driver, claim))
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.close(scene.openCase(of: driver), reason: "withdrawal")
    try scene.passGrace()
    #expect(try scene.rows("mailroom", "select card from hub.dispatch_order") == ["\(card)"])
    #expect(refusal { _ = try scene.declareLoss(driver, card) } == "PU045")
  }

  @Test func aForgedCardIsVoidAndDestroyed() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (_, coupon, number) = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
    try scene.scan(coupon)
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.close(number, reason: "forgery")
    #expect(try scene.cardState(card) == "active")
    _ = try supervisor.undo()
    _ = try supervisor.close(number, reason: "forgery")
    try scene.passGrace()
    #expect(try scene.cardState(card) == "void")
    _ = try supervisor.destroy("CQC\(card)")
  }

  @Test func aCardWhoseClaimWasGivenUpGoesBack() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (claim, coupon, _) = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
    try scene.call("portal", "select hub.cancel_quality_claim($1, $2, $3)", [scene.request(), .int(driver), .int(claim)])
    #expect(try scene.scan(coupon) == "sent_back")
    try scene.sendAgain()
    #expect(try scene.cardState(card) == "active")
    // The same by the card's own number, while he believes it lost.
    let payment = try scene.declareLoss(driver, card)
    #expect(try scene.scan("CQC\(card)") == "sent_back")
    #expect(try scene.rows("portal", "select state from hub.payment where payment = $1", [.int(payment)]) == ["expired"])
  }

  @Test func aSecondReversalFindsTheReviewOfToday() throws {
    let scene = try Scene()
    let (driver, _, claim, _, number) = try attributed(scene)
    var supervisor = try scene.desk("supervisor")
    for _ in 0..<2 {
      try scene.pay(try correct(scene, driver, claim))
      _ = try supervisor.overturn(number, reason: "à revoir")
      try scene.passGrace()
      #expect(
        try scene.database.value(
          "select count(*) from core.desk_case where driver_id = \(driver) and queue = 'documents' and state in ('open', 'waiting')") == "0"
      )
      try scene.attribute(number, .driver, [])
      try scene.passGrace()
    }
  }

  @Test func aCardThatIsMadeAgainIsNotPaidForBeside() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let draft = try #require(
      try scene.call(
        "portal", "select hub.open_application($1, $2, 'replacement_theft', card => $3)", [scene.request(), .int(driver), .int(card)]
      ).flatMap { Int64($0) })
    var supervisor = try scene.desk("supervisor")
    #expect(refusal { _ = try supervisor.reissue("CQC\(card)", reason: "jamais arrivée") } == "PU067")
    try scene.call("portal", "select hub.cancel_application($1, $2, $3)", [scene.request(), .int(driver), .int(draft)])
    _ = try supervisor.reissue("CQC\(card)", reason: "jamais arrivée")
    try scene.passGrace()
    #expect(refusal { _ = try scene.declareLoss(driver, card) } == "PU046")
    #expect(try reissueLeavesOneCard(scene, driver))
  }

  @Test func anOldCardIsStillInUseWhileItIsMadeAgain() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    try scene.submit(driver, try scene.draftCard(driver, training))
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    let card = try #require(try scene.produceAll().first)
    let barcode = try scene.barcode(of: card)
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.reissue("CQC\(card)", reason: "jamais arrivée")
    // In its grace nothing of it shows, and what is done with the card that comes after all waits; then it is activated, or comes back.
    let activate = { _ = try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(driver), .int(card)]) }
    #expect(try scene.cardState(card) == "dispatched")
    #expect(refusal { try activate() } == "55006")
    #expect(refusal { _ = try scene.comeBack(barcode) } == "55006")
    try scene.passGrace()
    try activate()
    #expect(try scene.cardState(card) == "active")
    #expect(refusal { _ = try scene.comeBack(barcode) } == "PU065")
  }

  @Test func whatIsPaidWhileAClosingCanBeUndoneWaits() throws {
    let scene = try Scene()
    let (driver, _, claim, _, number) = try attributed(scene)
    let payment = try correct(scene, driver, claim)
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.close(number, reason: "withdrawal")
    #expect(try retry(scene, driver, claim) == payment)
    #expect(refusal { try scene.pay(payment) } == "55006")
    #expect(
      try scene.rows("portal", "select state, settled_at is null from hub.payment where payment = $1", [.int(payment)]) == ["pending|t"])
    _ = try supervisor.undo()
    #expect(try retry(scene, driver, claim) == payment)
    try scene.pay(payment)
    #expect(try scene.claimState(claim) == "submitted driver")
  }

  @Test func aMistypedStrayCardIsTakenBack() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    var form = Scene.Form()
    (form.lastName, form.licence, form.email) = ("MARTIN", "060113200777", "martin@example.fr")
    let (_, stranger) = try scene.driverWithCard(form)
    let (_, coupon, _) = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
    try scene.scan(coupon, found: "CQC\(stranger)")
    try scene.call("mailroom", "select outcome from hub.undo_reception($1, $2)", [scene.request(), .text("CQC\(stranger)")])
    #expect(try scene.rows("mailroom", "select card from hub.dispatch_order") == [])
  }

  @Test func swappedCardsAreBothReceived() throws {
    let scene = try Scene()
    var form = Scene.Form()
    let (one, first) = try scene.driverWithCard(form)
    (form.lastName, form.licence, form.email) = ("MARTIN", "060113200777", "martin@example.fr")
    let (other, second) = try scene.driverWithCard(form)
    let (_, here, _) = try scene.declareClaim(one, first, #"{"wrong_card": ""}"#)
    let (_, there, _) = try scene.declareClaim(other, second, #"{"wrong_card": ""}"#)
    // Named first: the other driver is waited for too.
    #expect(refusal { try scene.scan(here, found: "CQC\(second)") } == "PU039")
    #expect(try scene.scan(here, found: "CQC\(second)", insists: true) == "received")
    #expect(try scene.scan(there, found: "CQC\(first)") == "received")
    #expect(try scene.database.value("select count(*) from core.card where received_at is not null") == "2")
  }

  @Test func aReceivedCardDoesNotComeBackByPost() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    try scene.submit(driver, try scene.draftCard(driver, training))
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    let card = try #require(try scene.produceAll().first)
    let claim = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
    try scene.scan(claim.coupon)
    #expect(refusal { _ = try scene.comeBack("CQC\(card)") } == "PU065")
    // An agent is told where it lies; so he is when he wants it destroyed.
    var desk = try scene.desk()
    let elsewhere = try #require(try refused { _ = try desk.registerReturn("CQC\(card)", reason: "refused") })
    let examined = try #require(try refused { _ = try desk.destroy("CQC\(card)") })
    for (refusal, name) in [(elsewhere, "PU065:claimed"), (examined, "PU078:examined")] {
      #expect((refusal.name, refusal.text("coupon"), refusal.caseNumber("case")) == (name, claim.coupon, claim.case))
    }
  }

  @Test func onlyTheFeeOfTheSendingThatNeverHappensIsPaidBack() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    try scene.submit(driver, try scene.draftCard(driver, training))
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    let card = try #require(try scene.produceAll().first)
    for (number, address) in ["JEAN DUPONT\n9 RUE DU PORT\n13002 MARSEILLE", "JEAN DUPONT\n8 RUE NEUVE\n75002 PARIS"].enumerated() {
      let (returned, id) = try scene.comeBack(scene.barcode(of: card))
      try scene.pay(try #require(try scene.answer(driver, returned, address)))
      try scene.reship(id)
      try scene.passGrace()
      if number == 0 { try scene.sendAgain() }
    }
    try scene.submit(driver, try scene.draftCard(driver, scene.recordTraining(kind: "continuing")))
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    let newer = try #require(try scene.produceAll().last)
    try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(driver), .int(newer)])
    #expect(
      try scene.rows("portal", "select state from hub.payment where driver = $1 order by payment", [.int(driver)]) == ["paid", "refunded"])
    #expect(try scene.rows("mailroom", "select card from hub.dispatch_order") == [])
  }

  @Test func aGrantTakenAwayEndsWhatWasInHand() throws {
    let scene = try Scene()
    let number = try scene.openCase(of: scene.submitAccount())
    var agent = try scene.desk()
    _ = try agent.claim(number)
    var supervisor = try scene.desk("supervisor")
    try supervisor.grant("accounts", to: scene.login("agent"), false)
    #expect(refusal { _ = try agent.claimNext(["accounts"]) } == "PU064")
    #expect(refusal { _ = try agent.approve(number, version: 1) } == "PU064")
  }
}
