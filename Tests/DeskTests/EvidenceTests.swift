import Casework
import Desk
import Postgres
import Testing

/// What the desk gives to Swift for defective cards, returned dispatches and support: every value is read from a real database.
@Suite struct EvidenceTests {
  @Test func cataloguesOfElementsCausesAndPostalReasons() throws {
    let scene = try Scene()
    var desk = try scene.desk()
    let elements = try desk.elements()
    #expect(elements.count == 21 && elements.first { $0.element == "expiry_date" }?.field == "4b")
    #expect(elements.first { $0.element == "lamination" }?.field == nil)
    #expect(
      elements.allSatisfy { CaseFile.ElementSource(rawValue: $0.source) != nil && CaseFile.ElementContent(rawValue: $0.shows) != nil })
    #expect(elements.filter { $0.shows == "picture" }.map(\.element) == ["photo", "signature"])
    #expect(elements.filter { $0.shows == "nothing" }.allSatisfy { $0.field == nil })
    let causes = try desk.causes()
    #expect(causes.count == 15 && causes.allSatisfy { CaseFile.Imputation(rawValue: $0.imputedTo) != nil })
    #expect(causes.first { $0.cause == "training_centre_error" }?.imputedTo == "in_groupe")
    // Every cause is behind some element; behind every element there is more than nothing.
    let fitting = Dictionary(uniqueKeysWithValues: causes.map { ($0.cause, Set($0.elements)) })
    #expect(fitting.values.allSatisfy { !$0.isEmpty } && fitting["no_defect_found"]?.count == 21)
    for element in elements { #expect(causes.count { $0.elements.contains(element.element) } > 1, "\(element.element)") }
    for (element, cause) in [
      ("photo", "validity_computation"), ("lamination", "data_entry_error"), ("expiry_date", "unsuitable_image_supplied"),
      ("last_name", "training_centre_error"), ("wrong_card", "holder_damage"), ("authority", "agent_processing_error"),
    ] { #expect(fitting[cause]?.contains(element) == false, "\(element) \(cause)") }
    #expect(try desk.postalReasons().map(\.code) == ["N02", "N03", "N05", "N07", nil])
    // What checks suggest is in them.
    let header = CaseFile.Case(number: CaseNumber(id: 10_019), queue: "quality", subject: .claim)
    var file = CaseFile(case: header, driver: CaseFile.Driver(id: 1))
    file.claim = CaseFile.Claim(id: 1)
    file.claim!.elements = elements.map { entry in
      CaseFile.ClaimElement(
        element: ElementCode(rawValue: entry.element), source: CaseFile.ElementSource(rawValue: entry.source)!,
        shows: CaseFile.ElementContent(rawValue: entry.shows)!)
    }
    func suggested() -> [ElementJudgement] { AttributionSuggestion(in: file).elements }
    func allFit() -> Bool {
      suggested().allSatisfy { element in element.causes.allSatisfy { fitting[$0.rawValue]?.contains(element.element.rawValue) == true } }
    }
    #expect(allFit())
    for (ordered, source, read, claimed) in [
      ("A1", "A1", nil, "B2"), ("A1", "B2", nil, ""), ("A1", "A1", "B2", ""), ("A1", "A1", "", "B2"),
      ("2030-01-01", "2030-01-01", nil, "2031-01-01"),
      (nil, nil, "A1", "B2"), ("Á1", "Á1", "A1", ""),
    ] as [(String?, String?, String?, String)] {
      for place in file.claim!.elements.indices {
        (file.claim!.elements[place].ordered, file.claim!.elements[place].sourceValue, file.claim!.elements[place].claimed) = (
          ordered, source, claimed
        )
      }
      file.claim!.readings = file.claim!.elements.map { CaseFile.ElementReading(element: $0.element, value: read) }
      #expect(allFit())
    }
    #expect(try desk.grants().filter { $0.queue == "quality" }.allSatisfy { $0.at == nil && $0.setBy == nil })
  }

  @Test func aDefectiveCardFromReceptionToAttribution() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let claim = try scene.call(
      "portal", "select hub.declare_quality_claim($1, $2, $3, $4::json, 'mal écrit', $5, $5, 'DUPONT')",
      [
        scene.request(), .int(driver), .int(card), .json(#"{"last_name": "DUPOND", "photo": "", "lamination": "bulles"}"#),
        .text(Scene.Form().address),
      ])
    var desk = try scene.desk()
    let declared = try #require(try desk.driverFile(driver).claims.first)
    #expect(String(declared.id) == claim && declared.state == "awaiting_card" && declared.receivedAt == nil)
    #expect(try desk.caseFile(declared.caseId).case.waitsFor == .card)
    let empty = try desk.receive(declared.coupon, isEmpty: true)
    #expect((empty.outcome, empty.caseID, empty.isRepeated) == (.empty, declared.caseId, false))
    let received = try desk.receive("cqc\(card)")
    #expect((received.outcome, received.claim, received.card, received.driver) == (.received, declared.id, card, driver))
    #expect(try desk.receive(declared.coupon).isRepeated)
    #expect(try desk.undoReception(declared.coupon).outcome == .undone)
    _ = try desk.receive(declared.coupon)

    _ = try desk.claim(declared.caseId)
    let file = try desk.caseFile(declared.caseId)
    let elements = try #require(file.claim?.elements)
    #expect(elements.map(\.element) == [.lastName, .photo, .lamination] && elements.map(\.isDeclared) == [true, true, true])
    #expect((elements[0].ordered, elements[0].sourceValue, elements[0].claimed) == ("DUPONT", "DUPONT", "DUPOND"))
    #expect(elements.map(\.shows) == [.text, .picture, .nothing] && elements[0].reported == nil)
    #expect(file.claim?.imputation["data_entry_error"] == .driver && file.claim?.faults.amount([.inGroupe, .driver]) == .inGroupe)
    #expect(file.claim?.toFind == [.lastName, .photo, .lamination] && file.claim?.fault == nil)
    #expect(file.currentDocuments.contains { $0.documentType == .photo })
    let suggestion = AttributionSuggestion(in: file)
    #expect(
      suggestion.outcome == nil && suggestion.elements.map(\.message) == [.notRead(reported: nil), .approvedPictureNotLookedAt, .onlyEyes])
    // A list of clean cases sees the same.
    #expect(Checks.isClean(file) == false)
    var filter = CaseFilter()
    filter.queue = "quality"
    #expect(try desk.list(filter).map(\.number) == [declared.caseId] && desk.listClean(filter).isEmpty)

    let version = file.case.version
    try desk.finding(declared.caseId, version: version, element: "last_name", cause: "data_entry_error")
    try desk.finding(declared.caseId, version: version, element: "photo", cause: "no_defect_found", comment: "nette")
    try desk.finding(declared.caseId, version: version, element: "lamination", cause: "lamination_defect")
    try desk.finding(declared.caseId, version: version, element: "card_body", cause: "holder_damage")
    try desk.removeFinding(declared.caseId, version: version, element: "card_body")
    let found = try #require(try desk.caseFile(declared.caseId).claim)
    #expect(found.findings.map(\.imputedTo) == [.driver, .none, .inGroupe] && found.fault == .inGroupe && found.toFind.isEmpty)
    let decision = try desk.attribute(
      declared.caseId, version: version, outcome: .inGroupe, comment: "lamination", suggestion: suggestion.advice)
    #expect((decision.action, decision.caseID) == (.attribute, declared.caseId))
    #expect(try desk.driverFile(driver).claims.first?.outcome == .inGroupe)
  }

