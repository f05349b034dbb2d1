import Casework
import Formats
import Foundation
import Terminal
import Testing

@testable import Console

/// The language of playbooks, without a database.
@Suite struct PlaybookLanguageTests {
  private func words(_ line: String, _ values: [String: String] = [:]) throws -> [Token] {
    var line = try CommandLine(line, withNames: true).bound(to: Bindings(values))
    return try line.words()
  }

  private func texts(_ line: String, _ values: [String: String] = [:]) throws -> [String] { try words(line, values).map(\.text) }

  /// What values hold never matters to how the line is read.
  @Test(arguments: ["plain", "two words", "l'adresse \"x\"", "$other", "a;b#c", "--overdue", "#", "", "'", "\\", "$(id)", "é\u{A0}è", "do"])
  func aValueStaysOneWord(_ value: String) throws {
    #expect(try texts("note $text", ["text": value]) == ["note", value])
    #expect(try texts("note \"<$text>\"", ["text": value]) == ["note", "<\(value)>"])
    #expect(try texts("note ${text}x", ["text": value]) == ["note", value + "x"])
    #expect(try texts("note a$text\"b$text\"", ["text": value]) == ["note", "a\(value)b\(value)"])
  }

  private func parse(_ line: String, _ values: [String: String] = [:]) throws -> Invocation? {
    try parser(.en).parse(try CommandLine(line, withNames: true).bound(to: Bindings(values)))
  }

  /// In free text names are replaced and everything else stays as it is typed.
  @Test(arguments: [
    "plain", "two words", "l'adresse \"x\"", "$other", "a;b#c", "--overdue", "#", "'", "\\", "$(id)", "é\u{A0}è", "'quoted'",
  ])
  func aValueInFreeTextIsItself(_ value: String) throws {
    #expect(try parse("note $text", ["text": value])?.text(1) == value)
    #expect(try parse("note n'a $text, ${text}x", ["text": value])?.text(1) == "n'a \(value), \(value)x")
    #expect(try parse("note '<$text>'", ["text": value])?.text(1) == "<\(value)>")
  }

