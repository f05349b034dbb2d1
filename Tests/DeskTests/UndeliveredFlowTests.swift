import Casework
import Desk
import Postgres
import Testing

/// Flow 8: a card that the post brought back, by every branch.
@Suite struct UndeliveredFlowTests {
  static let elsewhere = "JEAN DUPONT\n9 RUE DU PORT\n13002 MARSEILLE"

  /// A driver whose card is on its way, and the barcode of its envelope.
  private func sent(_ scene: Scene) throws -> (driver: Int64, card: Int64, barcode: String) {
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    try scene.submit(driver, try scene.draftCard(driver, training))
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    let card = try #require(try scene.produceAll().first)
    return (driver, card, try scene.barcode(of: card))
  }

  @Test func aReturnIsRegisteredOnceAndTheDriverTold() throws {
    let scene = try Scene()
    let (driver, card, barcode) = try sent(scene)
    _ = try scene.takeMessages()
    let (returned, number) = try scene.comeBack(barcode)
    #expect(try scene.cardState(card) == "returned")
    #expect(try scene.rows("portal", "select state from hub.application where driver = $1", [.int(driver)]) == ["returned"])
    #expect(try scene.takeMessages() == ["dispatch_returned by email"])
    // Scanned again, at the desk and by the card's number: the same case.
    var desk = try scene.desk()
    let again = try desk.registerReturn("CQC\(card)", reason: "refused")
    #expect(again.caseID == number && again.returnedDispatch == returned)
    #expect(refusal { _ = try desk.claim(number) } == "PU019")
    #expect(refusal { _ = try scene.declareLoss(driver, card) } == "PU047")
    #expect(refusal { _ = try desk.registerReturn("NOSUCH99", reason: "refused") } == "PU004")
  }

