import Postgres
import TestSupport
import Testing

/// Cards that the post brought back.
@Suite struct PipedUndeliveredTests {
  @Test func registeredConfirmedAndSentAgain() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let registered = try counter.run("undelivered \(card.barcode) n02\nundelivered \(card.barcode) n02\n")
    #expect(registered.errors == "")
    let number = try counter.returnCase(card)
    #expect(
      registered.output == """
        Dispatch \(card.barcode) came back: Unknown at this address. Case \(number); the driver will be told, his answer is awaited. "undelivered \(card.barcode) --undo" takes it back for a moment.
        Dispatch \(card.barcode): registered before, case \(number), reason: Unknown at this address. Nothing was changed.

        """)
    let early = try counter.run("open \(number)\nshow \(number)\nwhy \(number)\n", ["--keep-going"])
    #expect(early.errors.hasPrefix("stdin:1: case \(number) waits for the driver's answer (PU019)\n"))
    #expect(early.output.contains("\(number) · undelivered · waits for the driver's answer for 1 min\n"))
    #expect(
      early.output.contains(
        """
        the post   N02 · Unknown at this address
        printed    12 RUE DES LILAS / 69003 LYON
        he answers not yet

        """))
    #expect(early.output.contains("\nTo type:   remind \(number)\n"))
    // He sees it once it can no longer be taken back.
    try counter.database.advanceClock(by: "3 minutes")
    try counter.answer(card)
    let run = try counter.run("next undelivered\nreship\n")
    #expect(run.errors == "")
    #expect(run.output.contains("\nhe answers the same, confirmed · just now · no fee\n"))
    #expect(run.output.contains("\n→ reship · flag delivery_address REASON · skip · escalate\n"))
    #expect(
      run.answers.hasSuffix(
        "Case \(number): the card is sent again to the address that the driver gave (12 RUE DES LILAS / 69003 LYON). The driver will be told by e-mail. \"undo\" is possible for a while.\n"
      ))
    #expect(try counter.value("select action from core.decision order by id desc limit 1") == "reship")
  }

  @Test func changedPaidAndReturnedInFrench() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    #expect(try counter.run("pnd \(card.barcode) non-reclame\n", lang: "fr").status == .exited(0))
    let number = try counter.returnCase(card)
    try counter.database.advanceClock(by: "3 minutes")
    let payment = try #require(try counter.answer(card, address: "LE BOURG\n69003 LYON"))
    let unpaid = try counter.run("ouvrir \(number)\n", lang: "fr")
    #expect(
      unpaid.errors.replacing("\u{A0}", with: " ").hasPrefix("stdin:1: le dossier \(number) attend le paiement du conducteur (PU019)\n"))
    try counter.pay(payment)
    // An invoice's number does not say whose it is: the answer does.
    let invoice = try #require(
      try counter.value("select coalesce(i.number, d.number) from core.invoice i left join core.due_invoice d on d.id = i.id"))
    let resent = try counter.run("renvoyer facture \(invoice)\n", lang: "fr")
    #expect(resent.answers.contains("(\(invoice), conducteur \(card.driver), DURAND Zoé)"), "\(resent.output) \(resent.errors)")
    let run = try counter.run(
      "suivant pnd\nsignaler adresse-livraison adresse-incomplete\nréexpédier\nredemander\n", ["--keep-going"], lang: "fr")
    #expect(run.status == .exited(6))
    #expect(run.errors.hasPrefix("stdin:3: "))
    #expect(run.errors.contains("(PU025)"))
    #expect(run.answers.contains("\nil répond  LE BOURG / 69003 LYON\n           à l'instant · 9,00 € payé\n"))
    #expect(
      run.answers.hasSuffix(
        "Dossier \(number) : redemandé (Adresse de livraison : Adresse incomplète). Le conducteur en sera prévenu par courriel. « défaire » possible un moment.\n"
      ))
    #expect(try counter.value("select state from core.returned_dispatch") == "to_correct")
  }

  @Test func whatDoesNotFit() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let run = try counter.run(
      "undelivered NOPE n02\nundelivered \(card.barcode) n99\nundelivered \(card.barcode) unclaimed\n",
      ["--keep-going", "--format", "jsonl"])
    #expect(run.status == .exited(6))
    #expect(run.errors.contains("stdin:1: "))
    #expect(run.errors.contains("stdin:2: unknown postal reason: \"n99\"\n"))
    #expect(run.output.hasPrefix("{\"outcome\":\"registered\",\"returned_dispatch\":"))
    let code = try counter.run("undelivered n99\nundelivered n02 \(card.barcode)\n", ["--keep-going"])
    #expect(code.errors.contains("stdin:1: unknown postal reason: \"n99\"\n  One of: "), "\(code.errors)")
    #expect(code.errors.contains("N02 unknown_at_address") && code.errors.contains("N03 unclaimed"), "\(code.errors)")
    #expect(code.output.contains("\(card.barcode): "), "\(code.output)")
    try counter.answer(card)
    let wrong = try counter.run("next undelivered\napprove\nattribute driver\nfinding photo print_defect\n", ["--keep-going"])
    #expect(wrong.errors.contains("stdin:2: \"approve\" does not fit a case of \"undelivered\" (PU028)"))
    #expect(wrong.errors.contains("  \"reship\" or \"return\" settles it.\n"))
  }

  @Test func aReturnThatWasASlipIsSaidInWords() throws {
    let counter = try Counter()
    let (slip, void) = (try counter.sentCard(), try counter.sentCard())
    #expect(try counter.run("undelivered \(slip.barcode) n02\nundelivered \(slip.barcode) n03\n").status == .exited(0))
    let number = try counter.returnCase(slip)
    #expect(try counter.run("undelivered \(slip.barcode) --undo\n").status == .exited(0))
    let opened = try counter.run("ouvrir \(number)\nhistorique \(number)\n", ["--keep-going"], lang: "fr")
    #expect(
      opened.errors.replacing("\u{A0}", with: " ").hasPrefix("stdin:1: le dossier \(number) est devenu sans objet : "), "\(opened.errors)")
    #expect(opened.answers.contains("retour repris") && opened.answers.contains(" → Pli avisé"), "\(opened.answers)")
    try counter.value("update core.card set state = 'void', void_reason = 'superseded' where id = $1", [.int(void.card)])
    let corrected = try counter.run("pnd \(void.barcode) n02\npnd \(void.barcode) n03\n", lang: "fr")
    #expect(!corrected.answers.contains("?") && corrected.answers.contains("motif corrigé"), "\(corrected.answers)")
    let missing = try counter.run("undelivered \(void.barcode)\nundo \(void.barcode)\n", ["--keep-going"])
    #expect(missing.errors.contains("unknown_at_address"), "\(missing.errors)")
    #expect(missing.errors.contains("\"undelivered \(void.barcode) --undo\""), "\(missing.errors)")
  }

  @Test func anAddressThatIsRemarkedOnIsAskedAboutOnce() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    #expect(try counter.run("undelivered \(card.barcode) n02\n").status == .exited(0))
    let number = try counter.returnCase(card)
    try counter.database.advanceClock(by: "3 minutes")
    if let payment = try counter.answer(card, address: "12 RUE DES LILAS\nLYON") { try counter.pay(payment) }
    var terminal = try counter.sit()
    try terminal.expect("› ")
    terminal.type("open \(number)\n")
    try terminal.expect("› ")
    terminal.type("reship\n")
    try terminal.expect("the address: ")
    try terminal.expect("Insist?")
    try terminal.expect("› ")
    #expect(try counter.value("select count(*) from core.decision where action = 'reship'") == "0")
    terminal.type("release\n")
    try terminal.expect("released")
    try terminal.expect("› ")
    #expect(try terminal.leave() == .exited(0))
    // A script goes on, and is warned.
    let run = try counter.run("next undelivered\nreship\n")
    #expect(run.status == .exited(0) && run.output.contains("\nthe address: "), "\(run.output)")
    #expect(try counter.value("select count(*) from core.decision where action = 'reship'") == "1")
  }
}
