import TestSupport
import Testing

/// Lines that are understood badly or cannot be done: what is said, and that nothing changed.
@Suite struct PipedRefusalTests {
  @Test(arguments: [
    ("aprove", "unknown command: \"aprove\"", "Did you mean: approve?"), ("qeues", "unknown command: \"qeues\"", "Did you mean: queues?"),
    ("vallider", "unknown command: \"vallider\"", "Did you mean: approve?"),
    ("xyzzy", "unknown command: \"xyzzy\"", "\"help\" lists the commands."),
    ("approv", "\"approv\": a command that changes something is written in full", "Did you mean: approve?"),
    ("esc 'x'", "\"esc\": a command that changes something is written in full", "Did you mean: escalate?"),
    ("nex", "\"nex\": a command that changes something is written in full", "Did you mean: next?"),
    ("queue acounts", "unknown queue: \"acounts\"", "Did you mean: accounts?"),
    ("approve\u{1B}[2K", "control character \\x1B at column 8: the line is not run", "Remove it; only text is accepted."),
  ])
  func notUnderstood(_ line: String, _ message: String, _ hint: String) throws {
    let counter = try Counter()
    try counter.account()
    let run = try counter.run("# one\n\(line)\nnext\n")
    #expect(run.status == .exited(line.hasPrefix("queue") ? 3 : 1))
    #expect(run.errors == "stdin:2: \(message)\n  \(hint)\n")
    #expect(run.output.isEmpty)
    #expect(try counter.traces() == "0 holds, 0 flags, 0 decisions, 0 events")
  }

  /// Every command that writes or claims, cut by one letter, in both languages.
  @Test(arguments: [
    "flag", "signaler", "unflag", "retirer", "approve", "valider", "return", "redemander", "note", "release", "libérer",
    "escalate",
    "escalader", "undo", "défaire", "resend", "renvoyer", "overturn", "réformer", "close", "clore", "assign", "affecter", "urgent",
    "urgence",
    "next", "suivant", "open", "ouvrir",
  ])
  func neverAbbreviated(_ name: String) throws {
    let run = try ProgramRun(
      executable("pupitre"), ["-d", "host=/nonexistent", "--lang", "en", "-c", "\(name.dropLast()) 1001-9 x y"])
    #expect(run.status == .exited(1), "\(name): \(run.errors)")
    #expect(run.errors.hasPrefix("-c:1: \"\(name.dropLast())\"") || run.errors.hasPrefix("-c:1: unknown command"), "\(run.errors)")
  }

  @Test func numbersAreChecked() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let wrong = "\(number.dropLast())\((Int(number.suffix(1)) ?? 0) == 9 ? 0 : 9 - (Int(number.suffix(1)) ?? 0))"
    let run = try counter.run("open \(wrong == number ? "1001-0" : wrong)\n")
    #expect(run.status == .exited(3))
    #expect(run.errors.hasSuffix("is not a case number: a digit is wrong\n  Check it digit by digit; two may be swapped.\n"))
    let none = try counter.run("open 99999-3\nopen 123456789-7\n", ["--keep-going"])
    #expect(none.status == .exited(6))
    #expect(none.errors.contains("stdin:1: ") && none.errors.contains("stdin:2: "))
    #expect(try counter.traces() == "0 holds, 0 flags, 0 decisions, 0 events")
  }

  @Test func itemsAndReasons() throws {
    let counter = try Counter()
    try counter.account()
    let run = try counter.run(
      "next\nflag fone spelling\nnext\nflag phone speling\nnext\nflag phone title_number_used\nnext\nflag photo blurred\nnext\nsignaler téléphone faute-saisie\n",
      ["--keep-going"])
    #expect(run.status == .exited(6))
    let id = try #require(try counter.value("select id from core.desk_case"))
    #expect(
      run.errors == """
        stdin:2: unknown item: "fone"
          One of: last_name, first_names, birth_date, birth_place, licence_number, licence_issue_date, licence_country, email, phone, postal_address.
        stdin:4: unknown reason: "speling"
          Did you mean: spelling?
        stdin:6: "Title number instead of the NEPH" is not a reason for "Phone number" (PU022)
          detail: {"item": "phone", "reason": "title_number_used", "possible": ["invalid_format", "missing", "spelling"]}
          One of: invalid_format, missing, spelling.
        stdin:8: "Photo" is not an item of this case (PU023)
          detail: {"case": \(id), "item": "photo", "possible": ["last_name", "first_names", "birth_date", "birth_place", "licence_number", "licence_issue_date", "licence_country", "email", "phone", "postal_address"]}
          "help flag" lists the items and their reasons.

        """)
    #expect(try counter.value("select string_agg(item || ' ' || reason, ',') from core.flag") == "phone spelling")
  }

  @Test func aSecondDecision() throws {
    let counter = try Counter()
    let number = try counter.account().number
    #expect(try counter.run("next\napprove\n").status == .exited(0))
    let again = try counter.run("open \(number)\napprove\n")
    #expect(again.status == .exited(3))
    #expect(again.errors.hasPrefix("stdin:1: case \(number) was already decided: approve, by \(counter.agent), just now (PU013)\n"))
    #expect(
      again.errors.hasSuffix(
        "\n  Nothing was changed. \"undo \(number)\" takes one's own decision back until it takes effect; a supervisor can overturn one.\n")
    )
    #expect(try counter.run("next\n", as: counter.colleague()).output == "Nothing left to take.\n")
    #expect(try counter.value("select count(*) from core.decision") == "1")
    try counter.database.advanceClock(by: "3 minutes")
    let late = try counter.run("undo\n")
    #expect(late.status == .exited(3))
    #expect(late.errors.hasPrefix("stdin:1: "))
    #expect(try counter.value("select count(*) from core.decision") == "1")
  }

  @Test func aCaseThatSomebodyElseHolds() throws {
    let counter = try Counter()
    let number = try counter.account().number
    #expect(try counter.run("next\n").status == .exited(0))
    let run = try counter.run("open \(number)\n", as: counter.colleague())
    #expect(run.status == .exited(3))
    #expect(run.errors.hasPrefix("stdin:1: case \(number) is held by \(counter.agent) (PU010)\n"))
    #expect(run.errors.contains("Take another one (\"next\")"))
  }
}
