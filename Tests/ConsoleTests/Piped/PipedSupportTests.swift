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
    #expect(file.output.contains("→ attach \(training) \(driver)"))
    let run = try counter.run(
      "attach \(training) \(driver)\nattach \(training) driver:\(driver) 'the centre misspelt his name'\nrattacher \(training) \(driver)\n",
      ["--keep-going"])
    #expect(run.errors.contains("stdin:1: training \(training) does not match driver \(driver): licence, names or birth differ (PU070)\n"))
    #expect(
      run.output.hasPrefix(
        "Training \(training) attached to driver \(driver), although the data differ. The certificate is sent; it is valid until "))
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
    #expect(run.answers.hasPrefix("Corrected for driver \(driver): e-mail zoe@example.org (before: zoe@exmple.org)."))
    #expect(run.answers.contains("\nCorrected for driver \(driver): phone number 06 39 98 00 77 (before: 0639980011)."))
    #expect(run.answers.hasSuffix("\nNoted on driver \(driver): called, put right\n"))
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
}
