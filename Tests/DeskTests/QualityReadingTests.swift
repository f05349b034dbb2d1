import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// What an agent reads on a card that came back: kept, told apart from what was ordered, and what the suggestion rests on.
@Suite struct QualityReadingTests {
  /// A stage on which an agent has in hand the case of a card whose factory printed, and perhaps reported, something else than DUPONT.
  private final class Stage {
    let scene: Scene
    var desk: Desk
    let (driver, card, claim, number): (Int64, Int64, Int64, CaseNumber)
    let coupon: String
    var version: Int

    init(_ elements: String = #"{"last_name": "DURANT"}"#, reporting printed: String? = nil) throws {
      scene = try Scene()
      (driver, card) = try scene.driverWithCard()
      if let printed { _ = try scene.database.value("update core.card set printed = '\(printed)' where id = \(card) returning 1") }
      (claim, coupon, number) = try scene.declareClaim(driver, card, elements)
      try scene.scan(coupon)
      desk = try scene.desk()
      _ = try desk.claim(number)
      version = try desk.caseFile(number).case.version
    }

    @discardableResult
    func read(_ element: String, _ value: String? = nil) throws -> String? {
      try desk.readCard(number, version: version, element: element, value: value)
    }

    func file() throws -> CaseFile { try desk.caseFile(number) }

    func judged() throws -> [String] {
      try AttributionSuggestion(in: file()).elements.map { "\($0.element) \($0.outcome?.rawValue ?? "-") \($0.message.code)" }
    }

    func document(_ type: String) throws -> Int64 {
      try Int64(#require(file().currentDocuments.first { $0.type.rawValue == type }).id)
    }

    func find(_ element: String, _ cause: String) throws { try desk.finding(number, version: version, element: element, cause: cause) }

    func attribute(_ outcome: Outcome, comment: String = "") throws {
      _ = try desk.attribute(
        number, version: version, outcome: outcome, comment: comment, suggestion: AttributionSuggestion(in: file()).advice)
    }
  }

  /// A picture is printed as it is: no text is kept as what to print in its place.
  @Test func whatBearsNoTextHasNoValueToPrint() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (_, coupon, number) = try scene.declareClaim(driver, card, #"{"photo": "", "last_name": "DURAND"}"#)
    try scene.scan(coupon)
    var desk = try scene.desk()
    _ = try desk.claim(number)
    #expect(refusal { _ = try scene.find(&desk, number, [("photo", "print_defect", "x")]) } == "PU062")
    #expect(try scene.database.value("select count(*) from core.finding") == "0")
    _ = try scene.find(&desk, number, [("photo", "print_defect", ""), ("last_name", "personalisation_error", "DURAND")])
    #expect(try scene.database.value("select count(*) from core.finding") == "2")
  }

