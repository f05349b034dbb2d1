import Desk
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Casework

/// The case file as the database writes it, against the types that read it: no key is sent in vain, none is awaited in vain.
@Suite struct CaseFileShapeTests {
  /// What is sent and the sheet of a case does not read: that of a driver does.
  static let unread: Set<String> = ["cards[].dispatches", "cards[].received_at"]

  @Test func whatTheDatabaseSendsIsWhatIsRead() throws {
    let scene = try Scene()
    let files = try Self.files(scene)
    var keys: [String: Set<String>] = [:]
    for (_, json) in files { Self.collect(try JSONSerialization.jsonObject(with: Data(json.utf8)), at: "", into: &keys) }

    // Sent and not read: a value of a kind that nothing takes would go unnoticed there.
    let vain = try Self.vain(files.map(\.json), keys) { (try? CaseFile.decode($0)) != nil }
    #expect(vain.filter { full in !Self.unread.contains { full.hasPrefix($0 + "[]") } } == Self.unread)

    // Awaited and not sent: each object of the file has a property for each key, and no more (the account keeps its texts by their keys).
    let whole = files.map(\.file)
    func first<Value>(_ pick: (CaseFile) -> Value?, at location: SourceLocation = #_sourceLocation) throws -> Value {
      try #require(whole.lazy.compactMap(pick).first, sourceLocation: location)
    }
    let objects: [(String, Any)] = [
      ("", try first { $0 }), ("case", try first { $0.case }), ("driver", try first { $0.driver }),
      ("consents[]", try first { $0.consents.first }), ("duplicates[]", try first { $0.duplicates.first }),
      ("application", try first { $0.application }), ("application.training", try first { $0.application?.training }),
      ("documents[]", try first { $0.documents.first }),
      ("documents[].same_file_elsewhere[]", try first { $0.documents.lazy.compactMap(\.sameFileElsewhere.first).first }),
      ("expected_documents[]", try first { $0.expectedDocuments.first }), ("flags[]", try first { $0.flags.first }),
      ("previous_requests[]", try first { $0.previousRequests.first }),
      ("previous_requests[].items[]", try first { $0.previousRequests.first?.items.first }),
      ("history[]", try first { $0.history.first }), ("notes[]", try first { $0.notes.first }),
      ("payments[]", try first { $0.payments.first }), ("cards[]", try first { $0.cards.first }),
      ("trainings[]", try first { $0.trainings.first }), ("claim", try first { $0.claim }),
      ("claim.elements[]", try first { $0.claim?.elements.first }), ("claim.findings[]", try first { $0.claim?.findings.first }),
      ("returned", try first { $0.returned }), ("returned.earlier[]", try first { $0.returned?.earlier.first }),
    ]
    for (path, object) in objects {
      let sent = try #require(keys[path], "nothing is sent at \(path)").filter { !vain.contains(path.isEmpty ? $0 : "\(path).\($0)") }
      // What is said of every case stands among its own.
      let properties = Mirror(reflecting: object).children.flatMap { member in
        member.label == "head" ? Mirror(reflecting: member.value).children.compactMap(\.label) : [member.label ?? ""]
      }
      #expect(sent.count == properties.count, "\(path): sent \(sent.sorted()), read \(properties.sorted())")
    }
  }

  /// The members that can be anything without anybody noticing.
  static func vain(_ files: [String], _ keys: [String: Set<String>], reads: (String) -> Bool) throws -> Set<String> {
    var vain: Set<String> = []
    for (path, names) in keys {
      for name in names {
        let full = path.isEmpty ? name : "\(path).\(name)"
        let found = try files.contains { json in
          guard let spoilt = try Self.spoil(json, full) else { return false }
          return !reads(spoilt)
        }
        if !found { vain.insert(full) }
      }
    }
    return vain
  }

