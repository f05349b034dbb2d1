import Foundation
import Postgres
import Queries
import TestSupport
import Testing

/// Migrations only add: the files of the schema that the change log names stay as they are, to the last byte.
@Suite struct FrozenSchemaTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")

  @Test func filesThatTheChangeLogNamesAreNotEdited() throws {
    let changes = try String(contentsOf: Self.root.appending(path: "CHANGELOG.md"), encoding: .utf8)
    let last = try #require(changes.matches(of: /migrations \d{4} to (\d{4})/).map(\.1).max())
    let recorded = try String(contentsOf: Self.root.appending(path: "queries/schema/CHECKSUMS"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let database = try TestDatabase()
    var admin = try database.connect()
    var found: [String] = []
    for file in Query.folder("schema") {
      let name = file.path.dropFirst("schema/".count)
      guard name.prefix(4) <= last else { continue }
      let sum = try admin.query("select encode(sha256(convert_to($1, 'UTF8')), 'hex') as sum", [.text(file.text)]).only().string("sum")
      found.append("\(sum)  \(name)")
    }
    let advice: Comment = """
      The schema up to \(last) is frozen, for databases have it: restore these files and add a migration with the next number. Only where no release \
      has what was frozen: sha256sum 0*.sql > CHECKSUMS, in queries/schema.
      """
    #expect(found == recorded, advice)
  }
}
