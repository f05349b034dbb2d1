import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// Answers that correct nothing, and values that wipe what they should correct.
@Suite struct AnswerTests {
  /// A documents case that was returned for a photo, the civil status and the delivery address.
  private func returned(_ scene: Scene, _ items: [(item: String, reason: String)]) throws -> (driver: Int64, application: Int64) {
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    let application = try scene.draftCard(driver, training)
    try scene.submit(driver, application)
    try scene.return(scene.openCase(of: driver), items)
    try scene.passGrace()
    return (driver, application)
  }

  private func answer(_ scene: Scene, _ driver: Int64, _ application: Int64, _ values: String = "") throws {
    try scene.call("portal", "select hub.answer_request($1, $2, $3\(values))", [scene.request(), .int(driver), .int(application)])
  }

  @Test func anAnswerThatCorrectsNothingIsRefused() throws {
    let scene = try Scene()
    let (driver, application) = try returned(
      scene, [("photo", "blurred"), ("civil_status", "spelling"), ("delivery_address", "incomplete_address")])
    let same = ", delivery_address => E'JEAN DUPONT\\n1 RUE DES FLEURS\\n69001 LYON', last_name => 'DUPONT', birth_place => 'LYON'"
    for values in ["", same, ", first_names => 'Jean'"] {
      #expect(refusal { try answer(scene, driver, application, values) } == "PU042", "\(values)")
    }
    // What nobody asked for corrects nothing of what was.
    try scene.put(driver, application, "signature", nil, bytes: Array("again".utf8))
    #expect(refusal { try answer(scene, driver, application) } == "PU042")
    #expect(try scene.applicationState(application) == "to_correct")
    #expect(try scene.call("portal", "select round from hub.account where driver = $1", [.int(driver)]) == "1")
    try answer(scene, driver, application, ", first_names => 'Jeanne'")
    #expect(try scene.applicationState(application) == "submitted")
  }

  @Test(arguments: ["photo", "delivery_address", "delivery_address before"]) func oneThingThatWasAskedForIsAnAnswer(what: String) throws {
    let scene = try Scene()
    let (driver, application) = try returned(scene, [("photo", "blurred"), ("delivery_address", "incomplete_address")])
    let other = "E'JEAN DUPONT\\n9 QUAI NEUF\\n69002 LYON'"
    switch what {
    case "photo": try scene.put(driver, application, "photo", nil, bytes: Array("sharp".utf8))
    case "delivery_address": break
    default:
      try scene.call(
        "portal", "select hub.change_delivery_address($1, $2, $3, \(other))", [scene.request(), .int(driver), .int(application)])
    }
    try answer(scene, driver, application, what == "delivery_address" ? ", delivery_address => \(other)" : "")
    #expect(try scene.applicationState(application) == "submitted")
  }

  @Test(arguments: ["last_name", "first_names", "birth_date", "birth_place"], ["", "   ", "\u{A0}"])
  func anEmptyValueWipesNothing(field: String, value: String) throws {
    let scene = try Scene()
    let (driver, application) = try returned(scene, [("civil_status", "spelling")])
    #expect(refusal { try answer(scene, driver, application, ", \(field) => '\(value)'") } == "PU062")
    #expect(try scene.call("portal", "select \(field) <> '' from hub.account where driver = $1", [.int(driver)]) == "t")
  }

  @Test func anAddressAloneIsAnsweredWithAnother() throws {
    let scene = try Scene()
    let (driver, application) = try returned(scene, [("delivery_address", "incomplete_address")])
    let same = "E'jean dupont\\n1, rue des Fleurs\\n69001 Lyon'"
    func change(_ address: String) throws {
      try scene.call(
        "portal", "select hub.change_delivery_address($1, $2, $3, \(address))", [scene.request(), .int(driver), .int(application)])
    }
    #expect(refusal { try answer(scene, driver, application) } == "PU042")
    #expect(refusal { try answer(scene, driver, application, ", delivery_address => \(same)") } == "PU042")
    // There and back again is where it was.
    for address in ["E'JEAN DUPONT\\n9 QUAI NEUF\\n69002 LYON'", same] { try change(address) }
    #expect(refusal { try answer(scene, driver, application) } == "PU042")
    // Another lay-out is an answer to an agent who asked for it.
    try answer(scene, driver, application, ", delivery_address => E'JEAN DUPONT\\n1 RUE DES\\nFLEURS\\n69001 LYON'")
    #expect(try scene.applicationState(application) == "submitted")
  }