  /// Files of the four queues with something at every place.
  static func files(_ scene: Scene) throws -> [(file: CaseFile, json: String)] {
    var form = Scene.Form()
    let account = try scene.submitAccount(form)
    var number = try scene.openCase(of: account)
    try scene.return(number, [("phone", "invalid_format")])
    try scene.passGrace()
    form.phone = "0639980099"
    try scene.resubmitAccount(account, form)
    form.email = "autre@example.fr"
    _ = try scene.submitAccount(form)
    var desk = try scene.desk()
    _ = try desk.claim(number)
    try desk.flag(number, version: desk.caseFile(number).case.version, item: "email", reason: "spelling", comment: "vu")
    try desk.note(case: number, driver: nil, text: "a rappelé")
    try desk.note(case: nil, driver: account, text: "préfère le matin")
    var numbers = [number]

    var other = Scene.Form()
    (other.lastName, other.licence, other.email) = ("MARTIN", "060113200077", "martin@example.fr")
    let (driver, card) = try scene.driverWithCard(other)
    let claim = try scene.declareClaim(driver, card, #"{"last_name": "MARTINE", "photo": ""}"#)
    try scene.scan(claim.coupon)
    _ = try desk.claim(claim.case)
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
    let documents = try file(number, scene)
    try scene.approve(number)
    try scene.passGrace()
    let sent = try #require(try scene.produceAll().last)
    var (returned, back) = try scene.comeBack(scene.barcode(of: sent))
    _ = try scene.answer(sender, returned)
    try scene.reship(back)
    try scene.passGrace()
    try scene.sendAgain()
    (returned, back) = try scene.comeBack(scene.barcode(of: sent), "refused")
    let payment = try #require(try scene.answer(sender, returned, UndeliveredFlowTests.elsewhere))
    try scene.pay(payment)
    numbers.append(back)
    return [documents] + (try numbers.map { try file($0, scene) })
  }

  private static func file(_ number: Int64, _ scene: Scene) throws -> (file: CaseFile, json: String) {
    let reading = try scene.call("agent", "select desk.open_reading('case', array[$1]::bigint[])", [.int(number)])
    let json = try #require(try scene.call("agent", "select desk.case_file($1::bigint)", [Parameter(reading)]))
    return (try CaseFile.decode(json), json)
  }

  /// The names of the members of every object, by the place of the object.
  static func collect(_ value: Any, at path: String, into keys: inout [String: Set<String>]) {
    if let object = value as? [String: Any] {
      // Keyed by causes, not by names of ours.
      guard !path.hasSuffix("imputation") else { return }
      keys[path, default: []].formUnion(object.keys)
      for (name, member) in object { collect(member, at: path.isEmpty ? name : "\(path).\(name)", into: &keys) }
    } else if let array = value as? [Any] {
      for element in array { collect(element, at: path + "[]", into: &keys) }
    }
  }

  /// The file with nonsense at a place; nil where it has no such place.
  private static func spoil(_ json: String, _ path: String) throws -> String? {
    func spoiled(_ value: Any, _ rest: ArraySlice<Substring>) -> Any? {
      guard let name = rest.first else { return [[[Any]]]([[[]]]) }
      guard var object = value as? [String: Any] else { return nil }
      let isArray = name.hasSuffix("[]")
      let key = String(isArray ? name.dropLast(2) : name)
      guard let member = object[key] else { return nil }
      if isArray {
        guard var elements = member as? [Any], let index = elements.firstIndex(where: { spoiled($0, rest.dropFirst()) != nil }) else {
          return nil
        }
        elements[index] = spoiled(elements[index], rest.dropFirst()) ?? elements[index]
        object[key] = elements
      } else {
        guard let spoilt = spoiled(member, rest.dropFirst()) else { return nil }
        object[key] = spoilt
      }
      return object
    }
    let whole = try JSONSerialization.jsonObject(with: Data(json.utf8))
    guard let spoilt = spoiled(whole, path.split(separator: ".")[...]) else { return nil }
    return String(decoding: try JSONSerialization.data(withJSONObject: spoilt), as: UTF8.self)
  }
}