  @Test func aConfirmedAddressIsSentToAgainFree() throws {
    let scene = try Scene()
    let (driver, card, barcode) = try sent(scene)
    let (returned, number) = try scene.comeBack(barcode)
    #expect(try scene.answer(driver, returned) == nil)
    var desk = try scene.desk()
    #expect(try desk.claimNext(["undelivered"])?.number == number)
    #expect(try desk.caseFile(number).returned?.isConfirmed == true)
    try scene.reship(number)
    #expect(try scene.rows("mailroom", "select card from hub.dispatch_order") == [])
    _ = try desk.undo()
    #expect(try scene.returnState(returned) == "to_reship")
    try scene.reship(number)
    try scene.passGrace()
    try scene.sendAgain()
    #expect(try scene.cardState(card) == "dispatched")
    try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(driver), .int(card)])
    #expect(try scene.rows("portal", "select payment from hub.payment where driver = $1", [.int(driver)]) == [])
  }

  @Test func anotherAddressIsPaidForFirst() throws {
    let scene = try Scene()
    let (driver, card, barcode) = try sent(scene)
    let (returned, number) = try scene.comeBack(barcode)
    let payment = try #require(try scene.answer(driver, returned, Self.elsewhere))
    #expect(try scene.rows("payment", "select amount, purpose from hub.pending_payment") == ["900|redispatch"])
    var desk = try scene.desk()
    #expect(refusal { _ = try desk.claim(number) } == "PU019")
    try scene.pay(payment, "failed")
    let application = try #require(
      try scene.call("portal", "select application from hub.returned_dispatch where returned_dispatch = $1", [.int(returned)]).flatMap {
        Int64($0)
      })
    let retried = try scene.call("portal", "select hub.retry_payment($1, $2, $3)", [scene.request(), .int(driver), .int(application)])
    try scene.pay(try #require(retried.flatMap { Int64($0) }))
    try scene.reship(number)
    try scene.passGrace()
    #expect(try scene.call("mailroom", "select address from hub.dispatch_order") == Self.elsewhere)
    try scene.sendAgain()
    #expect(try scene.cardState(card) == "dispatched")
  }

  @Test func whoChangesHisMindBeforePayingConfirmsFree() throws {
    let scene = try Scene()
    let (driver, _, barcode) = try sent(scene)
    let (returned, _) = try scene.comeBack(barcode)
    let payment = try #require(try scene.answer(driver, returned, Self.elsewhere))
    #expect(try scene.answer(driver, returned) == nil)
    #expect(try scene.returnState(returned) == "to_reship")
    #expect(try scene.rows("payment", "select payment from hub.pending_payment") == [])
    try scene.pay(payment)
    #expect(try scene.rows("portal", "select state from hub.payment where payment = $1", [.int(payment)]) == ["refunded"])
  }

  @Test func anAddressThatCannotBeServedIsReturnedAndPaidOnce() throws {
    let scene = try Scene()
    let (driver, _, barcode) = try sent(scene)
    let (returned, number) = try scene.comeBack(barcode)
    try scene.pay(try #require(try scene.answer(driver, returned, Self.elsewhere)))
    try scene.return(number, [("delivery_address", "not_servable")])
    #expect(try scene.returnState(returned) == "to_reship")
    try scene.passGrace()
    #expect(try scene.returnState(returned) == "to_correct")
    #expect(
      try scene.rows("portal", "select item, reason from hub.information_request where driver = $1", [.int(driver)]) == [
        "delivery_address|not_servable"
      ])
    #expect(try scene.takeMessages().contains("address_to_correct by email"))
    #expect(refusal { _ = try scene.answer(driver, returned, Self.elsewhere) } == "PU049")
    #expect(try scene.answer(driver, returned, "JEAN DUPONT\n10 RUE NEUVE\n75002 PARIS") == nil)
    // The same agent first.
    var stranger = try scene.desk("agent2")
    #expect(refusal { _ = try stranger.claim(number) } == "PU016")
    var desk = try scene.desk()
    #expect(try desk.claim(number).notice == .new)
    #expect(try desk.caseFile(number).case.round == 2)
  }

  @Test func aSecondReturnIsANewCaseThatShowsTheFirst() throws {
    let scene = try Scene()
    let (driver, card, barcode) = try sent(scene)
    let first = try scene.comeBack(barcode)
    _ = try scene.answer(driver, first.id)
    try scene.reship(first.case)
    try scene.passGrace()
    try scene.sendAgain()
    let second = try scene.comeBack(scene.barcode(of: card), "unknown_at_address")
    #expect(second.case != first.case)
    var desk = try scene.desk()
    #expect(try desk.caseFile(second.case).returned?.earlier.count == 1)
    #expect(try scene.rows("supervisor", "select earlier from desk.report_return order by returned_dispatch") == ["0", "1"])
    // The first envelope's barcode is still the first case.
    #expect(try desk.registerReturn(barcode, reason: "refused").caseID == first.case)
  }

  @Test func whatWeMisprintedCostsTheDriverNothing() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    try scene.submit(driver, try scene.draftCard(driver, training))
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    let card = try #require(
      try scene.rows("factory", "select card from hub.take_orders($1, 100)", [scene.request()]).first.flatMap { Int64($0) })
    try scene.call("factory", "select hub.report_production($1, $2, 'CQC77', today() + 1500)", [scene.request(), .int(card)])
    try scene.call(
      "factory", "select hub.report_dispatch($1, $2, 'LP7700', printed_address => 'JEAN DUPONT, 1 RUE DES PLEURS, 69001 LYON')",
      [scene.request(), .int(card)])
    let (returned, number) = try scene.comeBack("LP7700")
    #expect(try scene.answer(driver, returned, Self.elsewhere) == nil)
    var desk = try scene.desk()
    #expect(try desk.caseFile(number).returned?.isMisprinted == true)
  }

  /// A newer card of his becomes active while another one lies here.
  private func activateNewer(_ scene: Scene, _ driver: Int64) throws {
    let training = try scene.recordTraining(kind: "continuing")
    try scene.submit(driver, try scene.draftCard(driver, training))
    let documents = try #require(
      try scene.database.caseNumber(
        "select id from core.desk_case where driver_id = \(driver) and queue = 'documents' and state = 'open'"))
    try scene.approve(documents)
    try scene.passGrace()
    let new = try #require(try scene.produceAll().last)
    try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(driver), .int(new)])
  }

  @Test func aVoidCardIsNeverShippedAgain() throws {
    let scene = try Scene()
    let (driver, card, barcode) = try sent(scene)
    let (returned, number) = try scene.comeBack(barcode)
    try scene.pay(try #require(try scene.answer(driver, returned, Self.elsewhere)))
    try activateNewer(scene, driver)
    #expect(try scene.cardState(card) == "void")
    #expect(try scene.database.value("select state from core.desk_case where id = \(number.id)") == "closed")
    #expect(try scene.rows("portal", "select state from hub.payment where driver = $1", [.int(driver)]) == ["refunded"])
    #expect(try scene.rows("mailroom", "select serial from hub.card_to_destroy") == ["CQC\(card)"])
  }

  /// The scanner sorts by what it is told; a desk is told what it did.
  @Test func theEnvelopeOfAVoidCardIsReadAgain() throws {
    let scene = try Scene()
    let (driver, card, barcode) = try sent(scene)
    try activateNewer(scene, driver)
    #expect(try scene.cardState(card) == "void")
    let registered = "select outcome from hub.register_returned_dispatch($1, $2, 'refused')"
    #expect(try scene.rows("mailroom", registered, [scene.request(), .text(barcode)]) == ["to_destroy"])
    #expect(try scene.rows("mailroom", registered, [scene.request(), .text(barcode)]) == ["to_destroy"])
    var desk = try scene.desk()
    let again = try desk.registerReturn(barcode, reason: "refused")
    #expect(again.outcome == .again && again.caseID == nil)
    _ = try desk.destroy("CQC\(card)")
    #expect(try desk.registerReturn(barcode, reason: "refused").outcome == .destroyed)
    #expect(try scene.rows("mailroom", registered, [scene.request(), .text(barcode)]) == ["again"])
  }

  /// He is not told that it is on its way when it stays here.
  @Test(arguments: [false, true]) func aCardThatIsVoidBeforeItIsSentAgainIsNotAnnounced(isVoid: Bool) throws {
    let scene = try Scene()
    let (driver, card, barcode) = try sent(scene)
    let (returned, number) = try scene.comeBack(barcode)
    _ = try scene.answer(driver, returned)
    try scene.reship(number)
    try scene.passGrace()
    if isVoid {
      try activateNewer(scene, driver)
      #expect(try scene.cardState(card) == "void")
    }
    #expect(try scene.takeMessages().contains { $0.hasPrefix("card_reshipped ") } == !isVoid)
    #expect(try scene.rows("mailroom", "select card from hub.dispatch_order") == (isVoid ? [] : ["\(card)"]))
  }

  @Test func aVoidCardThatComesBackIsDestroyed() throws {
    let scene = try Scene()
    let (driver, card, barcode) = try sent(scene)
    try scene.pay(try scene.declareLoss(driver, card))
    var desk = try scene.desk()
    let came = try desk.registerReturn(barcode, reason: "unclaimed")
    #expect(came.caseID == nil)
    #expect(try desk.cardsToDestroy().map(\.serial) == ["CQC\(card)"])
  }

  @Test func aReshipmentIsOverturnedUntilItIsSent() throws {
    let scene = try Scene()
    let (driver, _, barcode) = try sent(scene)
    let (returned, number) = try scene.comeBack(barcode)
    _ = try scene.answer(driver, returned)
    try scene.reship(number)
    try scene.passGrace()
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.overturn(number, reason: "à revoir")
    try scene.passGrace()
    #expect(try scene.rows("mailroom", "select card from hub.dispatch_order") == [])
    #expect(try scene.returnState(returned) == "to_reship")
    try scene.reship(number)
    try scene.passGrace()
    try scene.sendAgain()
    #expect(refusal { _ = try supervisor.overturn(number, reason: "à revoir") } == "PU034")
  }

  @Test func theSilentAreRemindedThenShownThenClosed() throws {
    let scene = try Scene()
    let (driver, card, barcode) = try sent(scene)
    let (_, number) = try scene.comeBack(barcode)
    _ = try scene.takeMessages()
    try scene.advance("16 days")
    #expect(try scene.takeMessages().count { $0 == "reminder by email" } == 1)
    try scene.advance("30 days")
    var supervisor = try scene.desk("supervisor")
    #expect(try supervisor.queues().first { $0.queue == "undelivered" }?.silent == 1)
    _ = try supervisor.close(number, reason: "withdrawal")
    #expect(try scene.cardState(card) == "returned")
    _ = try supervisor.undo()
    _ = try supervisor.close(number, reason: "withdrawal")
    try scene.passGrace()
    #expect(try scene.cardState(card) == "void")
    #expect(try supervisor.cardsToDestroy().count == 1)
    #expect(try scene.rows("portal", "select right_unused from hub.training_record where driver = $1", [.int(driver)]) == ["t"])
  }

  /// The mailer passes over what is over; a card that nobody has asked for yet is not.
  @Test(arguments: ["waits", "answers", "taken back"]) func aReminderGoesUntilThereIsNothingToAnswer(story: String) throws {
    let scene = try Scene()
    let (driver, _, barcode) = try sent(scene)
    _ = try scene.takeMessages()
    var desk = try scene.desk()
    let registration = try desk.registerReturn(barcode, reason: "unclaimed")
    #expect(try desk.remind(try #require(registration.caseID)) == "email")
    // Not before he was told of it.
    #expect(try scene.takeMessages() == [])
    if story == "taken back" { _ = try desk.undoReturn(barcode) }
    try scene.passGrace()
    if story == "answers" { _ = try scene.answer(driver, try #require(registration.returnedDispatch)) }
    #expect(
      try scene.takeMessages()
        == (story == "taken back" ? [] : ["dispatch_returned by email"]) + (story == "waits" ? ["reminder by email"] : []))
  }

  @Test func aReminderOfAnAddressToCorrectGoes() throws {
    let scene = try Scene()
    let (driver, _, barcode) = try sent(scene)
    let (returned, number) = try scene.comeBack(barcode)
    try scene.pay(try #require(try scene.answer(driver, returned, Self.elsewhere)))
    try scene.return(number, [("delivery_address", "not_servable")])
    try scene.passGrace()
    _ = try scene.takeMessages()
    var desk = try scene.desk()
    _ = try desk.remind(number)
    #expect(try scene.takeMessages() == ["reminder by email"])
  }
}
