import Desk
import Foundation
import Postgres
import TestSupport
import Testing

/// Nothing is written on somebody whom a line does not mean: rows stand for what was shown last, and nobody is meant for longer than he is
/// looked at.
@Suite struct StrangerTests {
  private static let often = ["PUPITRE_NOTICES": "1s", "TERM": "xterm", "NO_COLOR": "1"]

  /// How much was written on drivers.
  private func written(_ counter: Counter) throws -> String? {
    try counter.value(
      "select concat((select count(*) from core.case_event where kind = 'note'), '/', (select string_agg(email, ' ' order by email) from core.account))"
    )
  }

  @Test func aScriptKnowsNoRowsOfASearch() throws {
    let counter = try Counter()
    for first in ["Anne", "Zoé"] { _ = try counter.account(lastName: "PETIT", firstNames: first) }
    let before = try written(counter)
    let messages = try counter.value("select count(*) from core.notification")
    for line in ["contact 2 email x@example.net", "resend password 1", "attach 1042 2", "driver 2"] {
      let run = try counter.run("search petit\n\(line)\n")
      #expect(run.errors.contains("a row of the last search is understood at a terminal alone"), "\(line): \(run.errors)")
      #expect(run.status != .exited(0))
    }
    #expect(try written(counter) == before && counter.value("select count(*) from core.notification") == messages)
  }

