import Desk
import Postgres
import TestSupport
import Testing

@testable import Casework

/// What the database writes of cases, against the types that read it: no key is sent in vain, none is awaited in vain.
@Suite struct CaseFileShapeTests {
  /// What the database sends of a scene with something at every place.
  struct Sent {
    /// Files, evidence and standings of cases of the four queues; files of all drivers.
    var files, evidence, standings, drivers: [String]
  }
  static let sent = Result { try Self.send(Scene()) }

  @Test func whatIsSentOfACaseIsWhatIsRead() throws {
    let keys = AskedKeys()
    for json in try Self.sent.get().files { _ = try keys.decode(CaseFile.self, json) }
    // The sheet of a driver reads it.
    #expect(keys.unread == ["cards[].dispatches"])
    #expect(keys.unsent == [])
    #expect(keys.empty.isSubset(of: Self.empty))
  }

  @Test func whatTheChecksLookAtIsWhatIsRead() throws {
    let keys = AskedKeys()
    for json in try Self.sent.get().evidence { _ = try keys.decode(CaseFile.self, json) }
    #expect(keys.unread == [])
    // What only the whole file says.
    #expect(keys.unsent == ["history", "notes", "next_reminder", "payments", "cards", "card_photo", "correction", "trainings"])
    #expect(keys.empty.isSubset(of: Self.empty))
  }

  @Test func whatIsSaidOfAStandingIsWhatIsRead() throws {
    let keys = AskedKeys()
    for json in try Self.sent.get().standings { _ = try keys.decode(CaseStanding.self, json) }
    // The head is that of the case file, which says more.
    #expect(keys.unread == ["held_by_me", "reachable_by", "version", "subject", "opened_at"])
    // What happened and what was decided are read alike.
    let decided = ["round", "case", "action", "undone", "reason", "effective_at"]
    #expect(keys.unsent == Set(decided.map { "events[].\($0)" }))
    #expect(keys.empty.isSubset(of: ["escalated_by", "escalation_reason", "waits_for", "decisions[].reason"]))
  }

  /// What nothing stands in of this scene's cases.
  private static let empty: Set<String> = [
    "address_country", "card_photo.height", "card_photo.looks", "card_photo.same_file_elsewhere", "card_photo.side", "card_photo.width",
    "case.escalated_by", "case.escalation_reason", "case.waits_for",
    "claim.elements[].reported", "claim.looked_at", "claim.outcome", "claim.received_serial", "claim.training_corrected_at",
    "documents[].height", "documents[].width", "history[].reason", "previous_application",
  ]

