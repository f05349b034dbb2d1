import Foundation
import Postgres
import TestSupport
import Testing

/// What is said is what is recorded, on the case that is meant.
@Suite struct PipedTargetTests {
  private func decisions(_ counter: Counter) throws -> String? {
    try counter.value(
      "select coalesce(string_agg(case_id / 10 || '-' || case_id % 10 || ' ' || action, ',' order by id), '') from core.decision")
  }

  private func notes(_ counter: Counter) throws -> [String] {
    let all = try counter.value(
      "select string_agg(case_id / 10 || '-' || case_id % 10 || ' ' || text, e'\n' order by id) from core.case_event where kind = 'note'")
    return all?.split(separator: "\n").map(String.init) ?? []
  }

  @Test(arguments: ["approve", "valider", "return", "redemander"])
  func aScriptClaimsTheCaseThatItSettles(_ name: String) throws {
    let counter = try Counter()
    let held = try counter.account().number
    let named = try counter.account().number
    let flags = name.hasPrefix("re") ? "flag \(named) phone invalid_format\n" : ""
    let run = try counter.run("open \(held)\n\(flags)\(name) \(named) seen with the licence\n")
    #expect(run.errors == "")
    #expect(run.status == .exited(0))
    #expect(run.answers.contains("Case \(named): "))
    #expect(run.answers.contains("Noted: \"seen with the licence\"."))
    #expect(try decisions(counter) == "\(named) \(flags.isEmpty ? "approve" : "return")")
    #expect(try counter.value("select comment from core.decision_detail") == "seen with the licence")
    // Nothing else stays in hand.
    let after = try counter.run("open \(held)\n\(name) \(named) again\napprove\n", ["--keep-going"])
    #expect(after.errors.contains("stdin:2: ") && after.errors.contains("stdin:3: you have no case in hand"))
    #expect(try decisions(counter)?.contains(held) == false)
  }

  @Test func aCaseThatCannotBeClaimedLeavesNothingInHand() throws {
    let counter = try Counter()
    let (held, others) = (try counter.account().number, try counter.account().number)
    #expect(try counter.run("open \(others)\n", as: try counter.colleague()).status == .exited(0))
    let mistyped = held.dropLast() + (held.hasSuffix("0") ? "1" : "0")
    for line in [
      "open \(others)", "ouvrir \(others)", "open \(mistyped)", "opne \(held)", "open", "approve \(others)", "next documents",
      "next nowhere",
    ] {
      let run = try counter.run("open \(held)\n\(line)\napprove\n", ["--keep-going"])
      #expect(run.status == .exited(6), "\(line): \(run.errors)")
      #expect(run.errors.contains("stdin:3: you have no case in hand"), "\(line): \(run.errors)")
    }
    #expect(try decisions(counter) == "")
  }

