import Desk
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Casework

/// A driver's file and a case's standing as the database writes them, against the types that read them: as `CaseFileShapeTests` for the
/// case file.
@Suite struct DriverFileShapeTests {
  /// What the database sends of each driver of a scene with something at every place, and of each of its cases.
  private static let sent = Result { () throws -> (drivers: [String], cases: [String]) in
    let scene = try Scene()
    _ = try CaseFileShapeTests.files(scene)
    var form = Scene.Form()
    form.licence = "999999999999"
    try scene.recordTraining(form)
    func all(_ sql: String, _ what: String, _ function: String) throws -> [String] {
      try #require(try scene.database.value(sql)).split(separator: " ").map { try read(scene, what, String($0), function) }
    }
    return (
      try all("select string_agg(driver_id::text, ' ') from core.account", "driver", "driver_file"),
      try all("select string_agg(id::text, ' ') from core.desk_case", "why", "why")
    )
  }

  private static func read(_ scene: Scene, _ what: String, _ number: String, _ function: String) throws -> String {
    let reading = try scene.call("agent", "select desk.open_reading('\(what)', array[\(number)]::bigint[])")
    return try #require(try scene.call("agent", "select desk.\(function)($1::bigint)", [Parameter(reading)]))
  }

  /// The members of every object of these texts, by its place.
  private static func keys(_ files: [String]) throws -> [String: Set<String>] {
    var keys: [String: Set<String>] = [:]
    for json in files { CaseFileShapeTests.collect(try JSONSerialization.jsonObject(with: Data(json.utf8)), at: "", into: &keys) }
    return keys
  }

  private static func compare(_ objects: [(String, Any?)], _ keys: [String: Set<String>], _ vain: Set<String>) throws {
    for (path, object) in objects {
      let sent = try #require(keys[path], "nothing is sent at \(path)").filter { !vain.contains(path.isEmpty ? $0 : "\(path).\($0)") }
      let properties = try Mirror(reflecting: #require(object, "\(path)")).children.compactMap(\.label)
      #expect(sent.count == properties.count, "\(path): sent \(sent.sorted()), read \(properties.sorted())")
    }
  }

  @Test func whatIsSentIsWhatIsRead() throws {
    let texts = try Self.sent.get().drivers
    let files = try texts.map { try JSONDecoder().decode(DriverFile.self, from: Data($0.utf8)) }
    let keys = try Self.keys(texts)
    let vain = try CaseFileShapeTests.vain(texts, keys) { (try? JSONDecoder().decode(DriverFile.self, from: Data($0.utf8))) != nil }
    #expect(vain == ["cards[].received_at"])
    try Self.compare(
      [
        ("", files.first), ("driver", files.first?.driver), ("trainings[]", files.lazy.compactMap(\.trainings.first).first),
        ("applications[]", files.lazy.compactMap(\.applications.first).first), ("cards[]", files.lazy.compactMap(\.cards.first).first),
        ("cards[].dispatches[]", files.lazy.compactMap(\.cards.first?.dispatches.first).first),
        ("payments[]", files.lazy.compactMap(\.payments.first).first), ("invoices[]", files.lazy.compactMap(\.invoices.first).first),
        ("claims[]", files.lazy.compactMap(\.claims.first).first),
        ("returned_dispatches[]", files.lazy.compactMap(\.returnedDispatches.first).first),
        ("unattached_trainings[]", files.lazy.compactMap(\.unattachedTrainings.first).first),
        ("cases[]", files.lazy.compactMap(\.cases.first).first),
        ("notifications[]", files.lazy.compactMap(\.notifications.first).first),
        ("history[]", files.lazy.compactMap(\.history.first).first),
      ], keys, vain)
  }

  @Test func whatIsSaidOfAStandingIsWhatIsRead() throws {
    let texts = try Self.sent.get().cases
    let standings = try texts.map { try JSONDecoder().decode(CaseStanding.self, from: Data($0.utf8)) }
    let keys = try Self.keys(texts)
    let vain = try CaseFileShapeTests.vain(texts, keys) { (try? JSONDecoder().decode(CaseStanding.self, from: Data($0.utf8))) != nil }
    // The head is that of the case file, which says more.
    #expect(vain == ["held_by_me", "reachable_by", "items", "version"])
    try Self.compare([("", standings.first), ("decisions[]", standings.lazy.compactMap(\.decisions.first).first)], keys, vain)
  }
}
