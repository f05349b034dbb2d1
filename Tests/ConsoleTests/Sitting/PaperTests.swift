import Desk
import Postgres
import TestSupport
import Testing

/// Looking at papers at a terminal: the next one, ticks, and what is asked of whoever approves without a look.
@Suite struct PaperTests {
  private static let terminal = ["TERM": "xterm-256color", "PUPITRE_PICTURES": "symbols"]

  private func decisions(_ counter: Counter) throws -> String? {
    try counter.value("select count(*) from core.decision where queue = 'documents'")
  }

  @Test func theNextPaperIsTheOneNotYetLookedAt() throws {
    let counter = try Counter()
    let number = try counter.application(pictures: true)
    var terminal = try counter.sit(environment: Self.terminal)
    try terminal.expect("› ")
    terminal.type("open \(number)\n")
    try terminal.expect("· documents ·")
    try terminal.expect("› ")
    terminal.type("view\n")
    // Whose it is, always.
    #expect(try terminal.expect("Left to see").contains("DURAND"))
    #expect(try terminal.expect("› ").contains("Signature, Identity document, Driving licence"))
    terminal.type("\n")
    try terminal.expect("Signature")
    try terminal.expect("› ")
    terminal.type("\n")
    try terminal.expect("Left to see: Driving licence.")
    try terminal.expect("› ")
    terminal.type("\n")
    // Both sides at once.
    let last = try terminal.expect("All is looked at (5 documents).")
    #expect(last.contains("front") && last.contains("back"))
    try terminal.expect("approve")
    try terminal.expect("› ")
    #expect(try counter.value("select count(distinct document_id) from core.file_access where what = 'document'") == "5")
    // Nothing is asked of whoever has looked.
    terminal.type("approve\n")
    try terminal.expect("approved")
    try terminal.expect("› ")
    #expect(try decisions(counter) == "1")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func whoeverApprovesUnseenIsAskedAndOnlyAYesDoesIt() throws {
    let counter = try Counter()
    let number = try counter.application(pictures: true)
    // A colleague's look is not his.
    let other = try counter.colleague()
    #expect(try counter.run("show \(number)\nview photo\n", as: other).status == .exited(0))
    var terminal = try counter.sit(lang: "fr")
    try terminal.expect("› ")
    terminal.type("ouvrir \(number)\n")
    try terminal.expect("› ")
    for answer in ["non", "oui"] {
      #expect(try decisions(counter) == "0")
      terminal.type("valider\n")
      try terminal.expect("vous n'avez pas regardé la photo")
      try terminal.expect("Insister")
      try terminal.expect("› ")
      terminal.type(answer + "\n")
      try terminal.expect(answer == "oui" ? "validé" : "Rien n'a été fait.")
      try terminal.expect("› ")
    }
    #expect(try decisions(counter) == "1")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func whatWasBrokenOffIsAnsweredByNoLaterLine() throws {
    let counter = try Counter()
    let number = try counter.application(pictures: true)
    var terminal = try counter.sit(lang: "fr")
    try terminal.expect("› ")
    terminal.type("ouvrir \(number)\n")
    try terminal.expect("› ")
    terminal.type("valider\n")
    try terminal.expect("Insister")
    try terminal.expect("› ")
    terminal.type("\u{3}")
    try terminal.expect("› ")
    terminal.type("oui\n")
    try terminal.expect("commande inconnue")
    try terminal.expect("› ")
    #expect(try decisions(counter) == "0")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aScriptGoesOnAndIsWarned() throws {
    let counter = try Counter()
    let (first, second, third) = (
      try counter.application(pictures: true), try counter.application(pictures: true), try counter.application(pictures: true)
    )
    let unseen = try counter.run("approve \(first)\n")
    #expect(unseen.status == .exited(0) && unseen.errors.contains("\(first): approved without your having looked at the photo"))
    let seen = try counter.run("open \(second)\nview photo\napprove\n")
    #expect(seen.status == .exited(0) && seen.errors == "")
    let meant = try counter.run("approve --unseen \(third)\n")
    #expect(meant.status == .exited(0) && meant.errors == "")
  }

