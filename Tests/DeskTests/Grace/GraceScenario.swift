import Casework
import Desk
import Postgres
import Testing

/// A decision that can be undone, and what led to it.
enum GraceScenario: String, CaseIterable, Sendable {
  case approveAccount, returnAccount, closeAccount, closeAccountToCorrect
  case approveDocuments, returnDocuments, closeDocuments, closeDocumentsToCorrect, approveTheft, closeTheft
  case attributeInGroupe, attributeDriver, attributeCentre, closeReceivedClaim, closeForgedClaim, closeClaimToCorrect
  case closeUnpaidClaim, closeUnpaidClaimAfterFailure, approveCorrection, closeCorrection
  case closeAwaitedClaim, closeAwaitedClaimBesideLoss
  case reship, returnAddress, closeReturned, closeUnpaidReturned, closePaidReturned
  case reissueActive, reissueDispatched
  case overturnApprovedAccount, overturnReturnedAccount, overturnApprovedDocuments, overturnReturnedDocuments
  case overturnInGroupe, overturnDriver, overturnUnpaid, overturnPaid, overturnReship, overturnReturnedAddress
  case receiveAtDesk, receiveAtDeskBesideLoss, receiveEmptyAtDesk, receiveWrongCardAtDesk, receiveFoundAtDesk, receiveSentBackAtDesk
  case registerReturnAtDesk, registerReturnAtDeskBesideLoss, registerVoidAtDesk
}

/// What is decided: the statement, and by whom.
struct GraceDecision {
  var role = "agent"
  var statement: String
}

extension GraceScenario {
  private static let token = "11111111-2222-4333-8444-555555555555"
  private static let key = "a-decision-in-its-grace"

  /// Plays what leads to the decision: everything before it is committed, and out of its own grace.
  func play(_ scene: Scene) throws -> GraceDecision {
    switch self {
    case .approveAccount, .returnAccount, .closeAccount, .closeAccountToCorrect: try account(scene)
    case .approveDocuments, .returnDocuments, .closeDocuments, .closeDocumentsToCorrect: try documents(scene)
    case .approveTheft, .closeTheft: try theft(scene)
    case .reship, .returnAddress, .closeReturned, .closeUnpaidReturned, .closePaidReturned: try returned(scene)
    case .reissueActive: try reissue(scene, active: true)
    case .reissueDispatched: try reissue(scene, active: false)
    case .overturnApprovedAccount, .overturnReturnedAccount, .overturnApprovedDocuments, .overturnReturnedDocuments, .overturnInGroupe,
      .overturnDriver, .overturnUnpaid, .overturnPaid, .overturnReship, .overturnReturnedAddress:
      try overturn(scene)
    case .receiveAtDesk, .receiveAtDeskBesideLoss, .receiveEmptyAtDesk, .receiveWrongCardAtDesk, .receiveFoundAtDesk,
      .receiveSentBackAtDesk:
      try receive(scene)
    case .registerReturnAtDesk, .registerReturnAtDeskBesideLoss, .registerVoidAtDesk: try register(scene)
    default: try claim(scene)
    }
  }

  /// What an agent reads in the mailroom.
  private func read(_ call: String) -> GraceDecision { GraceDecision(statement: "select desk.\(call)") }

  private func register(_ scene: Scene) throws -> GraceDecision {
    let (driver, card) = try dispatched(scene)
    if self == .registerReturnAtDeskBesideLoss { _ = try scene.declareLoss(driver, card) }
    if self == .registerVoidAtDesk { try scene.pay(scene.declareLoss(driver, card)) }
    return read("register_return(gen_random_uuid(), '\(try scene.barcode(of: card))', 'refused')")
  }

  private func receive(_ scene: Scene) throws -> GraceDecision {
    var other = Scene.Form()
    (other.lastName, other.licence, other.email) = ("MARTIN", "060113200777", "martin@example.fr")
    let (_, stranger) = try scene.driverWithCard(other)
    let (driver, card) = try scene.driverWithCard()
    if self == .receiveFoundAtDesk {
      try scene.pay(scene.declareLoss(driver, card))
      return read("receive(gen_random_uuid(), 'CQC\(card)')")
    }
    if self == .receiveSentBackAtDesk {
      _ = try scene.declareLoss(driver, card)
      return read("receive(gen_random_uuid(), 'CQC\(card)')")
    }
    let (_, coupon, _) = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
    if self == .receiveAtDeskBesideLoss { _ = try scene.declareLoss(driver, card) }
    switch self {
    case .receiveEmptyAtDesk: return read("receive(gen_random_uuid(), '\(coupon)', p_empty => true)")
    case .receiveWrongCardAtDesk: return read("receive(gen_random_uuid(), '\(coupon)', 'CQC\(stranger)')")
    default: return read("receive(gen_random_uuid(), '\(coupon)')")
    }
  }

