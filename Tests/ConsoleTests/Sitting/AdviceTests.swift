import TestSupport
import Testing

/// The checks' advice is taken by its number, with Alt and a digit, and stands first under Tab.
@Suite struct AdviceTests {
  @Test func altAndADigitWriteTheAdviceAndAltZeroWhatComesNext() throws {
    let counter = try Counter()
    let number = try counter.account(licence: "13AA00001").number
    var terminal = try counter.sit(lang: "fr")
    try terminal.expect("› ")
    terminal.type("suivant\n")
    try terminal.expect("→ signaler 1 (Alt-0)")
    try terminal.expect("› ")
    // Nothing is advised under another number; the line stays as it is.
    terminal.type("\u{1B}7")
    try terminal.expect("\u{7}")
    terminal.type("\u{1B}1")
    try terminal.expect("signaler 1")
    #expect(try counter.value("select count(*) from core.flag") == "0")
    // What is written can be gone on with before Enter.
    terminal.type(" vu avec lui\n")
    try terminal.expect("Signalé sur \(number)")
    try terminal.expect("→ redemander")
    try terminal.expect("› ")
    #expect(
      try counter.value("select item || ' ' || reason || ' ' || comment from core.flag") == "licence_number title_number_used vu avec lui")
    terminal.type("\u{1B}0\n")
    try terminal.expect("redemander")
    try terminal.expect("Dossier \(number)")
    try terminal.expect("redemandé")
    terminal.type("quitter\n")
    #expect(try terminal.end().status == .exited(0))
    #expect(try counter.value("select action from core.decision") == "return")
  }

  @Test func aNumberIsThatOfThePageOfTheCaseInHand() throws {
    let counter = try Counter()
    let number = try counter.account(licence: "13AA00001").number
    let other = try counter.account(lastName: "PETIT", licence: "13AA00002").number
    var terminal = try counter.sit(lang: "fr")
    try terminal.expect("› ")
    terminal.type("ouvrir \(number)\n")
    try terminal.expect("(Alt-0)")
    terminal.type("signaler 9\n")
    try terminal.expect("il n'y a pas de remarque 9")
    terminal.type("constater 1\n")
    try terminal.expect("la remarque 1 propose autre chose")
    try terminal.expect("Tapez : signaler 1.".replacing(" :", with: "\u{A0}:"))
    // The page of a stranger's case is on the screen: its numbers are not those of the case in hand.
    terminal.type("afficher \(other)\n")
    try terminal.expect("\(other) · ")
    terminal.type("signaler 1\n")
    try terminal.expect("les remarques à l'écran ne sont pas celles du dossier en main, \(number)")
    terminal.type("afficher\n")
    try terminal.expect("(Alt-0)")
    terminal.type("signaler 1\n")
    try terminal.expect("Signalé sur \(number)")
    terminal.type("quitter\n")
    #expect(try terminal.end().status == .exited(0))
    #expect(try counter.value("select string_agg(case_id / 10 || '-' || case_id % 10, ',') from core.flag") == number)
  }

  @Test func whatCanBeTypedIsAboutTheCaseOnTheScreen() throws {
    let counter = try Counter()
    let (caller, first) = try counter.account(lastName: "PETIT", licence: "13AA00002")
    let second = try counter.account(licence: "13AA00001").number
    var terminal = try counter.sit(lang: "fr")
    try terminal.expect("› ")
    // Both are held, one is in hand: the page of the other says how to get there, and nothing that would settle the one.
    terminal.type("ouvrir \(first)\nouvrir \(second)\n")
    try terminal.expect("signaler 1 (Alt-0)")
    try terminal.expect("reste à vous")
    try terminal.expect("› ")
    terminal.type("afficher \(first)\n")
    let page = try terminal.expect("ouvrir \(first)")
    #expect(!page.contains("signaler 1 (Alt-0)"), "\(page)")
    try terminal.expect("› ")
    terminal.type("\u{1B}0")
    try terminal.expect("\u{7}")
    // Somebody else is looked at.
    terminal.type("afficher\n")
    try terminal.expect("signaler 1 (Alt-0)")
    try terminal.expect("› ")
    terminal.type("conducteur \(caller)\n")
    try terminal.expect("› ")
    terminal.type("\u{1B}0")
    try terminal.expect("\u{7}")
    // What was given up is not typed for.
    terminal.type("libérer \n")
    try terminal.expect("libéré")
    try terminal.expect("› ")
    terminal.type("files\n")
    try terminal.expect("› ")
    terminal.type("\u{1B}0")
    try terminal.expect("\u{7}")
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select count(*) from core.decision") == "0")
  }

  @Test func aSecondNumberIsNoComment() throws {
    let counter = try Counter()
    let number = try counter.account(licence: "13AA00001").number
    var terminal = try counter.sit(lang: "fr")
    try terminal.expect("› ")
    terminal.type("ouvrir \(number)\n")
    try terminal.expect("(Alt-0)")
    for line in ["signaler 1 2", "signaler 1 2 3", "signaler 1, 2"] {
      terminal.type("\(line)\n")
      try terminal.expect("✗ ")
      try terminal.expect("› ")
    }
    #expect(try counter.value("select count(*) from core.flag") == "0")
    // What a flag said before is said when another takes its place.
    terminal.type("signaler 1 -- 2 chiffres faux\n")
    try terminal.expect("2 chiffres faux")
    try terminal.expect("› ")
    terminal.type("signaler numero-permis faute-saisie\n")
    let replaced = try terminal.expect("2 chiffres faux)")
    #expect(replaced.contains("(au"), "\(replaced)")
    try terminal.expect("› ")
    terminal.type("\u{3}quitter\n")
    #expect(try terminal.end().status == .exited(0))
  }

  /// What only reads leaves to Enter what was promised of it.
  @Test func enterKeepsItsMeaningOverWhatReads() throws {
    let counter = try Counter()
    let number = try counter.application(pictures: true)
    _ = try counter.account(lastName: "PETIT")
    var terminal = try counter.sit(environment: ["TERM": "xterm-256color", "PUPITRE_PICTURES": "symbols"])
    try terminal.expect("› ")
    terminal.type("open \(number)\n")
    try terminal.expect("(Enter)")
    try terminal.expect("› ")
    for line in ["?", "why", "view photo", "compare", "help keyboard"] {
      terminal.type("\(line)\n")
      try terminal.expect("› ")
    }
    terminal.type("\n")
    try terminal.expect("Signature")
    try terminal.expect("› ")
    // After a decision it takes the next case, whatever was read meanwhile.
    terminal.type("approve --unseen\n")
    try terminal.expect("Enter: next case.")
    try terminal.expect("› ")
    terminal.type("queues\n\n")
    try terminal.expect("PETIT")
    try terminal.expect("› ")
    terminal.type("quit\n")
    #expect(try terminal.end().status == .exited(0))
  }

  @Test func aScriptNamesWhatItMeans() throws {
    let counter = try Counter()
    let number = try counter.account(licence: "13AA00001").number
    let run = try counter.run("open \(number)\nflag 1\n")
    #expect(run.status == .exited(1))
    #expect(run.errors.hasPrefix("stdin:2: the number of a remark is that of a screen: a script names the item and the reason\n"))
    #expect(try counter.value("select count(*) from core.flag") == "0")
  }

  @Test func whatIsProposedStandsFirstUnderTab() throws {
    let counter = try Counter()
    let number = try counter.account(licence: "13AA00001").number
    var terminal = try counter.sit(lang: "fr")
    try terminal.expect("› ")
    terminal.type("ouvrir \(number)\n")
    try terminal.expect("(Alt-0)")
    try terminal.expect("› ")
    terminal.type("signaler \t")
    // Before the other items, and its reason before the other reasons.
    let items = Screen(try terminal.expect("courriel")).lines.joined()
    #expect(items.contains("numero-permis"), "\(items)")
    terminal.type("numero-permis \t")
    let reasons = Screen(try terminal.expect("faute-saisie")).lines.joined()
    #expect(reasons.contains("numero-titre"), "\(reasons)")
    terminal.type("\u{3}quitter\n")
    #expect(try terminal.end().status == .exited(0))
  }

  @Test func whatAPageLeavesOutIsOpenedByItsWord() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let notes = (1...19).map { "note \(number) note number \($0) of a long day\n" }.joined()
    #expect(try counter.run(notes).status == .exited(0))
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("show \(number)\n")
    let page = Screen(try terminal.expect(" › ")).lines.joined(separator: "\n").replacing("\u{A0}", with: " ")
    #expect(page.contains(": notes") && page.contains("note number 19"), "\(page)")
    terminal.type("history\n")
    #expect(Screen(try terminal.expect(" › ")).lines.joined(separator: "\n").contains("opened"))
    terminal.type("quit\n")
    #expect(try terminal.end().status == .exited(0))
    let whole = try counter.run("notes \(number)\naddress \(number)\nrequests \(number)\nchanges \(number)\n")
    #expect((1...19).allSatisfy { whole.output.contains("note number \($0) of a long day") })
    #expect(whole.output.contains("12 RUE DES LILAS\n") && whole.output.contains("Nothing."))
  }
}

