import Foundation
import TestSupport
import Testing

/// `-f` and `run`: read whole and checked before anything runs.
@Suite struct PlaybookTests {
  private func file(_ text: String, _ suffix: String = ".pupitre") throws -> URL {
    let file = FileManager.default.temporaryDirectory.appending(path: "playbook-\(UUID())\(suffix)")
    try Data(text.utf8).write(to: file)
    return file
  }

  private func objects(_ run: ProgramRun) throws -> [[String: Any]] {
    try run.output.split(separator: "\n").map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
  }

  @Test func everyWrongLineIsToldAndNothingRuns() throws {
    let counter = try Counter(accounts: 1)
    let playbook = try file("next\nflag phone illegible-not\nnope\nflag phone invalid_format\nreturn --now\nnote $who\n")
    defer { try? FileManager.default.removeItem(at: playbook) }
    let run = try counter.run("", ["-f", playbook.path])
    #expect(run.status == .exited(1))
    let places = run.errors.split(separator: "\n").filter { $0.hasPrefix(playbook.path) }.map {
      $0.dropFirst(playbook.path.count).prefix(3)
    }
    #expect(places == [":2:", ":3:", ":5:", ":6:"])
    #expect(run.errors.hasSuffix("No line was run.\n"))
    #expect(try counter.value("select count(*) from core.hold") == "0")
  }

  @Test(arguments: [
    ("next\napprove", "stdin:2: the last line has no end"),
    ("playbook cut\nnext\napprove\n", "stdin:3: the playbook \"cut\" is not closed by \"end\""),
  ])
  func aCutFileDoesNotRun(_ text: String, _ message: String) throws {
    let counter = try Counter(accounts: 1)
    let run = try counter.run(text, ["-f", "-"])
    #expect(run.status == .exited(1))
    #expect(run.errors.hasPrefix(message))
    #expect(try counter.value("select count(*) from core.hold") == "0")
  }

  @Test func aCutPipeIsNoticed() throws {
    let counter = try Counter(accounts: 1)
    let run = try counter.run("playbook piped\nnext\n")
    #expect(run.status == .exited(1))
    #expect(run.errors == "stdin:2: the playbook \"piped\" is not closed by \"end\"\n  What was sent may have been cut.\n")
    #expect(try counter.run("playbook piped\nqueues\nend\n").status == .exited(0))
  }

  @Test func eachLineAnswersWithAnObject() throws {
    let counter = try Counter(accounts: 1)
    let playbook = try file(
      "# one case\nplaybook one\nparam why text 'all \"in\" order; $x'\nnext accounts\napprove $why\nqueues\nfichtre\nend\n")
    let good = try file(
      try String(contentsOf: playbook, encoding: .utf8).replacing(
        "fichtre\n", with: "expect queues overdue = 0\nqueue nowhere\n".replacing("queue nowhere\n", with: "return\n")))
    defer { for file in [playbook, good] { try? FileManager.default.removeItem(at: file) } }
    let unread = try counter.run("", ["-f", playbook.path, "--format", "jsonl"])
    #expect(unread.status == .exited(1))
    #expect(try objects(unread).map { $0["exit"] as? Int } == [1])

    let run = try counter.run("", ["-f", good.path, "--format", "jsonl"])
    #expect(run.status == .exited(3))
    #expect(run.errors.hasPrefix("\(good.path):8: you have no case in hand"))
    let lines = try objects(run)
    #expect(lines.map { $0["command"] as? String } == ["next", "approve", "queues", "expect", "return", nil])
    #expect(lines.map { $0["status"] as? String } == ["done", "done", "done", "done", "failed", nil])
    #expect(lines.map { $0["line"] as? Int } == [4, 5, 6, 7, 8, nil])
    let number = try #require(lines[0]["case"] as? Int)
    #expect(lines[1]["case"] as? Int == number)
    #expect(lines[1]["replayed"] as? Bool == false)
    #expect((lines[2]["rows"] as? [Any])?.count == 4)
    let summary = try #require(lines.last)
    #expect(summary["summary"] as? Bool == true)
    #expect([summary["done"], summary["failed"], summary["not_run"], summary["exit"]].map { $0 as? Int } == [4, 1, 0, 3])
    // The key is the run's, the line's, the case's and the round's.
    #expect(lines[1]["key"] as? String == "\(try #require(summary["run"] as? String))/5/\(number)/1")
    #expect(try counter.value("select comment from core.decision_detail") == "all \"in\" order; $x")
    #expect(try counter.value("select key from core.decision") == lines[1]["key"] as? String)
  }

