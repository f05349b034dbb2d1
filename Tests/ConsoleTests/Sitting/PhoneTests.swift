import Desk
import Foundation
import Postgres
import TestSupport
import Testing

/// A driver on the telephone: found, looked at, written to, without his number being typed again; and never a stranger in his place.
@Suite struct PhoneTests {
  private func emails(_ counter: Counter) throws -> String? {
    try counter.value("select string_agg(email, ' ' order by driver_id) from core.account")
  }

  @Test func whatTheSheetProposesWorksAsShown() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account(lastName: "QUIMPERLE", licence: "980529101299")
    #expect(try counter.run("open \(number)\napprove\n").status == .exited(0))
    try counter.database.advanceClock(by: "3 minutes")
    let training = try counter.training(licence: "980529101299", lastName: "KIMPERLE", firstNames: "Zoé")
    var terminal = try counter.sit(lang: "fr", size: (120, 30))
    try terminal.expect("› ")
    terminal.type("noter rappelé\n")
    try terminal.expect("vous n'avez pas de dossier en main")
    try terminal.expect("› ")
    terminal.type("chercher quimprele zoe\n")
    // Nearly called so: to be chosen.
    try terminal.expect("prend la ligne 1")
    try terminal.expect("› ")
    terminal.type("conducteur 1\n")
    let sheet = try terminal.expect("coordonnées courriel ADRESSE")
    #expect(sheet.contains("rattacher \(training) POURQUOI") && !sheet.contains("rattacher \(training) \(driver)"), "\(sheet)")
    try terminal.expect("› ")
    terminal.type("renvoyer mot-de-passe\n")
    try terminal.expect("→ conducteur \(driver) (QUIMPERLE Zoé)")
    try terminal.expect("Message de mot de passe (conducteur \(driver), QUIMPERLE Zoé)")
    try terminal.expect("› ")
    // The only one that could be his.
    terminal.type("rattacher \t")
    try terminal.expect("rattacher \(training)")
    terminal.type(" nom mal écrit\n")
    try terminal.expect("Formation \(training) rattachée au conducteur \(driver)")
    try terminal.expect("› ")
    terminal.type("coordonnées courriel zoe@example.net\n")
    try terminal.expect("Corrigé pour le conducteur \(driver) (QUIMPERLE Zoé)")
    try terminal.expect("› ")
    terminal.type("noter rappelée, c'est réglé\n")
    try terminal.expect("Noté sur le conducteur \(driver)")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    #expect(try emails(counter) == "zoe@example.net")
  }

  @Test func whatIsPossibleForADriverIsWhatHisAccountAllows() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account()
    func possibilities() throws -> String {
      var terminal = try counter.sit(lang: "fr", size: (100, 30))
      try terminal.expect("› ")
      terminal.type("conducteur \(driver)\n")
      try terminal.expect("› ")
      terminal.type("?\n")
      let shown = try terminal.expect("reprendre le travail des files")
      try terminal.expect("› ")
      #expect(try terminal.leave() == .exited(0))
      return shown
    }
    #expect(try !possibilities().contains("renvoyer"))
    #expect(try counter.run("open \(number)\napprove\n").status == .exited(0))
    // Until it takes effect he cannot enter it, whatever agents know.
    #expect(try !possibilities().contains("renvoyer mot-de-passe"))
    let sheet = try counter.run("driver \(driver)\n").output
    #expect(sheet.contains("active (not shown to him yet)") && !sheet.contains("resend password"), "\(sheet)")
    try counter.database.advanceClock(by: "3 minutes")
    let active = try possibilities()
    #expect(active.contains("renvoyer mot-de-passe \(driver)") && !active.contains("renvoyer facture"), "\(active)")
  }

  @Test func aNumberAtTheHeadOfANoteIsAskedAbout() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account()
    let other = try counter.account(lastName: "PETIT").driver
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("driver \(driver)\n")
    try terminal.expect("› ")
    terminal.type("note \(other) called back\n")
    try terminal.expect("a driver, or the beginning of the note?")
    try terminal.expect("note driver:\(other) TEXT")
    try terminal.expect("› ")
    terminal.type("note -- \(other) called back\n")
    try terminal.expect("Noted on driver \(driver) (DURAND Zoé): \(other) called back")
    try terminal.expect("› ")
    // What is possible is about whom one looks at, whatever is in hand.
    terminal.type("open \(number)\n")
    try terminal.expect("› ")
    terminal.type("driver \(other)\n")
    try terminal.expect("› ")
    terminal.type("?\n")
    try terminal.expect("note driver:\(other) TEXT")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aRowOfTheLastSearchIsTakenByItsNumber() throws {
    let counter = try Counter()
    _ = try counter.account(lastName: "PETIT", firstNames: "Anne")
    let second = try counter.account(lastName: "PETIT", firstNames: "Zoé").driver
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("driver 2\n")
    try terminal.expect("\"2\": no search was shown last")
    try terminal.expect("› ")
    terminal.type("search petit\n")
    try terminal.expect("2 answers")
    try terminal.expect("\"driver 1\" takes row 1")
    try terminal.expect("› ")
    terminal.type("contact 2 email zoe@example.net\n")
    try terminal.expect("Corrected for driver \(second) (PETIT Zoé)")
    try terminal.expect("› ")
    terminal.type("driver 2\n")
    try terminal.expect("Driver \(second) · PETIT Zoé")
    try terminal.expect("› ")
    terminal.type("driver 3\n")
    try terminal.expect("the last search has no row 3")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test(arguments: ["resend password", "contact email x@example.net", "note called back", "attach 1001"])
  func nothingIsWrittenOnAStranger(_ line: String) throws {
    let counter = try Counter()
    let (held, number) = try counter.account(lastName: "PETIT")
    let other = try counter.account(lastName: "QUIMPERLE").driver
    var terminal = try counter.sit(size: (120, 30))
    try terminal.expect("› ")
    terminal.type("open \(number)\n")
    try terminal.expect("· \(number) ·")
    terminal.type("search quimperle\n")
    try terminal.expect("in your hands is another's")
    try terminal.expect("› ")
    let before = try counter.traces()
    terminal.type("\(line)\n")
    try terminal.expect("driver \(other) (QUIMPERLE Zoé), or driver \(held), whose case \(number) you hold?")
    try terminal.expect("› ")
    #expect(
      try counter.traces() == before && counter.value("select count(*) from core.case_event where kind in ('note', 'contact')") == "0")
    // Whom she is about, under his number, and how to come back.
    terminal.type("driver\n")
    try terminal.expect("Driver \(other)")
    try terminal.expect("contact \(other) email ADDRESS · show: goes back to case \(number)")
    try terminal.expect("› ")
    terminal.type("show\n")
    try terminal.expect("· \(number) ·")
    try terminal.expect("› ")
    terminal.type("driver\n")
    try terminal.expect("Driver \(held)")
    try terminal.expect("› ")
    terminal.type("note seen\n")
    try terminal.expect("Noted on \(number)")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aScriptNamesWhomItMeans() throws {
    let counter = try Counter()
    let driver = try counter.account(lastName: "QUIMPERLE").driver
    for line in ["contact email x@example.net", "resend password", "attach 1001"] {
      let run = try counter.run("search quimperle\n\(line)\n")
      #expect(run.errors.contains("stdin:2: DRIVER is missing"), "\(line): \(run.errors)")
    }
    #expect(try counter.run("driver \(driver)\nnote called\n").errors.contains("stdin:2: you have no case in hand"))
    #expect(try counter.value("select count(*) from core.case_event where kind in ('note', 'contact')") == "0")
  }

  @Test func aScreenfulAndHowManyThereAreBesides() throws {
    let counter = try Counter()
    for index in 0..<30 { _ = try counter.account(lastName: "PETIT", firstNames: "Paul \(index)") }
    for lang in ["fr", "en"] {
      var terminal = try counter.sit(lang: lang)
      try terminal.expect("› ")
      terminal.type("search petit\n")
      let screen = Screen(try terminal.expect(" › "))
      #expect(screen.lines.count <= 24 && screen.width <= 80, "\(screen.lines.joined(separator: "\n"))")
      #expect(
        screen.lines.joined().replacing("\u{A0}", with: " ").contains(lang == "fr" ? "30 réponses · + 15 :" : "30 answers · + 15:"),
        "\(screen.lines.joined(separator: "\n"))")
      #expect(try terminal.leave() == .exited(0))
    }
    // Whoever has but a part of what was said is nobody to write to.
    _ = try counter.account(lastName: "QUIMPERLE")
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("search quimperle kowalczyk\n")
    try terminal.expect("takes row 1")
    try terminal.expect("› ")
    for line in ["note called back", "driver", "resend password"] {
      terminal.type("\(line)\n")
      try terminal.expect("which driver is it?")
      try terminal.expect("› ")
    }
    #expect(try terminal.leave() == .exited(0))
    let part = try counter.run("search petit kowalczyk\n")
    #expect(part.output.contains("Nobody has all of that. Without \"KOWALCZYK\":"))
  }

  @Test func firstWhatIsAwaitedInTheWordsThatHeWasSent() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account()
    #expect(try counter.run("open \(number)\nflag email spelling\nreturn\n").status == .exited(0))
    try counter.database.advanceClock(by: "3 minutes")
    let wording = try #require(
      try counter.value("select wording_fr from core.wording where reason = 'spelling' order by version desc limit 1"))
    func page(_ line: String, _ lang: String) throws -> String {
      try counter.run("\(line)\n", lang: lang).output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let french = try page("conducteur \(driver)", "fr")
    #expect(french.contains("« \(wording) »"), "\(french)")
    let (awaited, account) = (try #require(french.range(of: "Attendu")), try #require(french.range(of: "Compte")))
    #expect(awaited.lowerBound < account.lowerBound && french.contains("Dit en dernier"))
    // Who reads English sees what was sent, and what it means.
    let english = try #require(
      try counter.value("select wording_en from core.wording where reason = 'spelling' order by version desc limit 1"))
    let sheet = try page("driver \(driver)", "en")
    #expect(sheet.contains("« \(wording) »") && sheet.contains("\"\(english)\"") && sheet.contains("Last told"), "\(sheet)")
  }

  /// Three things asked for in one, on the smallest screen, with a history that would fill it.
  @Test func whatIsAwaitedIsShownWholeBeforeAnythingElseGivesWay() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account()
    #expect(
      try counter.run(
        "open \(number)\nflag email spelling\nflag last_name spelling\nflag phone invalid_format\nreturn\n"
          + (0..<12).map { "note driver:\(driver) 'call \($0)'\n" }.joined()
      ).status == .exited(0))
    try counter.database.advanceClock(by: "3 minutes")
    let wordings = try ["spelling", "invalid_format"].map { reason in
      try #require(try counter.value("select wording_fr from core.wording where reason = '\(reason)' order by version desc limit 1"))
    }
    for lang in ["fr", "en"] {
      var terminal = try counter.sit(lang: lang)
      try terminal.expect("› ")
      terminal.type("driver \(driver)\n")
      try terminal.expect("river")
      let screen = Screen(try terminal.expect(" › "))
      #expect(screen.lines.count <= 24 && screen.width <= 80, "\(screen.lines.joined(separator: "\n"))")
      let text = screen.lines.joined(separator: " ").replacing("\u{A0}", with: " ").split(separator: " ").joined(separator: " ")
      let awaited = text.components(separatedBy: lang == "fr" ? "Dit en dernier" : "Last told")[0]
      #expect(awaited.components(separatedBy: wordings[0]).count == 3 && awaited.contains(wordings[1]), "\(text)")
      #expect(!awaited.contains("(+") && awaited.components(separatedBy: number).count == 2, "\(awaited)")
      #expect(awaited.components(separatedBy: lang == "fr" ? "depuis" : "since").count == 2, "\(awaited)")
      #expect(try terminal.leave() == .exited(0))
    }
  }

  @Test func hisNotesByThemselves() throws {
    let counter = try Counter()
    let driver = try counter.account(lastName: "QUIMPERLE").driver
    #expect(try counter.run("note driver:\(driver) 'prefers mornings'\n").status == .exited(0))
    var terminal = try counter.sit(size: (120, 30))
    try terminal.expect("› ")
    terminal.type("search quimperle\n")
    try terminal.expect("You are about")
    try terminal.expect("› ")
    terminal.type("notes\n")
    try terminal.expect("prefers mornings")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func whatTheScreenDoesNotHoldIsCounted() throws {
    let counter = try Counter()
    let driver = try counter.account().driver
    #expect(try counter.run((0..<40).map { "note driver:\(driver) 'call \($0)'\n" }.joined()).status == .exited(0))
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("driver \(driver)\n")
    try terminal.expect(": driver --all")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aReminderIsOfTheCaseThatWasShownLast() throws {
    let counter = try Counter()
    let cards = [try counter.sentCard(), try counter.sentCard()]
    #expect(try counter.run("undelivered n02\n\(cards[0].barcode)\n\(cards[1].barcode)\n").status == .exited(0))
    try counter.database.advanceClock(by: "3 minutes")
    let numbers = try cards.map { try counter.returnCase($0) }
    var terminal = try counter.sit(size: (120, 40))
    func type(_ line: String) throws -> String {
      terminal.type("\(line)\n")
      try terminal.expect("\n")
      return try terminal.expect("› ")
    }
    try terminal.expect("› ")
    #expect(try type("remind").contains("which case is it?"))
    _ = try type("show \(numbers[0])")
    // A driver is nobody's case.
    _ = try type("driver \(cards[1].driver)")
    #expect(try type("remind").contains("which case is it?"))
    _ = try type("show \(numbers[0])")
    #expect(try type("why \(numbers[1])").contains("remind \(numbers[1])"))
    #expect(try type("remind").contains("Case \(numbers[1]): driver \(cards[1].driver) (DURAND Zoé) is reminded"))
    _ = try type("history \(numbers[0])")
    #expect(try type("remind").contains("Case \(numbers[0]): driver \(cards[0].driver) (DURAND Zoé) is reminded"))
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aTrainingSaysWhose() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let training = try #require(try counter.value("select id from core.training where driver_id = $1", [.int(card.driver)]))
    #expect(try counter.run("search training:\(training)\n").output.contains("\(card.driver)"))
    #expect(try counter.run("conducteur formation:\(training)\n", lang: "fr").output.contains("Conducteur \(card.driver)"))
  }

  @Test func tabNamesADriverBeforeAComment() throws {
    let counter = try Counter()
    let driver = try counter.account(lastName: "QUIMPERLE").driver
    var terminal = try counter.sit(lang: "fr", size: (120, 30))
    try terminal.expect("› ")
    terminal.type("conducteur \(driver)\n")
    try terminal.expect("› ")
    terminal.type("rattacher 1007 \t")
    try terminal.expect("rattacher 1007 conducteur:\(driver)")
    terminal.type("\u{15}")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aNoteBehindARoundIsNotOfTheCallerBefore() throws {
    let counter = try Counter()
    let driver = try counter.account(lastName: "QUIMPERLE").driver
    var terminal = try counter.sit(size: (120, 30))
    try terminal.expect("› ")
    for round in ["receive\n\u{4}", "receive NOPE12345\n"] {
      terminal.type("driver \(driver)\n")
      try terminal.expect("Driver \(driver)")
      try terminal.expect("› ")
      terminal.type(round)
      if round.hasSuffix("\u{4}") { try terminal.expect("Done: ") }
      try terminal.expect("› ")
      guard round.hasSuffix("\u{4}") else { continue }
      terminal.type("note called back\n")
      try terminal.expect("you have no case in hand")
      try terminal.expect("› ")
    }
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select count(*) from core.case_event where kind = 'note'") == "0")
  }

  @Test func aLongNoteIsShownByItsBeginning() throws {
    let counter = try Counter()
    let driver = try counter.account().driver
    #expect(try counter.run("note driver:\(driver) '\(String(repeating: "long story ", count: 150))'\n").status == .exited(0))
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("driver \(driver)\n")
    try terminal.expect("gives it whole)")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }
}
