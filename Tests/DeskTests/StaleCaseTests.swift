import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// What a driver or a centre changes while an agent reads a case makes the agent's decision stale, whenever they may change it.
@Suite struct StaleCaseTests {
  /// A documents case that was returned, and the return overturned a moment ago: the driver still sees that he is asked, and a supervisor
  /// has the case.
  private func overturned(_ scene: Scene) throws -> (driver: Int64, application: Int64, case: CaseNumber) {
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    let application = try scene.draftCard(driver, training)
    try scene.submit(driver, application)
    let id = try scene.openCase(of: driver)
    try scene.return(id, [("photo", "blurred")])
    try scene.passGrace()
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.overturn(id, reason: "elle est nette")
    return (driver, application, id)
  }

  @Test func aDocumentThatComesWithinTheGraceIsLookedAt() throws {
    let scene = try Scene()
    let (driver, application, id) = try overturned(scene)
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.claim(id)
    let version = try supervisor.caseFile(id).case.version
    try scene.put(driver, application, "photo", nil, bytes: Array("never seen".utf8))
    try scene.passGrace()
    _ = try supervisor.claim(id)
    #expect(refusal { _ = try supervisor.approve(id, version: version) } == "PU012")
    #expect(try scene.applicationState(application) == "submitted")
    _ = try supervisor.approve(id, version: supervisor.caseFile(id).case.version)
  }

  @Test func anAddressThatIsSavedWithinTheGraceIsLookedAt() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (claim, coupon, id) = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
    var desk = try scene.desk()
    _ = try desk.receive(coupon)
    _ = try desk.claim(id)
    let version = try scene.find(&desk, id, [("photo", "print_defect", "")])
    let application = try #require(
      try scene.call("portal", "select application from hub.quality_claim where claim = $1", [.int(claim)]).flatMap { Int64($0) })
    let save = "select hub.save_draft($1, $2, $3, 'address', delivery_address => E'JEAN DUPONT\\n9 QUAI NEUF\\n69002 LYON')"
    try scene.call("portal", save, [scene.request(), .int(driver), .int(application)])
    #expect(refusal { _ = try desk.attribute(id, version: version, outcome: .inGroupe, comment: "vu", suggestion: nil) } == "PU012")
    // The same once more changes nothing.
    let read = try desk.caseFile(id).case.version
    try scene.call("portal", save, [scene.request(), .int(driver), .int(application)])
    _ = try desk.attribute(id, version: read, outcome: .inGroupe, comment: "vu", suggestion: nil)
  }

  @Test func aCivilStatusIsThatOfEveryCase() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (_, coupon, claimCase) = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
    try scene.scan(coupon)
    let application = try scene.draftCard(driver, scene.recordTraining(kind: "continuing"))
    try scene.submit(driver, application)
    let review = try #require(
      try scene.database.caseNumber("select id from core.desk_case where application_id = \(application)"))
    try scene.return(review, [("civil_status", "spelling")])
    try scene.passGrace()
    var desk = try scene.desk()
    _ = try desk.claim(claimCase)
    let version = try scene.find(&desk, claimCase, [("photo", "print_defect", "")])
    try scene.call(
      "portal", "select hub.answer_request($1, $2, $3, last_name => 'DURAND')", [scene.request(), .int(driver), .int(application)])
    #expect(refusal { _ = try desk.attribute(claimCase, version: version, outcome: .inGroupe, comment: "vu", suggestion: nil) } == "PU012")
  }

  @Test func aTrainingThatIsCorrectedAgainIsLookedAt() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (_, coupon, id) = try scene.declareClaim(driver, card, #"{"code_95": "passengers"}"#)
    try scene.scan(coupon)
    let training = try #require(
      try scene.database.value("select max(id) from core.training where driver_id = \(driver)").flatMap { Int64($0) })
    func correct(_ qualification: String) throws {
      let form = Scene.Form()
      try scene.call(
        "centre", "select hub.correct_training($1, $2, 'initial', $3, $4, $5, $6, $7, today(), true)",
        [
          scene.request(), .int(training), .text(qualification), .text(form.licence), .text(form.lastName), .text(form.firstNames),
          .text(form.birthDate),
        ])
    }
    var desk = try scene.desk()
    _ = try desk.claim(id)
    let version = try scene.find(&desk, id, [("code_95", "training_centre_error", "")])
    func attribute(_ version: Int) throws { _ = try desk.attribute(id, version: version, outcome: .inGroupe, comment: "", suggestion: nil) }
    // What is as it was is not corrected.
    try correct("goods")
    #expect(refusal { try attribute(version) } == "PU037")
    try correct("passengers")
    #expect(refusal { try attribute(version) } == "PU012")
    try attribute(desk.caseFile(id).case.version)
  }

  @Test func anAddressThatAClosingUsesIsNotChangedBehindIt() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (claim, coupon, id) = try scene.declareClaim(driver, card, #"{"last_name": "DURAND"}"#)
    try scene.scan(coupon)
    try scene.attribute(id, .driver, [("last_name", "data_entry_error", "")], comment: "vu")
    try scene.passGrace()
    try scene.call(
      "portal", "select hub.answer_attribution($1, $2, $3, last_name => 'DURAND')", [scene.request(), .int(driver), .int(claim)])
    let application = try #require(
      try scene.call("portal", "select application from hub.quality_claim where claim = $1", [.int(claim)]).flatMap { Int64($0) })
    try scene.call("supervisor", "select action from desk.close_case('closing-a-claim', $1, null, null, 'withdrawal')", [Parameter(id)])
    for call in ["save_draft($1, $2, $3, 'address', delivery_address => ADDRESS)", "change_delivery_address($1, $2, $3, ADDRESS)"] {
      let call = call.replacing("ADDRESS", with: "E'JEAN DUPONT\\n9 QUAI NEUF\\n69002 LYON'")
      #expect(
        refusal { try scene.call("portal", "select hub.\(call)", [scene.request(), .int(driver), .int(application)]) } == "55006", "\(call)"
      )
    }
  }
}
