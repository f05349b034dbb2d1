import Postgres
import TestSupport
import Testing

/// Rows of the last list, and a case alone, as somebody at a terminal names them.
@Suite struct RowTests {
  @Test func aRowOfTheLastListNamesItsCase() throws {
    let counter = try Counter()
    let numbers = try (0..<3).map { _ in try counter.account().number }
    var terminal = try counter.sit(as: counter.supervisor)
    try terminal.expect("› ")
    terminal.type("open 2\n")
    try terminal.expect("\"2\": no list was shown")
    try terminal.expect("› ")
    terminal.type("list accounts\n")
    let list = try terminal.expect("› ")
    #expect(list.contains("#") && list.contains("3  \(numbers[2])"), "\(list)")
    terminal.type("open \t\t")
    let rows = try terminal.expect("3")
    #expect(rows.contains("\(numbers[0]) · accounts"), "\(rows)")
    terminal.type("2\n")
    try terminal.expect("· \(numbers[1]) · ")
    try terminal.expect("› ")
    terminal.type("release\n")
    try terminal.expect("released")
    terminal.type("why 3\n")
    try terminal.expect(numbers[2])
    terminal.type("show 1\n")
    try terminal.expect("\(numbers[0]) · accounts")
    terminal.type("assign 1 \(counter.agent)\n")
    try terminal.expect("Case \(numbers[0]) assigned to \(counter.agent)")
    terminal.type("open 4\n")
    try terminal.expect("the last list has no row 4: 3 rows")
    // A case alone is shown.
    terminal.type("\(numbers[2])\n")
    try terminal.expect("\(numbers[2]) · accounts")
    terminal.type("1001-1\n")
    try terminal.expect("a digit is wrong")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func programsAndScriptsKnowNoRows() throws {
    let counter = try Counter(accounts: 2)
    let run = try counter.run("list\nopen 1\n1001-9\n", ["--keep-going", "--format", "csv"])
    #expect(run.output.hasPrefix("case,"))
    #expect(
      run.errors.contains(
        "stdin:2: \"1\": a row of the last list is understood at a terminal alone\n  Write the number of the case: 1234-5.\n"))
    #expect(run.errors.contains("stdin:3: \"1001-9\" is a case, not a command\n"))
    #expect(try counter.value("select count(*) from core.hold") == "0")
    // A list in another format has no numbers to be named by.
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("list\nset format csv\nlist\n")
    try terminal.expect("case,queue,")
    terminal.type("open 1\n")
    try terminal.expect("no list was shown")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func nextTakesTheFirstThatPasses() throws {
    let counter = try Counter()
    let numbers = try (0..<3).map { _ in try counter.account().number }
    #expect(try counter.run("next --overdue\n").output == "Nothing left to take that passes these filters.\n")
    try counter.database.advanceClock(by: "25 hours")
    let late = try counter.account().number
    #expect(try counter.run("urgent \(late)\n", as: counter.supervisor).status == .exited(0))
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("next accounts --overdue\n")
    try terminal.expect(counter.prompt() + "accounts · \(numbers[0])")
    terminal.type("escalate why\n")
    try terminal.expect("Enter: next case, same filters.")
    // Enter goes on with the same filters.
    terminal.type("\n")
    try terminal.expect(counter.prompt() + "accounts · \(numbers[1])")
    // So does skip.
    terminal.type("skip\n")
    try terminal.expect(counter.prompt() + "accounts · \(numbers[2])")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }
}
