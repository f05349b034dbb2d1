import Casework
import Desk
import Postgres
import Testing

/// Flow 7: a defective card, from the declaration to the card in hand, by every branch.
@Suite struct QualityFlowTests {
  /// A driver who has declared elements of his active card defective.
  private func claimed(_ scene: Scene, _ elements: String) throws -> (
    driver: Int64, card: Int64, claim: Int64, coupon: String, case: CaseNumber
  ) {
    let (driver, card) = try scene.driverWithCard()
    let (claim, coupon, number) = try scene.declareClaim(driver, card, elements)
    return (driver, card, claim, coupon, number)
  }

  private func answer(_ scene: Scene, _ driver: Int64, _ claim: Int64, lastName: String? = nil) throws -> Int64 {
    let payment = try scene.call(
      "portal", "select hub.answer_attribution($1, $2, $3, last_name => $4)",
      [scene.request(), .int(driver), .int(claim), Parameter(lastName)])
    return try #require(payment.flatMap { Int64($0) })
  }

  private func content(_ scene: Scene, _ driver: Int64, _ element: String) throws -> String? {
    try scene.database.value("select content ->> '\(element)' from core.card where driver_id = \(driver) order by id desc limit 1")
  }

  @Test func aCaseIsWorkableOnceItsCardWasReceived() throws {
    let scene = try Scene()
    let (_, card, claim, coupon, number) = try claimed(scene, #"{"photo": ""}"#)
    #expect(try scene.claimState(claim) == "awaiting_card")
    var desk = try scene.desk()
    #expect(try desk.claimNext(["quality"]) == nil)
    #expect(refusal { _ = try desk.claim(number) } == "PU019")
    #expect(try scene.rows("mailroom", "select coupon, serial from hub.expected_card") == ["\(coupon)|CQC\(card)"])
    #expect(try scene.scan(coupon.lowercased()) == "received")
    // Read twice, it is the same reception.
    #expect(try scene.scan(coupon) == "received")
    #expect(try scene.database.value("select count(*) from core.case_event where case_id = \(number.id) and kind = 'received'") == "1")
    #expect(try desk.claimNext(["quality"])?.number == number)
    #expect(try desk.queues().first { $0.queue == "quality" }?.arrived == 1)
    #expect(try desk.caseFile(number).claim?.coupon == coupon)
  }

  @Test func envelopesHoldWhatTheyHold() throws {
    let scene = try Scene()
    let (driver, card, claim, coupon, _) = try claimed(scene, #"{"photo": ""}"#)
    var form = Scene.Form()
    (form.lastName, form.licence, form.email) = ("MARTIN", "060113200777", "martin@example.fr")
    let (_, other) = try scene.driverWithCard(form)
    #expect(try scene.scan(coupon, empty: true) == "empty")
    #expect(try scene.scan(coupon, found: "CQC\(other)") == "wrong_card")
    #expect(try scene.claimState(claim) == "awaiting_card")
    // A valid card of somebody else goes back to its holder.
    #expect(try scene.rows("mailroom", "select card from hub.dispatch_order") == ["\(other)"])
    try scene.sendAgain()
    #expect(try scene.cardState(other) == "active")
    let told = try scene.takeMessages()
    #expect(told.contains("envelope_empty by email") && told.contains("wrong_card_received by email"))
    // The coupon was forgotten: the card's own number does.
    #expect(try scene.scan("CQC\(card)") == "received")
    #expect(refusal { try scene.scan("Q1") } == "PU058")
    #expect(refusal { try scene.scan("CQC\(other)") } == "PU059")
    #expect(try scene.call("portal", "select received_at is not null from hub.quality_claim where driver = $1", [.int(driver)]) == "t")
  }

  @Test func aSlipOfTheScannerIsTakenBack() throws {
    let scene = try Scene()
    let (_, card, claim, coupon, number) = try claimed(scene, #"{"photo": ""}"#)
    try scene.scan(coupon)
    #expect(try scene.call("mailroom", "select outcome from hub.undo_reception($1, $2)", [scene.request(), .text(coupon)]) == "undone")
    #expect(try scene.claimState(claim) == "awaiting_card")
    #expect(try scene.takeMessages().contains { $0.hasPrefix("card_received") } == false)
    var desk = try scene.desk()
    #expect(try desk.receive("CQC\(card)").caseID == number)
    _ = try desk.claim(number)
    var other = try scene.desk("agent2")
    #expect(refusal { _ = try other.undoReception(coupon) } == "PU029")
    try scene.find(&desk, number, [("photo", "print_defect", "")])
    #expect(refusal { _ = try desk.undoReception(coupon) } == "PU051")
  }

  @Test func aFaultOfOursIsReplacedAtOnceAndFree() throws {
    let scene = try Scene()
    let (driver, card, claim, coupon, number) = try claimed(scene, #"{"last_name": "DUPOND", "photo": ""}"#)
    try scene.scan(coupon)
    var desk = try scene.desk()
    _ = try desk.claim(number)
    let version = try scene.find(&desk, number, [("last_name", "personalisation_error", "DUPOND")])
    func attribute(_ outcome: Outcome) throws {
      _ = try desk.attribute(number, version: version, outcome: outcome, comment: "", suggestion: nil)
    }
    #expect(refusal { try attribute(.inGroupe) } == "PU036")
    // One cause of ours makes it ours.
    try scene.find(&desk, number, [("photo", "unsuitable_image_supplied", "")])
    #expect(refusal { try attribute(.driver) } == "PU035")
    #expect(refusal { _ = try desk.approve(number, version: version) } == "PU028")
    try attribute(.inGroupe)
    #expect(try scene.claimState(claim) == "under_analysis")
    #expect(try scene.rows("factory", "select card from hub.card_order") == [])
    #expect(try scene.takeMessages().contains { $0.hasPrefix("quality_in_groupe") } == false)
    try scene.passGrace()
    #expect(try scene.claimState(claim) == "approved in_groupe")
    // What was his is not told where he has nothing to correct or to pay.
    #expect(
      try scene.database.value(
        """
        select string_agg(e ->> 'cause', ' ') from core.notification n, jsonb_array_elements(n.payload -> 'elements') as e
        where n.template = 'quality_in_groupe'
        """
      ) == "personalisation_error")
    #expect(try scene.cardState(card) == "active")
    let new = try #require(try scene.produceAll().first)
    #expect(try scene.cardState(card) == "void")
    #expect(try content(scene, driver, "last_name") == "DUPOND")
    #expect(try scene.rows("mailroom", "select serial from hub.card_to_destroy") == ["CQC\(card)"])
    _ = try desk.destroy("CQC\(card)")
    #expect(try scene.cardState(card) == "destroyed")
    try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(driver), .int(new)])
    #expect(try scene.claimState(claim) == "completed in_groupe")
    #expect(try scene.rows("portal", "select payment from hub.payment where driver = $1", [.int(driver)]) == [])
  }

  @Test func hisFaultIsCorrectedPaidAndReviewedByTheSameAgentFirst() throws {
    let scene = try Scene()
    let (driver, card, claim, coupon, number) = try claimed(scene, #"{"last_name": "DURAND"}"#)
    try scene.scan(coupon)
    try scene.attribute(number, .driver, [("last_name", "data_entry_error", "")])
    #expect(refusal { _ = try self.answer(scene, driver, claim, lastName: "DURAND") } == "PU051")
    try scene.passGrace()
    #expect(
      try scene.rows("portal", "select element, cause, to_correct from hub.quality_claim_element where claim = $1", [.int(claim)]) == [
        "last_name|data_entry_error|t"
      ])
    #expect(refusal { _ = try self.answer(scene, driver, claim) } == "PU042")
    // A price that changes after he was told is not his.
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.setSetting("quality_fee", to: "9900")
    let payment = try answer(scene, driver, claim, lastName: "DURAND")
    #expect(try scene.rows("payment", "select amount from hub.pending_payment") == ["3500"])
    #expect(try scene.call("portal", "select amount from hub.quality_claim where claim = $1", [.int(claim)]) == "3500")
    try scene.pay(payment, "failed")
    let application = try #require(
      try scene.call("portal", "select application from hub.quality_claim where claim = $1", [.int(claim)]).flatMap { Int64($0) })
    let again = try scene.call("portal", "select hub.retry_payment($1, $2, $3)", [scene.request(), .int(driver), .int(application)])
    try scene.pay(try #require(again.flatMap { Int64($0) }))
    #expect(try scene.claimState(claim) == "submitted driver")
    // Reserved for the one who attributed.
    let review = try scene.openCase(of: driver)
    var stranger = try scene.desk("agent2")
    #expect(refusal { _ = try stranger.claim(review) } == "PU016")
    // Returned once more, he is not asked to pay again.
    try scene.return(review, [("civil_status", "spelling")])
    try scene.passGrace()
    try scene.call(
      "portal", "select hub.answer_request($1, $2, $3, last_name => 'DURANT')", [scene.request(), .int(driver), .int(application)])
    #expect(try scene.rows("payment", "select payment from hub.pending_payment") == [])
    try scene.approve(try scene.openCase(of: driver))
    try scene.passGrace()
    #expect(try scene.produceAll().count == 1)
    #expect(try content(scene, driver, "last_name") == "DURANT")
    #expect(try scene.cardState(card) == "void")
  }

  @Test func theReviewShowsWhatWasFoundAndWhatChanges() throws {
    let scene = try Scene()
    let (driver, card, claim, coupon, number) = try claimed(scene, #"{"birth_place": "LYONS", "photo": "", "card_body": ""}"#)
    try scene.scan(coupon)
    try scene.attribute(
      number, .driver,
      [
        ("photo", "unsuitable_image_supplied", ""), ("signature", "holder_damage", ""), ("birth_place", "data_entry_error", ""),
        ("expiry_date", "holder_damage", "2031-12-31"), ("card_serial", "holder_damage", ""), ("code_95", "holder_damage", ""),
        ("card_body", "holder_damage", ""),
      ], comment: "vu")
    try scene.passGrace()
    let application = try #require(
      try scene.call("portal", "select application from hub.quality_claim where claim = $1", [.int(claim)]).flatMap { Int64($0) })
    try scene.put(driver, application, "photo", nil, bytes: Scene.picture("another"))
    let payment = try scene.call(
      "portal", "select hub.answer_attribution($1, $2, $3, birth_place => 'LYONS')", [scene.request(), .int(driver), .int(claim)])
    try scene.pay(try #require(payment.flatMap { Int64($0) }))
    let review = try scene.openCase(of: driver)
    var desk = try scene.desk()
    let file = try desk.caseFile(review)
    let correction = try #require(file.correction)
    #expect((correction.coupon, correction.caseNumber) == (coupon, number))
    // In the order of the card, whatever the order of the findings.
    let findings = correction.findings
    #expect(findings.map(\.element) == [.birthPlace, .expiryDate, .cardSerial, .photo, .signature, .code95, .cardBody])
    #expect(findings.map(\.shows) == [.text, .text, .text, .picture, .picture, .text, .nothing])
    #expect(findings.map(\.cause).filter { $0 != .holderDamage } == [.dataEntryError, .unsuitableImageSupplied])
    #expect(findings.allSatisfy { $0.imputedTo == .driver })
    // What he only damaged is not his to change.
    #expect(findings.filter(\.isToCorrect).map(\.element) == [.birthPlace, .photo])
    let expiry = try scene.database.value("select expires_on::text from core.card where id = \(card)")
    let code95 = try scene.database.value("select 'goods ' || issued_on from core.training where driver_id = \(driver)")
    #expect(expiry != nil && code95 != nil)
    #expect(findings.map(\.ordered) == ["LYON", expiry, "CQC\(card)", nil, nil, code95, nil])
    // An agent's value is printed; the number of the new card the factory gives it.
    #expect(findings.map(\.toPrint) == ["LYONS", "2031-12-31", nil, nil, nil, code95, nil])
    let photo = try #require(file.currentDocuments.first { $0.documentType == .photo })
    #expect(findings.map(\.documentID) == [nil, nil, nil, photo.id, nil, nil, nil])
    // Nothing of it stands on any other case of his.
    let others = try desk.driverFile(driver).cases.map(\.number).filter { $0 != review }
    #expect(others.count == 3)
    for other in others { #expect(try desk.caseFile(other).correction == nil) }
    // What he answers a return with is what is to be printed then.
    try scene.return(review, [("civil_status", "spelling")])
    try scene.passGrace()
    try scene.call(
      "portal", "select hub.answer_request($1, $2, $3, birth_place => 'LYON')", [scene.request(), .int(driver), .int(application)])
    #expect(try desk.caseFile(review).correction?.findings.first?.toPrint == "LYON")
  }

  @Test func withNothingToCorrectTheSameCardIsOrderedOncePaid() throws {
    let scene = try Scene()
    let (driver, _, claim, coupon, number) = try claimed(scene, #"{"card_body": ""}"#)
    try scene.scan(coupon)
    try scene.attribute(number, .driver, [("card_body", "holder_damage", "")])
    try scene.passGrace()
    try scene.pay(try answer(scene, driver, claim))
    #expect(try scene.claimState(claim) == "approved driver")
    #expect(try scene.produceAll().count == 1)
  }

  @Test func withoutADefectTheCardGoesBackFree() throws {
    let scene = try Scene()
    let (driver, card, claim, coupon, number) = try claimed(scene, #"{"lamination": ""}"#)
    try scene.scan(coupon)
    #expect(refusal { try scene.attribute(number, .driver, [("lamination", "no_defect_found", "")]) } == "PU026")
    try scene.attribute(number, .driver, [("lamination", "no_defect_found", "")], comment: "rien vu")
    try scene.passGrace()
    #expect(try scene.call("portal", "select card_back_possible from hub.quality_claim where claim = $1", [.int(claim)]) == "t")
    try scene.call("portal", "select hub.request_card_back($1, $2, $3)", [scene.request(), .int(driver), .int(claim)])
    try scene.sendAgain()
    #expect(try scene.claimState(claim) == "card_sent_back driver")
    #expect(try scene.cardState(card) == "active")
    // It may come back from the post as any other.
    let returned = try scene.comeBack(scene.barcode(of: card))
    #expect(try scene.answer(driver, returned.id) == nil)
    try scene.reship(returned.case)
    try scene.passGrace()
    try scene.sendAgain()
    #expect(try scene.cardState(card) == "dispatched")
  }

  @Test func aSuggestionIsGoneAgainstWithAComment() throws {
    let scene = try Scene()
    let (_, _, _, coupon, number) = try claimed(scene, #"{"photo": ""}"#)
    try scene.scan(coupon)
    var connection = try scene.connect("agent")
    _ = try scene.desk().identity
    var desk = try scene.desk()
    _ = try desk.claim(number)
    let version = try scene.find(&desk, number, [("photo", "photo_signature_processing", "")])
    let sql = "select reached_by from desk.attribute($1, $2, $3, $4, 'in_groupe', $5, '{\"outcome\": \"driver\", \"grounds\": [\"x\"]}')"
    func attribute(_ comment: String) throws {
      _ = try connection.query(
        sql, [.text("key-\(comment.count)-suggestion"), Parameter(number), .uuid(desk.console), Parameter(version), .text(comment)])
    }
    #expect(refusal { try attribute("") } == "PU026")
    try attribute("retouche visible")
    #expect(
      try scene.database.value("select suggestion ->> 'outcome' from core.decision_detail order by decision_id desc limit 1") == "driver")
  }

  @Test func aWrongTrainingRecordIsCorrectedBeforeTheReprint() throws {
    let scene = try Scene()
    let (driver, _, _, coupon, number) = try claimed(scene, #"{"code_95": "passengers"}"#)
    try scene.scan(coupon)
    let training = try #require(
      try scene.database.value("select max(id) from core.training where driver_id = \(driver)").flatMap { Int64($0) })
    func correct() throws {
      let form = Scene.Form()
      try scene.call(
        "centre", "select hub.correct_training($1, $2, 'initial', 'passengers', $3, $4, $5, $6, today(), true)",
        [scene.request(), .int(training), .text(form.licence), .text(form.lastName), .text(form.firstNames), .text(form.birthDate)])
    }
    #expect(refusal { try correct() } == "PU054")
    #expect(refusal { try scene.attribute(number, .inGroupe, [("code_95", "training_centre_error", "")]) } == "PU037")
    try correct()
    try scene.attribute(number, .inGroupe, [])
    try scene.passGrace()
    #expect(try scene.produceAll().count == 1)
    #expect(try content(scene, driver, "qualification") == #"["passengers"]"#)
  }

  @Test func undoLeavesNoTrace() throws {
    let scene = try Scene()
    let (_, _, claim, coupon, number) = try claimed(scene, #"{"photo": ""}"#)
    try scene.scan(coupon)
    try scene.attribute(number, .driver, [("photo", "unsuitable_image_supplied", "")])
    var desk = try scene.desk()
    _ = try desk.undo()
    #expect(try scene.claimState(claim) == "under_analysis")
    try scene.passGrace()
    #expect(try scene.claimState(claim) == "under_analysis")
    // What was found is still there.
    #expect(try desk.caseFile(number).claim?.findings.count == 1)
    try scene.attribute(number, .driver, [])
    try scene.passGrace()
    #expect(refusal { _ = try desk.undo() } == "PU032")
  }

  @Test func anAttributionIsOverturnedUntilTheFactoryTakesTheCard() throws {
    let scene = try Scene()
    let (driver, _, claim, coupon, number) = try claimed(scene, #"{"last_name": "DURAND"}"#)
    try scene.scan(coupon)
    try scene.attribute(number, .driver, [("last_name", "data_entry_error", "")])
    var supervisor = try scene.desk("supervisor")
    #expect(refusal { _ = try supervisor.overturn(number, reason: "à revoir") } == "PU017")
    try scene.passGrace()
    try scene.pay(try answer(scene, driver, claim, lastName: "DURAND"))
    // Paid since: he gets it back, and the case comes back.
    _ = try supervisor.overturn(number, reason: "à revoir")
    try scene.passGrace()
    #expect(try scene.claimState(claim) == "under_analysis")
    #expect(try scene.rows("portal", "select state from hub.payment where driver = $1", [.int(driver)]) == ["refunded"])
    #expect(
      try scene.rows("portal", "select kind from hub.invoice where driver = $1 order by invoice", [.int(driver)]) == [
        "invoice", "credit_note",
      ])
    #expect(refusal { _ = try scene.openCase(of: driver) } != "42501")
    try scene.attribute(number, .inGroupe, [("last_name", "agent_processing_error", "DURAND")])
    try scene.passGrace()
    _ = try supervisor.overturn(number, reason: "à revoir")
    try scene.passGrace()
    #expect(try scene.rows("factory", "select card from hub.card_order") == [])
    try scene.attribute(number, .inGroupe, [])
    try scene.passGrace()
    try scene.produceAll()
    #expect(refusal { _ = try supervisor.overturn(number, reason: "à revoir") } == "PU034")
  }

  @Test func aPictureThatNobodyReviewedIsNotPrinted() throws {
    let scene = try Scene()
    let (driver, card, claim, coupon, number) = try claimed(scene, #"{"last_name": "DURAND", "photo": ""}"#)
    let former = try scene.database.value("select content -> 'documents' ->> 'photo' from core.card where id = \(card)")
    try scene.scan(coupon)
    try scene.attribute(
      number, .driver, [("last_name", "data_entry_error", ""), ("photo", "unsuitable_image_supplied", "")], comment: "vu")
    try scene.passGrace()
    let application = try #require(
      try scene.call("portal", "select application from hub.quality_claim where claim = $1", [.int(claim)]).flatMap { Int64($0) })
    // The picture that is on the card already corrects nothing.
    func answer() throws { _ = try self.answer(scene, driver, claim, lastName: "DURAND") }
    try scene.put(driver, application, "photo", nil)
    #expect(refusal { try answer() } == "PU042")
    try scene.put(driver, application, "photo", nil, bytes: Array("never reviewed".utf8))
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.overturn(number, reason: "à revoir")
    try scene.passGrace()
    try scene.attribute(
      number, .inGroupe, [("last_name", "personalisation_error", "DURAND"), ("photo", "print_defect", "")], comment: "vu")
    try scene.passGrace()
    let again = try #require(try scene.rows("factory", "select card from hub.take_orders($1, 10)", [scene.request()]).first)
    #expect(try scene.database.value("select content -> 'documents' ->> 'photo' from core.card where id = \(again)") == former)
  }

  @Test func aLossClosesAClaimWhoseCardHasNotCome() throws {
    let scene = try Scene()
    let (driver, card, claim, coupon, number) = try claimed(scene, #"{"photo": ""}"#)
    #expect(refusal { _ = try scene.declareClaim(driver, card, #"{"photo": ""}"#) } == "PU046")
    try scene.pay(try scene.declareLoss(driver, card))
    #expect(try scene.claimState(claim) == "closed")
    #expect(try scene.database.value("select state from core.desk_case where id = \(number.id)") == "closed")
    // The card that comes after all is a lost one that was found.
    #expect(try scene.scan(coupon.isEmpty ? coupon : "CQC\(card)") == "found")
  }

  @Test func aReceivedCardIsNotLost() throws {
    let scene = try Scene()
    let (driver, card, _, coupon, _) = try claimed(scene, #"{"photo": ""}"#)
    let payment = try scene.declareLoss(driver, card)
    try scene.scan(coupon)
    // It turned up before he paid: he is not to pay, and gets back what he pays all the same.
    #expect(try scene.rows("payment", "select payment from hub.pending_payment") == [])
    try scene.pay(payment)
    #expect(try scene.rows("portal", "select state from hub.payment where payment = $1", [.int(payment)]) == ["refunded"])
    #expect(refusal { _ = try scene.declareLoss(driver, card) } == "PU046")
  }

  @Test func aCardThatNeverComesIsRemindedAndShown() throws {
    let scene = try Scene()
    let (driver, _, _, _, number) = try claimed(scene, #"{"photo": ""}"#)
    _ = try scene.takeMessages()
    try scene.advance("16 days")
    // What was taken and never reported on is offered again beside it.
    #expect(try scene.takeMessages().count { $0 == "reminder by email" } == 1)
    #expect(try scene.takeMessages() == [])
    try scene.advance("30 days")
    var desk = try scene.desk()
    #expect(try desk.queues().first { $0.queue == "quality" }?.silent == 1)
    _ = try scene.takeMessages()
    #expect(try desk.remind(number) == "email")
    #expect(refusal { _ = try desk.remind(number) } == "PU069")
    #expect(try scene.takeMessages() == ["reminder by email"])
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.close(number, reason: "withdrawal")
    try scene.passGrace()
    #expect(try scene.rows("portal", "select state from hub.quality_claim where driver = $1", [.int(driver)]) == ["closed"])
  }
}