  @Test func aFileThatIsNone() throws {
    let counter = try Counter()
    #expect(try counter.run("", ["-f", "/nonexistent"]).status == .exited(1))
    #expect(try counter.run("", ["-f", "/"]).status == .exited(1))
  }

  @Test(
    arguments: [
      ([], 1, "stdin:2: the parameter \"n\" has no value"),
      (["--set", "n=x"], 1, "stdin:2: n: \"x\" does not fit, it takes a whole number"),
      (["--set", "n=1", "--set", "m=1"], 1, "stdin: the playbook has no parameter \"m\""),
      (["--set", "n=1", "--set", "n=2"], 1, "stdin: \"n\" is given twice"),
      (["--set", "n=1"], 7, "stdin:4: expected: rows = 1; there are 4 rows"), (["--set", "n=4"], 0, ""),
      (["--set", "n=4", "--set", "who=nobody_here"], 1, "stdin:3: \"nobody_here\" is no agent"),
    ] as [([String], Int32, String)])
  func parameters(_ settings: [String], _ code: Int32, _ message: String) throws {
    let counter = try Counter()
    let text = "playbook x\nparam n integer\nparam who agent \(counter.agent)\nexpect queues rows = $n\nend\n"
    let run = try counter.run(text, ["-f", "-"] + settings)
    #expect(run.status == .exited(code))
    #expect(run.errors.hasPrefix(message))
    #expect(message.isEmpty == run.errors.isEmpty)
    // Line by line too.
    #expect(try counter.run(text, settings).status == .exited(code))
  }

  @Test func goingOnAndLeaving() throws {
    let counter = try Counter(accounts: 1)
    let run = try counter.run("expect queues overdue > 0\nnext\nreturn\nquit\napprove\n", ["-f", "-", "--keep-going"])
    #expect(run.status == .exited(6))
    #expect(run.errors.contains("stdin:1: expected: overdue > 0; row 1 (accounts): 0"))
    #expect(run.errors.contains("stdin:3: "))
    #expect(try counter.value("select count(*) from core.decision") == "0")
    #expect(try counter.run("quit\napprove\n", ["-f", "-"]).status == .exited(0))
  }