  private func overturn(_ scene: Scene) throws -> GraceDecision {
    let id: CaseNumber
    switch self {
    case .overturnApprovedAccount, .overturnReturnedAccount:
      _ = try scene.recordTraining()
      id = try scene.openCase(of: scene.submitAccount())
      if self == .overturnApprovedAccount { try scene.approve(id) } else { try scene.return(id, [("phone", "invalid_format")]) }
    case .overturnApprovedDocuments, .overturnReturnedDocuments:
      let training = try scene.recordTraining()
      let driver = try scene.activeDriver()
      try scene.submit(driver, try scene.draftCard(driver, training))
      id = try scene.openCase(of: driver)
      if self == .overturnApprovedDocuments { try scene.approve(id) } else { try scene.return(id, [("photo", "blurred")]) }
    case .overturnReship, .overturnReturnedAddress:
      let (driver, card) = try dispatched(scene)
      let (returned, number) = try scene.comeBack(scene.barcode(of: card))
      try scene.answer(driver, returned)
      id = number
      if self == .overturnReship { try scene.reship(id) } else { try scene.return(id, [("delivery_address", "not_servable")]) }
    default:
      let (driver, card) = try scene.driverWithCard()
      let (claim, coupon, number) = try scene.declareClaim(driver, card, #"{"last_name": "DURAND"}"#)
      id = number
      try scene.scan(coupon)
      if self == .overturnInGroupe {
        try scene.attribute(id, .inGroupe, [("last_name", "personalisation_error", "")])
        break
      }
      try scene.attribute(id, .driver, [("last_name", "data_entry_error", "")])
      if self == .overturnDriver { break }
      try scene.passGrace()
      let payment = try scene.call(
        "portal", "select hub.answer_attribution($1, $2, $3, last_name => 'DURAND')", [scene.request(), .int(driver), .int(claim)])
      if self == .overturnPaid { try scene.pay(try #require(payment.flatMap { Int64($0) })) }
    }
    try scene.passGrace()
    return GraceDecision(role: "supervisor", statement: "select desk.overturn('\(Self.key)', \(id.id), 'à revoir')")
  }

  private func decide(_ scene: Scene, _ id: CaseNumber, _ call: String, before: [String] = []) throws -> GraceDecision {
    var connection = try scene.connect("agent")
    _ = try connection.query("select desk.claim(\(id.id), '\(Self.token)')")
    let version = try #require(try scene.database.value("select version from core.desk_case where id = \(id.id)"))
    for draft in before {
      _ = try connection.query("select desk.\(draft)".replacing("HELD", with: "\(id.id), '\(Self.token)', \(version)"))
    }
    return GraceDecision(statement: "select desk." + call.replacing("HELD", with: "'\(Self.key)', \(id.id), '\(Self.token)', \(version)"))
  }

  private func close(_ id: CaseNumber, _ reason: String = "withdrawal") -> GraceDecision {
    GraceDecision(role: "supervisor", statement: "select desk.close_case('\(Self.key)', \(id.id), '\(Self.token)', null, '\(reason)')")
  }

  private func account(_ scene: Scene) throws -> GraceDecision {
    _ = try scene.recordTraining()
    let id = try scene.openCase(of: scene.submitAccount())
    switch self {
    case .approveAccount: return try decide(scene, id, "approve(HELD)")
    case .returnAccount: return try decide(scene, id, "return_case(HELD)", before: ["flag(gen_random_uuid(), HELD, 'email', 'spelling')"])
    case .closeAccountToCorrect:
      try scene.return(id, [("email", "spelling")])
      try scene.passGrace()
      return close(id)
    default: return close(id)
    }
  }

  private func documents(_ scene: Scene) throws -> GraceDecision {
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    try scene.submit(driver, try scene.draftCard(driver, training))
    let id = try scene.openCase(of: driver)
    switch self {
    case .approveDocuments: return try decide(scene, id, "approve(HELD)")
    case .returnDocuments: return try decide(scene, id, "return_case(HELD)", before: ["flag(gen_random_uuid(), HELD, 'photo', 'blurred')"])
    case .closeDocumentsToCorrect:
      try scene.return(id, [("photo", "blurred")])
      try scene.passGrace()
      return close(id)
    default: return close(id)
    }
  }

  private func theft(_ scene: Scene) throws -> GraceDecision {
    let (driver, card) = try scene.driverWithCard()
    let draft = try #require(
      try scene.call(
        "portal", "select hub.open_application($1, $2, 'replacement_theft', card => $3)", [scene.request(), .int(driver), .int(card)]
      ).flatMap { Int64($0) })
    try scene.put(driver, draft, "theft_declaration", nil)
    try scene.call(
      "portal", "select hub.save_draft($1, $2, $3, 'end', invoice_address => 'ICI\n1 RUE\n75001 PARIS', promise => true)",
      [scene.request(), .int(driver), .int(draft)])
    try scene.pay(try #require(try scene.submit(driver, draft)))
    let id = try scene.openCase(of: driver)
    return self == .approveTheft ? try decide(scene, id, "approve(HELD)") : close(id)
  }

  private func claim(_ scene: Scene) throws -> GraceDecision {
    var other = Scene.Form()
    (other.lastName, other.licence, other.email) = ("MARTIN", "060113200777", "martin@example.fr")
    _ = try scene.driverWithCard(other)
    let (driver, card) = try scene.driverWithCard()
    let elements = self == .attributeCentre ? #"{"code_95": ""}"# : #"{"last_name": "DURAND", "photo": ""}"#
    let (claim, coupon, id) = try scene.declareClaim(driver, card, elements)
    if self == .closeAwaitedClaim { return close(id) }
    if self == .closeAwaitedClaimBesideLoss {
      _ = try scene.declareLoss(driver, card)
      return close(id)
    }
    try scene.scan(coupon)
    let finding = { (element: String, cause: String) in "finding(gen_random_uuid(), HELD, '\(element)', '\(cause)')" }
    switch self {
    case .closeReceivedClaim: return close(id)
    case .closeForgedClaim: return close(id, "forgery")
    case .attributeInGroupe:
      return try decide(
        scene, id, "attribute(HELD, 'in_groupe')",
        before: [finding("last_name", "personalisation_error"), finding("photo", "photo_signature_processing")])
    case .attributeCentre:
      let training = try #require(
        try scene.database.value("select id from core.training where driver_id = \(driver)").flatMap { Int64($0) })
      var desk = try scene.desk()
      _ = try desk.claim(id)
      try scene.find(&desk, id, [("code_95", "training_centre_error", "")])
      try scene.call(
        "centre",
        "select hub.correct_training($1, $2, 'initial', 'passengers', '060113200001', 'DUPONT', 'Jean', '1986-01-13', today(), true)",
        [scene.request(), .int(training)])
      let outcome = try #require(try scene.database.value("select core.setting('imputation_training_centre_error')"))
      return try decide(scene, id, "attribute(HELD, '\(outcome)')")
    case .attributeDriver:
      return try decide(
        scene, id, "attribute(HELD, 'driver')", before: [finding("last_name", "data_entry_error"), finding("photo", "no_defect_found")])
    default: break
    }
    try scene.attribute(id, .driver, [("last_name", "data_entry_error", ""), ("photo", "no_defect_found", "")])
    try scene.passGrace()
    if self == .closeClaimToCorrect { return close(id) }
    let payment = try #require(
      try scene.call(
        "portal", "select hub.answer_attribution($1, $2, $3, last_name => 'DURAND')", [scene.request(), .int(driver), .int(claim)]
      ).flatMap { Int64($0) })
    switch self {
    case .closeUnpaidClaim: return close(id)
    case .closeUnpaidClaimAfterFailure:
      try scene.pay(payment, "failed")
      return close(id)
    default: break
    }
    try scene.pay(payment)
    let review = try scene.openCase(of: driver)
    return self == .approveCorrection ? try decide(scene, review, "approve(HELD)") : close(review)
  }

  private func dispatched(_ scene: Scene) throws -> (driver: Int64, card: Int64) {
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    try scene.submit(driver, try scene.draftCard(driver, training))
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    return (driver, try #require(try scene.produceAll().first))
  }

  private func returned(_ scene: Scene) throws -> GraceDecision {
    let (driver, card) = try dispatched(scene)
    let (id, number) = try scene.comeBack(scene.barcode(of: card))
    // A newer card of his that is ready to be activated would end this one.
    try scene.submit(driver, try scene.draftCard(driver, scene.recordTraining(kind: "continuing")))
    let documents = try #require(
      try scene.database.caseNumber(
        "select id from core.desk_case where driver_id = \(driver) and queue = 'documents' and state = 'open'"))
    try scene.approve(documents)
    try scene.passGrace()
    try scene.produceAll()
    let elsewhere = "JEAN DUPONT\n9 RUE DU PORT\n13002 MARSEILLE"
    switch self {
    case .closeReturned: return close(number)
    case .closeUnpaidReturned, .closePaidReturned:
      let payment = try #require(try scene.answer(driver, id, elsewhere))
      if self == .closePaidReturned { try scene.pay(payment) }
      return close(number)
    case .reship:
      try scene.answer(driver, id)
      return try decide(scene, number, "reship(HELD)")
    default:
      try scene.answer(driver, id)
      return try decide(scene, number, "return_case(HELD)", before: ["flag(gen_random_uuid(), HELD, 'delivery_address', 'not_servable')"])
    }
  }

  private func reissue(_ scene: Scene, active: Bool) throws -> GraceDecision {
    let (driver, card) = try dispatched(scene)
    if active { try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(driver), .int(card)]) }
    return GraceDecision(role: "supervisor", statement: "select desk.reissue('\(Self.key)', 'CQC\(card)', 'jamais arrivée')")
  }
}