  /// The factory prints what stands there: it has the form of its element.
  @Test func whatIsToBePrintedHasItsForm() throws {
    let stage = try Stage()
    func kept(_ element: String, _ cause: String, _ value: String) -> String? {
      refusal { try stage.desk.finding(stage.number, version: stage.version, element: element, cause: cause, value: value, comment: "vu") }
    }
    for (element, values) in [
      "last_name": ["🚗", "DUPONT\u{202E}", "DU\u{200B}PONT", "DUPONT\nMARTIN", "DUPONT 2", "---", "DUPONT!"],
      "birth_date": ["1850-01-01", "2099-01-01", "demain"], "issue_date": ["demain"], "expiry_date": ["2031-02-30"],
      "categories": ["C et CE", "X", "la bonne", "C,, ,X"], "licence_number": ["12345", "permis", "12🚗34567"],
      "birth_place": ["LYON 🚗", "LY\u{AD}ON", "()", "LYON\nPARIS"],
    ] {
      for value in values { #expect(kept(element, "agent_processing_error", value) == "PU062", "\(element) \(value)") }
    }
    #expect(try stage.file().claim?.findings.isEmpty == true)
    for (element, values) in [
      "last_name": ["D'URAND-O’Brien", "Łukasik", "Ünal", "ΠΑΠΠΑΣ", "e\u{301}lodie", "DE LA TOUR", "ST. JOHN"],
      "birth_date": ["3 mai 1968", "1968-05-00"], "expiry_date": ["14/05/2031"], "categories": ["C", "c, ce", "C1E/D1 AM"],
      "licence_number": ["03 08 29 101234", "13AA00001", "A-123/45"], "birth_place": ["Congac (16)", "PARIS 12E", "L'Île-d'Yeu"],
      "address": ["12 bis, rue du 8-Mai\n69003 LYON"],
    ] {
      for value in values { #expect(kept(element, "agent_processing_error", value) == nil, "\(element) \(value)") }
    }
  }

  @Test func whatTheFactoryNeverReportedIsSuggestedOnlyOnceItWasRead() throws {
    let stage = try Stage()
    #expect(try stage.judged() == ["last_name - not_read"])
    #expect(try stage.read("last_name", "DUPOND") == "DUPOND")
    #expect(try stage.judged() == ["last_name in_groupe printed_otherwise"])
    // A second reading replaces the first: as ordered now.
    #expect(try stage.read("last_name") == "DUPONT")
    #expect(try stage.judged() == ["last_name - entry_not_compared"])
    _ = try stage.desk.document(stage.document("identity_document"))
    #expect(try stage.judged() == ["last_name driver agrees_with_entry"])
    try stage.desk.removeReading(stage.number, version: stage.version, element: "last_name")
    #expect(try stage.judged() == ["last_name - not_read"])
    #expect(refusal { try stage.desk.removeReading(stage.number, version: stage.version, element: "last_name") } == "PU027")
  }

  @Test func whatTheFactoryReportedIsShownAndStillToBeRead() throws {
    let stage = try Stage(reporting: #"{"last_name": "DUPOND"}"#)
    let element = try #require(try stage.file().claim?.elements.first)
    #expect((element.ordered, element.reported) == ("DUPONT", "DUPOND"))
    #expect(try stage.judged() == ["last_name - not_read"])
    try stage.read("last_name")
    #expect(try stage.judged() == ["last_name - reported_otherwise"])
    try stage.read("last_name", "DUPOND")
    #expect(try stage.judged() == ["last_name in_groupe printed_otherwise"])
  }

  @Test func aReadingOutlivesTheConsoleAndSaysWhoReadWhen() throws {
    let stage = try Stage()
    let typed = #"DUPONT  "l'aîné" # \"#
    #expect(try stage.read("last_name", "  " + typed + " ") == typed)
    try stage.read("birth_place", "")
    // The console is gone, the claim runs out, a colleague goes on.
    try stage.scene.advance("1 day")
    var other = try stage.scene.desk("agent2")
    _ = try other.claim(stage.number)
    let claim = try #require(try other.caseFile(stage.number).claim)
    #expect(claim.readings.map(\.element) == [.lastName, .birthPlace] && claim.readings.map(\.value) == [typed, ""])
    let agent = try stage.scene.login("agent")
    #expect(claim.readings.allSatisfy { $0.by == agent && $0.at != nil })
    // What was read but not declared is shown, and not judged.
    #expect(claim.elements.map(\.element) == [.lastName, .birthPlace] && claim.elements.map(\.isDeclared) == [true, false])
    #expect(try AttributionSuggestion(in: other.caseFile(stage.number)).elements.map(\.element) == [.lastName])
  }

  @Test func whoeverHasNotTheCaseInHandReadsNothing() throws {
    let stage = try Stage()
    var other = try stage.scene.desk("agent2")
    #expect(refusal { _ = try other.readCard(stage.number, version: stage.version, element: "last_name", value: "X") } == "PU010")
    #expect(refusal { try other.removeReading(stage.number, version: stage.version, element: "last_name") } == "PU010")
    try stage.desk.release(stage.number)
    #expect(refusal { try stage.read("last_name", "X") } == "PU011")
    _ = try stage.desk.claim(stage.number)
    #expect(refusal { _ = try stage.desk.readCard(stage.number, version: stage.version + 1, element: "last_name") } == "PU012")
    // Nor does whoever is no agent, and nobody reads the table.
    for role in ["portal", "mailroom", "factory", "payment"] {
      #expect(
        refusal {
          try stage.scene.call(
            role, "select desk.read_card($1, $2, $1, 1, 'last_name', 'X')", [stage.scene.request(), Parameter(stage.number)])
        } == "42501", "\(role)")
      #expect(refusal { try stage.scene.rows(role, "select value from core.card_reading") } == "42501", "\(role)")
    }
    #expect(try stage.file().claim?.readings.isEmpty == true)
    try stage.read("last_name", "DUPOND")
    for view in ["quality_claim", "quality_claim_element", "card"] {
      let shown = try stage.scene.rows("portal", "select v::text from hub.\(view) as v")
      #expect(!shown.isEmpty && shown.allSatisfy { !$0.contains("DUPOND") }, "\(view)")
    }
  }

  @Test func onlyWhatCanBeReadIsRead() throws {
    let stage = try Stage(#"{"last_name": "", "photo": "", "lamination": "", "categories": ""}"#)
    #expect(refusal { try stage.read("lamination", "des bulles") } == "PU084")
    #expect(refusal { try stage.read("wrong_card") } == "PU084")
    #expect(refusal { try stage.read("hologram", "X") } == "PU071")
    // What was ordered is not known: it cannot be as ordered.
    #expect(refusal { try stage.read("categories") } == "PU085")
    #expect(try stage.read("categories", "C, CE") == "C, CE")
    #expect(try stage.read("photo") == nil)
    #expect(refusal { try stage.read("last_name", "A\u{1B}[2J") } == "PU061")
    #expect(refusal { try stage.read("last_name", String(repeating: "A", count: 401)) } == "PU060")
    // A case of another queue has no card on the desk.
    let driver = try stage.scene.submitAccount(
      {
        var form = Scene.Form(); (form.licence, form.lastName, form.email) = ("060113200123", "MARTIN", "m@example.fr"); return form
      }())
    let account = try stage.scene.openCase(of: driver)
    _ = try stage.desk.claim(account)
    #expect(refusal { _ = try stage.desk.readCard(account, version: 1, element: "last_name") } == "PU028")
  }

  @Test func anApprovedPictureIsJudgedOnceSomebodyLookedAtIt() throws {
    let stage = try Stage(#"{"photo": ""}"#)
    let photo = try stage.document("photo")
    #expect(try stage.judged() == ["photo - approved_picture_not_looked_at"])
    try stage.read("photo", "trop sombre")
    #expect(try stage.judged() == ["photo - approved_picture_not_looked_at"])
    // Another picture, or a colleague who never had the claim in hand.
    _ = try stage.desk.document(stage.document("signature"))
    var other = try stage.scene.desk("agent2")
    _ = try other.document(photo)
    #expect(try stage.judged() == ["photo - approved_picture_not_looked_at"])
    _ = try stage.desk.document(photo)
    #expect(try stage.file().claim?.lookedAt.contains(Int(photo)) == true)
    #expect(try stage.judged() == ["photo in_groupe approved_picture_sound"])
    try stage.read("photo")
    #expect(try stage.judged() == ["photo - printed_as_approved"])
    // The next one who has it in hand need not look again.
    try stage.desk.release(stage.number)
    _ = try other.claim(stage.number)
    #expect(try other.caseFile(stage.number).claim?.lookedAt.contains(Int(photo)) == true)
  }

  @Test func aLookOfTheOneWhoApprovedItCountsIfHeLookedBefore() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    let application = try scene.draftCard(driver, training)
    try scene.submit(driver, application)
    let opened = try scene.openCase(of: driver)
    var approver = try scene.desk()
    var passer = try scene.desk("agent2")
    _ = try approver.claim(opened)
    let documents = try approver.caseFile(opened).currentDocuments
    func id(_ type: String) throws -> Int64 { Int64(try #require(documents.first { $0.type.rawValue == type }).id) }
    _ = try approver.document(id("photo"))
    _ = try passer.document(id("identity_document"))
    _ = try approver.approve(opened, version: approver.caseFile(opened).case.version)
    try scene.passGrace()
    _ = try approver.document(id("signature"))
    let card = try #require(try scene.produceAll().first)
    try scene.call("portal", "select hub.activate_card($1, $2, $3)", [scene.request(), .int(driver), .int(card)])
    let (_, coupon, number) = try scene.declareClaim(driver, card, #"{"photo": "", "signature": ""}"#)
    try scene.scan(coupon)
    _ = try passer.claim(number)
    #expect(try passer.caseFile(number).claim?.lookedAt == [Int(id("photo"))])
  }

  @Test func theReadingsAreKeptWithTheDecisionAndItsSuggestion() throws {
    let stage = try Stage(#"{"last_name": "DURANT", "lamination": ""}"#)
    try stage.read("last_name", "DUPOND")
    try stage.read("first_names")
    try stage.find("last_name", "personalisation_error")
    try stage.find("lamination", "no_defect_found")
    #expect(try stage.file().claim?.fault == .inGroupe)
    try stage.attribute(.inGroupe)
    let agent = try stage.scene.login("agent")
    func detail(_ path: String) throws -> String? {
      try stage.scene.database.value("select suggestion #>> '{\(path)}' from core.decision_detail order by decision_id desc limit 1")
    }
    #expect(try detail("outcome") == "in_groupe" && detail("grounds,0") == "last_name:printed_otherwise")
    #expect(try detail("readings,0,element") == "last_name" && detail("readings,0,value") == "DUPOND" && detail("readings,0,by") == agent)
    #expect(try detail("readings,1,element") == "first_names" && detail("readings,1,value") == nil)
    // Undone, the card is still read.
    _ = try stage.desk.undo(stage.number)
    #expect(try stage.file().claim?.readings.count == 2)
  }

  @Test func againstWhatWasReadAnAttributionNeedsAComment() throws {
    let stage = try Stage()
    try stage.read("last_name", "DUPOND")
    try stage.find("last_name", "data_entry_error")
    #expect(refusal { try stage.attribute(.driver) } == "PU026")
    try stage.attribute(.driver, comment: "il l'a écrit ainsi au téléphone")
  }

  @Test func withoutAReadingACaseIsAttributedAndNothingWasSuggested() throws {
    let stage = try Stage()
    try stage.find("last_name", "data_entry_error")
    try stage.attribute(.driver)
    #expect(
      try stage.scene.database.value("select suggestion::text from core.decision_detail order by decision_id desc limit 1")
        == #"{"grounds": ["last_name:not_read"], "outcome": null, "readings": []}"#)
  }

  @Test func aReceptionIsNotTakenBackOnceTheCardWasRead() throws {
    let stage = try Stage()
    // The scanner received it, so a supervisor takes that back.
    var supervisor = try stage.scene.desk("supervisor")
    try stage.read("last_name")
    try stage.desk.release(stage.number)
    #expect(refusal { _ = try supervisor.undoReception(stage.coupon) } == "PU051")
    _ = try stage.desk.claim(stage.number)
    try stage.desk.removeReading(stage.number, version: stage.version, element: "last_name")
    try stage.desk.release(stage.number)
    #expect(try supervisor.undoReception(stage.coupon).outcome == .undone)
  }

  @Test func aCauseThatDoesNotFitTheElementIsRefused() throws {
    let stage = try Stage(#"{"photo": "", "last_name": ""}"#)
    for (element, cause) in [
      ("photo", "validity_computation"), ("photo", "data_entry_error"), ("last_name", "unsuitable_image_supplied"),
      ("last_name", "wrong_enclosure"), ("lamination", "civil_status_change"), ("wrong_card", "holder_damage"),
    ] { #expect(refusal { try stage.find(element, cause) } == "PU086", "\(element) \(cause)") }
    #expect(refusal { try stage.find("photo", "bad_weather") } == "PU072")
    #expect(refusal { try stage.find("hologram", "print_defect") } == "PU071")
    #expect(try stage.file().claim?.findings.isEmpty == true)
    // Everything that the catalogue offers is accepted, the rest is not.
    for cause in try stage.desk.causes() {
      for element in try stage.desk.elements() {
        let answer = refusal {
          try stage.desk.finding(stage.number, version: stage.version, element: element.element, cause: cause.cause, comment: "vu")
        }
        #expect(answer == (cause.elements.contains(element.element) ? nil : "PU086"), "\(element.element) \(cause.cause)")
      }
    }
  }
}
