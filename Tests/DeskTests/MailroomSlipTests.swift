import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// Slips in the mailroom: a wrong reason, a wrong envelope, another object's number. Each is named, and can be taken back before anybody is
/// told.
@Suite struct MailroomSlipTests {
  private static let other: Scene.Form = {
    var form = Scene.Form()
    (form.lastName, form.licence, form.email) = ("MARTIN", "060113200777", "martin@example.fr")
    return form
  }()

  /// A driver whose card is on its way.
  private func sent(_ scene: Scene) throws -> (driver: Int64, card: Int64, barcode: String) {
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    try scene.submit(driver, try scene.draftCard(driver, training))
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    let card = try #require(try scene.produceAll().first)
    _ = try scene.takeMessages()
    return (driver, card, try scene.barcode(of: card))
  }

  private func reasons(_ scene: Scene) throws -> [String] {
    try scene.rows("mailer", "select payload ->> 'reason' from hub.take_notifications(1000) where template = 'dispatch_returned'")
  }

  @Test func theLastReasonCountsWithinTheGrace() throws {
    let scene = try Scene()
    let (_, _, barcode) = try sent(scene)
    var desk = try scene.desk()
    var other = try scene.desk("agent2")
    #expect(try desk.registerReturn(barcode, reason: "unknown_at_address").outcome == .registered)
    let corrected = try desk.registerReturn(barcode, reason: "refused")
    #expect(corrected.outcome == .corrected && corrected.reason == "refused")
    #expect(try other.registerReturn(barcode, reason: "unclaimed").outcome == .corrected)
    // A correction is an act of its own: what stood before it comes back.
    #expect(try other.undo().kind == "register_return")
    #expect(try desk.registerReturn(barcode, reason: "refused").outcome == .again)
    #expect(try reasons(scene) == [])
    try scene.passGrace()
    #expect(try reasons(scene) == ["refused"])
    let late = try desk.registerReturn(barcode, reason: "unclaimed")
    #expect(late.outcome == .again && late.reason == "refused")
  }

  @Test func whoWasToldAWrongReasonByTheScannerIsToldTheRightOne() throws {
    let scene = try Scene()
    let (_, _, barcode) = try sent(scene)
    _ = try scene.comeBack(barcode, "unknown_at_address")
    #expect(try reasons(scene) == ["unknown_at_address"])
    _ = try scene.comeBack(barcode, "refused")
    #expect(try reasons(scene) == ["refused"])
  }

  @Test func aReturnedDispatchIsTakenBackByWhoeverRegisteredItOrByASupervisor() throws {
    let scene = try Scene()
    let (_, card, barcode) = try sent(scene)
    var desk = try scene.desk()
    let number = try #require(try desk.registerReturn(barcode, reason: "refused").caseID)
    var other = try scene.desk("agent2")
    var supervisor = try scene.desk("supervisor")
    #expect(refusal { _ = try other.undoReturn(barcode) } == "PU029")
    #expect(refusal { _ = try other.undo(number) } == "PU031")
    #expect(refusal { _ = try supervisor.undo(number) } == "PU031")
    _ = try desk.registerReturn(barcode, reason: "unclaimed")
    #expect(try desk.undoReturn("CQC\(card)").outcome == .undone)
    #expect(refusal { _ = try desk.undoReturn(barcode) } == "PU031")
    #expect(try desk.caseFile(number).case.state == .closed)
    try scene.passGrace()
    #expect(try scene.takeMessages() == [])
    // It is on its way still: he can activate it, or it comes back for good.
    #expect(try scene.cardState(card) == "dispatched")
    let again = try desk.registerReturn(barcode, reason: "refused")
    #expect(again.outcome == .registered && again.caseID != number)
    try scene.passGrace()
    #expect(refusal { _ = try desk.undoReturn(barcode) } == "PU032")
    #expect(refusal { _ = try desk.undo() } == "PU032")
    #expect(refusal { _ = try supervisor.undoReturn(barcode) } == "PU032")
    #expect(refusal { _ = try other.undoReturn(barcode) } == "PU029")
    #expect(try scene.takeMessages() == ["dispatch_returned by email"])
    #expect(try scene.returnState(try #require(again.returnedDispatch)) == "awaiting_answer")
  }

