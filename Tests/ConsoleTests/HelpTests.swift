import Formats
import Terminal
import TestSupport
import Testing

@testable import Console

@Suite struct HelpTests {
  private let layout = Layout(columns: 80)

  /// The lines of a page at 80 columns.
  private func lines(_ sheet: Sheet, _ language: Language) -> [String] {
    var lines = sheet.punctuated(for: language).rendered(in: layout).plain.split(separator: "\n", omittingEmptySubsequences: false)
    lines.removeLast()
    return lines.map(String.init)
  }

  @Test func aCommandInDetail() {
    let page = Help(table: .console, language: .en, supervised: []).page(of: .unflag).rendered(in: layout).plain
    #expect(
      page == """
        unflag
        \(String(repeating: "─", count: 80))

        remove a flag, or a finding
        Usage:  unflag [CASE] ITEM
        Also:   retirer
        Effect: writes; never abbreviated

        For instance
          • unflag photo

        """)
  }

  @Test func itemsAndReasonsOfTheQueue() {
    let help = Help(table: .console, language: .fr, supervised: [])
    let page = help.page(of: .flag, vocabulary: .small, queue: "documents").rendered(in: layout).plain
    #expect(page.contains("photo              floue, fond"))
    #expect(!page.contains("numero-permis  "))
  }

  @Test(arguments: Language.allCases)
  func theOverviewNamesEveryCommandOnOneScreen(_ language: Language) {
    let lines = lines(Help(table: .console, language: language, supervised: [], queues: Queues.small.lexicon).overview, language)
    let page = lines.joined(separator: " ")
    for command in CommandTable.console.commands { #expect(page.contains(command.name(in: language))) }
    for topic in HelpTopic.allCases { #expect(page.contains(topic.term.name(in: language))) }
    // What is a command's name too is asked for as a queue.
    #expect(page.contains(language == .fr ? "file pnd" : "queue undelivered"))
    #expect(lines.count <= 23 && lines.allSatisfy { $0.count <= 80 }, "\(lines.count)")
  }

  @Test(arguments: Language.allCases)
  func aTopicFitsAScreen(_ language: Language) {
    for topic in HelpTopic.allCases {
      let lines = lines(topic.page(accounts: Queues.small.accounts).sheet(language), language)
      #expect(lines.count <= 23 && lines.allSatisfy { $0.count <= 80 }, "\(topic): \(lines.joined(separator: "\n"))")
    }
  }

  /// A page is parted where the screen ends: nothing is lost, the rest is counted, each part leaves room for the prompt.
  @Test(arguments: [5, 10, 24, 50])
  func aPageIsParted(_ rows: Int) throws {
    let help = Help(table: .console, language: .en, supervised: [])
    let page = help.page(of: .list, vocabulary: .small, queue: "accounts").rendered(in: layout)
    let whole = page.plain.split(separator: "\n")
    let parts = HelpPart(page, rows: rows)
    var seen: [Substring] = []
    for number in 1...parts.parts.count {
      let shown = try #require(parts.shown(number, again: "help list", in: .en)).plain.split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(shown.dropLast().count <= rows - 1)
      let isLast = number == parts.parts.count
      #expect((shown.dropLast().last?.hasPrefix("+ ") ?? false) == !isLast)
      if !isLast { #expect(shown.dropLast().last?.hasSuffix(": help list \(number + 1)") == true) }
      seen += shown.filter { !$0.isEmpty && !$0.hasPrefix("+ ") }
    }
    #expect(seen == whole)
    #expect(parts.shown(parts.parts.count + 1, again: "help list", in: .en) == nil)
    #expect(parts.shown(0, again: "help list", in: .en) == nil)
  }

  /// Whoever asks, in either language: no page of help is higher than the screen that it is on.
  @Test(arguments: Language.allCases, [false, true])
  func everyPageFitsTheScreen(_ language: Language, _ isSupervisor: Bool) throws {
    let counter = try Counter()
    var terminal = try counter.sit(as: isSupervisor ? counter.supervisor : nil, lang: language.rawValue)
    try terminal.expect("› ")
    let name = { (command: Command) in command.name(in: language) }
    let queues = ["accounts", "documents", "quality", "queue undelivered"]
    let asked =
      ["", "flag phone", "flag photo", "flag photo 2", "finding last_name", "flag photo blurred", "finding last_name data_entry_error"]
      + queues + HelpTopic.allCases.map { $0.term.name(in: language) } + CommandTable.console.commands.map(name)
    for subject in asked {
      terminal.type("help \(subject)\n")
      try terminal.expect("help \(subject)")
      let screen = Screen(try terminal.expect(" › "))
      // Its first line is the end of what was typed, its last one the prompt.
      #expect(screen.lines.count <= 25 && screen.width <= 80, "\(subject): \(screen.lines.joined(separator: "\n"))")
      #expect(screen.lines.count > 4, "\(subject): \(screen.lines.joined(separator: "\n"))")
    }
    #expect(try terminal.leave() == .exited(0))
  }

  /// The ten lines of `help start`, as they stand there.
  @Test(arguments: Language.allCases)
  func aNewcomersFirstCase(_ language: Language) throws {
    let counter = try Counter(accounts: 3)
    let lines = HelpTopic.start.page(accounts: Queues.small.accounts).lines.map { $0.line[language].plain }
    #expect(lines.count == 10)
    let run = try counter.run(lines.joined(separator: "\n") + "\n", lang: language.rawValue)
    #expect(run.errors == "")
    #expect(run.status == .exited(0))
    #expect(try counter.value("select string_agg(action, ',' order by id) from core.decision") == "return,undo,approve")
    #expect(try counter.value("select count(*) from core.desk_case where state = 'settled'") == "1")
  }

  @Test func aWordingIsSeenBeforeItIsFlagged() throws {
    let counter = try Counter()
    let reasons = try counter.run("aide signaler téléphone\naide signaler téléphone faute-saisie\n", lang: "fr")
    #expect(reasons.errors == "")
    #expect(reasons.output.contains("Une faute de saisie semble s'être glissée"))
    #expect(reasons.answers.contains("Il lira : "))
    let causes = try counter.run("help finding last_name\nhelp finding last_name data_entry_error\n")
    #expect(causes.output.contains("data_entry_error"))
    #expect(causes.output.contains("He will read: The card shows what you had entered"))
    #expect(causes.output.contains("Imputed to:"))
    let closing = try counter.run("help close\n", as: counter.supervisor)
    #expect(closing.output.contains("what the driver will read"))
    // One that does not fit the item is told so, and which do.
    let wrong = try counter.run("help flag phone blured\n")
    #expect(wrong.status == .exited(1) || wrong.status == .exited(3))
    #expect(wrong.errors.contains("unknown reason"))
    #expect(try counter.run("help approve photo\n").status == .exited(1))
    #expect(try counter.run("help flag 9\n").errors.contains("has only"))
  }

  @Test func tabShowsWhatTheDriverWouldRead() throws {
    let counter = try Counter()
    let number = try counter.account().number
    var terminal = try counter.sit(lang: "en", size: (120, 24))
    try terminal.expect("› ")
    terminal.type("open \(number)\n")
    try terminal.expect(" › ")
    terminal.type("flag phone \t\t")
    try terminal.expect("There seems to be a typing error here: please read it again")
    terminal.type("\u{15}quit\n")
    #expect(try terminal.end().status == .exited(0))
  }

  /// For programs: the lines, the names and the wordings as rows.
  @Test func pagesAsRows() throws {
    let counter = try Counter()
    let run = try counter.run("help start\nhelp accounts\nhelp flag phone\n", ["--format", "jsonl"])
    #expect(run.status == .exited(0), "\(run.errors)")
    #expect(run.output.contains("\"line\":\"flag last_name spelling\""))
    #expect(run.output.contains("\"code\":\"spelling\""))
  }
}
