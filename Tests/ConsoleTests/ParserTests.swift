import Casework
import Desk
import Terminal
import Testing

@testable import Console

@Suite struct ParserTests {
  private func parse(_ line: String, _ language: Language = .en, queue: String? = nil) throws -> Invocation {
    try #require(try parser(language, queue: queue).parse(line))
  }

  private func failure(_ line: String, _ language: Language = .en, queue: String? = nil) -> Failure? {
    do throws(Failure) {
      _ = try parser(language, queue: queue).parse(line)
      return nil
    } catch {
      return error
    }
  }

  @Test func nothingIsNothing() throws {
    #expect(try parser().parse("  # rien") == nil)
  }

  @Test(arguments: [
    ("queues", "queues"), ("files", "queues"), ("FILES", "queues"), ("defaire", "undo"), ("défaire", "undo"), ("sea", "search"),
    ("afficher", "show"), ("affi", "show"), ("why", "why"), ("controles", "checks"),
  ])
  func commandsInBothLanguages(_ typed: String, _ name: String) throws {
    #expect(try CommandTable.console.find(typed, language: .fr).name == name)
  }

  @Test(arguments: CommandTable.console.commands.filter { $0.effect != .reads }.flatMap { [$0.name, $0.alias] })
  func whatWritesIsNeverAbbreviated(_ name: String) {
    for length in 1..<name.count {
      let typed = String(name.prefix(length))
      // "note" begins "noter", and is its other name.
      if CommandTable.console.commands.contains(where: { $0.name == typed || $0.alias == typed }) { continue }
      if let found = try? CommandTable.console.find(typed, language: .fr) { #expect(found.effect == .reads, "\(typed)") }
    }
    #expect((try? CommandTable.console.find(name, language: .fr))?.effect != .reads)
  }

  @Test func unknownCommandsAreNamedWithNearOnes() throws {
    let wrong = try #require(failure("aprove"))
    #expect(wrong.code == .usage)
    #expect(wrong.message.en.plain == "unknown command: \"aprove\"")
    #expect(wrong.hint.en.plain == "Did you mean: approve?")
    #expect(failure("valdier", .fr)?.hint.fr.plain == "Vouliez-vous dire\u{A0}: valider\u{A0}?")
    #expect(failure("app")?.hint.en.plain == "Did you mean: approve?")
  }

  @Test func options() throws {
    let list = try #require(try parse("list comptes --overdue --round 2 --échéance 2h --limit=50").value(0, ListFilter.self))
    #expect(list.queue?.code == "accounts")
    #expect(list.isOverdue)
    #expect(list.round == 2)
    #expect(list.dueWithin == 7200)
    #expect(list.limit == 50)
    let mine = try #require(try parse("lister --en-retard --miens --plus-vieux-que 1j", .fr).value(0, ListFilter.self))
    let filter = mine.caseFilter(in: "documents", limit: 7)
    #expect(filter.scope == .mine)
    #expect(filter.overdue)
    #expect(filter.olderThan == 86_400)
    #expect(filter.queue == "documents")
    #expect(filter.limit == 7)
  }

  @Test(arguments: [
    ("list --foo", "\"list\" has no option --foo"), ("list --mine --mine", "--mine is given twice"),
    ("list --mine=1", "--mine takes no value"),
    ("list --round", "--round needs N"), ("list --round x", "\"x\" is not a whole number"),
    ("list --due-within soon", "\"soon\" is not a span of time"),
    ("open", "CASE is missing"), ("open 1001-9 1002-4", "\"1002-4\" (column 13) is one word too many"), ("flag nom", "REASON is missing"),
    ("note", "TEXT is missing"), ("note ''", "TEXT is missing"), ("note 1001-9", "TEXT is missing"),
    ("approve --now", "\"approve\" has no option --now"), ("list --limit 0", "\"0\": one at least is needed"),
    ("list --mine --held", "--mine, --held: one or the other"), ("attach 1042 misspelt --off", "--off comes behind the text"),
    ("report ' =1+1'", "unknown report: \" =1+1\""), ("grant quality --off=no", "--off takes no value"),
  ])
  func wrongUsage(_ line: String, _ message: String) {
    let found = failure(line)
    #expect(found?.code == .usage)
    #expect(found?.message.en.plain == message)
  }

  @Test(arguments: [
    ("open 1001-8", "\"1001-8\" is not a case number: a digit is wrong"), ("open abc", "\"abc\" is not a case number"),
    ("note 1001-8 seen", "\"1001-8\" is not a case number: a digit is wrong"),
    ("approve 1001-8", "\"1001-8\" is not a case number: a digit is wrong"),
    ("escalate case:10018 forged", "\"10018\" is not a case number: a digit is wrong"),
    ("note 1001-9, seen", "\"1001-9,\" at the head of a text: neither a case by itself nor text"),
    ("escalate driver:1001 forged", "\"driver:1001\" stands for nothing known"),
    ("approve 10019", "\"10019\": a case, or a comment?"), ("approve '1001-9 seen'", "\"1001-9\": a case, or a comment?"),
    ("flag nowhere spelling", "unknown item: \"nowhere\""), ("flag nom blurry", "unknown reason: \"blurry\""),
    ("next x", "unknown queue: \"x\""),
    ("show truck:1", "\"truck:1\" stands for nothing known"), ("close 1001-9 because", "unknown reason: \"because\""),
  ])
  func unknownNamesAreRefused(_ line: String, _ message: String) {
    let found = failure(line)
    #expect(found?.code == .failed)
    #expect(found?.message.en.plain == message)
  }

  @Test func caseNumbers() throws {
    for typed in ["1001-9", "10019", "'#10019'", "1001.9", "case:10019", "dossier:1001-9"] {
      #expect(try parse("open \(typed)").value(0) == CaseNumber(id: 10019))
    }
    #expect(try parse("open 1001-9").subject.number == CaseNumber(id: 10019))
  }

  @Test func itemsOfTheQueueInHandComeFirst() throws {
    #expect(try parse("unflag adr", queue: "accounts").code(1) == "postal_address")
    #expect(try parse("unflag adr", queue: "documents").code(1) == "delivery_address")
    // Another queue's item is passed on: the database says that it does not fit.
    #expect(try parse("flag photo blurred", queue: "accounts").code(1) == "photo")
    #expect(failure("flag adr spelling")?.code == .failed)
  }

  @Test func anItemOfTwoQueuesIsOneOfEach() throws {
    #expect(Vocabulary.small.items(of: "documents").terms.map(\.code) == ["photo", "delivery_address"])
    #expect(Vocabulary.small.items(of: "undelivered").terms.map(\.code) == ["delivery_address"])
    #expect(Vocabulary.small.reasons(for: "delivery_address", in: "undelivered").terms.map(\.code) == ["incomplete_address"])
    #expect(Vocabulary.small.reasons(for: "delivery_address", in: "documents").terms.map(\.code) == ["spelling"])
  }

  @Test func reasonsOfTheItemComeFirst() throws {
    #expect(
      failure("flag photo f", .fr)?.hint.fr.plain
        == "Vouliez-vous dire : floue, fond ?".replacing(" :", with: "\u{A0}:").replacing(" ?", with: "\u{A0}?"))
    #expect(try parse("flag photo fond").code(2) == "bad_background")
    #expect(try parse("flag nom faute").code(2) == "spelling")
    #expect(try parse("flag nom floue").code(2) == "blurred")
  }