  @Test func aCaseThatIsDeclaredIsOneAtTheHeadOfATextToo() throws {
    for typed in ["10019", "1001-9"] { #expect(try ValueType.case.value(of: typed) { () throws(Failure) in .small } == "1001-9") }
    #expect(try ValueType.case.value(of: "10018") { () throws(Failure) in .small } == nil)
  }

  @Test func aDollarInFreeText() throws {
    #expect(try parse("note 5$ $$text $$$text $ $5", ["text": "x"])?.text(1) == "5$ $text $x $ $5")
    #expect(throws: Failure.self) { try parse("note $nothing") }
    #expect(throws: Failure.self) { try parse("note ${text", ["text": "x"]) }
    // A line that somebody types has no names.
    #expect(try parser(.en).parse("note $$HOME $HOME")?.text(1) == "$$HOME $HOME")
  }

  @Test func whatIsNoName() throws {
    #expect(try texts(#"note '$text' \$text "\$text" 5$ $ $5 "$" $$"#) == ["note", "$text", "$text", "$text", "5$", "$", "$5", "$", "$"])
    #expect(try texts("note # $text") == ["note"])
    // A line that somebody types has no names.
    #expect(try Tokenizer.words("note $HOME").map(\.text) == ["note", "$HOME"])
    #expect(throws: Tokenizer.Failure.brokenName(column: 6)) { try Tokenizer.words("note ${x", withNames: true) }
    #expect(throws: Tokenizer.Failure.brokenName(column: 6)) { try Tokenizer.words("note ${}", withNames: true) }
  }

  @Test func anUndefinedNameIsAnError() throws {
    let failure = #expect(throws: Failure.self) { try words("note $cas", ["case": "1"]) }
    #expect(failure?.message.en.plain == "$cas (column 6) is not defined")
    #expect(failure?.hint.en.plain == "Did you mean: $case?")
  }

  @Test func aValueIsNoOptionAndNoCommand() throws {
    #expect(throws: Failure.self) { try parse("list $x", ["x": "--overdue"]) }
    #expect(throws: Failure.self) { try parse("$x", ["x": "queues"]) }
    #expect(throws: Failure.self) { try parse("list --$x", ["x": "overdue"]) }
    #expect(try parse("list --round=$x $q", ["x": "2", "q": "pièces"])?.value(0, ListFilter.self)?.round == 2)
    #expect(try parse("note $x", ["x": "--"])?.text(1) == "--")
    // At the head of a text a value is the case that it writes with its dash; it is never cut.
    #expect(throws: Failure.self) { try parse("note $x seen", ["x": "1001-8"]) }
    #expect(try parse("note $x seen", ["x": "1001-9"])?.value(0, Reference.self) == .number(CaseNumber(id: 10019)))
    #expect(try parse("note case:$x seen", ["x": "10019"])?.value(0, Reference.self) == .number(CaseNumber(id: 10019)))
    #expect(try parse("note $x seen", ["x": "1001-9 not"])?.text(1) == "1001-9 not seen")
    #expect(try parse("note \"$x\" seen", ["x": "1001-9"])?.text(1) == "\"1001-9\" seen")
  }

  @Test func theCommandOfALoopKeepsItsText() throws {
    let read = try items("param f file\nfor case text in $f do note $case l'usager # a dit: $text")
    guard case .each(let names, _, let command) = read.steps[0].kind else { throw CancellationError() }
    #expect(names == ["case", "text"])
    let bound = command.bound(to: Bindings(["case": "1001-9", "text": "\"non\""]))
    #expect(try parser(.en).parse(bound)?.text(1) == "l'usager # a dit: \"non\"")
  }

  private func expectation(_ line: String) throws -> Console.Expectation? {
    let invocation = try parser(.en).parse("expect " + line)
    return invocation?.value(0, Console.Expectation.self)
  }

  @Test func whatIsExpectedStandsAtTheEndOfTheLine() throws {
    for line in ["search d'artagnan rows = 1", "search l'usager \"x rows = 1", "search a ' b rows = 1 "] {
      let expectation = try #require(try expectation(line))
      #expect(expectation.invocation.text(0).map { "search \($0) rows = 1" } == line.trimmingCharacters(in: .whitespaces))
    }
  }

  private func items(_ text: String) throws -> (parameters: [PlaybookParameter], steps: [PlaybookStep]) {
    var reader = PlaybookReader { () throws(Failure) in .small }
    var (parameters, steps): ([PlaybookParameter], [PlaybookStep]) = ([], [])
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard let item = try reader.take(String(line), line: index + 1) else { continue }
      switch item {
      case .parameter(let parameter): parameters.append(parameter)
      case .step(let step): steps.append(step)
      }
    }
    try reader.finish()
    return (parameters, steps)
  }

  @Test func parametersAndSteps() throws {
    let read = try items(
      "# morning\nplaybook opening\nparam late integer 3\nparam scan file\nparam day date today\nqueues # now\nfor a b in $scan do note $a $b\nend\n# done"
    )
    #expect(read.parameters.map(\.name) == ["late", "scan", "day"])
    #expect(read.parameters.map(\.defaultValue) == ["3", nil, "today"])
    #expect(read.steps.map(\.line) == [6, 7])
    guard case .each(let names, _, let command) = read.steps[1].kind else { throw CancellationError() }
    #expect(names == ["a", "b"])
    var rest = command
    #expect(try rest.next()?.text == "note")
  }

  @Test(arguments: [
    ("queues\nplaybook late", "\"playbook\" opens the playbook: nothing comes before it"),
    ("end", "\"end\" closes a playbook that \"playbook NAME\" opened"),
    ("playbook x\nqueues", "the playbook \"x\" is not closed by \"end\""),
    ("playbook x\nend\nqueues", "the playbook was closed by \"end\" already"),
    ("queues\nparam x text", "\"param\" lines come before the first command"), ("param x colour", "unknown type: \"colour\""),
    ("param x", "the parameter's type is missing"), ("param 1x text", "\"1x\" is no name: letters, digits and _, a letter first"),
    ("param x text\nparam x text", "\"x\" is declared twice"), ("param x integer ten", "x: \"ten\" does not fit, it takes a whole number"),
    ("param x text\nparam y text $x", "$x: a parameter is not made of another"),
    ("for x in scan.csv do queues", "\"for\" goes through a parameter of type file: $NAME"),
    ("for x in $f queues", "\"for\" wants names, \"in\", a file, \"do\" and a command"),
    ("for x x in $f do queues", "\"x\" is declared twice"), ("for x in $f do for y in $g do queues", "\"for\" cannot follow \"do\""),
  ])
  func whatIsRefused(_ text: String, _ message: String) {
    let failure = #expect(throws: Failure.self) { _ = try items(text) }
    #expect(failure?.message.en.plain == message)
  }

