import Foundation
import Postgres
import TestSupport
import Testing

/// What is asked before a driver pays for his card, or something is printed on it that nothing else says.
@Suite struct QualityQuestionTests {
  /// Nobody pays for a card that nobody has read, unless it is insisted on.
  @Test func whoeverMakesADriverPayForAnUnreadCardIsAsked() throws {
    let counter = try Counter()
    let (coupon, number, _) = try counter.claim(try counter.sentCard())
    #expect(try counter.run("receive \(coupon)\n").status == .exited(0))
    var terminal = try counter.sit(size: (120, 40))
    try terminal.expect("› ")
    terminal.type("open \(number)\nfinding last_name data_entry_error\n")
    try terminal.expect("attribute driver (Alt-0)")
    try terminal.expect("› ")
    for answer in ["no", "yes"] {
      #expect(try counter.value("select count(*) from core.decision where queue = 'quality'") == "0")
      terminal.type("attribute driver\n")
      try terminal.expect("he would pay, and not all of it was read")
      try terminal.expect("Insist")
      try terminal.expect("› ")
      terminal.type("\(answer)\n")
      try terminal.expect(answer == "yes" ? "attributed to the driver" : "Nothing was done.")
      try terminal.expect("› ")
    }
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select outcome from core.quality_claim") == "driver")
  }

  /// Nor for what speaks for him: it is asked, and said why.
  @Test func whoeverMakesADriverPayAgainstWhatWasReadIsAsked() throws {
    let counter = try Counter()
    let (coupon, number, _) = try counter.claim(try counter.sentCard(), #"{"last_name": "Durand"}"#)
    #expect(try counter.run("receive \(coupon)\n").status == .exited(0))
    var terminal = try counter.sit(size: (120, 40))
    try terminal.expect("› ")
    terminal.type("open \(number)\nread 1 ok\n")
    try terminal.expect("as ordered: DURAND")
    try terminal.expect("› ")
    terminal.type("finding last_name data_entry_error\n")
    try terminal.expect("attribute driver WHY (Alt-0)")
    try terminal.expect("› ")
    terminal.type("attribute driver he said so\n")
    try terminal.expect("what was read does not make it his fault")
    try terminal.expect("Insist")
    try terminal.expect("› ")
    terminal.type("no\n")
    try terminal.expect("Nothing was done.")
    try terminal.expect("› ")
    // A number is that of the page.
    terminal.type("unflag 1\nread 2\n")
    try terminal.expect("Finding removed from \(number): Last name")
    try terminal.expect("there is no remark 2")
    terminal.type("finding 1\n")
    try terminal.expect("No defect found")
    terminal.type("finding last_name data_entry_error\n")
    try terminal.expect("(instead of: No defect found")
    terminal.type("quit\n")
    #expect(try terminal.end().status == .exited(0))
    #expect(try counter.value("select count(*) from core.decision where queue = 'quality'") == "0")
    let unseen = try counter.run("open \(number)\nread 1\n")
    #expect(unseen.errors.contains("a script names"), "\(unseen.errors)")
    // A script is told.
    let run = try counter.run("open \(number)\nattribute driver\n")
    #expect(run.output.contains("He will pay, and what was read does not make it his fault: Last name.\n"), "\(run.output)")
  }

  /// What nothing in the case says is asked once before it is drafted for print.
  @Test func aValueThatNothingElseSaysIsAsked() throws {
    let counter = try Counter()
    let (coupon, number, _) = try counter.claim(try counter.sentCard())
    #expect(try counter.run("receive \(coupon)\n").status == .exited(0))
    var terminal = try counter.sit(lang: "fr", size: (120, 40))
    try terminal.expect("› ")
    terminal.type("ouvrir \(number)\nconstater nom erreur-perso --valeur Durant\n")
    try terminal.expect("imprimer")
    try terminal.expect("› ")
    for (answer, kept) in [("non", "Durant"), ("oui", "DURAMD")] {
      terminal.type("constater nom erreur-perso --valeur DURAMD\n")
      try terminal.expect("ni la source ne dit")
      try terminal.expect("› ")
      terminal.type("\(answer)\n")
      try terminal.expect(answer == "oui" ? "(au lieu de" : "Rien n'a été fait")
      try terminal.expect("› ")
      #expect(try counter.value("select value from core.finding") == kept)
    }
    terminal.type("quitter\n")
    #expect(try terminal.end().status == .exited(0))
  }
}