  /// What is said is what is recorded.
  @Test(arguments: [
    "l'usager n'a pas répondu", "il a dit \"non\" hier", "'oui' et 'non'", "# 3 appels", "a # b", "C:\\temp\\x", "deux  espaces",
    "44200 NANTES confirmé", "10019", "12-5 rappelé", "2026-11 vu", "06-39-98", "--- urgent ---", "1001.9 km", "conducteur : injoignable",
    "driver: unreachable", "5$ et $HOME", "un\u{A0}deux", "fin'", "\"début", "\\", "4 rue 10-2", "note à part",
  ])
  func freeTextIsTheRestOfTheLine(_ text: String) throws {
    for line in ["note \(text)", "noter  \(text)  ", "\tnoter \(text)", "note -- \(text)"] {
      let parsed = try parse(line)
      #expect(parsed.value(0, Reference.self) == nil)
      #expect(parsed.text(1) == text)
    }
    #expect(try parse("escalate \(text)").text(1) == text)
    #expect(try parse("note 1001-9 \(text)").text(1) == text)
    #expect(try parse("flag photo blurred \(text)").text(3) == text)
    #expect(try parse("overturn 10019 \(text)").text(1) == text)
    #expect(try parse("search \(text)").text(0) == text)
  }

  @Test(arguments: [
    ("'il a dit'", "il a dit"), ("\"il a dit\"", "il a dit"), ("'l'usager n'a pas répondu'", "l'usager n'a pas répondu"),
    ("'a' et 'b'", "'a' et 'b'"), ("\"a\" b", "\"a\" b"), ("'a\"", "'a\""), ("'", "'"), ("\"un \\\"mot\\\" ici\"", "un \\\"mot\\\" ici"),
    ("' espaces '", "espaces"), ("'1001-9' rappel", "'1001-9' rappel"),
  ])
  func onlyOnePairOfQuotesIsTakenOff(_ typed: String, _ text: String) throws {
    #expect(try parse("note \(typed)").text(1) == text)
  }