  @Test func aReturnedDispatchFromRegistrationToReshipment() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    try scene.submit(driver, scene.draftCard(driver, training))
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    let card = try #require(try scene.produceAll().first)
    var desk = try scene.desk()
    let registered = try desk.registerReturn("LP\(card)00", reason: "unknown_at_address")
    #expect((registered.outcome, registered.card, registered.driver, registered.earlier) == (.registered, card, driver, 0))
    #expect(try desk.registerReturn("LP\(card)00", reason: "unknown_at_address").outcome == .again)
    try scene.passGrace()
    let id = try #require(registered.caseID)
    let waiting = try desk.caseFile(id)
    #expect(waiting.case.waitsFor == .answer && waiting.returned?.postalReason == .unknownAtAddress)
    #expect(Checks.evaluate(waiting).map(\.message) == [.notAnswered])
    let returned = try #require(registered.returnedDispatch)
    try scene.call("portal", "select hub.answer_returned_dispatch($1, $2, $3)", [scene.request(), .int(driver), .int(returned)])
    _ = try desk.claim(id)
    let file = try desk.caseFile(id)
    #expect(file.returned?.isConfirmed == true && file.returned?.cardState == "returned")
    #expect(Checks.evaluate(file).map(\.message).contains(.sameAddress(times: 1, .unknownAtAddress)))
    #expect(try desk.reship(id, version: file.case.version, suggestion: Advice(outcome: nil, grounds: ["same_address"])).action == .reship)
    let shown = try desk.driverFile(driver)
    #expect(shown.returnedDispatches.map(\.barcode) == ["LP\(card)00"] && shown.returnedDispatches[0].caseId == id)
    #expect(shown.cards.first?.dispatches.map(\.state) == ["returned", "ordered"])
    #expect(shown.cards.first?.dispatches.map(\.barcode) == ["LP\(card)00", nil])
  }

  @Test func supportPutsRight() throws {
    let scene = try Scene()
    let driver = try scene.activeDriver()
    var misspelt = Scene.Form()
    (misspelt.lastName, misspelt.licence) = ("DUPONT", "060113200099")
    let training = try scene.recordTraining(misspelt)
    var desk = try scene.desk()
    let offered = try #require(try desk.driverFile(driver).unattachedTrainings.first)
    #expect((offered.id, offered.match, offered.lastName, offered.birthDate) == (training, .identity, "DUPONT", "1986-01-13"))
    let attached = try desk.attach(training, to: driver, comment: "NEPH mal saisi par le centre")
    #expect((attached.training, attached.driver, attached.isExact) == (training, driver, false) && attached.certificateUntil != nil)
    var other = try scene.desk("supervisor")
    try other.detach(training)
    #expect(try desk.driverFile(driver).unattachedTrainings.map(\.id) == [training])
    let changed = try desk.contact(driver, "phone", "0639980077")
    #expect((changed.former, changed.resent) == ("0639980001", 0))
    #expect(try desk.cardsToDestroy().isEmpty)
    try other.grant("quality", to: desk.identity.agent, false)
    #expect(try desk.grants().first { $0.agent == desk.identity.agent && $0.queue == "quality" }?.isGranted == false)
  }
}
