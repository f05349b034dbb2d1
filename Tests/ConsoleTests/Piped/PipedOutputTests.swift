import Foundation
import TestSupport
import Testing

/// What a pipe carries: plain text in any environment, formats that other programs read, nothing that a driver typed raw.
@Suite struct PipedOutputTests {
  @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"], ["TERM": "xterm-256color", "COLORTERM": "truecolor"], [:]])
  func neverAnEscape(_ environment: [String: String]) throws {
    let counter = try Counter()
    try counter.account(licence: "13AA00001")
    let run = try counter.run(
      "help\nhelp flag\nqueues\nlist\nnext\nwhy\nchecks\nflag phone spelling\nflag phone nonsense\nreturn\nundo\nset format expanded\nlist --mine\nnope\n",
      ["--keep-going"], environment: environment)
    #expect(run.status == .exited(6))
    #expect(run.output.contains("Phone number"))
    #expect(!run.outputBytes.contains(0x1B))
    #expect(!run.errorBytes.contains(0x1B))
  }

  @Test func formatsParse() throws {
    let counter = try Counter()
    let numbers = [try counter.account(lastName: "O'NEIL, \"Jo\"").number, try counter.account().number]
    let ids = numbers.compactMap { Int($0.filter(\.isNumber)) }

    let json = try counter.run("list\n", ["--format", "json"])
    let cases = try #require(try JSONSerialization.jsonObject(with: Data(json.outputBytes)) as? [[String: Any]])
    #expect(cases.map { $0["case"] as? Int } == ids)
    #expect(cases[0]["last_name"] as? String == "O'NEIL, \"Jo\"")
    #expect(cases[0]["holder"] is NSNull)

    let lines = try counter.run("queues\nlist\n", ["--format", "jsonl"])
    let rows = try lines.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(rows.count == 6)
    #expect(rows[0]["queue"] as? String == "accounts" && rows[0]["waiting"] as? Int == 2)

    let csv = try counter.run("list\n", ["--format", "csv"], lang: "fr")
    #expect(csv.output.hasPrefix("case,queue,due_at,round,last_name,"))
    #expect(csv.output.contains(",\"O'NEIL, \"\"Jo\"\"\",Zoé,"))
    let empty = try counter.run("list documents\n", ["--format", "json"])
    #expect(try (JSONSerialization.jsonObject(with: Data(empty.outputBytes)) as? [Any])?.isEmpty == true)
    for run in [json, lines, csv, empty] {
      #expect(run.status == .exited(0))
      #expect(run.errors == "")
    }
  }

  /// Whatever lines are run, and where there are none.
  @Test func oneDocumentOfJSON() throws {
    let counter = try Counter(accounts: 2)
    let lines = [
      "help", "help flag", "aide expect", "queues", "list", "list documents", "report", "report queues", "next", "show", "checks", "why",
      "set", "flag phone spelling", "unflag phone", "note seen", "approve", "undo", "search Durand", "driver 1001", "destroy", "setting",
      "expect queues rows = 4", "release", "nope",
    ]
    func document(_ run: ProgramRun) throws -> [[String: Any]] {
      try #require(try JSONSerialization.jsonObject(with: Data(run.outputBytes)) as? [[String: Any]], "\(run.output)")
    }
    func objects(_ run: ProgramRun) throws -> [[String: Any]] {
      try run.output.split(separator: "\n").map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any], "\($0)")
      }
    }
    let script = lines.joined(separator: "\n") + "\n"
    #expect(try document(counter.run(script, ["--keep-going", "--format", "json"])).count > 40)
    #expect(try objects(counter.run(script, ["--keep-going", "--format", "jsonl"])).count > 40)
    for line in lines {
      _ = try document(counter.run("", ["-c", line, "--format", "json"]))
      _ = try objects(counter.run("", ["-c", line, "--format", "jsonl"]))
    }
    #expect(try document(counter.run("", ["-c", "queues", "-c", "report queues", "--format", "json"])).count == 8)
    #expect(try counter.run("", ["--format", "json"]).output == "[]\n")
    #expect(try counter.run("queues\nqueues\n", ["-f", "-", "--format", "json"]).output.hasSuffix("\n]\n"))
    #expect(try document(counter.run("queues\nqueues\n", ["-f", "-", "--format", "json"])).count == 3)
    #expect(try document(counter.run("nope\n", ["-f", "-", "--format", "json"])).map { $0["exit"] as? Int } == [1])
    // Somebody chooses another format in the middle.
    let mixed = try counter.run("queues\nset format csv\nqueues\n", ["--format", "json"])
    #expect(mixed.output.contains("\n]\nqueue,waiting,"))
  }

  @Test func aHostileName() throws {
    let counter = try Counter()
    let bidi = "\u{202E}gpj.exe"
    try counter.account(lastName: "=HYPERLINK(\"http://x\")", firstNames: bidi)
    let shown = try counter.run("list\nnext\nsearch driver1@example.org\n")
    #expect(shown.status == .exited(0), "\(shown.errors)")
    #expect(shown.output.contains("<U+202E>gpj.exe"))
    #expect(!shown.output.unicodeScalars.contains("\u{202E}"))
    let csv = try counter.run("list --mine\n", ["--format", "csv"])
    #expect(csv.output.contains(",\"'=HYPERLINK(\"\"http://x\"\")\","))
    #expect(!csv.output.unicodeScalars.contains("\u{202E}"))
    let json = try counter.run("list --mine\n", ["--format", "json"])
    #expect(json.output.contains("\"first_names\":\"\\u202egpj.exe\""))
    let row = try (JSONSerialization.jsonObject(with: Data(json.outputBytes)) as? [[String: Any]])?.first
    #expect(row?["last_name"] as? String == "=HYPERLINK(\"http://x\")")
    #expect(row?["first_names"] as? String == bidi)
    let html = try counter.run("list --mine\n", ["--format", "html"])
    #expect(!html.output.unicodeScalars.contains("\u{202E}"))
    // Another one cannot even come in.
    #expect(throws: (any Error).self) { try counter.account(lastName: "DU\u{1B}[2JRAND") }
  }
}