  @Test func whereItIsARuleTheDatabaseRefuses() throws {
    let counter = try Counter()
    let number = try counter.application(pictures: true)
    #expect(try counter.run("setting unseen_photo rule\n", as: counter.supervisor).status == .exited(0))
    let run = try counter.run("approve --unseen \(number)\nvalider \(number)\n", ["--keep-going"])
    #expect(run.status == .exited(6) && run.errors.contains("(PU091)"))
    #expect(try decisions(counter) == "0")
    // At a terminal nothing is offered that would be refused.
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("open \(number)\napprove\n")
    try terminal.expect("before you have looked at its photo")
    #expect(try !terminal.expect("› ").contains("Insist"))
    terminal.type("view photo\napprove\n")
    try terminal.expect("approved")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  /// Of a claim a look is evidence of whose fault it is: neither a page that drew its papers unasked nor a face is one.
  @Test func onlyALookThatWasMeantProvesAnythingAgainstADriver() throws {
    let counter = try Counter()
    let (coupon, number, _) = try counter.claim(try counter.sentCard(pictures: true))
    #expect(try counter.run("receive \(coupon)\n").status == .exited(0))
    let looks = "select string_agg(distinct d.type, ' ') from core.file_access f join core.document d on d.id = f.document_id where f.shown"
    // Who approved it has looked at nothing.
    var wide = try counter.sit(size: (200, 50), environment: Self.terminal)
    try wide.expect("› ")
    wide.type("open \(number)\n")
    try wide.expect("Identity document")
    try wide.expect("› ")
    #expect(try counter.value(looks) == nil)
    #expect(try wide.leave() == .exited(0))
    var narrow = try counter.sit(environment: Self.terminal)
    try narrow.expect("› ")
    narrow.type("open \(number)\ncompare\n")
    try narrow.expect("· face")
    try narrow.expect("› ")
    #expect(try counter.value(looks) == "photo")
    narrow.type("view identity_document\n")
    try narrow.expect("› ")
    #expect(try narrow.leave() == .exited(0))
    #expect(try counter.value(looks) == "identity_document photo")
  }

  /// Without a word what was shown last is meant, where it is to be seen otherwise.
  @Test func thePaperShownLastIsTurnedAndEnlarged() throws {
    let counter = try Counter()
    let number = try counter.application(pictures: true)
    let other = try counter.application(pictures: true)
    let run = try counter.run(
      "show \(number)\nview --zoom 2\nview identity_document --zone number\nview --rotate 90\nview 1006 --other\nview --rotate 180\n"
        + "show \(other)\nview --rotate 270\n")
    #expect(run.errors == "" && run.status == .exited(0), "\(run.errors)")
    let heads = run.output.split(separator: "\n").filter { $0.contains(" · document 1") }
    #expect(heads.count == 6, "\(run.output)")
    for (head, parts) in zip(heads, [["1001", "×2"], ["1003"], ["1003", "90°"], ["1006"], ["1006", "180°"], ["1007", "270°"]]) {
      for part in parts { #expect(head.contains(part), "\(head)") }
    }
    var terminal = try counter.sit(environment: Self.terminal)
    try terminal.expect("› ")
    terminal.type("show \(number)\nview identity_document --zone number\n")
    try terminal.expect("· number")
    try terminal.expect("› ")
    terminal.type("zoom\n")
    #expect(try terminal.expect("q end").contains("3/5"))
    terminal.type("q")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aNumberThatIsTheOtherSideIsRefused() throws {
    let counter = try Counter()
    let number = try counter.application(pictures: true)
    let run = try counter.run("show \(number)\nview 1004 back\nview 1001 back\nview 1005 back\n", ["--keep-going"])
    #expect(run.errors.contains("document 1004 is the front") && run.errors.contains("Other side: view 1005."), "\(run.errors)")
    #expect(run.errors.contains("document 1001 has neither front nor back"))
    #expect(!run.output.contains("document 1004") && run.output.contains("document 1005"))
  }

  @Test func aLaterRoundBeginsWithWhatItBrought() throws {
    let counter = try Counter()
    let number = try counter.application(pictures: true)
    try counter.sendPageForSignature(number)
    // A head that promises a page is not written where there is none.
    let refused = try counter.run("show \(number)\nview signature --page 2\n")
    #expect(refused.errors.contains("there is no page 2: 1 page in all") && !refused.output.contains("2/1"), "\(refused.output)")
    var terminal = try counter.sit(size: (80, 12), environment: Self.terminal)
    try terminal.expect("› ")
    terminal.type("open \(number)\nview\n")
    #expect(try terminal.expect("Left to see").contains("Signature"))
    try terminal.expect("› ")
    // Whose page it is stands in what the pager shows.
    terminal.type("view --text\n")
    try terminal.expect("q: ")
    terminal.type("G")
    try terminal.expect("SPECIMEN")
    terminal.type("g")
    try terminal.expect("DURAND")
    terminal.type("q")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    // Below a page on a large screen too, each time that it is shown; what is not drawn is counted.
    var wide = try counter.sit(size: (200, 50), environment: Self.terminal)
    try wide.expect("› ")
    for line in ["open \(number)\n", "show\n"] {
      wide.type(line)
      let page = try wide.expect("+ 2: view")
      let captions = page.split(separator: "\n").last { $0.contains("Signature") && $0.contains("Photo") } ?? ""
      #expect(captions.firstRange(of: "Signature").map { captions[$0.upperBound...].contains("Photo") } == true, "\(captions)")
      try wide.expect("› ")
    }
    #expect(try wide.leave() == .exited(0))
  }

  /// What a driver corrects after a claim has no documents of its own: the photo on his card is there.
  @Test func aCorrectionShowsThePhotoOnTheCard() throws {
    let counter = try Counter()
    let card = try counter.sentCard(pictures: true)
    let (coupon, number, claim) = try counter.claim(card)
    let lines = [
      "receive \(coupon)", "open \(number)", "view identity_document", "read last_name", "finding last_name data_entry_error",
      "attribute driver",
    ]
    #expect(try counter.run(lines.map { $0 + "\n" }.joined()).errors == "")
    try counter.database.advanceClock(by: "3 minutes")
    let payment = try counter.value(
      "select hub.answer_attribution($1::uuid, $2, $3, last_name => 'DURANT')",
      [.text(UUIDText.random()), .int(card.driver), .int(claim)], as: try counter.login("portal"))
    try counter.pay(try #require(payment.flatMap { Int64($0) }))
    let run = try counter.run("next documents\nview\n")
    #expect(run.errors == "" && run.status == .exited(0), "\(run.errors)")
    #expect(run.output.contains("has no documents of its own: this is the photo on his card.") && run.output.contains("document 1001"))
  }

  /// Of a claim the documents behind the card are compared: the photo that was printed.
  @Test func aClaimShowsThePhotoThatWasPrinted() throws {
    let counter = try Counter()
    let coupon = try counter.claim(try counter.sentCard(pictures: true)).coupon
    let run = try counter.run("receive \(coupon)\nnext quality\ncompare\nview\n")
    #expect(run.errors == "" && run.status == .exited(0))
    #expect(run.output.contains("Photo ") && run.output.contains("Identity document front"))
    #expect(run.output.contains("document 1001 · round 1") && run.output.contains("document 1003 · round 1"))
    #expect(run.output.contains("Signature · document 1002"))
    // An approval belongs to documents: a claim asks nothing.
    #expect(try counter.value("select count(distinct document_id) from core.file_access where what = 'document'") == "3")
  }

  @Test func aPartIsEnlargedByItsName() throws {
    let counter = try Counter()
    let number = try counter.application(pictures: true)
    let lines = [
      "view driving_licence --zone number", "view identity_document --zone expiry --zoom 1.5", "visionner permis --zone catégories",
      "view photo --rotate 90 --zoom 2,5", "view photo --page 1",
    ]
    let run = try counter.run("show \(number)\n" + lines.map { $0 + "\n" }.joined())
    #expect(run.errors == "" && run.status == .exited(0))
    for said in ["number", "expiry · ×1.5", "×2.5 · ↻ 90°", "413×531"] { #expect(run.output.contains(said), "\(said)") }
    for (line, said) in [
      ("view signature --zone face", "it is not known where"), ("view driving_licence --zone address", "Its zones: "),
      ("view photo --zone nose", "unknown zone: nose"), ("view photo --zoom 9", "from 1 to 8"),
      ("view photo --rotate 45", "90, 180 or 270"),
      ("view photo --page 2", "there is no page 2: 1 page in all"), ("view photo --text", "no text to read"),
    ] {
      let refused = try counter.run("show \(number)\n\(line)\n")
      #expect(refused.status != .exited(0) && refused.errors.contains(said), "\(line): \(refused.errors)")
    }
  }

  @Test func whoeverCannotSeeIsToldAndDrawnNothing() throws {
    let counter = try Counter()
    let number = try counter.application(pictures: true)
    var terminal = try counter.sit(environment: ["TERM": "xterm-256color", "ACCESSIBLE": "1"])
    try terminal.expect("› ")
    terminal.type("open \(number)\nview photo\n")
    try terminal.expect("413×531")
    let said = try terminal.expect("Nothing is drawn: it is a picture")
    #expect(said.unicodeScalars.allSatisfy { !(0x2500...0x28FF).contains($0.value) })
    terminal.type("compare\nzoom photo\n")
    try terminal.expect("Identity document")
    try terminal.expect("screen can be drawn again")
    try terminal.expect("› ")
    // The next one is another, though none is ticked.
    terminal.type("view\n")
    try terminal.expect("Signature")
    try terminal.expect("› ")
    terminal.type("view\n")
    try terminal.expect("Driving licence")
    try terminal.expect("› ")
    #expect(try counter.value("select count(*) from core.file_access where what = 'document' and shown") == "0")
    // Nobody is sent to look at what is not drawn.
    terminal.type("approve\n")
    let asked = try terminal.expect("Insist")
    #expect(asked.contains("Nothing is drawn on this terminal.") && !asked.contains("\"view photo\""))
    try terminal.expect("› ")
    terminal.type("no\n")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aViewerThatIsNotThereIsToldAndPapersAreDrawn() throws {
    let counter = try Counter()
    let number = try counter.application(pictures: true)
    var terminal = try counter.sit(environment: Self.terminal.merging(["PUPITRE_VIEWER": "/nonexistent/prog"]) { $1 })
    try terminal.expect("› ")
    terminal.type("open \(number)\nview photo\n")
    try terminal.expect("PUPITRE_VIEWER names a program that is not there: /nonexistent/prog")
    try terminal.expect("\u{1B}[38;5;")
    try terminal.expect("› ")
    // Once is enough.
    terminal.type("view signature\n")
    #expect(try !terminal.expect("\u{1B}[38;5;").contains("PUPITRE_VIEWER"))
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
  }

  @Test func aViewerThatDiesIsToldAndTheNextPaperGoesOn() throws {
    let counter = try Counter()
    let number = try counter.application(pictures: true)
    var terminal = try counter.sit(environment: ["TERM": "xterm-256color", "PUPITRE_VIEWER": "/bin/false"])
    try terminal.expect("› ")
    terminal.type("open \(number)\nview photo\n")
    try terminal.expect("/bin/false ended at once (code 1)")
    try terminal.expect("› ")
    terminal.type("view\n")
    try terminal.expect("ended at once")
    try terminal.expect("› ")
    // Only what it was given is ticked: one side at a time.
    terminal.type("view driving_licence\n")
    try terminal.expect("Other side: view ")
    try terminal.expect("› ")
    let looked = "select count(*) from core.file_access f join core.document d on d.id = f.document_id where d.type = 'driving_licence'"
    #expect(try counter.value(looked) == "1")
    #expect(try terminal.leave() == .exited(0))
    // One that stays does not block, and goes with the console.
    var staying = try counter.sit(environment: ["TERM": "xterm-256color", "PUPITRE_VIEWER": "/usr/bin/tail -f"])
    try staying.expect("› ")
    staying.type("open \(number)\nview\n")
    try staying.expect("Left to see")
    try staying.expect("› ")
    staying.type("why\n")
    try staying.expect("› ")
    #expect(try staying.leave() == .exited(0))
  }
}