  @Test func whatATextIsAboutStandsAtItsHead() throws {
    for typed in ["1001-9", "#1001-9", "1001–9", "dossier:10019", "case:1001-9", "Dossier:10019"] {
      let named = try parse("note \(typed) vu avec l'école", .fr)
      #expect(named.value(0, Reference.self) == .number(CaseNumber(id: 10019)), "\(typed)")
      #expect(named.subject.number == CaseNumber(id: 10019))
      #expect(named.text(1) == "vu avec l'école")
    }
    #expect(try parse("noter conducteur:1001 appel", .fr).value(0, Reference.self) == .of(.driver, "1001"))
    // Behind two dashes everything is text.
    let explicit = try parse("note -- 1001-9 est le sien")
    #expect(explicit.value(0, Reference.self) == nil)
    #expect(explicit.text(1) == "1001-9 est le sien")
    #expect(try parse("note -- --overdue").text(1) == "--overdue")
    #expect(failure("note --overdue")?.hint.en.plain.contains("behind \"--\"") == true)
  }

  @Test func aSettlingCommandTakesItsCase() throws {
    for line in ["approve 1001-9", "valider dossier:10019 vu", "return 1001-9 vu", "réexpédier 1001-9"] {
      let settling = try #require(try parse(line).value(0, Settling.self))
      #expect(settling.number == CaseNumber(id: 10019), "\(line)")
      #expect(settling.comment == (line.hasSuffix("vu") ? "vu" : ""))
    }
    let pinned = try #require(try parse("approve --seen 3 1001-9 vu").value(0, Settling.self))
    #expect(pinned.seen == 3)
    #expect(pinned.number == CaseNumber(id: 10019))
    #expect(try parse("valider --vu=3", .fr).value(0, Settling.self)?.seen == 3)
    #expect(try parse("approve 44200 NANTES confirmed").value(0, Settling.self)?.comment == "44200 NANTES confirmed")
    #expect(try parse("approve -- 1001-9 is hers").value(0, Settling.self)?.comment == "1001-9 is hers")
    // Before the outcome or behind it, but not two.
    #expect(try parse("attribute 1001-9 driver seen").value(0) == CaseNumber(id: 10019))
    #expect(try parse("attribute driver 1001-9 seen").value(2, Settling.self)?.number == CaseNumber(id: 10019))
    #expect(try parse("flag 10019 photo blurred").value(0) == CaseNumber(id: 10019))
  }

  @Test func commentsStandBehindWhatTakesNoText() throws {
    #expect(try parse("release # le reste").values.isEmpty)
    #expect(try parse("list comptes # l'adresse").value(0, ListFilter.self)?.queue?.code == "accounts")
    #expect(try parse("approve # ok").value(0, Settling.self)?.comment == "# ok")
  }

  @Test func personalDataStayOutOfTheHistory() throws {
    #expect(try parse("search durand").remembered == "search")
    #expect(try parse("note 1001-9 il a dit").remembered == "note 1001-9")
    #expect(try parse("flag nom faute-saisie M. Durand").remembered == "flag nom faute-saisie")
    #expect(try parse("réglage grace 3min", .fr).remembered == "réglage grace")
    #expect(try parse("exécuter scenarios/durand.pupitre nom=Durand", .fr).remembered == "exécuter")
    #expect(try parse("conducteur durand", .fr).remembered == "conducteur")
  }

  @Test func theHistoryKeepsWhatWasTyped() throws {
    #expect(try parse("lister comptes --agent claire --en-retard", .fr).remembered == "lister comptes --agent claire --en-retard")
    #expect(try parse("ouvrir 1001-9", .fr).remembered == "ouvrir 1001-9")
  }
}
