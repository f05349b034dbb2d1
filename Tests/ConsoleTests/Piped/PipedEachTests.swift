import Casework
import Postgres
import TestSupport
import Testing

/// One thing done to many cases.
@Suite struct PipedEachTests {
  private func states(_ counter: Counter) throws -> String? {
    try counter.value("select string_agg(state, ' ' order by id) from core.desk_case")
  }

  @Test func cleanAccountsAreApprovedAndTheOthersLeft() throws {
    let counter = try Counter()
    let clean = try counter.account(lastName: "DURAND", licence: "980529101299").number
    let doubtful = try counter.account(lastName: "PETIT", licence: "13AA00001", email: "petit@example.org").number
    let run = try counter.run("each accounts --clean do approve seen in bulk\n")
    #expect(run.errors == "" && run.status == .exited(0))
    #expect(run.answers == "\(clean) DURAND: approved\n1 done, 0 passed over, 0 refused.\n", "\(run.answers)")
    #expect(try states(counter) == "settled open")
    #expect(try counter.value("select d.comment from core.decision_detail d") == "seen in bulk")
    // Whoever is passed over is not even taken.
    #expect(try counter.value("select count(*) from core.case_event where kind = 'claimed'") == "1")
    let french = try counter.run("chaque comptes faire valider\n", lang: "fr")
    #expect(french.answers == "\(doubtful) PETIT : validé\n1 fait, 0 laissé, 0 refusé.\n", "\(french.answers) \(french.errors)")
  }

  @Test func whatIsHeldIsLeftAndTheLimitCountsWhatIsDone() throws {
    let counter = try Counter()
    let supervisor = try counter.supervisor
    let numbers = try (0..<4).map {
      try counter.account(lastName: "NOM\($0)", licence: "98052910129\($0)", email: "n\($0)@example.org").number
    }
    #expect(try counter.run("open \(numbers[0])\n", as: supervisor).status == .exited(0))
    let run = try counter.run("each accounts --limit 2 do approve\n")
    #expect(
      run.answers.hasPrefix("\(numbers[0]) NOM0: passed over, \(supervisor) holds it\n\(numbers[1]) NOM1: approved\n"), "\(run.answers)")
    #expect(run.answers.hasSuffix("2 done, 1 passed over, 0 refused.\n"))
    #expect(try states(counter) == "open settled settled open")
    #expect(try counter.value("select count(*) from core.hold") == "1")
  }

  @Test func oneRemarkIsFlaggedAndSentBack() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let run = try counter.run("each accounts do return phone invalid_format one digit too few\n")
    #expect(run.errors == "" && run.answers.hasPrefix("\(number) DURAND: returned\n"), "\(run.answers)\(run.errors)")
    #expect(
      try counter.value("select item || ' ' || reason || ' ' || comment from core.requested_item")
        == "phone invalid_format one digit too few")
    #expect(try counter.run("each accounts do remind\n").answers.hasSuffix("1 refused.\n"))
    try counter.database.advanceClock(by: "3 minutes")
    let reminded = try counter.run("each accounts do remind\n")
    #expect(reminded.answers == "\(number) DURAND: reminded, by e-mail\n1 done, 0 passed over, 0 refused.\n", "\(reminded.errors)")
  }

  @Test func whatSomebodyHasDraftedIsNeitherApprovedNorSentBack() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let other = try counter.account(lastName: "PETIT", licence: "980529101299", email: "petit@example.org").number
    #expect(try counter.run("open \(number)\nflag email spelling\nrelease\n", as: try counter.colleague()).status == .exited(0))
    let said = "\(number) DURAND: passed over, flags are drafted on it\n"
    let run = try counter.run("each accounts do approve\n")
    #expect(run.answers == said + "\(other) PETIT: approved\n1 done, 1 passed over, 0 refused.\n", "\(run.answers)\(run.errors)")
    #expect(try counter.run("each accounts do return phone missing\n").answers == said + "0 done, 1 passed over, 0 refused.\n")
    #expect(try states(counter) == "open settled")
  }

  @Test func theFirstRefusalEndsItAndGivesUpWhatWasTaken() throws {
    let counter = try Counter()
    for index in 0..<3 { _ = try counter.account(lastName: "NOM\(index)", licence: "98052910129\(index)", email: "n\(index)@example.org") }
    let run = try counter.run("each accounts do return photo blurred\n")
    #expect(run.status == .exited(3) && run.errors.contains("(PU0"), "\(run.errors)")
    #expect(run.answers.hasSuffix("0 done, 0 passed over, 1 refused.\n"), "\(run.answers)")
    #expect(try counter.value("select count(*) from core.hold") == "0")
    let going = try counter.run("each accounts do return photo blurred\n", ["--keep-going"])
    #expect(going.status == .exited(6) && going.answers.hasSuffix("0 done, 0 passed over, 3 refused.\n"), "\(going.answers)")
    #expect(try states(counter) == "open open open")
  }

  @Test func supervisorsHandOver() throws {
    let counter = try Counter()
    let supervisor = try counter.supervisor
    let number = try counter.account().number
    let agent = try counter.run("each accounts do assign \(supervisor)\n")
    #expect(agent.status == .exited(4), "\(agent.errors)")
    let run = try counter.run("each accounts do assign \(counter.agent)\neach accounts do urgent\n", as: supervisor)
    #expect(run.answers.hasPrefix("\(number) DURAND: assigned\n"), "\(run.answers)\(run.errors)")
    #expect(try counter.value("select reserved_for || urgent from core.desk_case") == "\(counter.agent)true")
  }

  @Test func whatCannotBeDoneToEachIsRefusedBeforeAnything() throws {
    let counter = try Counter()
    _ = try counter.account()
    for (line, message) in [
      ("each accounts approve", "\"do\" and what is done to each case are missing"),
      ("each --clean do approve", "QUEUE is missing"),
      ("each documents do approve", "only accounts are approved in bulk"),
      ("each accounts do flag phone invalid_format", "\"flag\" is not done to each case"),
      ("each accounts do close duplicate", "\"close\" is not done to each case"),
      ("each accounts --cleen do approve", "\"list\" has no option --cleen"),
    ] {
      let run = try counter.run(line + "\n")
      #expect(run.status != .exited(0) && run.errors.contains(message), "\(line): \(run.errors)")
    }
    #expect(try states(counter) == "open")
  }

  @Test func programsGetARowForEach() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let run = try counter.run("each accounts do approve\n", ["--format", "jsonl"])
    #expect(run.output.contains("\"case\":\(number.filter(\.isNumber))") && run.output.contains("\"status\":\"done\""), "\(run.output)")
  }
}