  @Test func aSupervisorTakesBackInSilenceWhatAColleagueRegisteredOrReceived() throws {
    let scene = try Scene()
    let (_, card, barcode) = try sent(scene)
    var desk = try scene.desk()
    var supervisor = try scene.desk("supervisor")
    let number = try #require(try desk.registerReturn(barcode, reason: "refused").caseID)
    #expect(try supervisor.undoReturn(barcode).outcome == .undone)
    #expect(try scene.cardState(card) == "dispatched")
    #expect(refusal { _ = try desk.undo(number) } == "PU031")
    let (driver, mine) = try scene.driverWithCard(Self.other)
    let (claim, coupon, _) = try scene.declareClaim(driver, mine, #"{"photo": ""}"#)
    _ = try scene.takeMessages()
    _ = try desk.receive(coupon)
    let undone = try supervisor.undoReception(coupon)
    #expect((undone.was, undone.coupon) == (.received, coupon))
    try scene.passGrace()
    #expect(try !scene.takeMessages().contains { $0.hasPrefix("card_received") || $0.hasPrefix("reception_undone") })
    #expect(try scene.claimState(claim) == "awaiting_card")
  }

  @Test func whatAColleagueHasCorrectedSinceIsNotTakenBackWithoutAWord() throws {
    let scene = try Scene()
    let (_, _, barcode) = try sent(scene)
    var desk = try scene.desk()
    var other = try scene.desk("agent2")
    var supervisor = try scene.desk("supervisor")
    _ = try desk.registerReturn(barcode, reason: "unknown_at_address")
    _ = try other.registerReturn(barcode, reason: "refused")
    let refused = try #require(try refused { _ = try desk.undo() })
    #expect(try (refused.sqlState, refused.text("agent")) == ("PU075", scene.login("agent2")))
    #expect(refusal { _ = try desk.undoReturn(barcode) } == "PU075")
    #expect(try scene.database.value("select postal_reason from core.returned_dispatch") == "refused")
    // Once he takes his correction back the registration is the first agent's again, and says which reason stands.
    let corrected = try other.undo()
    #expect((corrected.kind, corrected.recorded, corrected.restored) == ("register_return", "refused", "unknown_at_address"))
    let registered = try desk.undo()
    #expect((registered.recorded, registered.restored) == ("unknown_at_address", nil))
    #expect(try scene.database.value("select count(*) from core.returned_dispatch") == "0")
    // A supervisor who says which dispatch takes it back with its corrections.
    let number = try #require(try desk.registerReturn(barcode, reason: "refused").caseID)
    _ = try other.registerReturn(barcode, reason: "unclaimed")
    #expect(try supervisor.undoReturn(barcode).outcome == .undone)
    #expect(refusal { _ = try desk.undo(number) } == "PU031")
    #expect(refusal { _ = try other.undo(number) } == "PU031")
  }

  @Test func aCardIsTakenBackByWhoeverReceivedItWithinTheGraceElseByASupervisor() throws {
    let scene = try Scene()
    let (driver, lost) = try scene.driverWithCard()
    let (owner, stray) = try scene.driverWithCard(Self.other)
    try scene.pay(scene.declareLoss(driver, lost))
    let (claim, _, _) = try scene.declareClaim(owner, stray, #"{"photo": ""}"#)
    try scene.call("portal", "select hub.cancel_quality_claim($1, $2, $3)", [scene.request(), .int(owner), .int(claim)])
    var desk = try scene.desk()
    var other = try scene.desk("agent2")
    var supervisor = try scene.desk("supervisor")
    for (serial, was) in [("CQC\(lost)", Reception.Outcome.found), ("CQC\(stray)", .sentBack)] {
      // At a desk.
      #expect(try desk.receive(serial).outcome == was)
      #expect(refusal { _ = try other.undoReception(serial) } == "PU029", "\(was)")
      #expect(refusal { try unscan(scene, "mailroom", serial) } == "PU059", "\(was)")
      #expect(try desk.undoReception(serial).was == was)
      #expect(try desk.receive(serial).outcome == was)
      try scene.passGrace()
      #expect(refusal { _ = try desk.undoReception(serial) } == "PU032", "\(was)")
      #expect(refusal { _ = try other.undoReception(serial) } == "PU029", "\(was)")
      #expect(try supervisor.undoReception(serial).was == was)
      // At the scanner.
      try scene.scan(serial)
      for role in ["mailroom2", "agent"] {
        #expect(
          refusal { if role == "agent" { _ = try desk.undoReception(serial) } else { try unscan(scene, role, serial) } } == "PU029",
          "\(was) \(role)")
      }
      try unscan(scene, "mailroom", serial)
      try scene.scan(serial)
      try scene.passGrace()
      #expect(refusal { try unscan(scene, "mailroom", serial) } == "PU032", "\(was)")
      #expect(try supervisor.undoReception(serial).was == was)
      #expect(try scene.database.value("select count(*) from core.card where received_at is not null or received_by is not null") == "0")
    }
  }

  private func unscan(_ scene: Scene, _ role: String, _ number: String) throws {
    try scene.call(role, "select hub.undo_reception($1, $2)", [scene.request(), .text(number)])
  }

  @Test func aReceptionIsTakenBackInSilenceAndLaterByASupervisorAloud() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (claim, coupon, number) = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
    _ = try scene.takeMessages()
    var desk = try scene.desk()
    var other = try scene.desk("agent2")
    var supervisor = try scene.desk("supervisor")
    #expect(try desk.receive(coupon).caseID == number)
    // Workable at once at the desk, unseen outside.
    #expect(try other.claimNext(["quality"])?.number == number)
    #expect(try scene.claimState(claim) == "awaiting_card")
    #expect(refusal { _ = try desk.undo() } == "PU010")
    try other.release(number)
    #expect(refusal { _ = try other.undoReception(coupon) } == "PU029")
    let undone = try desk.undo()
    #expect((undone.kind, undone.reference, undone.caseID) == ("receive", coupon, number))
    #expect(try scene.takeMessages() == [])
    _ = try desk.receive("CQC\(card)")
    try scene.passGrace()
    #expect(try scene.claimState(claim) == "under_analysis")
    #expect(try scene.takeMessages() == ["card_received by email"])
    #expect(refusal { _ = try desk.undoReception(coupon) } == "PU032")
    #expect(try supervisor.undoReception(coupon).outcome == .undone)
    #expect(try scene.takeMessages() == ["reception_undone by email"])
    #expect(try scene.claimState(claim) == "awaiting_card")
  }