  @Test func aFileOfCases() throws {
    let counter = try Counter()
    let numbers = try (0..<3).map { try counter.account(lastName: "N\($0)").number }
    let data = try file("case;words\n\(numbers[0]);il a dit \"demain\"\n\(numbers[1]);\"a; b\"\n\(numbers[2]);$x # --\n", ".csv")
    let broken = try file("\(numbers[0]);x\n\(numbers[1].dropLast())x;y\n", ".csv")
    defer { for file in [data, broken] { try? FileManager.default.removeItem(at: file) } }
    let text = "param cases file\nfor number words in $cases do noter $number \"$words\"\n"
    let wrong = try counter.run(text, ["-f", "-", "--set", "cases=\(broken.path)"])
    #expect(wrong.status == .exited(1), "\(wrong.errors)")
    #expect(wrong.errors.hasPrefix("stdin:2: \(broken.path):2: "))
    #expect(try counter.value("select count(*) from core.case_event where kind = 'note'") == "0")

    let headed = text.replacing("number words", with: "case words").replacing("$number", with: "$case")
    let run = try counter.run(headed, ["-f", "-", "--set", "cases=\(data.path)"])
    #expect(run.status == .exited(0), "\(run.errors)")
    #expect(run.output.contains("\(data.path): 3 lines done."))
    #expect(
      try counter.value("select string_agg(text, '|' order by id) from core.case_event where kind = 'note'")
        == "il a dit \"demain\"|a; b|$x # --")
    let piped = try counter.run(headed, ["--set", "cases=\(data.path)", "--format", "jsonl"])
    #expect(piped.status == .exited(0), "\(piped.errors)")
  }

  /// The first line that fails stops it; how far it came is said.
  @Test func aFileThatFailsHalfway() throws {
    let counter = try Counter()
    let numbers = try (0..<3).map { try counter.account(lastName: "N\($0)").number }
    #expect(try counter.run("open \(numbers[1])\n", as: try counter.colleague()).status == .exited(0))
    let data = try file(numbers.joined(separator: "\n") + "\n", ".txt")
    defer { try? FileManager.default.removeItem(at: data) }
    let text = "param cases file\nfor number in $cases do open $number\n"
    let run = try counter.run(text, ["-f", "-", "--set", "cases=\(data.path)", "--format", "jsonl"])
    #expect(run.status == .exited(3))
    #expect(run.errors.hasPrefix("stdin:2: \(data.path):2: "))
    #expect(run.errors.contains("(PU010)"))
    #expect(run.errors.hasSuffix("\(data.path): 1 line done, 1 not run.\n"))
    let lines = try objects(run)
    #expect(lines.map { $0["data_line"] as? Int } == [1, 2, nil])
    #expect(lines.map { $0["path"] as? String } == ["2:1", "2:2", nil])
    #expect(lines[1]["sqlstate"] as? String == "PU010")
    #expect(lines[2]["not_run"] as? Int == 1)
    let on = try counter.run(text, ["-f", "-", "--keep-going", "--set", "cases=\(data.path)"])
    #expect(on.status == .exited(6))
    #expect(on.output.contains("\(data.path): 2 lines done, 1 failed."))
  }

  @Test func aPlaybookRunsAnother() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let inner = try file("playbook inner\nparam number case\nparam words text\nnote $number $words\nend\n")
    let outer = try file("param who text\nqueues\nrun \(inner.lastPathComponent) number=\(number) words=\"<$who>\"\n")
    let wrong = try file("run \(inner.lastPathComponent) number=\(number)\n")
    let endless = try file("queues\n")
    try Data("run \(endless.lastPathComponent)\n".utf8).write(to: endless)
    defer { for file in [inner, outer, wrong, endless] { try? FileManager.default.removeItem(at: file) } }
    let run = try counter.run("", ["-f", outer.path, "--set", "who=a b=c", "--format", "jsonl"])
    #expect(run.status == .exited(0), "\(run.errors)")
    #expect(try objects(run).map { $0["path"] as? String } == ["2", "3/4", "3", nil])
    #expect(try counter.value("select text from core.case_event where kind = 'note'") == "<a b=c>")
    let missing = try counter.run("", ["-f", wrong.path])
    #expect(missing.status == .exited(1))
    #expect(missing.errors.hasPrefix(inner.deletingLastPathComponent().path))
    #expect(missing.errors.contains("\(inner.lastPathComponent):3: the parameter \"words\" has no value"))
    #expect(try counter.run("", ["-f", endless.path]).errors.contains("would run itself"))
    // From the console too.
    let typed = try counter.run("", ["-c", "exécuter \(inner.path) number=\(number) 'words=vu avec lui'"])
    #expect(typed.status == .exited(0), "\(typed.errors)")
    let failed = try counter.run("", ["-c", "run \(inner.path) number=\(number) words="])
    #expect(failed.status == .exited(1))
    #expect(
      failed.errors.contains("\(inner.path):4: TEXT is missing") && failed.errors.contains("nothing of \(inner.path) was run"),
      "\(failed.errors)")
  }
}
