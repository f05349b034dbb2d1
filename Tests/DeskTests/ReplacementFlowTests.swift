import Casework
import Desk
import Postgres
import Testing

/// Flows 5, 6 and 9: loss, theft, payment and invoice.
@Suite struct ReplacementFlowTests {
  @Test func aLostCardIsPaidVoidAndOrderedWithoutReview() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    _ = try scene.takeMessages()
    let payment = try scene.declareLoss(driver, card)
    #expect(try scene.rows("payment", "select payment, amount from hub.pending_payment") == ["\(payment)|3500"])
    #expect(try scene.cardState(card) == "active")
    try scene.pay(payment, "failed")
    #expect(try scene.cardState(card) == "active")
    let application = try #require(
      try scene.call("portal", "select application from hub.payment where payment = $1", [.int(payment)]).flatMap { Int64($0) })
    #expect(try scene.applicationState(application) == "awaiting_payment")
    let retried = try #require(
      try scene.call("portal", "select hub.retry_payment($1, $2, $3)", [scene.request(), .int(driver), .int(application)]).flatMap {
        Int64($0)
      })
    #expect(retried != payment)
    try scene.pay(retried)
    #expect(try scene.cardState(card) == "void")
    #expect(try scene.applicationState(application) == "approved")
    #expect(
      try scene.rows("portal", "select kind, amount, addressee from hub.invoice where driver = $1", [.int(driver)]) == [
        "invoice|3500|TRANSPORTS MARTIN"
      ])
    let produced = try scene.produceAll()
    #expect(produced.count == 1)
    #expect(
      try scene.rows("factory", "select count(*) from hub.factory_card") == ["0"])
    #expect(
      try scene.takeMessages() == [
        "payment_failed by email", "invoice by email", "invoice_duplicate_available by email", "replacement_ordered by email",
        "card_dispatched by email",
      ])
    // Printed as the lost one was.
    #expect(try scene.database.value("select count(distinct content) from core.card where driver_id = \(driver)") == "1")
  }

  @Test func aLostCardThatIsFoundIsReceivedAndDestroyed() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let serial = try #require(try scene.call("portal", "select serial from hub.card where card = $1", [.int(card)]))
    let receive = "select hub.receive_card($1, $2)"
    #expect(refusal { try scene.call("mailroom", receive, [scene.request(), .text(serial)]) } == "PU059")
    try scene.pay(scene.declareLoss(driver, card))
    #expect(refusal { try scene.call("mailroom", "select hub.destroy_card($1, $2)", [scene.request(), .text(serial)]) } == "PU078")
    try scene.call("mailroom", receive, [scene.request(), .text(serial)])
    #expect(try scene.rows("mailroom", "select serial from hub.card_to_destroy") == [serial])
    try scene.call("mailroom", "select hub.destroy_card($1, $2)", [scene.request(), .text(serial)])
    #expect(try scene.cardState(card) == "destroyed")
    #expect(refusal { try scene.call("mailroom", receive, [scene.request(), .text("NOPE1")]) } == "PU058")
  }

  @Test func aTheftIsPaidFirstThenReviewed() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (application, payment) = try scene.declareTheft(driver, card)
    #expect(try scene.applicationState(application) == "awaiting_payment")
    var desk = try scene.desk()
    #expect(try desk.claimNext(["documents"]) == nil)
    try scene.pay(payment)
    #expect(try scene.call("portal", "select void_reason from hub.card where card = \(card)") == "stolen")
    #expect(try scene.cardState(card) == "void")
    let id = try scene.openCase(of: driver)
    // The photo on the stolen card is there to be compared.
    let file = try desk.caseFile(id)
    let printed = try scene.database.value(
      "select d.id::text from core.document d join core.card c on c.application_id = d.application_id where d.type = 'photo'")
    #expect(file.cardPhoto.map { "\($0.id)" } == printed && !file.documents.contains { $0.id == file.cardPhoto?.id })
    // Of the application that it was made for it is the photo that stands there already.
    let own = try scene.database.value("select min(case_id)::text from core.decision where queue = 'documents'")
    #expect(try desk.caseFile(CaseNumber(id: #require(own.flatMap { Int64($0) }))).cardPhoto == nil)
    #expect(refusal { try scene.return(id, [("photo", "blurred")]) } == "PU023")
    try scene.return(id, [("theft_declaration", "undated")])
    try scene.passGrace()
    try scene.put(driver, application, "theft_declaration", nil, bytes: Array("dated".utf8))
    try scene.call("portal", "select hub.answer_request($1, $2, $3)", [scene.request(), .int(driver), .int(application)])
    // Returning never asks for a second payment.
    #expect(try scene.rows("portal", "select payment from hub.payment where driver = $1", [.int(driver)]).count == 1)
    try scene.approve(id)
    try scene.passGrace()
    #expect(try scene.produceAll().count == 1)
  }

  @Test func aClosedTheftIsRefundedWithACreditNote() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (_, payment) = try scene.declareTheft(driver, card)
    try scene.pay(payment)
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.close(scene.openCase(of: driver), reason: "forgery")
    #expect(try scene.call("portal", "select state from hub.payment where payment = $1", [.int(payment)]) == "paid")
    #expect(try scene.rows("portal", "select kind from hub.invoice where driver = $1", [.int(driver)]) == ["invoice"])
    try scene.passGrace()
    #expect(try scene.call("portal", "select state from hub.payment where payment = $1", [.int(payment)]) == "refunded")
    #expect(
      try scene.rows("portal", "select kind from hub.invoice where driver = $1 order by invoice", [.int(driver)]) == [
        "invoice", "credit_note",
      ])
  }

  @Test func undoneClosingLeavesNoRefund() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (_, payment) = try scene.declareTheft(driver, card)
    try scene.pay(payment)
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.close(scene.openCase(of: driver), reason: "forgery")
    _ = try supervisor.undo()
    try scene.passGrace()
    #expect(try scene.call("portal", "select state from hub.payment where payment = $1", [.int(payment)]) == "paid")
    #expect(try scene.rows("portal", "select kind from hub.invoice where driver = $1", [.int(driver)]) == ["invoice"])
  }

  @Test func onlyTheCurrentCardAndOnlyOnce() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let payment = try scene.declareLoss(driver, card)
    // Theft after loss, and loss after loss.
    #expect(
      refusal {
        try scene.call(
          "portal", "select hub.open_application($1, $2, 'replacement_theft', card => $3)", [scene.request(), .int(driver), .int(card)])
      } == "PU046")
    #expect(refusal { _ = try scene.declareLoss(driver, card) } == "PU046")
    try scene.pay(payment)
    #expect(refusal { _ = try scene.declareLoss(driver, card) } == "PU045")
    #expect(
      refusal {
        try scene.call("portal", "select hub.declare_loss($1, $2, $3, false, 'A', 'B', 'C')", [scene.request(), .int(driver), .int(card)])
      } == "PU045")
    let replacement = try #require(try scene.produceAll().first)
    #expect(
      refusal {
        try scene.call(
          "portal", "select hub.declare_loss($1, $2, $3, false, 'A', 'B', 'C')", [scene.request(), .int(driver), .int(replacement)])
      } == "PU048")
    try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(driver), .int(replacement)])
    try scene.advance("5 years")
    #expect(refusal { _ = try scene.declareLoss(driver, replacement) } == "PU045")
  }

  @Test func whatIsCancelledIsNotToBePaid() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let payment = try scene.declareLoss(driver, card)
    #expect(try scene.rows("payment", "select payment from hub.pending_payment") == ["\(payment)"])
    let loss = try #require(try scene.call("portal", "select max(application) from hub.application").flatMap { Int64($0) })
    try scene.call("portal", "select hub.cancel_application($1, $2, $3)", [scene.request(), .int(driver), .int(loss)])
    #expect(try scene.rows("payment", "select payment from hub.pending_payment") == [])
    #expect(try scene.rows("portal", "select state from hub.payment where driver = $1", [.int(driver)]) == ["expired"])
    #expect(try scene.cardState(card) == "active")
  }

  @Test func activatingANewCardVoidsTheFormerOne() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let training = try scene.recordTraining(kind: "continuing")
    let application = try scene.draftCard(driver, training)
    try scene.submit(driver, application)
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    let next = try #require(try scene.produceAll().first)
    #expect(try scene.cardState(card) == "active")
    try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(driver), .int(next)])
    #expect(try scene.cardState(card) == "void")
    #expect(try scene.cardState(next) == "active")
  }

  @Test func aClosedTheftSaysWhatBecomesOfTheCardAndWhatGivesAnother() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (_, payment) = try scene.declareTheft(driver, card)
    try scene.pay(payment)
    let id = try scene.openCase(of: driver)
    var supervisor = try scene.desk("supervisor")
    #expect(try supervisor.cardAfterClosing(id) == nil)
    _ = try supervisor.close(id, reason: "withdrawal")
    let after = try #require(try supervisor.cardAfterClosing(id))
    #expect(after.serial == "CQC\(card)" && after.fate == "void" && after.isReissuable)
    var agent = try scene.desk()
    #expect(refusal { _ = try agent.cardAfterClosing(id) } == "42501")
    try scene.passGrace()
    _ = try supervisor.reissue("CQC\(card)", reason: "closed by mistake")
    #expect(try supervisor.cardAfterClosing(id)?.isReissuable == false)
  }
}
