import Postgres
import TestSupport
import Testing

/// At a terminal, what could be done all the same is asked; only a yes does it.
@Suite struct QuestionTests {
  @Test(arguments: ["n", "non", "moi"])
  func onlyAYesInsists(_ answer: String) throws {
    let counter = try Counter()
    let (driver, _) = try counter.account(email: "first@example.org")
    let (other, _) = try counter.account(email: "other@example.org")
    try counter.run("next accounts\napprove\nnext accounts\napprove\n").expectDone()
    try counter.database.advanceClock(by: "1 hour")
    var terminal = try counter.sit(lang: "fr")
    try terminal.expect("› ")
    terminal.type("coordonnées \(driver) courriel other@example.org\n")
    try terminal.expect("Insister")
    try terminal.expect("› ")
    terminal.type(answer + "\n")
    if answer != "moi" { try terminal.expect("Rien n'a été fait.") }
    try terminal.expect("› ")
    // It is too late then.
    terminal.type("oui\n")
    try terminal.expect("commande inconnue")
    try terminal.expect("› ")
    #expect(try counter.value("select email from core.account where driver_id = $1", [.int(driver)]) == "first@example.org")
    terminal.type("coordonnées \(driver) courriel other@example.org\n")
    try terminal.expect("Insister")
    try terminal.expect("› ")
    terminal.type("oui\n")
    try terminal.expect("› ")
    #expect(try counter.value("select email from core.account where driver_id = $1", [.int(driver)]) == "other@example.org")
    #expect(other != driver)
    #expect(try terminal.leave() == .exited(0))
  }

  /// What stopped a paste is said, not asked: a yes typed then answers something else.
  @Test func nothingIsOfferedWhereAPasteStops() throws {
    let counter = try Counter()
    let (driver, _) = try counter.account(email: "first@example.org")
    try counter.account(email: "other@example.org")
    try counter.run("next accounts\napprove\nnext accounts\napprove\n").expectDone()
    try counter.database.advanceClock(by: "1 hour")
    var terminal = try counter.sit(lang: "fr")
    try terminal.expect("› ")
    terminal.type("\u{1B}[200~coordonnées \(driver) courriel other@example.org\nfiles\n\u{1B}[201~")
    try terminal.expect("2 lignes")
    terminal.type("oui\n")
    try terminal.expect("1 sur 2")
    try terminal.expect("› ")
    terminal.type("oui\n")
    try terminal.expect("commande inconnue")
    try terminal.expect("› ")
    #expect(try counter.value("select email from core.account where driver_id = $1", [.int(driver)]) == "first@example.org")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func theDecisionBeforeIsOfferedToBeUndone() throws {
    let counter = try Counter()
    let (first, second) = (try counter.account().number, try counter.account().number)
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("open \(first)\n")
    try terminal.expect("· \(first) ·")
    try terminal.expect("› ")
    terminal.type("approve\n")
    try terminal.expect("approved")
    try terminal.expect("› ")
    terminal.type("open \(second)\n")
    try terminal.expect("· \(second) ·")
    try terminal.expect("› ")
    terminal.type("flag phone invalid_format\n")
    try terminal.expect("› ")
    terminal.type("undo\n")
    try terminal.expect("Undo \(first)? \"yes\" does it.")
    try terminal.expect("› ")
    #expect(
      try counter.value("select state from core.desk_case where id = $1::bigint", [.text(first.replacing("-", with: ""))]) == "settled")
    terminal.type("y\n")
    try terminal.expect("› ")
    #expect(try counter.value("select state from core.desk_case where id = $1::bigint", [.text(first.replacing("-", with: ""))]) == "open")
    #expect(try counter.value("select count(*) from core.flag") == "1")
    #expect(try terminal.leave() == .exited(0))
  }

  /// A script is not asked: it is refused, with the way to insist.
  @Test func nobodyIsAskedWhereNobodySits() throws {
    let counter = try Counter()
    let (driver, _) = try counter.account(email: "first@example.org")
    try counter.account(email: "other@example.org")
    try counter.run("next accounts\napprove\nnext accounts\napprove\n").expectDone()
    try counter.database.advanceClock(by: "1 hour")
    let run = try counter.run("contact \(driver) email other@example.org\n")
    #expect(run.status == .exited(3))
    #expect(run.errors.contains("--insist") && !run.output.contains("yes"))
  }
}

extension ProgramRun {
  fileprivate func expectDone() { #expect(status == .exited(0), "\(errors)") }
}