  @Test func aVersionPinsWhatWasRead() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let version = try #require(try counter.value("select version from core.desk_case").flatMap { Int($0) })
    let stale = try counter.run("approve --seen \(version + 1) \(number)\n")
    #expect(stale.status == .exited(3))
    #expect(stale.errors.contains("(PU012)"))
    #expect(try decisions(counter) == "")
    #expect(try counter.run("valider --vu \(version) \(number)\n").status == .exited(0))
    #expect(try decisions(counter) == "\(number) approve")
  }

  @Test func aNoteIsRecordedAsItIsTyped() throws {
    let counter = try Counter()
    let (first, second) = (try counter.account().number, try counter.account().number)
    let texts = [
      "l'usager n'a pas répondu", "44200 NANTES confirmé", "il a dit \"non\" # deux fois", "C:\\temp\\x  y", "12-5, rappelé", "aujourd'hui",
      "reçu\u{A0}: 3\u{202F}pages", "\(second.replacing("-", with: "")) vu",
    ]
    let run = try counter.run("open \(first)\n" + texts.map { "noter \($0)\n" }.joined(), lang: "fr")
    #expect(run.errors == "")
    #expect(try notes(counter) == texts.map { "\(first) \($0)" })
    for text in texts { #expect(run.output.contains("Noté sur \(first)\u{A0}: \(text)\n"), "\(text)") }
    // On another case, by its dash or its name.
    let named = try counter.run("open \(first)\nnote \(second) l'autre\nnote dossier:\(second.replacing("-", with: "")) \"c'est lui\"\n")
    #expect(named.errors == "")
    #expect(try notes(counter).suffix(2) == ["\(second) l'autre", "\(second) c'est lui"])
    #expect(named.output.contains("Noted on \(second): l'autre\n"))
  }

  @Test func aMistypedCaseIsNeverTextNorAnotherCase() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let mistyped = number.dropLast() + (number.hasSuffix("0") ? "1" : "0")
    let before = try counter.traces()
    let lines = [
      "note \(mistyped) vu", "escalate \(mistyped) forged", "approve \(mistyped)", "approve '\(mistyped)'", "approve \(mistyped).",
      "note \(number): vu", "approve \(number.replacing("-", with: ""))", "attribute driver \(mistyped)", "reship \(mistyped)",
      "return \(number.dropLast())x",
    ]
    for line in lines {
      let run = try counter.run("\(line)\n")
      #expect(run.status == .exited(3), "\(line): \(run.errors)")
    }
    #expect(try counter.traces() == before)
  }

  @Test func anEscalationKeepsItsWords() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let run = try counter.run("open \(number)\nescalader 21000 DIJON n'existe pas\n", lang: "fr")
    #expect(run.errors == "")
    #expect(try counter.value("select escalation_reason from core.desk_case") == "21000 DIJON n'existe pas")
    #expect(run.answers.contains("Dossier \(number) confié aux superviseurs") && run.answers.contains("« 21000 DIJON n'existe pas »"))
  }

  @Test func quotedWordsOfASettingAreWords() throws {
    let counter = try Counter()
    let supervisor = try counter.supervisor
    let run = try counter.run("setting 'grace' 3min\n", as: supervisor)
    #expect(run.errors == "")
    #expect(try counter.value("select core.setting('grace')::interval = '3 minutes'") == "t")
    for line in ["setting ' grace' 3min", "setting \"A\tB\" 1", "report ' =1+1'", "setting '' 1"] {
      let wrong = try counter.run("\(line)\n", as: supervisor)
      #expect(wrong.status != .exited(0), "\(line)")
      #expect(wrong.output == "", "\(line)")
    }
  }

  @Test func aSkippedCaseIsForTheOthers() throws {
    let counter = try Counter()
    let (first, second) = (try counter.account().number, try counter.account().number)
    let run = try counter.run("next accounts\nskip\nrelease\nnext accounts\n")
    #expect(run.errors == "")
    #expect(
      run.answers.contains(
        "Case \(first) skipped: it is not offered to you for 30 min; whoever could take it still can.\n\(second) · accounts"))
    // What is released comes again, what is skipped does not.
    #expect(try counter.value("select holder from core.desk_case order by id limit 1") == nil)
    #expect(try counter.value("select holder from core.desk_case order by id desc limit 1") == counter.agent)
    let colleague = try counter.run("suivant comptes\nlibérer\n", as: try counter.colleague(), lang: "fr")
    #expect(colleague.answers.hasPrefix("\(first) · comptes"))
    // By its number it can be taken, and after a while it is offered again.
    let opened = try counter.run("open \(first)\npasser 2h\nouvrir \(second)\npasser 2 h\n", lang: "fr")
    #expect(opened.answers.contains("Dossier \(first) passé : il ne vous est plus proposé pendant 2 h"))
    #expect(opened.answers.hasSuffix("Plus rien à prendre dans « comptes ».\n"))
    #expect(try counter.run("next accounts\n").output == "Nothing left to take in \"accounts\".\n")
    try counter.database.advanceClock(by: "2 hours 1 minute")
    #expect(try counter.run("next accounts\n").output.hasPrefix("\(first) · accounts"))
  }

  @Test func onlyWhatIsInHandIsSkipped() throws {
    let counter = try Counter(accounts: 1)
    #expect(try counter.run("skip\n").errors.hasPrefix("stdin:1: you have no case in hand\n"))
    let number = try #require(try counter.value("select id / 10 || '-' || id % 10 from core.desk_case"))
    let short = try counter.run("open \(number)\nskip 5s\n")
    #expect(short.status == .exited(3))
    #expect(short.errors.contains("(PU062)"))
    #expect(try counter.value("select count(*) from core.skip") == "0")
  }

  @Test func aDocumentSaysWhoseItIs() throws {
    let counter = try Counter()
    let (first, second) = (try counter.application(), try counter.application())
    let other = try #require(
      try counter.value(
        "select d.id from core.document d join core.desk_case c on c.application_id = d.application_id where c.id = $1 order by d.id limit 1",
        [.int(Int64(second.replacing("-", with: ""))!)]))
    let refused = try counter.run("show \(first)\nvisionner \(other)\n", lang: "fr")
    #expect(refused.status == .exited(3))
    #expect(refused.errors.replacing("\u{A0}", with: " ").hasPrefix("stdin:2: la pièce \(other) n'est pas du dossier \(first)\n"))
    #expect(refused.errors.contains("visionner \(other) --autre"))
    #expect(try counter.value("select count(*) from core.file_access where what like 'document%'") == "0")
    let shown = try counter.run("show \(first)\nview \(other) --other\n", ["--format", "json"])
    #expect(shown.status == .exited(0), "\(shown.errors)")
    #expect(shown.output.contains("\"document\": \(other)") || shown.output.contains("\"document\":\(other)"), "\(shown.output)")
    #expect(shown.output.contains("DURAND"))
    #expect(try counter.value("select count(*) from core.file_access where what like 'document%'") == "1")
  }

  @Test func whatIsNeverSilentlyNothing() throws {
    let counter = try Counter(accounts: 1)
    for (line, message) in [
      ("list --limit 0", "\"0\": one at least is needed"), ("list --agent clair", "\"clair\" is no agent"),
      ("lister --agent \(counter.agent)x", "\"\(counter.agent)x\" is no agent"),
    ] {
      let run = try counter.run("\(line)\n")
      #expect(run.status != .exited(0), "\(line)")
      #expect(run.errors.hasPrefix("stdin:1: \(message)\n"), "\(run.errors)")
    }
    #expect(try counter.run("list --agent \(counter.agent)\n").status == .exited(0))
  }

  @Test func aReasonThatFitsNothingIsRefusedInWords() throws {
    let counter = try Counter()
    let number = try counter.account().number
    for line in ["flag email expired", "flag photo blurred", "flag delivery_address spelling", "flag email forgery"] {
      let run = try counter.run("open \(number)\n\(line)\n")
      #expect(run.status != .exited(0), "\(line)")
      #expect(!run.errors.contains("RAISE") && !run.errors.contains("(22004)"), "\(line): \(run.errors)")
      #expect(!run.errors.contains("One of: ."), "\(line): \(run.errors)")
    }
  }

  @Test func aDriverIsFoundByWhatIsKnownOfHim() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account(lastName: "CHERIF")
    try counter.account(lastName: "PETIT")
    for line in ["driver \(number)", "conducteur \(number)", "driver case:\(number)", "conducteur cherif", "driver \(driver)"] {
      let run = try counter.run("\(line)\n")
      #expect(run.errors == "", "\(line)")
      #expect(run.output.hasPrefix("Driver \(driver) · CHERIF"), "\(line): \(run.output)")
    }
    let several = try counter.run("conducteur zoé\n")
    #expect(several.status == .exited(0))
    #expect(try counter.run("conducteur nobody\n").output.hasPrefix("Nobody."))
  }

  /// What its agent has in hand at a terminal is not what a script goes on with.
  @Test func aScriptThatSkipsLeavesTheCaseInHandAtATerminal() throws {
    let counter = try Counter()
    let held = try counter.account(lastName: "PETIT").number
    let other = try counter.account(lastName: "QUIMPERLE").number
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("open \(held)\n")
    try terminal.expect("PETIT")
    try terminal.expect("› ")
    let run = try counter.run("open \(other)\nskip 10min\napprove\n")
    #expect(run.status != .exited(0) && run.errors.contains("you have no case in hand"), "\(run.errors)")
    #expect(try counter.value("select count(*) from core.decision") == "0")
    terminal.type("approve\n")
    try terminal.expect("approved")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select string_agg(case_id / 10 || '-' || case_id % 10, ' ') from core.decision") == held)
  }
}