  @Test func theSameFileIsNoAnswer() throws {
    let scene = try Scene()
    let (driver, application) = try returned(scene, [("identity_document", "illegible")])
    try scene.put(driver, application, "identity_document", "recto")
    #expect(refusal { try answer(scene, driver, application) } == "PU042")
    // Nor is one that was given in between.
    try scene.put(driver, application, "identity_document", "recto", bytes: Array("sharp".utf8))
    try scene.put(driver, application, "identity_document", "recto")
    #expect(refusal { try answer(scene, driver, application) } == "PU042")
    try scene.put(driver, application, "identity_document", "verso", bytes: Array("the other side".utf8))
    try answer(scene, driver, application)
    #expect(try scene.applicationState(application) == "submitted")
  }

  @Test func anAccountThatIsSentAgainAsItWasIsNoAnswer() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    try scene.return(
      scene.openCase(of: driver), [("last_name", "spelling"), ("email", "spelling"), ("postal_address", "incomplete_address")])
    try scene.passGrace()
    var form = Scene.Form()
    for change in [
      { (_: inout Scene.Form) in }, { $0.birthPlace = "PARIS" }, { $0.email = "JEAN.Dupont@example.fr\u{A0}" },
      { $0.address = "jean dupont\n1, rue des fleurs\n69001 LYON\n" },
    ] {
      change(&form)
      #expect(refusal { try scene.resubmitAccount(driver, form) } == "PU042")
    }
    #expect(try scene.accountState(driver) == "to_correct")
    form.lastName = "DUPOND"
    try scene.resubmitAccount(driver, form)
    #expect(try scene.accountState(driver) == "submitted")
  }

  @Test(
    "Every address that a service sends fits an envelope",
    arguments: [(Array(repeating: "RUE", count: 8).joined(separator: "\n"), "PU060"), (String(repeating: "R", count: 200), "PU060")])
  func addressesFitAnEnvelope(address: String, state: String) throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard(isActive: false)
    let id = try scene.comeBack(scene.barcode(of: card)).id
    #expect(refusal { try scene.answer(driver, id, address) } == state)
    #expect(try scene.returnState(id) == "awaiting_answer")
    try scene.answer(driver, id, "JEAN DUPONT\n\u{A0}\n9\u{202F}QUAI NEUF\n69002 LYON\u{A0}")
    #expect(
      try scene.call("portal", "select address from hub.returned_dispatch where returned_dispatch = $1", [.int(id)])
        == "JEAN DUPONT\n \n9 QUAI NEUF\n69002 LYON")
  }

  @Test func anEmptyAddressConfirmsNothing() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    // One that was sent and has not been activated: the post can still bring it back.
    try scene.database.administer("update core.card set state = 'dispatched', activated_at = null where id = \(card)")
    let id = try scene.comeBack(scene.barcode(of: card)).id
    for value in ["", " ", "\n"] { #expect(refusal { try scene.answer(driver, id, value) } == "PU062") }
    #expect(try scene.returnState(id) == "awaiting_answer")
    try scene.answer(driver, id)
    #expect(try scene.returnState(id) == "to_reship")
  }

  @Test func anAttributionIsNotAnsweredWithNothing() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let claim = try scene.declareClaim(driver, card, #"{"last_name": "DURAND"}"#)
    try scene.scan(claim.coupon)
    try scene.attribute(claim.case, .driver, [("last_name", "data_entry_error", "")], comment: "vu")
    try scene.passGrace()
    for (values, state) in [
      ("last_name => ''", "PU062"), ("last_name => 'DURAND', delivery_address => ' '", "PU062"), ("last_name => 'DUPONT'", "PU042"),
    ] {
      let call = "select hub.answer_attribution($1, $2, $3, \(values))"
      #expect(refusal { try scene.call("portal", call, [scene.request(), .int(driver), .int(claim.claim)]) } == state, "\(values)")
    }
  }

  @Test func nothingIsPutIntoAnApplicationThatIsSubmitted() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    let application = try scene.draftCard(driver, training)
    try scene.submit(driver, application)
    #expect(refusal { try scene.put(driver, application, "photo", nil, bytes: Array("late".utf8)) } == "PU006")
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    #expect(refusal { try scene.put(driver, application, "photo", nil, bytes: Array("later".utf8)) } == "PU006")
    #expect(
      try scene.rows("portal", "select round from hub.document where application = $1 and type = 'photo'", [.int(application)]) == ["1"])
  }
}
