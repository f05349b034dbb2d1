import Foundation
import Desk
import Postgres
import TestSupport
import Testing

/// A driver on the phone.
@Suite struct PipedSupportTests {
  @Test func aTrainingThatDoesNotAppear() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account(licence: "980529101299")
    #expect(try counter.run("open \(number)\napprove\n").status == .exited(0))
    try counter.database.advanceClock(by: "3 minutes")
    let training = try counter.training(licence: "980529101299", lastName: "DURANT", firstNames: "Zoé")
    let file = try counter.run("driver \(driver)\n")
    #expect(file.errors == "")
    #expect(file.output.contains("continuing, goods · "))
    #expect(file.output.contains("same licence, other: names → attach \(training) driver:\(driver) WHY"), "\(file.output)")
    let run = try counter.run(
      "attach \(training) \(driver)\nattach \(training) driver:\(driver) 'the centre misspelt his name'\nrattacher \(training) \(driver)\n",
      ["--keep-going"])
    #expect(run.errors.contains("stdin:1: training \(training) does not match driver \(driver): other names (PU070)\n"))
    let until = try #require(try counter.value("select valid_until from core.certificate where training_id = \(training)"))
    #expect(
      run.output.hasPrefix(
        "Training \(training) attached to driver \(driver) (DURAND Zoé), although the data differ. The certificate is sent; it is valid until "
          + "\(Int(until.suffix(2)) ?? 0) "), "\(run.output)")
    #expect(run.errors.contains("stdin:3: training \(training) is already attached to driver \(driver) (PU073)\n"))
    #expect(try counter.run("attach \(training) --off\n").status == .exited(4))
    let off = try counter.run("rattacher \(training) --fin\n", as: counter.supervisor, lang: "fr")
    #expect(off.answers == "Formation \(training) ôtée à son conducteur.\n")
    #expect(try counter.run("attach \(training)\n").errors.hasPrefix("stdin:1: DRIVER is missing\n"))
  }

  @Test func contacts() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account(email: "zoe@exmple.org")
    let run = try counter.run(
      "contact \(driver) email zoe@example.org\ncoordonnées conducteur:\(driver) téléphone 06 39 98 00 77\nnote driver:\(driver) 'called, put right'\n"
    )
    #expect(run.errors == "")
    #expect(run.answers.hasPrefix("Corrected for driver \(driver) (DURAND Zoé): e-mail zoe@example.org (before: zoe@exmple.org)."))
    #expect(run.answers.contains("\nCorrected for driver \(driver) (DURAND Zoé): phone number 06 39 98 00 77 (before: 0639980011)."))
    #expect(run.answers.hasSuffix("\nNoted on driver \(driver) (DURAND Zoé): called, put right\n"))
    #expect(try counter.value("select email || ' ' || phone from core.account") == "zoe@example.org 06 39 98 00 77")
    // Its history names what was corrected in the reader's language.
    for (lines, lang, phone, email) in [
      ("conducteur \(driver) --tout", "fr", "téléphone : 0639980011 → 06 39 98 00 77", "courriel : zoe@exmple.org → zoe@example.org"),
      ("driver \(driver) --all", "en", "phone: 0639980011 → 06 39 98 00 77", "e-mail: zoe@exmple.org → zoe@example.org"),
      ("historique \(number)", "fr", "téléphone : 0639980011", "courriel : zoe@exmple.org"),
    ] {
      let shown = try counter.run(lines + "\n", lang: lang).output.replacing(#/\s+/#, with: " ")
      #expect(shown.contains(phone) && shown.contains(email), "\(shown)")
    }
    let wrong = try counter.run("contact \(driver) email zoe\ncontact \(driver) fax 1\n", ["--keep-going"])
    #expect(wrong.errors.contains("stdin:1: ") && wrong.errors.contains("(PU062)"))
    #expect(!wrong.errors.contains("zoe"))
    #expect(wrong.errors.contains("stdin:2: \"fax\" does not fit email|phone\n"))
    // Nobody has mail there: it is asked about, and recorded where it is insisted on.
    let slip = try counter.run("contact \(driver) email zoe@gmial.com\n")
    #expect(slip.errors.hasPrefix("stdin:1: zoe@gmial.com looks mistyped: zoe@gmail.com?\n") && slip.status == .exited(3), "\(slip.errors)")
    #expect(try counter.value("select email from core.account") == "zoe@example.org")
    #expect(try counter.run("contact \(driver) email --as-typed zoe@gmial.com\n").status == .exited(0))
    #expect(try counter.value("select email from core.account") == "zoe@gmial.com")
    let file = try counter.run("driver\n")
    #expect(file.errors.hasPrefix("stdin:1: you have no case in hand\n"))
    #expect(try counter.run("open \(number)\ndriver\n").output.contains("called, put right"))
  }

  @Test func anyNumberFindsHim() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let (coupon, number, _) = try counter.claim(card)
    for line in [
      "search \(coupon)", "search \(card.serial)", "search \(card.barcode)", "driver claim:\(coupon)", "show dispatch:\(card.barcode)",
      "driver card:\(card.serial)", "conducteur coupon:\(coupon)", "afficher envoi:\(card.barcode)",
    ] {
      let run = try counter.run(line + "\n", ["--format", "jsonl"])
      #expect(run.status == .exited(0), "\(line): \(run.errors)")
      #expect(run.output.contains("\"driver\":\(card.driver),"), "\(line): \(run.output)")
    }
    let file = try counter.run("driver card:\(card.serial)\n")
    #expect(file.output.contains("Quality:      coupon \(coupon) · \(number) · card awaited · "))
    #expect(try counter.run("driver claim:Q99999\n").status == .exited(3))
  }

  @Test func oneScreen() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let (coupon, _, _) = try counter.claim(card)
    #expect(try counter.run((0..<12).map { "note driver:\(card.driver) 'call \($0)'\n" }.joined()).status == .exited(0))
    for lang in ["fr", "en"] {
      var terminal = try counter.sit(lang: lang)
      try terminal.expect("› ")
      terminal.type("driver \(card.driver)\n")
      try terminal.expect("driver")
      let screen = Screen(try terminal.expect(" › "))
      #expect(screen.width <= 80)
      #expect(screen.lines.count <= 24, "\(screen.lines.joined(separator: "\n"))")
      let text = screen.lines.joined(separator: "\n")
      #expect(text.contains(coupon) && text.contains(card.serial) && text.contains("call 11"), "\(text)")
      terminal.type("quit\n")
      #expect(try terminal.end().status == .exited(0))
    }
  }

  @Test func notesStandOnTheSheetAboveWhatHappened() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account()
    let other = try counter.account(lastName: "PETIT").number
    let run = try counter.run(
      "open \(number)\nnote called back, l'usager rappellera\nnote driver:\(driver) prefers mornings\nshow \(number)\nshow \(other)\n")
    #expect(run.status == .exited(0), "\(run.errors)")
    let pages = run.output.components(separatedBy: "\n\(other) · ")
    let sheet = try #require(pages[0].components(separatedBy: "\n\(number) · ").last)
    let (notes, history) = (try #require(sheet.range(of: "\nnote ")), try #require(sheet.range(of: "\nhistory ")))
    #expect(notes.lowerBound < history.lowerBound)
    let said = sheet[notes.lowerBound..<history.lowerBound]
    #expect(said.contains("\(counter.agent) today: called back, l'usager rappellera"))
    #expect(said.contains("\(counter.agent) today (driver): prefers mornings"))
    // Once, and on no other driver's sheet.
    #expect(!sheet[history.lowerBound...].contains("called back") && !pages[1].contains("prefers mornings"))
  }

  @Test func notesStandOnADriversSheetAboveWhatHappenedToo() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account()
    let long = (0..<40).map { "word\($0)" }.joined(separator: " ")
    let run = try counter.run("open \(number)\nnote \(long)\nrelease\nnote driver:\(driver) prefers mornings\ndriver \(driver)\n")
    #expect(run.status == .exited(0), "\(run.errors)")
    let sheet = try #require(run.output.components(separatedBy: "Driver \(driver) · ").last)
    let (notes, history) = (try #require(sheet.range(of: "\nNotes:")), try #require(sheet.range(of: "\nHistory:")))
    #expect(notes.lowerBound < history.lowerBound && !sheet[history.lowerBound...].contains("prefers mornings"), "\(sheet)")
    let said = sheet[notes.lowerBound..<history.lowerBound].split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(said.contains("\(counter.agent) — prefers mornings") && said.contains("\(counter.agent) · \(number) — \(long)"), "\(said)")
  }

  @Test func anAccountThatIsNotActiveIsProposedNothingOfThat() throws {
    let counter = try Counter()
    let (driver, _) = try counter.account(licence: "980529101299")
    let training = try counter.training(licence: "980529101299", lastName: "DURANT", firstNames: "Zoé")
    let file = try counter.run("driver \(driver)\n")
    #expect(file.output.contains("other: names") && !file.output.contains("attach \(training)"), "\(file.output)")
    var terminal = try counter.sit(size: (120, 30))
    try terminal.expect("› ")
    terminal.type("search durand\n")
    let page = try terminal.expect("contact email ADDRESS")
    #expect(page.contains("You are about driver \(driver)") && !page.contains("resend password"), "\(page)")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aPasswordThatWaitsIsNotQueuedAgain() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account()
    #expect(try counter.run("open \(number)\napprove\n").status == .exited(0))
    try counter.database.advanceClock(by: "3 minutes")
    let run = try counter.run("resend password \(driver)\nresend password \(driver)\n")
    #expect(
      run.answers.hasPrefix(
        "Password message (driver \(driver), DURAND Zoé): queued again, by e-mail.\n"
          + "Password message (driver \(driver), DURAND Zoé): one is waiting already, by e-mail; nothing else is sent.\n"),
      "\(run.answers)")
    #expect(try counter.value("select count(*) from core.notification where template = 'password'") == "1")
  }

  @Test func whatHeWasToldLastIsNotWhatGoesToAnAddressThatIsNotHis() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account()
    #expect(try counter.run("open \(number)\napprove\n").status == .exited(0))
    try counter.database.advanceClock(by: "3 minutes")
    let run = try counter.run("contact \(driver) email zoe@example.net\ndriver \(driver)\n")
    let line = try #require(run.output.split(separator: "\n").first { $0.contains("Last told") })
    #expect(line.contains("account approved"), "\(line)")
  }

  @Test func aMessageThatIsHeldBackSaysWhenItGoes() throws {
    let counter = try Counter()
    let (driver, number) = try counter.account()
    #expect(try counter.run("open \(number)\napprove\n").status == .exited(0))
    try counter.database.advanceClock(by: "3 minutes")
    let run = try counter.run("contact \(driver) email zoe@example.net\nresend password \(driver)\ndriver \(driver)\n")
    #expect(run.answers.contains(" · goes tomorrow "), "\(run.answers)")
  }
}
