import Foundation
import TestSupport
import Testing

/// `-f`: read whole and checked before anything runs.
@Suite struct PlaybookTests {
  private func file(_ text: String) throws -> URL {
    let file = FileManager.default.temporaryDirectory.appending(path: "playbook-\(UUID()).pupitre")
    try Data(text.utf8).write(to: file)
    return file
  }

  @Test func everyWrongLineIsToldAndNothingRuns() throws {
    let counter = try Counter(accounts: 1)
    let playbook = try file("next\nflag phone illegible-not\nnope\nflag phone invalid_format\nreturn --now\n")
    defer { try? FileManager.default.removeItem(at: playbook) }
    let run = try counter.run("", ["-f", playbook.path])
    #expect(run.status == .exited(3))
    let places = run.errors.split(separator: "\n").filter { $0.hasPrefix(playbook.path) }.map {
      $0.dropFirst(playbook.path.count).prefix(3)
    }
    #expect(places == [":2:", ":3:", ":5:"])
    #expect(run.errors.hasSuffix("No line was run.\n"))
    #expect(try counter.value("select count(*) from core.hold") == "0")
  }

  @Test func aCutFileDoesNotRun() throws {
    let counter = try Counter(accounts: 1)
    let run = try counter.run("next\napprove", ["-f", "-"])
    #expect(run.status == .exited(1))
    #expect(run.errors.hasPrefix("stdin:2: the last line has no end"))
    #expect(try counter.value("select count(*) from core.hold") == "0")
  }

  @Test func aGoodOneRuns() throws {
    let counter = try Counter(accounts: 1)
    let playbook = try file("# one case\nnext accounts\napprove 'all in order'\n")
    defer { try? FileManager.default.removeItem(at: playbook) }
    let run = try counter.run("", ["-f", playbook.path, "--format", "jsonl"])
    #expect(run.status == .exited(0))
    #expect(run.output.split(separator: "\n").last?.contains("\"action\":\"approve\"") == true)
  }

  @Test func aFileThatIsNone() throws {
    let counter = try Counter()
    #expect(try counter.run("", ["-f", "/nonexistent"]).status == .exited(1))
    #expect(try counter.run("", ["-f", "/"]).status == .exited(1))
  }
}