  @Test(
    arguments: [
      (ValueType.integer, "12", "12"), (.integer, "1.5", nil), (.number, "2,5", "2.5"), (.number, "inf", nil),
      (.date, "24/11/2026", "2026-11-24"),
      (.date, "aujourd'hui", "today"), (.date, "2026-02-30", nil), (.duration, "2h", "2h"), (.duration, "soon", nil),
      (.boolean, "oui", "true"),
      (.boolean, "perhaps", nil), (.queue, "pièces", "documents"), (.queue, "lost", nil), (.case, "1001-9", "1001-9"),
      (.case, "1001-8", nil),
      (.text, "anything $x", "anything $x"),
    ] as [(ValueType, String, String?)])
  func types(_ type: ValueType, _ typed: String, _ value: String?) throws {
    #expect(try type.value(of: typed) { () throws(Failure) in .small } == value)
  }

  // Data files.

  private func data(_ text: String, _ names: [String]) throws -> [DataFile.Row] {
    let file = FileManager.default.temporaryDirectory.appending(path: "data-\(UUID())")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try DataFile(path: file.path, names: names, signals: nil).rows
  }

  @Test func aDataFileHasALimit() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "data-\(UUID())")
    try Data("RA1\nRA2\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    func read(_ limit: Int) throws -> [[String]] {
      try DataFile(path: file.path, names: ["barcode"], sizeLimit: limit, signals: nil).rows.map(\.values)
    }
    #expect(try read(8) == [["RA1"], ["RA2"]])
    let fault = #expect(throws: DataFile.Fault.self) { try read(7) }
    #expect(fault?.line == 1)
    #expect(fault?.failure.message.en.plain.contains("what follows is not read") == true)
  }

  @Test func oneNameIsTheWholeLine() throws {
    let rows = try data("\u{FEFF}# scanner 3\r\n\r\nRA1;x\r\n  RA 2 \r\n\"RA \"\"3\"\"\"\r\n", ["barcode"])
    #expect(rows.map(\.values) == [["RA1;x"], ["RA 2"], ["RA \"3\""]])
    #expect(rows.map(\.line) == [3, 4, 5])
    #expect(try data("barcode\nRA1\n", ["barcode"]).map(\.line) == [2])
    #expect(try data("", ["barcode"]).isEmpty)
    // Names are a head at the top alone, and what no column awaits is not left out.
    #expect(try data("barcode\nRA1\nbarcode\n", ["barcode"]).map(\.values) == [["RA1"], ["barcode"]])
    #expect(throws: DataFile.Fault.self) { try data("RA1;refused;more\n", ["barcode", "reason"]) }
  }

  @Test(arguments: [",", ";", "\t"])
  func severalNamesAreColumns(_ separator: String) throws {
    let text =
      ["Code-barres\(separator)Motif", "RA1\(separator)n02", "\"a,;b\" \(separator) \"x \"\"y\"\"\"", "RA3\(separator)"]
      .joined(separator: "\n") + "\n"
    let rows = try data(text, ["code_barres", "motif"])
    #expect(rows.map(\.values) == [["RA1", "n02"], ["a,;b", "x \"y\""], ["RA3", ""]])
    #expect(rows.map(\.line) == [2, 3, 4])
  }

  /// What a spreadsheet leaves of rows and columns that somebody emptied.
  @Test func emptyRowsAndTrailingSeparatorsArePassedOver() throws {
    let rows = try data(";\n;;\ncase;reason;;\nRA1;n02;\n;\n\"\";\"\"\nRA2;;;;\n \t \nRA3;n05\n", ["case", "reason"])
    #expect(rows.map(\.values) == [["RA1", "n02"], ["RA2", ""], ["RA3", "n05"]])
    #expect(rows.map(\.line) == [4, 7, 9])
    #expect(try data(",,\nRA1,n02,,\n", ["case", "reason"]).map(\.values) == [["RA1", "n02"]])
    #expect(try data("\t\nRA1\tn02\t\t\n", ["case", "reason"]).map(\.values) == [["RA1", "n02"]])
    #expect(try data(";;\nRA1;;\nRA2; \n,\nseen,\n", ["case"]).map(\.values) == [["RA1"], ["RA2"], ["seen,"]])
  }

  @Test(arguments: [
    ("RA1;n02\nRA2\n", 2), ("RA1;n02;x\n", 1), ("RA1;\"n02\n", 1), ("RA1;n02\nRA2;n0", 2), ("RA1;a\u{1B}[2J\n", 1), ("RA1;\"a\"b\n", 1),
  ])
  func brokenFilesNameTheLine(_ text: String, _ line: Int) throws {
    do {
      _ = try data(text, ["barcode", "reason"])
      Issue.record("read")
    } catch let fault as DataFile.Fault {
      #expect(fault.line == line)
    }
  }

  // Expectations.

  /// Tuesday 24 November 2026, 10:00:00 in Paris.
  private static let now = Moment(seconds: 1_795_510_800)

  private func expects(_ line: String, _ table: Table) throws -> String? {
    let expectation = try #require(try expectation(line))
    do throws(Failure) {
      try expectation.check(table, .small, now: Self.now)
      return nil
    } catch {
      return error.message.en.plain
    }
  }

  private let table = Table(
    columns: ["queue", "overdue", "rate", "at", "late"].map { Column($0, "\($0)") },
    rows: [
      [.text("accounts", shown: "comptes"), .number(3), .number("97.50"), .timestamp("2026-11-24T09:00:00+01:00"), .boolean(false)],
      [.text("documents", shown: "pièces"), .number(10), .null, .timestamp("2026-11-25T09:00:00+01:00"), .boolean(true)],
    ])

  @Test(
    arguments: [
      ("list rows = 2", nil), ("list rows < 2", "expected: rows < 2; there are 2 rows"), ("why overdue >= 3", nil),
      ("why overdue < 10", "expected: overdue < 10; row 2 (pièces): 10"), ("why queue != qualité", nil),
      ("why queue = comptes", "expected: queue = comptes; row 2: documents"), ("why at >= 2026-11-24", nil),
      ("why at < 2026-11-25", "expected: at < 2026-11-25; row 2 (pièces): 2026-11-25T09:00:00+01:00"),
      ("why late = non", "expected: late = non; row 2 (pièces): true"), ("why rate > 9", "expected: rate > 9; row 2 (pièces): ''"),
      ("why overdue > many", "overdue is a number, \"many\" is none"), ("why queue < z", "queue is compared by = and != only"),
      ("why nothing = 1", "\"why\" has no column \"nothing\""),
      ("why rate < ''", "'' is the lack of a value: rate is compared with it by = and != only"),
      // All rows that fail are named.
      ("why overdue > 10", "expected: overdue > 10; row 1 (comptes): 3, row 2 (pièces): 10"),
      // Moments are compared as moments.
      ("why at > \"2026-11-24 8:59\"", nil), ("why at >= '24/11/2026 9h'", nil),
      ("why at <= now", "expected: at <= now; row 2 (pièces): 2026-11-25T09:00:00+01:00"),
      ("why at < +1j", nil),
      ("why at < '2026-11-25T08:00:00Z'", "expected: at < 2026-11-25T08:00:00Z; row 2 (pièces): 2026-11-25T09:00:00+01:00"),
      ("why at <= '2026-11-25T08:00:00Z'", nil), ("why at < zebra", "at is a moment, \"zebra\" is none"),
      ("why at < 2026-02-30", "at is a moment, \"2026-02-30\" is none"),
      // Rows are picked, before the condition or behind it.
      ("why where late = no overdue = 3", nil), ("why overdue = 3 where late = no", nil),
      ("why overdue = 10 où queue = pièces et late = oui", nil),
      ("why where at > now and overdue > 3 late = no", "expected: late = no where at > now and overdue > 3; row 2 (pièces): true"),
      ("why rows = 1 where at = today", nil),
      ("why rows = 2 where at >= tomorrow", "expected: rows = 2 where at >= tomorrow; there is 1 row"),
      ("why where queue = quality overdue = 0", "\"why\" gives no row where queue = quality: nothing to look at"),
    ] as [(String, String?)])
  func conditions(_ line: String, _ message: String?) throws {
    #expect(try expects(line, table) == message)
  }

  @Test func ofManyRowsTheFirstTenAreNamed() throws {
    let many = Table(
      columns: ["queue", "overdue"].map { Column($0, "\($0)") },
      rows: (1...13).map { (number: Int) in [.text("q\(number)"), .number(number)] })
    let told = try #require(try expects("why overdue = 1", many))
    #expect(told.hasPrefix("expected: overdue = 1; row 2 (q2): 2, row 3 (q3): 3, "))
    #expect(told.hasSuffix(", row 11 (q11): 11, and 2 more"))
  }

  @Test func whatIsNotAsExpectedIsNoFailureOfACommand() throws {
    let expectation = try #require(try expectation("why overdue = 0"))
    let failure = #expect(throws: Failure.self) { try expectation.check(table, .small, now: Self.now) }
    #expect(failure?.code == .unmet)
    // A quoted word picks nothing: it is looked for.
    #expect(try self.expectation("search 'where' rows = 0")?.selection.isEmpty == true)
  }

  @Test func noRowIsNoSuccess() throws {
    let empty = Table(columns: table.columns)
    #expect(try expects("why overdue = 0", empty) == "\"why\" gives no row: nothing to look at")
    #expect(try expects("why rows = 0", empty) == nil)
  }

  @Test(arguments: [
    ("expect queues overdu = 0", "\"queues\" has no column \"overdu\""),
    ("expect queues next_due < zebra", "next_due is a moment, \"zebra\" is none"),
    ("expect list due_at < 2h", "due_at is a moment, \"2h\" is none"),
    ("expect queues overdue = none", "overdue is a number, \"none\" is none"),
    ("expect queues queue > accounts", "queue is compared by = and != only"),
    ("expect queues next_due > ''", "'' is the lack of a value: next_due is compared with it by = and != only"),
    ("expect queues where queu = accounts overdue = 0", "\"queues\" has no column \"queu\""),
    ("expect queues where next_due > zebra rows = 0", "next_due is a moment, \"zebra\" is none"),
    ("expect queues where rows = 4 overdue = 0", "rows counts the rows: \"where\" picks none by it"),
    (
      "expect queues where queue = accounts",
      "\"where\" wants COLUMN OP VALUE, others behind \"and\", and the condition before or behind it"
    ),
    (
      "expect queues overdue = 0 where queue = accounts and",
      "\"where\" wants COLUMN OP VALUE, others behind \"and\", and the condition before or behind it"
    ),
    ("expect approve rows = 0", "\"approve\" cannot be expected of: a command that reads is needed"),
    ("expect queues overdue about 3", "\"about\" is no comparison"),
    ("expect queues", "a command, a column, a comparison and a value are needed"),
    ("vérifier report deadlines day=3 rows = 0", "the report \"deadlines\" has no parameter \"day\""),
    ("expect report deadlines days=x rows = 0", "days: \"x\" does not fit, it takes a whole number"),
    ("expect report nothing rows = 0", "unknown report: \"nothing\""),
  ])
  func isCheckedBeforehand(_ line: String, _ message: String) throws {
    let failure = #expect(throws: Failure.self) { _ = try parser(.en).parse(line) }
    #expect(failure?.message.en.plain == message)
  }

  @Test(arguments: [
    ("2", "10", -1), ("10", "2", 1), ("1.5", "1,50", 0), ("-1", "1", -1), ("-2", "-1", -1), ("-0", "0", 0), ("007", "7", 0),
    ("0.05", "0.5", -1),
    ("123456789012345678901234567890", "123456789012345678901234567891", -1),
  ])
  func numbersAreComparedExactly(_ left: String, _ right: String, _ order: Int) throws {
    #expect(try #require(DecimalText(left)).order(to: #require(DecimalText(right))) == order)
  }
}
