import Postgres
import TestSupport
import Testing

/// What a sitting begins with, and what is told above the line while somebody types.
@Suite struct NewsSittingTests {
  private static let often = ["PUPITRE_NOTICES": "1s", "TERM": "xterm", "NO_COLOR": "1"]

  @Test func theGreetingSaysWhereOneStands() throws {
    let counter = try Counter()
    let numbers = try (0..<3).map { _ in try counter.account().number }
    #expect(try counter.run("open \(numbers[0])\n").status == .exited(0))
    #expect(
      try counter.run("assign \(numbers[1]) \(counter.agent)\nurgent \(numbers[2])\n", as: counter.supervisor).status == .exited(0))
    var terminal = try counter.sit(lang: "fr")
    let page = try terminal.expect("› ").replacing("\u{A0}", with: " ")
    #expect(page.contains("Vous tenez \(numbers[0]) : « suivant » reprend."))
    #expect(page.contains("1 affecté à vous (\(numbers[1]))."))
    #expect(page.contains("1 urgent (\(numbers[2]), "))
    #expect(try terminal.leave() == .exited(0))
    // Somebody else's are not one's own; and a script is not greeted.
    var other = try counter.sit(as: counter.colleague())
    let others = try other.expect("› ")
    #expect(!others.contains(numbers[0]) && !others.contains(numbers[1]) && others.contains("1 urgent"))
    #expect(try other.leave() == .exited(0))
    #expect(try counter.run("").output == "")
  }

  @Test func aNoticeComesAboveALineThatIsHalfTyped() throws {
    let counter = try Counter()
    let numbers = try (0..<2).map { _ in try counter.account().number }
    var terminal = try counter.sit(environment: Self.often)
    var other = try counter.sit(as: counter.colleague(), environment: Self.often)
    try terminal.expect("› ")
    try other.expect("› ")
    terminal.type("show \(numbers[0])")
    try terminal.expect("show \(numbers[0])")
    #expect(try counter.run("assign \(numbers[0]) \(counter.agent)\n", as: counter.supervisor).status == .exited(0))
    try terminal.expect("gives you a case")
    // The line is drawn again, and is what was typed.
    try terminal.expect("show \(numbers[0])")
    terminal.type("\n")
    try terminal.expect("\(numbers[0]) · accounts")
    // The other agent is told of what concerns him, and of that alone; and nobody twice.
    #expect(try counter.run("urgent \(numbers[1])\n", as: counter.supervisor).status == .exited(0))
    let told = try other.expect("Urgent in ")
    #expect(!told.contains("gives you"))
    let mine = try terminal.expect("Urgent in ")
    #expect(!mine.contains("gives you"))
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    try other.expect("› ")
    let rest = try other.leave()
    #expect(rest == .exited(0))
    // Nothing was claimed by looking.
    #expect(try counter.value("select count(*) from core.hold") == "0")
  }

  /// What is told above the line is broken between words, as what a command says is.
  @Test func aNoticeIsBrokenBetweenWords() throws {
    let counter = try Counter()
    let number = try counter.account().number
    var terminals: [Int] = []
    for columns in [32, 36, 40] {
      var terminal = try counter.sit(size: (UInt16(columns), 24), environment: Self.often)
      try terminal.expect("› ")
      #expect(try counter.run("urgent \(number) --off\nurgent \(number)\n", ["--keep-going"], as: counter.supervisor).answers != "")
      try terminal.expect("Urgent in ")
      let rest = Screen(try terminal.expect("› ")).lines
      #expect(rest.dropLast().allSatisfy { $0.count <= columns }, "\(rest)")
      #expect((rest.first?.count ?? columns) + "Urgent in ".count <= columns, "\(rest)")
      terminals.append(rest.count)
      #expect(try terminal.leave() == .exited(0))
    }
    #expect(terminals.contains { $0 > 2 }, "\(terminals)")
  }

  @Test func aCaseThatSomebodyTookLeavesTheHand() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let colleague = try counter.colleague()
    var terminal = try counter.sit(environment: Self.often)
    try terminal.expect("› ")
    terminal.type("open \(number)\n")
    try terminal.expect("accounts · ")
    try counter.database.advanceClock(by: "16 minutes")
    #expect(try counter.run("open \(number)\n", as: colleague).status == .exited(0))
    try terminal.expect("Case \(number) is not yours any more: \(colleague) has it.")
    try terminal.expect("\(counter.agent) › ")
    terminal.type("approve\n")
    try terminal.expect("you have no case in hand")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select count(*) from core.decision") == "0")
  }

  @Test func aQueueThatWasEmptyIsToldWhenItIsNot() throws {
    let counter = try Counter()
    var terminal = try counter.sit(environment: Self.often)
    try terminal.expect("› ")
    terminal.type("next accounts\n")
    try terminal.expect("Nothing left to take")
    let number = try counter.account().number
    try terminal.expect("Something to take again in \"")
    #expect(try counter.run("open \(number)\n", as: counter.colleague()).status == .exited(0))
    try terminal.expect("Nothing left to take, again.")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func envelopesAreNotSpokenBetween() throws {
    let counter = try Counter()
    let number = try counter.account().number
    var terminal = try counter.sit(environment: Self.often)
    try terminal.expect("› ")
    terminal.type("receive\n")
    try terminal.expect("receiving · 0 › ")
    #expect(try counter.run("assign \(number) \(counter.agent)\n", as: counter.supervisor).status == .exited(0))
    for envelope in ["NOPE1", "NOPE2"] {
      terminal.type("\(envelope)\n")
      let answer = try terminal.expect("\(envelope) not recorded")
      #expect(!answer.contains("gives you"))
    }
    terminal.type(" \n")
    try terminal.expect("Done: ")
    try terminal.expect("gives you a case")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aServerThatAnswersAgainIsTold() throws {
    let counter = try Counter(accounts: 1)
    var terminal = try counter.sit(environment: Self.often)
    try terminal.expect("› ")
    try counter.value("select pg_terminate_backend(pid) from pg_stat_activity where usename = $1", [.text(counter.agent)])
    try terminal.expect("Connection lost")
    try terminal.expect("disconnected · ")
    terminal.type("queu")
    try terminal.expect("The server answers again: the next command connects.")
    let prompt = try terminal.expect("› queu")
    #expect(!prompt.contains("disconnected"))
    terminal.type("es\n")
    try terminal.expect("accounts")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func noticesAreSettable() throws {
    let counter = try Counter()
    let number = try counter.account().number
    var terminal = try counter.sit(environment: Self.often)
    try terminal.expect("› ")
    terminal.type("set notices off\n")
    try terminal.expect("notices off")
    #expect(try counter.run("assign \(number) \(counter.agent)\n", as: counter.supervisor).status == .exited(0))
    terminal.type("paramétrer avis\n")
    let off = try terminal.expect("notices off")
    #expect(!off.contains("gives you"))
    terminal.type("set notices 1s\n")
    try terminal.expect("gives you a case")
    terminal.type("set notices sometimes\n")
    try terminal.expect("does not fit")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }
}