  @Test func aCommentThatBeginsWithANumberIsAComment() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account(lastName: "PETIT", firstNames: "Anne", licence: "980529101299")
    let other = try counter.account(lastName: "PETIT", firstNames: "Zoé").driver
    #expect(try counter.run("open \(number)\napprove\n").status == .exited(0))
    try counter.database.advanceClock(by: "3 minutes")
    let training = try counter.training(licence: "980529101299", lastName: "PETTI", firstNames: "Anne")
    var terminal = try counter.sit(lang: "fr", size: (120, 30))
    try terminal.expect("› ")
    terminal.type("chercher petit\n")
    try terminal.expect("2 réponses")
    try terminal.expect("› ")
    terminal.type("conducteur \(driver)\n")
    try terminal.expect("› ")
    // A number that may be a driver's is for whoever typed it to say.
    terminal.type("rattacher \(training) \(other) lettres inversées\n")
    try terminal.expect("un conducteur, ou un commentaire")
    try terminal.expect("› ")
    #expect(try counter.value("select count(*) from core.training where driver_id is not null") == "0")
    terminal.type("rattacher \(training) 2 lettres inversées\n")
    try terminal.expect("Formation \(training) rattachée au conducteur \(driver)")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select driver_id from core.training where id = \(training)") == "\(driver)")
  }

  @Test func oneTableAtATimeHasRows() throws {
    let counter = try Counter()
    let numbers = try ["Anne", "Zoé"].map { try counter.account(lastName: "PETIT", firstNames: $0).number }
    var terminal = try counter.sit(as: counter.supervisor)
    try terminal.expect("› ")
    terminal.type("list accounts\n")
    try terminal.expect(numbers[1])
    try terminal.expect("› ")
    terminal.type("search petit\n")
    try terminal.expect("2 answers")
    try terminal.expect("› ")
    for line in ["open 2", "urgent 2", "assign 2 \(counter.agent)", "remind 2"] {
      terminal.type("\(line)\n")
      try terminal.expect("no list was shown last")
      try terminal.expect("› ")
    }
    terminal.type("list accounts\n")
    try terminal.expect(numbers[1])
    try terminal.expect("› ")
    terminal.type("contact 2 email x@example.net\n")
    try terminal.expect("no search was shown last")
    try terminal.expect("› ")
    // What ends a case, or reverses what was decided, names it.
    for line in ["close 2 duplicate", "overturn 2 because"] {
      terminal.type("\(line)\n")
      try terminal.expect("\"2\"")
      try terminal.expect("› ")
    }
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select count(*) from core.decision") == "0" && counter.value("select count(*) from core.hold") == "0")
    #expect(try written(counter)?.contains("x@example.net") == false)
  }

  @Test(arguments: ["approve", "release", "skip", "escalate why"])
  func nobodyIsMeantOnceTheCaseIsOutOfHand(_ line: String) throws {
    let counter = try Counter()
    let number = try counter.account(lastName: "PETIT").number
    let other = try counter.account(lastName: "QUIMPERLE").number
    var terminal = try counter.sit(size: (120, 30))
    try terminal.expect("› ")
    terminal.type("open \(number)\n")
    try terminal.expect("· \(number) ·")
    terminal.type("search quimperle\n")
    try terminal.expect("in your hands is another's")
    try terminal.expect("› ")
    terminal.type("\(line)\n")
    try terminal.expect(number)
    try terminal.expect("› ")
    terminal.type("note called back\n")
    // Skipping took the next case.
    try terminal.expect(line == "skip" ? "Noted on \(other)" : "you have no case in hand")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select count(*) from core.case_event where kind = 'note'") == (line == "skip" ? "1" : "0"))
  }

  @Test func nobodyIsMeantOnceSomebodyElseTookTheCase() throws {
    let counter = try Counter()
    let number = try counter.account(lastName: "PETIT").number
    _ = try counter.account(lastName: "QUIMPERLE")
    var terminal = try counter.sit(size: (120, 30), environment: Self.often)
    try terminal.expect("› ")
    terminal.type("open \(number)\n")
    try terminal.expect("accounts · ")
    terminal.type("search quimperle\n")
    try terminal.expect("in your hands is another's")
    try terminal.expect("› ")
    terminal.type("note seen with")
    try terminal.expect("note seen with")
    try counter.database.advanceClock(by: "16 minutes")
    #expect(try counter.run("open \(number)\n", as: counter.colleague()).status == .exited(0))
    try terminal.expect("is not yours any more")
    try terminal.expect("note seen with")
    terminal.type(" the licence\n")
    try terminal.expect("you have no case in hand")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select count(*) from core.case_event where kind = 'note'") == "0")
  }

  @Test func aCaseThatIsShownEndsWhatIsAboutADriver() throws {
    let counter = try Counter()
    let driver = try counter.account(lastName: "PETIT").driver
    let number = try counter.account(lastName: "QUIMPERLE").number
    var terminal = try counter.sit(size: (120, 30))
    try terminal.expect("› ")
    terminal.type("driver \(driver)\n")
    try terminal.expect("Driver \(driver)")
    try terminal.expect("› ")
    terminal.type("show \(number)\n")
    try terminal.expect(number)
    try terminal.expect("› ")
    terminal.type("note called back\n")
    try terminal.expect("you have no case in hand")
    try terminal.expect("› ")
    // A search that does not say who it is ends it too.
    terminal.type("driver \(driver)\n")
    try terminal.expect("Driver \(driver)")
    try terminal.expect("› ")
    terminal.type("search nobodyofthatname\n")
    try terminal.expect("› ")
    terminal.type("note called back\n")
    try terminal.expect("you have no case in hand")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select count(*) from core.case_event where kind = 'note'") == "0")
  }

  @Test func whomAScriptFindsNobodyIsAbout() throws {
    let counter = try Counter()
    let driver = try counter.account(lastName: "QUIMPERLE").driver
    let file = FileManager.default.temporaryDirectory.appending(path: "search-\(UUID()).pupitre")
    try Data("playbook one\nsearch quimperle\ndriver \(driver)\nend\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var terminal = try counter.sit(size: (200, 60))
    try terminal.expect("› ")
    terminal.type("run \(file.path)\n")
    try terminal.expect("QUIMPERLE")
    try terminal.expect("› ")
    terminal.type("note called back\n")
    try terminal.expect("you have no case in hand")
    try terminal.expect("› ")
    terminal.type("driver 1\n")
    try terminal.expect("no search was shown last")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select count(*) from core.case_event where kind = 'note'") == "0")
  }

  @Test func whoIsCalledNearlySoIsARowToChoose() throws {
    let counter = try Counter()
    let driver = try counter.account(lastName: "QUIMPERLE").driver
    var terminal = try counter.sit(size: (120, 30))
    try terminal.expect("› ")
    for line in ["search quimprele", "driver quimprele"] {
      terminal.type("\(line)\n")
      let page = try terminal.expect("\"driver 1\" takes row 1")
      #expect(page.contains("one error") && !page.contains("You are about"), "\(page)")
      try terminal.expect("› ")
      terminal.type("note called back\n")
      try terminal.expect("which driver is it?")
      try terminal.expect("› ")
    }
    terminal.type("driver 1\n")
    try terminal.expect("Driver \(driver)")
    try terminal.expect("› ")
    terminal.type("note called back\n")
    try terminal.expect("Noted on driver \(driver)")
    try terminal.expect("› ")
    // By how the name begins it is he.
    terminal.type("search quimper\n")
    try terminal.expect("You are about driver \(driver)")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  /// A search that found several, while a case is in hand: whom a bare line is about, nobody knows.
  @Test func betweenSeveralNobodyIsMeant() throws {
    let counter = try Counter()
    for first in ["Anne", "Zoé"] { _ = try counter.account(lastName: "PETIT", firstNames: first) }
    let (own, number) = try counter.account(lastName: "QUIMPERLE")
    let before = try written(counter)
    let messages = try counter.value("select count(*) from core.notification")
    var terminal = try counter.sit(size: (120, 30))
    try terminal.expect("› ")
    terminal.type("open \(number)\nsearch petit\n")
    try terminal.expect("2 answers")
    try terminal.expect("› ")
    for line in ["contact email x@example.net", "resend password", "note called back"] {
      terminal.type("\(line)\n")
      try terminal.expect("who is meant: somebody of the search, or driver \(own)")
      try terminal.expect("› ")
    }
    #expect(try written(counter) == before && counter.value("select count(*) from core.notification") == messages)
    // Back at the case it is its driver again.
    terminal.type("show \(number)\n")
    try terminal.expect("QUIMPERLE")
    try terminal.expect("› ")
    terminal.type("note called back\n")
    try terminal.expect("Noted on \(number)")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func behindAColonANumberIsNoRow() throws {
    let counter = try Counter()
    for first in ["Anne", "Zoé"] { _ = try counter.account(lastName: "PETIT", firstNames: first) }
    let before = try written(counter)
    var terminal = try counter.sit(size: (120, 30))
    try terminal.expect("› ")
    terminal.type("search petit\n")
    try terminal.expect("2 answers")
    try terminal.expect("› ")
    for line in ["note driver:2 called back", "contact driver:2 email x@example.net", "driver driver:2", "show driver:2"] {
      terminal.type("\(line)\n")
      try terminal.expect("✗ ")
      try terminal.expect("› ")
    }
    #expect(try terminal.leave() == .exited(0))
    #expect(try written(counter) == before)
  }
}
