import Foundation
import Testing

/// The rooms: the table for people, the manifest, and the imports say the same.
@Suite struct RoomTests {
  /// The rows of the table in `CONTRIBUTING.md`: room, and what it may use.
  private func table() throws -> [String: Set<String>] {
    let section = try #require(House.text("CONTRIBUTING.md").components(separatedBy: "\n## ").first { $0.hasPrefix("Rooms\n") })
    let rows = section.split(separator: "\n").filter { $0.hasPrefix("| `") }
      .map { $0.split(separator: "|", omittingEmptySubsequences: false).map { $0.matches(of: /`([^`]+)`/).map { String($0.1) } } }
    return Dictionary(rows.map { ($0[1][0], Set($0[3])) }) { _, _ in [] }
  }

  @Test func theTableIsTheManifest() throws {
    let table = try table()
    let rooms = try Manifest.read().targets.filter { $0.type != "test" }
    #expect(Set(table.keys) == Set(rooms.map(\.name)))
    for room in rooms { #expect(table[room.name] == room.uses, "\(room.name)") }
  }

  /// A module that somebody else's dependency has built can be imported, but need not be there tomorrow.
  @Test func aRoomImportsWhatItMayUse() throws {
    let toolchain: Set = ["Foundation", "FoundationEssentials", "Glibc", "Synchronization"]
    let table = try table()
    var seen = 0
    for file in try House.files() where file.hasPrefix("Sources/") && file.hasSuffix(".swift") {
      let room = String(file.split(separator: "/")[1])
      let allowed = try #require(table[room], "\(file)").union(toolchain)
      let imports = /(?:^|: )(?:(?:public|package|internal|private|@\w+(?:\(\w+\))?) )*import (?:\w+ )?(\w+)/
      let lines = try House.lines(of: file, matching: /^(?:(?:public|package|internal|private|@\w+(?:\(\w+\))?) )*import\b/)
      #expect(lines.filter { line in line.firstMatch(of: imports).map { !allowed.contains(String($0.1)) } ?? true } == [])
      seen += lines.count
    }
    #expect(seen > 100)
  }

  /// Neither by itself nor through another room.
  @Test func theAgentsProgramHoldsNothingThatInventsDrivers() throws {
    let uses = Dictionary(uniqueKeysWithValues: try Manifest.read().targets.map { ($0.name, $0.uses) })
    var (reached, left) = (Set<String>(), ["pupitre"])
    while let room = left.popLast() {
      if reached.insert(room).inserted { left += uses[room] ?? [] }
    }
    #expect(reached.contains("Postgres"))
    #expect(reached.isDisjoint(with: ["Traffic", "LocalCluster"]))
  }

  @Test func noStatementStandsInSwift() throws {
    for file in try House.files() where file.hasPrefix("Sources/") && file.hasSuffix(".swift") {
      #expect(try House.lines(of: file, matching: /(?i)"\s*(select|insert into|update|delete from)\x20/) == [])
    }
  }

  /// Labels stand beside what they name; what the console says stands in `Language`.
  @Test func textsStandWhereTheyBelong() throws {
    let console = "Sources/Console/"
    let folders = ["Language/", "Commands/", "Grammar/Kinds/", "Help/", "Show/", "Time/"].map { console + $0 }
    var seen = 0
    for file in try House.files() where file.hasPrefix(console) && file.hasSuffix(".swift") {
      let found = try House.lines(of: file, matching: /\bText\(\s*(fr:|$)/)
      if folders.contains(where: file.hasPrefix) {
        seen += found.isEmpty ? 0 : 1
      } else {
        #expect(found == [])
      }
    }
    #expect(seen > 40)
  }

  /// The places and machines where it is worked on are nobody else's business, and would not be there.
  @Test func nothingNamesAWorkplace() throws {
    // In pieces, so that this file does not name them either.
    let names = [
      ["/work", "/"], ["/opt/swift", "-packages"], ["deb.", "debian."], ["registry.", "npmjs"], ["pypi.", "org"],
    ]
    for file in try House.files() {
      guard (try? House.text(file)) != nil else { continue }  // a picture
      for name in names.map({ $0.joined() }) { #expect(try House.lines(of: file, matching: Regex<Substring>(verbatim: name)) == []) }
    }
  }
}
