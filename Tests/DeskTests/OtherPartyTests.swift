import Casework
import Desk
import Postgres
import Testing

/// What is one party's is not the next one's: another driver's claim and returned dispatch, another centre's trainings, a case's number for
/// the mailroom.
@Suite struct OtherPartyTests {
  private func another(_ scene: Scene) throws -> Int64 {
    var form = Scene.Form()
    (form.lastName, form.licence) = ("MARTIN", "080275200001")
    return try scene.activeDriver(form)
  }

  @Test func anotherDriversClaimIsNotHis() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (claim, coupon, number) = try scene.declareClaim(driver, card, #"{"last_name": "DURAND"}"#)
    let other = try another(scene)
    let cancel = "select hub.cancel_quality_claim($1, $2, $3)"
    #expect(refusal { try scene.call("portal", cancel, [scene.request(), .int(other), .int(claim)]) } == "PU004")
    try scene.scan(coupon)
    var desk = try scene.desk()
    _ = try desk.claim(number)
    _ = try scene.find(&desk, number, [("last_name", "data_entry_error", "")])
    let version = try desk.caseFile(number).case.version
    _ = try desk.attribute(number, version: version, outcome: .driver, comment: "seen", suggestion: nil)
    try scene.passGrace()
    let before = try scene.claimState(claim)
    for call in [
      cancel, "select hub.answer_attribution($1, $2, $3, last_name => 'DURAND')", "select hub.request_card_back($1, $2, $3)",
    ] {
      #expect(refusal { try scene.call("portal", call, [scene.request(), .int(other), .int(claim)]) } == "PU004", "\(call)")
    }
    #expect(try scene.claimState(claim) == before)
  }

  @Test func anotherDriversReturnedDispatchIsNotHis() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard(isActive: false)
    let (returned, _) = try scene.comeBack(try scene.barcode(of: card))
    let other = try another(scene)
    #expect(refusal { _ = try scene.answer(other, returned) } == "PU004")
    #expect(refusal { _ = try scene.answer(other, returned, "65 RUE DES LILAS\n13001 MARSEILLE") } == "PU004")
    #expect(try scene.returnState(returned) != "to_reship")
    #expect(try scene.answer(driver, returned) == nil)
  }

  @Test func anotherCentresTrainingsAreNotShown() throws {
    let scene = try Scene()
    _ = try scene.recordTraining()
    #expect(try scene.rows("centre", "select last_name from hub.centre_training").count == 1)
    #expect(try scene.rows("centre2", "select last_name from hub.centre_training") == [])
  }

  /// What the mailroom scans belongs to cases, which it is not told of: agents are.
  @Test func theMailroomIsToldNoCaseAndNoDriver() throws {
    let scene = try Scene()
    let (one, first) = try scene.driverWithCard()
    let (_, here, _) = try scene.declareClaim(one, first, #"{"photo": ""}"#)
    var form = Scene.Form()
    (form.lastName, form.licence) = ("MARTIN", "080275200001")
    let (two, second) = try scene.driverWithCard(form)
    let (_, there, theirs) = try scene.declareClaim(two, second, #"{"photo": ""}"#)
    for (sql, code) in [
      ("select * from hub.receive_card($1, '\(here)', 'CQC\(second)')", "PU039"), ("select hub.destroy_card($1, 'CQC\(second)')", "PU078"),
    ] {
      do {
        try scene.call("mailroom", sql, [scene.request()])
        Issue.record("done: \(sql)")
      } catch PostgresError.server(let error) {
        #expect(error.sqlState == code)
        let said = "\(error.message) \(error.detail ?? "") \(error.hint ?? "")"
        for hidden in ["\"case\"", "\"other_case\"", "\"driver\"", "\(theirs.id)"] { #expect(!said.contains(hidden), "\(said)") }
      }
    }
    // The same to an agent: the case is named.
    var desk = try scene.desk()
    let told = try #require(try refused { _ = try desk.receive(here, found: "CQC\(second)") })
    #expect(told.caseNumber("other_case") == theirs && told.text("other_coupon") == there)
  }
}