  @Test func aCardThatAnotherCouponAwaitsIsNamed() throws {
    let scene = try Scene()
    let (one, first) = try scene.driverWithCard()
    let (two, second) = try scene.driverWithCard(Self.other)
    let (_, here, mine) = try scene.declareClaim(one, first, #"{"photo": ""}"#)
    let (_, there, theirs) = try scene.declareClaim(two, second, #"{"photo": ""}"#)
    var desk = try scene.desk()
    let refusal = try #require(try refused { _ = try desk.receive(here, found: "CQC\(second)") })
    #expect((refusal.sqlState, refusal.text("other_coupon"), refusal.caseNumber("other_case")) == ("PU039", there, theirs))
    #expect(try scene.database.value("select count(*) from core.quality_claim where received_at is not null") == "0")
    // One after the other: nothing of it goes back to its holder.
    #expect(try desk.receive(there).outcome == .received)
    #expect(try desk.receive(here, found: "CQC\(second)").outcome == .wrongCard)
    try scene.passGrace()
    #expect(try scene.rows("mailroom", "select card from hub.dispatch_order") == [])
    #expect(try scene.takeMessages().contains("wrong_card_received by email"))
    // Or both at once, named in the answer and taken back together.
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.undoReception(there)
    let both = try desk.receive(here, found: "CQC\(second)", insists: true)
    #expect((both.outcome, both.otherCoupon, both.otherCase, both.caseID) == (.wrongCard, there, theirs, mine))
    let undone = try #require(try desk.undo().reception)
    #expect(
      (undone.was, undone.coupon, undone.otherCoupon, undone.otherCase, undone.foundCard) == (
        .wrongCard, here, there, theirs, "CQC\(second)"
      ))
    #expect(try scene.database.value("select count(*) from core.quality_claim where received_at is not null") == "0")
    _ = try desk.receive(here, found: "CQC\(second)", insists: true)
    let again = try desk.undoReception(there)
    #expect((again.outcome, again.coupon, again.otherCoupon, again.otherCase) == (.undone, here, there, theirs))
    #expect(try scene.database.value("select count(*) from core.quality_claim where received_at is not null") == "0")
  }

  @Test func aNumberOfAnotherObjectIsNamed() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (_, coupon, number) = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
    let barcode = try scene.barcode(of: card)
    var desk = try scene.desk()
    let entries: [(name: String, taken: String, entry: (inout Desk, String) throws -> Void)] = [
      ("receive", "coupon card", { _ = try $0.receive($1) }),
      ("found", "card", { [coupon] in _ = try $0.receive(coupon, found: $1) }),
      ("undo_reception", "coupon card", { _ = try $0.undoReception($1) }),
      ("destroy", "card", { _ = try $0.destroy($1) }),
      ("undelivered", "dispatch card", { _ = try $0.registerReturn($1, reason: "refused") }),
      ("undo_return", "dispatch card", { _ = try $0.undoReturn($1) }),
    ]
    let numbers = [("coupon", coupon), ("dispatch", barcode), ("case", number.description), ("case", "\(number.id)")]
    for entry in entries {
      for (kind, number) in numbers where !entry.taken.contains(kind) {
        let refusal = try refused { try entry.entry(&desk, number) }
        #expect(refusal?.sqlState == "PU077" && refusal?.text("is") == kind, "\(entry.name) \(number): \(String(describing: refusal))")
      }
    }
    #expect(refusal { _ = try desk.destroy("NOSUCH99") } == "PU004")
    // A card that is there and awaited says so, with its state and its case.
    let awaited = try #require(try refused { _ = try desk.destroy("CQC\(card)") })
    #expect(
      (awaited.sqlState, awaited.text("state"), awaited.text("coupon"), awaited.caseNumber("case")) == ("PU078", "active", coupon, number))
    // The scanner is told as much, without the number of a case.
    #expect(refusal { try scene.scan(barcode) } == "PU077")
    #expect(refusal { try scene.scan("\(number.id)") } == "PU058")
  }

  @Test func whatWentFurtherIsNotTakenBack() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (_, coupon, number) = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
    var desk = try scene.desk()
    var other = try scene.desk("agent2")
    _ = try desk.receive(coupon)
    _ = try other.claim(number)
    try scene.find(&other, number, [("photo", "print_defect", "")])
    try other.release(number)
    #expect(refusal { _ = try desk.undo() } == "PU051")
    let (lostDriver, lost) = try scene.driverWithCard(Self.other)
    try scene.pay(scene.declareLoss(lostDriver, lost))
    _ = try desk.receive("CQC\(lost)")
    _ = try other.destroy("CQC\(lost)")
    #expect(refusal { _ = try desk.undo() } == "PU075")
  }

  /// A clerk scans, then opens; or scans an envelope that he had noted as empty.
  @Test(arguments: [true, false]) func whatWasReadAMomentAgoGivesWayToWhatIsSaidOfItThen(isEmptyAtLast: Bool) throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (claim, coupon, _) = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
    _ = try scene.takeMessages()
    var desk = try scene.desk()
    #expect(try desk.receive(coupon, isEmpty: !isEmptyAtLast).was == nil)
    let then = try desk.receive(coupon, isEmpty: isEmptyAtLast)
    #expect((then.outcome, then.was, then.isRepeated) == (isEmptyAtLast ? .empty : .received, isEmptyAtLast ? .received : .empty, false))
    let again = try desk.receive(coupon, isEmpty: isEmptyAtLast)
    #expect((again.outcome, again.was, again.isRepeated) == (then.outcome, nil, true))
    try scene.passGrace()
    #expect(try scene.takeMessages() == [isEmptyAtLast ? "envelope_empty by email" : "card_received by email"])
    #expect(try scene.claimState(claim) == (isEmptyAtLast ? "awaiting_card" : "under_analysis"))
  }

  @Test func whatTookThePlaceOfAReceptionIsTakenBackByItself() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (_, stray) = try scene.driverWithCard(Self.other)
    let (claim, coupon, _) = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
    _ = try scene.takeMessages()
    var desk = try scene.desk()
    _ = try desk.receive(coupon)
    #expect(try desk.receive(coupon, found: "CQC\(stray)").was == .received)
    #expect(try desk.receive(coupon, found: "CQC\(stray)").isRepeated)
    #expect(try desk.undo().reception?.was == .wrongCard)
    #expect(refusal { _ = try desk.undoReception(coupon) } == "PU051")
    try scene.passGrace()
    #expect(try scene.takeMessages() == [])
    #expect(try scene.claimState(claim) == "awaiting_card")
  }

  @Test func whoeverDidItHimselfIsToldSo() throws {
    let scene = try Scene()
    let (owner, stray) = try scene.driverWithCard(Self.other)
    let (claim, _, _) = try scene.declareClaim(owner, stray, #"{"photo": ""}"#)
    try scene.call("portal", "select hub.cancel_quality_claim($1, $2, $3)", [scene.request(), .int(owner), .int(claim)])
    var desk = try scene.desk()
    var other = try scene.desk("agent2")
    #expect(try desk.receive("CQC\(stray)").outcome == .sentBack)
    let refusal = try #require(try refused { _ = try desk.receive("CQC\(stray)") })
    #expect((refusal.name, refusal.text("kind"), refusal.text("reference")) == ("55006:mine", "receive", "CQC\(stray)"))
    #expect(try refused { _ = try other.receive("CQC\(stray)") }?.name == "55006")
  }

  @Test func theCouponOfAClaimThatIsOverNamesTheCardToReceive() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (_, coupon, number) = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.close(number, reason: "withdrawal")
    try scene.passGrace()
    _ = try scene.database.value("update core.card set state = 'void', void_reason = 'lost', voided_at = core.now() returning id")
    let refusal = try #require(try refused { _ = try supervisor.receive(coupon) })
    #expect((refusal.sqlState, refusal.text("serial")) == ("PU051", "CQC\(card)"))
    #expect(try supervisor.receive("CQC\(card)").outcome == .found)
  }
}
