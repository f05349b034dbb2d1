import TestSupport
import Testing

/// What scripts lean on: exit codes, and errors with their line.
@Suite struct ExitCodeTests {
  @Test(arguments: [
    ("queues\n", 0, ""), ("aprove\n", 1, "stdin:1: unknown command: \"aprove\"\n  Did you mean: approve?\n"),
    ("# a comment\n\nlist --foo\n", 1, "stdin:3: \"list\" has no option --foo\n  See \"help list\".\n"),
    ("queues", 1, "stdin:1: the last line has no end: it is not run\n  End it with a line feed; what was sent may have been cut.\n"),
    ("show 12345\n", 3, "stdin:1: \"12345\" is not a case number: a digit is wrong\n  Check it digit by digit; two may be swapped.\n"),
    ("approve\n", 3, "stdin:1: you have no case in hand\n  \"next\" takes one, \"open NUMBER\" chooses one.\n"),
    (
      "list 'comptes\n", 1, "stdin:1: the quote ' opened at column 6 is not closed\n  Close it.\n"
    ),
    ("note l'adresse\n", 3, "stdin:1: you have no case in hand\n  \"next\" takes one, \"open NUMBER\" chooses one.\n"),
    ("queues\0\n", 1, "stdin:1: a NUL byte (byte 7)\n  This line is not run.\n"),
    ("queues\u{1B}[2J\n", 1, "stdin:1: control character \\x1B at column 7: the line is not run\n  Remove it; only text is accepted.\n"),
    ("quit\naprove\n", 0, ""),
  ])
  func onePipedScript(_ input: String, _ code: Int32, _ errors: String) throws {
    let counter = try Counter()
    let run = try counter.run(input)
    #expect(run.status == .exited(code))
    #expect(run.errors == errors)
  }

  @Test func aRefusalOfTheServerIsToldWhole() throws {
    let counter = try Counter(accounts: 1)
    let id = try #require(try counter.value("select id from core.desk_case"))
    let number = "\(id.dropLast())-\(id.suffix(1))"
    let run = try counter.run("open \(id)\nreturn\nqueues\n")
    #expect(run.status == .exited(3))
    #expect(
      run.errors == """
        stdin:2: case \(number) has no flag: the driver would not know what to correct (PU024)
          detail: {"case": \(id)}
          Flag something first: flag ITEM REASON.

        """)
    #expect(!run.output.contains("Queue"))
  }

  @Test func whoeverMayNotIsTold() throws {
    let counter = try Counter(accounts: 1)
    let id = try #require(try counter.value("select id from core.desk_case"))
    let run = try counter.run("urgent \(id)\n")
    #expect(run.status == .exited(4))
    #expect(run.errors.hasPrefix("stdin:1: you may not make urgent (42501)\n"))
    let stranger = try counter.database.login(memberOf: ["pupitre_portal"], named: "autre")
    #expect(try counter.run("queues\n", as: stranger).status == .exited(4))
  }

  @Test func noConnection() throws {
    let run = try ProgramRun(executable("pupitre"), ["-d", "host=/nonexistent user=x", "--lang", "en", "-c", "queues"])
    #expect(run.status == .exited(2))
    #expect(run.errors.hasPrefix("-c:1: no connection to the database: "))
    let empty = try TestDatabase(.nothing)
    let bare = try ProgramRun(executable("pupitre"), ["-d", try empty.conninfo(), "--lang", "en", "-c", "queues"])
    #expect(bare.status == .exited(2))
    #expect(bare.errors.hasPrefix("-c:1: this database has no desk"))
  }

  @Test func helpNeedsNoDatabase() throws {
    let run = try ProgramRun(executable("pupitre"), ["-d", "host=/nonexistent", "--lang", "en", "-c", "help undo"])
    #expect(run.status == .exited(0))
    #expect(run.output.contains("Also:   défaire"))
  }

  @Test func goingOnAfterFailures() throws {
    let counter = try Counter(accounts: 1)
    let run = try counter.run("nope\nnext\nreturn\napprove\nqueues", ["--keep-going"])
    #expect(run.status == .exited(6))
    #expect(
      run.errors.contains("stdin:1: ") && run.errors.contains("stdin:3: ") && run.errors.contains("stdin:5: the last line has no end"))
    #expect(try counter.value("select count(*) from core.decision") == "1")
    #expect(try counter.run("queues\n", ["--keep-going"]).status == .exited(0))
  }

  @Test func severalCommands() throws {
    let counter = try Counter(accounts: 2)
    let run = try counter.run("", ["-c", "next", "-c", "approve", "-c", "nope", "-c", "next"])
    #expect(run.status == .exited(1))
    #expect(run.errors.hasPrefix("-c:3: unknown command: \"nope\""))
    #expect(try counter.value("select count(*) from core.hold") == "0")
  }

  @Test(arguments: [["--nope"], ["-c", "queues", "-f", "x"], ["--format", "xml"], ["schema", "dance"], ["--lang", "de"], ["-d"]])
  func wrongArguments(_ arguments: [String]) throws {
    let run = try ProgramRun(executable("pupitre"), arguments, environment: ["LANG": "en_GB.UTF-8"])
    #expect(run.status == .exited(1))
    #expect(run.errors.hasPrefix("Error: "))
    #expect(run.output.isEmpty)
  }

  @Test func aReaderThatLeftEndsItQuietly() throws {
    let counter = try Counter(accounts: 1)
    let script =
      "yes 'help' | head -n 4000 | \(executable("pupitre")) -d \"$D\" | head -n 1; echo ${PIPESTATUS[2]}"
    let run = try ProgramRun("/bin/bash", ["-c", script], environment: ["D": try counter.database.conninfo(user: counter.agent)])
    #expect(run.output.hasSuffix("\n141\n"))
    #expect(run.errors == "")
  }

  @Test func aFullDiskIsNoSuccess() throws {
    let counter = try Counter()
    let script = "printf 'queues\\n' | \(executable("pupitre")) -d \"$D\" >/dev/full; echo $?"
    let run = try ProgramRun("/bin/bash", ["-c", script], environment: ["D": try counter.database.conninfo(user: counter.agent)])
    #expect(run.output == "1\n")
  }
}
