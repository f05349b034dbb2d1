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
    let list = try parse("list comptes --overdue --round 2 --échéance 2h --limit=50")
    #expect(list.term("queue")?.code == "accounts")
    #expect(list.has("overdue"))
    #expect(list.count("round") == 2)
    #expect(list.span("due-within") == 7200)
    #expect(list.count("limit") == 50)
    let filter = try CaseFilterProbe(parse("lister --en-retard --miens --plus-vieux-que 1j", .fr))
    #expect(filter == CaseFilterProbe(scope: "mine", overdue: true, olderThan: 86_400))
  }

  @Test(arguments: [
    ("list --foo", "\"list\" has no option --foo"), ("list --mine --mine", "--mine is given twice"),
    ("list --mine=1", "--mine takes no value"),
    ("list --round", "--round needs N"), ("list --round x", "\"x\" is not a whole number"),
    ("list --due-within soon", "\"soon\" is not a span of time"),
    ("open", "CASE is missing"), ("open 1001-9 1002-4", "\"1002-4\" (column 13) is one word too many"), ("flag nom", "REASON is missing"),
    ("note", "TEXT is missing"), ("approve --now", "\"approve\" has no option --now"),
  ])
  func wrongUsage(_ line: String, _ message: String) {
    let found = failure(line)
    #expect(found?.code == .usage)
    #expect(found?.message.en.plain == message)
  }

  @Test(arguments: [
    ("open 1001-8", "\"1001-8\" is not a case number: a digit is wrong"), ("open abc", "\"abc\" is not a case number"),
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
    for typed in ["1001-9", "10019", "#10019", "1001.9"] { #expect(try parse("open '\(typed)'").number("case") == 10019) }
  }

  @Test func itemsOfTheQueueInHandComeFirst() throws {
    #expect(try parse("flag adr spelling", queue: "accounts").term("item")?.code == "postal_address")
    #expect(try parse("flag adr spelling", queue: "documents").term("item")?.code == "delivery_address")
    // Another queue's item is passed on: the database says that it does not fit.
    #expect(try parse("flag photo blurred", queue: "accounts").term("item")?.code == "photo")
    #expect(failure("flag adr spelling")?.code == .failed)
  }

  @Test func reasonsOfTheItemComeFirst() throws {
    #expect(failure("flag photo f", .fr)?.hint.fr.plain == "Au choix\u{A0}: floue, fond.")
    #expect(try parse("flag photo fo").term("reason")?.code == "bad_background")
    #expect(try parse("flag nom faute").term("reason")?.code == "spelling")
    #expect(try parse("flag nom floue").term("reason")?.code == "blurred")
  }

  @Test func whatMayBeLeftOutInFront() throws {
    let plain = try parse("note rappelé, il enverra demain", .fr)
    #expect(plain.number("case") == nil)
    #expect(plain.text("text") == "rappelé, il enverra demain")
    let named = try parse("note 1001-9 vu avec le centre", .fr)
    #expect(named.number("case") == 10019)
    #expect(named.text("text") == "vu avec le centre")
    let driver = try parse("noter conducteur:1001 appel", .fr)
    #expect(driver.values["case"] == .reference(.driver, "1001"))
    // A single word is the text, even if it is a number; so is a quoted number in front.
    #expect(try parse("note 10019").text("text") == "10019")
    #expect(try parse("note '10019' rappel").text("text") == "10019 rappel")
    #expect(try parse("escalate forged?").text("reason") == "forged?")
  }

  @Test func personalDataStayOutOfTheHistory() throws {
    #expect(try parse("search durand").remembered == "search")
    #expect(try parse("note 1001-9 'il a dit'").remembered == "note 1001-9")
    #expect(try parse("flag nom faute-saisie 'M. Durand'").remembered == "flag nom faute-saisie")
    #expect(try parse("lister comptes --agent claire --en-retard", .fr).remembered == "list --agent claire --overdue comptes")
  }
}

/// What a test looks at of a filter.
private struct CaseFilterProbe: Equatable {
  var scope: String
  var overdue: Bool
  var olderThan: Double?

  init(scope: String, overdue: Bool, olderThan: Double?) {
    self.scope = scope
    self.overdue = overdue
    self.olderThan = olderThan
  }

  init(_ invocation: Invocation) {
    let filter = CaseFilter(invocation, queue: nil)
    self.init(scope: filter.scope.rawValue, overdue: filter.overdue, olderThan: filter.olderThan)
  }
}