/// What was not seen is not decided on, and what is taken is what the screen says.
@Suite struct SeenVersionTests {
  /// A driver's contact is corrected by somebody else: the case is another one than the agent saw.
  private func change(_ counter: Counter, _ driver: Int64) throws {
    #expect(try counter.run("contact \(driver) phone 0639980099\n", as: counter.supervisor).status == .exited(0))
  }

  @Test(arguments: ["history", "notes", "address", "requests", "changes", "checks"])
  func aPartOfThePageDoesNotMakeItSeen(_ part: String) throws {
    let counter = try Counter()
    let (driver, number) = try counter.account()
    let other = try counter.account(lastName: "PETIT").number
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("open \(number)\n")
    try terminal.expect("approve (Alt-0)")
    try terminal.expect("› ")
    terminal.type("show \(other)\n")
    try terminal.expect("PETIT")
    try terminal.expect("› ")
    try change(counter, driver)
    terminal.type("\(part) \(number)\n")
    try terminal.expect("› ")
    terminal.type("approve\n")
    try terminal.expect("changed")
    try terminal.expect("› ")
    #expect(try counter.value("select count(*) from core.decision") == "0")
    // Whoever looks at the page again may.
    terminal.type("show\n")
    try terminal.expect("0639980099")
    try terminal.expect("› ")
    terminal.type("approve\n")
    try terminal.expect("approved")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select count(*) from core.decision") == "1")
  }

  @Test func theQuestionOfThePhotoDoesNotMakeItSeen() throws {
    let counter = try Counter()
    let number = try counter.application()
    let driver = try #require(try counter.value("select driver_id from core.account limit 1").flatMap { Int64($0) })
    let other = try counter.account(lastName: "PETIT").number
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("open \(number)\n")
    try terminal.expect("view (Enter)")
    try terminal.expect("› ")
    try change(counter, driver)
    terminal.type("show \(other)\n")
    try terminal.expect("PETIT")
    try terminal.expect("› ")
    terminal.type("approve --unseen\n")
    try terminal.expect("changed")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    #expect(try counter.value("select count(*) from core.decision where queue = 'documents'") == "0")
  }

  @Test func aPartIsReadAgainForWhatWasDoneSince() throws {
    let counter = try Counter()
    let number = try counter.account().number
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("open \(number)\n")
    try terminal.expect("› ")
    terminal.type("note called back, all is well\n")
    try terminal.expect("Noted on")
    terminal.type("notes\n")
    try terminal.expect("today: called back, all is well")
    terminal.type("approve\n")
    try terminal.expect("Enter: next case.")
    terminal.type("history\n")
    try terminal.expect("approved · \(counter.agent)")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }
}