  /// Cases of the four queues with something at every place of their files.
  private static func send(_ scene: Scene) throws -> Sent {
    var sent = Sent(files: [], evidence: [], standings: [], drivers: [])
    var form = Scene.Form()
    // A defective card that was its driver's fault, and what he gives for the new one.
    (form.lastName, form.licence, form.email) = ("BLANC", "060113200057", "blanc@example.fr")
    let corrected = try correctedCard(form, scene)
    form = Scene.Form()
    let account = try scene.submitAccount(form)
    var number = try scene.openCase(of: account)
    try scene.return(number, [("phone", "invalid_format")])
    try scene.passGrace()
    var desk = try scene.desk()
    // Waiting, its driver reminded.
    _ = try desk.remind(number)
    try read(number, scene, &sent)
    form.phone = "0639980099"
    try scene.resubmitAccount(account, form)
    form.email = "autre@example.fr"
    let forger = try scene.openCase(of: scene.submitAccount(form))
    _ = try desk.claim(number)
    try desk.flag(number, version: desk.caseFile(number).case.version, item: "email", reason: "spelling", comment: "vu")
    try desk.note(case: number, driver: nil, text: "a rappelé")
    try desk.note(case: nil, driver: account, text: "préfère le matin")
    try read(number, scene, &sent)
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.close(forger, reason: "forgery")
    var numbers = [number, corrected]

    var other = Scene.Form()
    (other.lastName, other.licence, other.email) = ("MARTIN", "060113200077", "martin@example.fr")
    let (driver, card) = try scene.driverWithCard(other)
    let claim = try scene.declareClaim(driver, card, #"{"last_name": "MARTINE", "photo": ""}"#)
    try scene.scan(claim.coupon)
    _ = try desk.claim(claim.case)
    _ = try desk.readCard(
      claim.case, version: desk.caseFile(claim.case).case.version, element: "last_name", value: "MARTINE")
    try scene.find(&desk, claim.case, [("last_name", "data_entry_error", "MARTINE")])
    numbers.append(claim.case)

    var third = Scene.Form()
    (third.lastName, third.licence, third.email) = ("PETIT", "060113200055", "petit@example.fr")
    let training = try scene.recordTraining(third)
    let sender = try scene.activeDriver(third)
    let application = try scene.draftCard(sender, training)
    // The same photograph as somebody else's.
    try scene.put(sender, application, "photo", nil, bytes: Scene.picture("\(driver)-photo-"))
    try scene.submit(sender, application)
    number = try scene.openCase(of: sender)
    numbers.append(number)
    _ = try desk.document(#require(try scene.database.value("select max(id) from core.document").flatMap { Int64($0) }))
    try read(number, scene, &sent)
    try scene.approve(number)
    try scene.passGrace()
    let posted = try #require(try scene.produceAll().last)
    var (returned, back) = try scene.comeBack(scene.barcode(of: posted))
    _ = try scene.answer(sender, returned)
    try scene.reship(back)
    try scene.passGrace()
    try scene.sendAgain()
    (returned, back) = try scene.comeBack(scene.barcode(of: posted), "refused")
    let payment = try #require(try scene.answer(sender, returned, UndeliveredFlowTests.elsewhere))
    try scene.pay(payment)
    numbers.append(back)
    // A stolen card, whose photo is shown beside the declaration.
    (third.lastName, third.licence, third.email) = ("ROUX", "060113200056", "roux@example.fr")
    let (victim, stolen) = try scene.driverWithCard(third)
    try scene.pay(scene.declareTheft(victim, stolen).payment)
    numbers.append(try scene.openCase(of: victim))
    for number in numbers { try read(number, scene, &sent) }
    form.licence = "999999999999"
    try scene.recordTraining(form)
    // Something is awaited of two of them.
    form.licence = "999999999998"
    try scene.return(scene.openCase(of: scene.submitAccount(form)), [("phone", "invalid_format")])
    form.licence = "999999999997"
    let (loser, lost) = try scene.driverWithCard(form)
    _ = try scene.declareLoss(loser, lost)
    let drivers = try #require(try scene.database.value("select string_agg(driver_id::text, ' ') from core.account"))
    for driver in drivers.split(separator: " ") {
      sent.drivers.append(try scene.read("driver", #require(Int64(driver)), "desk.driver_file(READING)"))
    }
    return sent
  }

  /// A driver's new card after his own fault, paid and to be reviewed.
  private static func correctedCard(_ form: Scene.Form, _ scene: Scene) throws -> CaseNumber {
    let (driver, card) = try scene.driverWithCard(form)
    let claim = try scene.declareClaim(driver, card, #"{"last_name": "BLANCK", "photo": ""}"#)
    try scene.scan(claim.coupon)
    try scene.attribute(claim.case, .driver, [("last_name", "data_entry_error", ""), ("photo", "unsuitable_image_supplied", "")])
    try scene.passGrace()
    let application = try #require(
      try scene.call("portal", "select application from hub.quality_claim where claim = $1", [.int(claim.claim)]).flatMap { Int64($0) })
    try scene.put(driver, application, "photo", nil, bytes: Scene.picture("\(driver)-photo-new"))
    let payment = try scene.call(
      "portal", "select hub.answer_attribution($1, $2, $3, last_name => 'BLANCK')", [scene.request(), .int(driver), .int(claim.claim)])
    try scene.pay(try #require(payment.flatMap { Int64($0) }))
    return try scene.openCase(of: driver)
  }

  /// What is sent of a case, by each way in which it is read.
  private static func read(_ number: CaseNumber, _ scene: Scene, _ sent: inout Sent) throws {
    sent.files.append(try scene.read("case", number.id, "desk.case_file(READING)"))
    sent.evidence.append(try scene.read("check", number.id, "evidence from desk.case_evidence(READING)"))
    sent.standings.append(try scene.read("why", number.id, "desk.why(READING)"))
  }
}

extension Scene {
  /// What an agent reads of one thing.
  fileprivate func read(_ what: String, _ number: Int64, _ statement: String) throws -> String {
    let reading = try call("agent", "select desk.open_reading('\(what)', array[$1]::bigint[])", [.int(number)])
    return try #require(try call("agent", "select " + statement.replacing("READING", with: "$1::bigint"), [Parameter(reading)]))
  }
}
