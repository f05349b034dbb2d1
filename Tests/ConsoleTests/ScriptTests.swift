import Foundation
import Glibc
import TestSupport
import Testing

/// What a script means, and what is left of it when a line of it fails.
@Suite struct ScriptTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "script-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func write(_ text: String, as name: String) throws -> String {
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  private func remove() { try? FileManager.default.removeItem(at: folder) }

  private func decided(_ counter: Counter) throws -> String? {
    try counter.value("select string_agg(action || ' ' || case_id / 10 || '-' || case_id % 10, ',' order by id) from core.decision")
  }

  // Items.

  /// A check that fails in one case keeps that one from being approved, and no other.
  @Test func insideAnItemTheFirstFailureEndsTheItem() throws {
    defer { remove() }
    let counter = try Counter()
    let numbers = try ["PETIT", "MOREAU", "FAURE"].map { try counter.account(lastName: $0).number }
    _ = try write("playbook one\nparam case case\nopen $case\nexpect checks $case rows = 0\napprove\nend\n", as: "one.pupitre")
    let wrong = try counter.account(lastName: "R0Y").number
    let cases = try write([numbers[0], wrong, numbers[1], numbers[2]].joined(separator: "\n") + "\n", as: "cases.txt")
    let outer = try write("param f file\nfor case in $f do run one.pupitre case=$case\nqueues\n", as: "outer.pupitre")
    let run = try counter.run("", ["--keep-going", "-f", outer, "--set", "f=\(cases)"])
    #expect(run.status == .exited(7), "\(run.errors)")
    #expect(run.errors.contains("one.pupitre:4: expected: rows = 0; there "))
    #expect(run.output.contains("\(cases): 3 lines done, 1 failed.") && run.output.contains("Queue"), "\(run.output)")
    #expect(try decided(counter) == numbers.map { "approve \($0)" }.joined(separator: ","))
    // Without --keep-going nothing comes after it.
    let strict = try counter.run("", ["-f", outer, "--set", "f=\(try write("\(wrong)\n", as: "wrong.txt"))"])
    #expect(strict.status == .exited(7))
    #expect(!strict.output.contains("Queue"))
  }

  @Test func anItemOfALoopInsideAnotherPlaybookEndsThatPlaybook() throws {
    defer { remove() }
    let counter = try Counter()
    let numbers = try (0..<3).map { try counter.account(lastName: "N\($0)").number }
    #expect(try counter.run("open \(numbers[1])\n", as: try counter.colleague()).status == .exited(0))
    _ = try write("param f file\nfor case in $f do open $case\napprove\n", as: "inner.pupitre")
    let cases = try write(numbers.joined(separator: "\n") + "\n", as: "cases.txt")
    let outer = try write("run inner.pupitre f=\(cases)\napprove\nqueues\n", as: "outer.pupitre")
    let run = try counter.run("", ["--keep-going", "-f", outer])
    #expect(run.status == .exited(6))
    #expect(run.errors.contains("\(cases): 1 line done, 1 not run."))
    // Nothing of it is in hand behind it.
    #expect(run.errors.contains("outer.pupitre:2: you have no case in hand"))
    #expect(run.output.contains("Queue"))
    #expect(try decided(counter) == nil)
  }

  // Hands.

  @Test func aLineThatWasToTakeACaseLeavesNothingInHand() throws {
    defer { remove() }
    let counter = try Counter()
    let (mine, theirs) = (try counter.account().number, try counter.account().number)
    #expect(try counter.run("open \(theirs)\n", as: try counter.colleague()).status == .exited(0))
    let mistyped = String(theirs.dropLast()) + (theirs.hasSuffix("0") ? "1" : "0")
    for line in ["open \(theirs)", "open \(mistyped)", "opne \(theirs)", "open", "next documents", "open '", "ouvrir\0", "next nowhere"] {
      let run = try counter.run("open \(mine)\n\(line)\napprove\n", ["--keep-going"])
      #expect(run.status == .exited(6), "\(line)")
      #expect(run.errors.contains("stdin:3: you have no case in hand"), "\(line): \(run.errors)")
    }
    #expect(try decided(counter) == nil)
    let lines = try counter.run("", ["--keep-going", "-c", "open \(mine)", "-c", "open \(theirs)", "-c", "approve"])
    #expect(lines.status == .exited(6))
    #expect(try decided(counter) == nil)
    // What failed otherwise takes nothing away.
    #expect(try counter.run("open \(mine)\nreturn\napprove\n", ["--keep-going"]).status == .exited(6))
    #expect(try decided(counter) == "approve \(mine)")
  }

  // Exit codes.

  @Test func anExpectationThatIsNotMetIsSeven() throws {
    defer { remove() }
    let counter = try Counter(accounts: 1)
    let unmet = "expect queues where queue = accounts waiting = 0\nqueues\n"
    #expect(try counter.run(unmet).status == .exited(7))
    #expect(try counter.run("", ["-c", "expect queues waiting = 9"]).status == .exited(7))
    let run = try counter.run(unmet, ["--keep-going"])
    #expect(run.status == .exited(7))
    #expect(run.output.contains("Queue"))
    #expect(run.errors == "stdin:1: expected: waiting = 0 where queue = accounts; row 1 (accounts): 1\n")
    #expect(try counter.run(unmet + "return\n", ["--keep-going"]).status == .exited(6))
    // What cannot be compared was not understood; what cannot be looked at failed.
    #expect(try counter.run("expect queues next_due < zebra\n").status == .exited(1))
    #expect(try counter.run("expect driver 99999999 rows = 1\n").status == .exited(3))
    let summary = try counter.run(unmet, ["-f", "-", "--format", "jsonl"])
    #expect(summary.status == .exited(7))
    #expect(summary.output.contains("\"status\":\"not_met\"") && summary.output.contains("\"exit\":7}"), "\(summary.output)")
    // Through a playbook that another runs.
    let inner = try write(unmet, as: "inner.pupitre")
    #expect(try counter.run("run \(inner)\n").status == .exited(7))
  }

  @Test(arguments: [
    "flag phone nonsense", "list nowhere", "open 10011", "report dedlines", "list --reason nonsense", "finding photo nonsense",
  ])
  func whatTheCheckRefusesIsOne(_ line: String) throws {
    defer { remove() }
    let counter = try Counter()
    let run = try counter.run("next accounts\n\(line)\n", ["-f", "-"])
    #expect(run.status == .exited(1), "\(run.errors)")
    #expect(run.errors.hasPrefix("stdin:2: ") && run.errors.hasSuffix("No line was run.\n"))
  }

  // Several files, and standard input.

  @Test func severalPlaybooksRunInOrder() throws {
    defer { remove() }
    let counter = try Counter(accounts: 2)
    let first = try write("playbook first\nparam n integer\nexpect queues rows = $n\nnext\napprove\nnext\nquit\nend\n", as: "a.pupitre")
    let second = try write("playbook second\nparam who text nobody\nqueues\nend\n", as: "b.pupitre")
    let third = try write("approve\n", as: "c.pupitre")
    let run = try counter.run("", ["-f", first, "-f", second, "--set", "n=4", "--set", "who=x", "--format", "jsonl"])
    #expect(run.status == .exited(0), "\(run.errors)")
    #expect(run.output.matches(of: /"command":"(?:next|approve|queues)"/).count == 4)
    #expect(run.output.contains("\"playbook\":\"first\"") && run.output.contains("\"playbook\":\"second\""))
    // What one has in hand the next one has not.
    let hands = try counter.run("", ["-f", first, "-f", third, "--set", "n=4"])
    #expect(hands.status == .exited(3))
    #expect(hands.errors.hasPrefix("\(third):1: you have no case in hand"))
    // All of them are checked before the first one runs.
    let before = try decided(counter)
    for broken in [try write("nope\n", as: "d.pupitre"), "/nonexistent"] {
      #expect(try counter.run("", ["-f", first, "-f", broken, "--set", "n=4"]).status == .exited(1))
    }
    let unknown = try counter.run("", ["-f", first, "-f", second, "--set", "n=4", "--set", "m=1"])
    #expect(unknown.status == .exited(1))
    #expect(unknown.errors.hasPrefix("--set: the playbook has no parameter \"m\""))
    #expect(try decided(counter) == before)
    // The first that fails ends it, unless all are to be tried.
    #expect(try counter.run("", ["-f", first, "-f", second, "--set", "n=9"]).output.isEmpty)
    let on = try counter.run("", ["--keep-going", "-f", third, "-f", second])
    #expect(on.status == .exited(6))
    #expect(on.output.contains("Queue"))
    #expect(try counter.run("queues\n", ["-f", "-", "-f", "-"]).status == .exited(1))
    #expect(try counter.run("queues\n", ["-f", second, "-f", "-"]).status == .exited(0))
  }

  @Test func standardInputBesideOtherCommandsIsRefused() throws {
    defer { remove() }
    let counter = try Counter(accounts: 1)
    let playbook = try write("next\napprove\n", as: "a.pupitre")
    let input = try write("queues\n", as: "input")
    let program = "\"$P\" -d \"$D\" --lang en"
    func shell(_ script: String) throws -> ProgramRun {
      try ProgramRun(
        "/bin/bash", ["-c", script],
        environment: ["P": executable("pupitre"), "D": try counter.database.conninfo(user: counter.agent), "F": playbook, "I": input])
    }
    // A file, a pipe that has been written, a device that never ends.
    for input in ["< \"$I\"", "< <(echo queues)", "< /dev/zero", "<<< queues"] {
      for arguments in ["-c next -c approve", "-f \"$F\""] {
        // The pipe is full before the program begins.
        let run = try shell("exec 3\(input); while ! read -t 0 -u 3; do :; done; \(program) \(arguments) <&3")
        #expect(run.status == .exited(1), "\(input) \(arguments)")
        #expect(run.errors.contains("standard input is not empty, and nothing reads it: nothing was run"), "\(run.errors)")
      }
    }
    #expect(try decided(counter) == nil)
    // What is empty, closed, or open with nothing in it is none of it; nor is what is read.
    for input in ["< /dev/null", "<&-", "< <(exec sleep 1000)", "< /"] {
      #expect(try shell("\(program) -c queues \(input); s=$?; kill $! 2>/dev/null; exit $s").status == .exited(0), "\(input)")
    }
    #expect(try shell("\(program) -f /dev/stdin < \"$I\"").status == .exited(0))
    #expect(try shell("\(program) -f <(echo queues) < /dev/null").status == .exited(0))
  }

  // Input without an end.

  @Test func whatMayNeverEndIsRefused() throws {
    defer { remove() }
    let counter = try Counter()
    let pipe = folder.appending(path: "pipe").path
    try #require(mkfifo(pipe, 0o600) == 0)
    let playbook = try write("param f file\nfor case in $f do open $case\n", as: "a.pupitre")
    let running = try write("run pipe\n", as: "b.pupitre")
    for path in ["/dev/full", "/dev/zero", "/dev/urandom", pipe, "/"] {
      let data = try counter.run("", ["-f", playbook, "--set", "f=\(path)"])
      #expect(data.status == .exited(1))
      #expect(
        data.errors.contains("\"\(path)\" \(path == "/" ? "cannot be opened: Is a directory" : "is no regular file: it might never end")"))
      #expect(try counter.run("", ["-f", path]).status == .exited(1))
      #expect(try counter.run("param f file\nfor case in $f do open $case\n", ["--set", "f=\(path)"]).status == .exited(1))
    }
    #expect(try counter.run("", ["-f", pipe]).errors.hasPrefix("\(pipe):1: nobody writes into this pipe"))
    #expect(try counter.run("", ["-f", running]).errors.contains("is no regular file"))
    for device in ["/dev/zero", "/dev/urandom"] {
      for arguments in [[], ["-f", "-"], ["--keep-going"]] {
        let run = try ProgramRun(
          "/bin/sh",
          ["-c", "exec \"$0\" \"$@\" < \(device)", executable("pupitre"), "-d", try counter.database.conninfo(user: counter.agent)]
            + arguments)
        #expect(run.status == .exited(arguments == ["--keep-going"] ? 6 : 1), "\(device) \(arguments)")
      }
    }
    let endless = try ProgramRun("/bin/sh", ["-c", "yes '# nothing' | \"$0\" --lang en -f -", executable("pupitre")])
    #expect(endless.status == .exited(1))
    #expect(endless.errors.contains("more than 16 MiB"))
  }

  @Test func aReadErrorIsNoEnd() throws {
    defer { remove() }
    let counter = try Counter()
    // The first page of a process's memory cannot be read, nor a folder as a file.
    for (arguments, error) in [("-f /proc/self/mem", "Input/output error"), ("-f -", "Is a directory"), ("", "Is a directory")] {
      let script = "exec \"$0\" -d \"$1\" --lang en \(arguments) < /"
      let run = try ProgramRun("/bin/sh", ["-c", script, executable("pupitre"), try counter.database.conninfo(user: counter.agent)])
      #expect(run.status == .exited(1), "\(arguments)")
      #expect(run.errors.contains(":1: cannot be read: \(error)"), "\(run.errors)")
    }
  }

  @Test func playbooksInsideOneAnotherHaveALimit() throws {
    defer { remove() }
    let counter = try Counter()
    _ = try write("queues\n", as: "0.pupitre")
    for depth in 1...3000 { _ = try write("run \(depth - 1).pupitre\n", as: "\(depth).pupitre") }
    #expect(try counter.run("", ["-f", folder.appending(path: "31.pupitre").path]).status == .exited(0))
    for depth in [32, 3000] {
      let run = try counter.run("", ["-f", folder.appending(path: "\(depth).pupitre").path])
      #expect(run.status == .exited(1))
      #expect(run.errors.contains("more than 32 playbooks inside one another"), "\(run.errors)")
    }
    // Nor may they fan out.
    _ = try write((0..<100).map { _ in "queues\n" }.joined(), as: "f0.pupitre")
    for depth in 1...4 { _ = try write((0..<100).map { _ in "run f\(depth - 1).pupitre\n" }.joined(), as: "f\(depth).pupitre") }
    let wide = try counter.run("", ["-f", folder.appending(path: "f4.pupitre").path])
    #expect(wide.status == .exited(1))
    #expect(wide.errors.contains("more than 50000 lines to be run by \"run\""))
    #expect(wide.errors.hasSuffix("The check went no further.\nNo line was run.\n"))
  }

  @Test func aSettingsFileIsReadWholeOrNotAtAll() throws {
    defer { remove() }
    let configuration = folder.appending(path: "pupitre")
    try FileManager.default.createDirectory(at: configuration, withIntermediateDirectories: true)
    let file = configuration.appending(path: "config").path
    func run() throws -> ProgramRun {
      try ProgramRun(executable("pupitre"), ["-c", "help quit"], environment: ["XDG_CONFIG_HOME": folder.path, "LANG": "C.UTF-8"])
    }
    _ = try write("lang = en", as: "pupitre/config")
    #expect(try run().output.contains("Also:   quitter"))
    _ = try write(String(repeating: "# padding\n", count: 6554) + "lang = en\n", as: "pupitre/config")
    let long = try run()
    #expect(long.status == .exited(1))
    #expect(long.errors.contains("fait plus de 64 Kio"))
    try FileManager.default.removeItem(atPath: file)
    try #require(mkfifo(file, 0o600) == 0)
    let pipe = try run()
    #expect(pipe.status == .exited(1))
    #expect(pipe.errors.contains("n'est pas un fichier ordinaire"))
  }
}
