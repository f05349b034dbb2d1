import TestSupport
import Testing

/// Input that no keyboard makes: a clear error, and nothing done.
@Suite struct PipedInputTests {
  private static let untouched = "0 holds, 0 flags, 0 decisions, 0 events"

  @Test func aCutLineIsNotRun() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let run = try counter.run("# begins well\nopen \(number)")
    #expect(run.status == .exited(1))
    #expect(
      run.errors == "stdin:2: the last line has no end: it is not run\n  End it with a line feed; what was sent may have been cut.\n")
    #expect(run.output.isEmpty)
    #expect(try counter.traces() == Self.untouched)
  }

  @Test func bytesThatAreNoText() throws {
    let counter = try Counter()
    try counter.account()
    let rest = Array("\nnext\napprove\n".utf8)
    let nul = try counter.run(bytes: Array("next \0accounts".utf8) + rest)
    #expect(nul.errors == "stdin:1: a NUL byte (byte 6)\n  This line is not run.\n")
    let latin = try counter.run(bytes: Array("lib".utf8) + [0xE9] + Array("rer".utf8) + rest)
    #expect(latin.errors == "stdin:1: not UTF-8 (byte 4)\n  This line is not run.\n")
    let surrogate = try counter.run(bytes: Array("note ".utf8) + [0xED, 0xA0, 0x80] + rest)
    #expect(surrogate.errors == "stdin:1: not UTF-8 (byte 6)\n  This line is not run.\n")
    for run in [nul, latin, surrogate] {
      #expect(run.status == .exited(1))
      #expect(run.output.isEmpty)
    }
    #expect(try counter.traces() == Self.untouched)
  }

  @Test func aLineOfTenMegabytes() throws {
    let counter = try Counter()
    try counter.account()
    let run = try counter.run("note \(String(repeating: "x", count: 10 << 20))\nnext\napprove\n")
    #expect(run.status == .exited(1))
    #expect(run.errors == "stdin:1: a line of more than 1048576 bytes\n  This line is not run.\n")
    #expect(run.output.isEmpty)
    #expect(try counter.traces() == Self.untouched)
  }

  @Test func aCommentTooLongForTheDatabase() throws {
    let counter = try Counter()
    try counter.account()
    let run = try counter.run("next\nflag phone spelling \(String(repeating: "é", count: 200_000))\nreturn\n")
    #expect(run.status == .exited(3))
    #expect(run.errors.hasPrefix("stdin:2: "))
    #expect(run.errors.contains("(PU060)\n"))
    #expect(run.errors.utf8.count < 1000)
    #expect(try counter.traces()?.contains("0 flags, 0 decisions") == true)
  }

  @Test func linesOfAWindowsEditor() throws {
    let counter = try Counter()
    try counter.account()
    let run = try counter.run("next\r\n\r\n# fin\r\napprove\r\n")
    #expect(run.errors == "")
    #expect(run.status == .exited(0))
    #expect(try counter.value("select count(*) from core.decision") == "1")
  }
}
