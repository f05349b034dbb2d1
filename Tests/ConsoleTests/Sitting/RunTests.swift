import Foundation
import TestSupport
import Testing

/// `run` at the prompt: a playbook's failure names its line, and the prompt is there again.
@Suite struct RunTests {
  @Test func aPlaybookFromThePrompt() throws {
    let counter = try Counter(accounts: 1)
    let file = FileManager.default.temporaryDirectory.appending(path: "run-\(UUID()).pupitre")
    try Data("playbook one\nparam why text\nnext accounts\nescalate $why\nexpect list --mine rows = 1\nqueues\nend\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var terminal = try counter.sit(size: (200, 40))
    try terminal.expect("› ")
    terminal.type("run \(file.path)\n")
    try terminal.expect("\(file.path):2: the parameter \"why\" has no value")
    try terminal.expect("nothing of \(file.path) was run")
    try terminal.expect("› ")
    terminal.type("run \(file.path) 'why=a forged licence?'\n")
    try terminal.expect("\(file.path):5: expected: rows = 1; there are 0 rows")
    try terminal.expect("\(file.path) failed")
    try terminal.expect("› ")
    #expect(try counter.value("select escalation_reason from core.desk_case") == "a forged licence?")
    #expect(try terminal.leave() == .exited(0))
  }

  /// What is longer than the screen is wide is broken between words.
  @Test func aLongErrorIsBrokenBetweenWords() throws {
    let counter = try Counter()
    let file = "/tmp/\(counter.database.name)"
    try Data("playbook one\npnd XX123 n02\nend\n".utf8).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    var places: Set<Int> = []
    for columns in 36...44 {
      var terminal = try counter.sit(lang: "fr", size: (UInt16(columns), 40))
      try terminal.expect("› ")
      terminal.type("run \(file)\n")
      let screen = Screen(try terminal.expect("\n\(counter.agent) › ").replacing("\u{A0}", with: " "))
      let lines = screen.lines.drop { !$0.hasPrefix("\(file):2:") }.dropLast()
      #expect(!lines.isEmpty && lines.allSatisfy { $0.count <= columns }, "\(lines)")
      let said = lines.map { $0.drop { $0 == " " } }.joined(separator: " ")
      #expect(said.contains("il n'y a pas d'envoi XX123"), "\(said)")
      places.insert(lines.first?.count ?? 0)
      #expect(try terminal.leave() == .exited(0))
    }
    #expect(places.count > 1)
  }
}
