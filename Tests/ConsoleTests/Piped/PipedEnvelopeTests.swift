import Foundation
import Postgres
import TestSupport
import Testing

/// `receive` and `undelivered REASON` alone on standard input: the lines that follow are envelopes.
@Suite struct PipedEnvelopeTests {
  @Test func linesAreEnvelopesUntilAnEmptyOne() throws {
    let counter = try Counter()
    let (first, second) = (try counter.sentCard(), try counter.sentCard())
    let (coupon, number, _) = try counter.claim(first)
    let (other, otherNumber, _) = try counter.claim(second)
    let run = try counter.run("receive\n# a comment\n\(coupon)\n\(other) --empty\n\(coupon)\n\nshow \(number)\n")
    #expect(run.errors == "")
    #expect(
      run.output.hasPrefix(
        """
        ✓ \(coupon): card \(first.serial) received, case \(number)
        ✓ \(other): empty; card \(second.serial) is still awaited, case \(otherNumber)
        ⚠ \(coupon): received before, case \(number)
        Done: 2 envelopes recorded.
        To look at: \(coupon): received before, case \(number).

        """))
    // What comes behind the empty line is a command again.
    #expect(run.output.contains("\(number) · quality"))
    #expect(!run.output.contains("\u{7}"))
  }

  @Test func aWrongEnvelopeIsALineThatFailed() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let (coupon, _, _) = try counter.claim(card)
    let strict = try counter.run("receive\nNOPE1\n\(coupon)\n")
    #expect(strict.status == .exited(3))
    #expect(strict.errors.hasPrefix("stdin:2: NOPE1 is neither a coupon nor a card (PU058)\n"))
    // What was recorded before it is said.
    #expect(
      strict.errors.contains(
        "Stopped at line 2: what follows is not read; --keep-going goes on. 0 envelopes recorded.\nRefused, not recorded: NOPE1 (unknown).\n"
      ), "\(strict.errors)")
    let second = try counter.run("receive\n\(coupon) --empty\nNOPE1\n\(coupon)\n", ["--format", "csv"])
    #expect(second.status == .exited(3))
    #expect(second.errors.contains("Stopped at line 3: "), "\(second.errors)")
    #expect(second.errors.contains(" 1 envelope recorded.\n"), "\(second.errors)")
    #expect(try counter.value("select count(*) from core.quality_claim where received_at is not null") == "0")
    let going = try counter.run("receive\nNOPE1\napprove\n\(coupon)\n", ["--keep-going"])
    #expect(going.status == .exited(6))
    #expect(going.errors.contains("stdin:2: NOPE1 is neither"))
    #expect(going.errors.contains("stdin:3: \"approve\" is no envelope: commands wait\n"))
    // The end of the input ends it as an empty line does.
    #expect(
      going.output.hasSuffix(
        "Done: 1 envelope recorded.\nRefused, not recorded: NOPE1 (unknown).\n"))
    #expect(try counter.value("select count(*) from core.quality_claim where received_at is not null") == "1")
    #expect(try counter.value("select count(*) from core.decision where action <> 'approve'") == "0")
  }

  @Test func aReasonStandsUntilAnotherIsSaid() throws {
    let counter = try Counter()
    let cards = [try counter.sentCard(), try counter.sentCard(), try counter.sentCard()]
    let run = try counter.run(
      "pnd n02\n\(cards[0].barcode)\nn03\n\(cards[1].barcode)\n\(cards[2].barcode) n05\n\(cards[0].barcode) n03\nannuler\nannuler \(cards[1].barcode)\n",
      lang: "fr")
    #expect(run.errors == "")
    let lines = run.answers.split(separator: "\n").map(String.init)
    #expect(lines.first?.hasPrefix("✓ \(cards[0].barcode) : Destinataire inconnu") == true, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("À partir d'ici : ") })
    #expect(lines.last == "Terminé : 2 enveloppes enregistrées, 2 reprises.", "\(lines)")
    #expect(
      try counter.value("select string_agg(card_id || ' ' || postal_reason, ',' order by card_id) from core.returned_dispatch")
        == "\(cards[0].card) unknown_at_address,\(cards[2].card) refused")
  }

  @Test func takenBackIsTheLastOneOrTheOneThatIsNamed() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let (coupon, number, _) = try counter.claim(card)
    let run = try counter.run("receive\nundo\n\(coupon)\nNOPE1\nundo\nundo \(coupon)\n", ["--keep-going"])
    #expect(run.errors.contains("stdin:2: no envelope to take back\n"))
    #expect(
      run.errors.contains(
        "stdin:5: nothing was recorded of the last one, NOPE1\n  \"undo \(coupon)\", or \"undo\" once more, takes the one before back.\n"))
    #expect(run.output.contains("Reception of coupon \(coupon) taken back: case \(number) waits for card \(card.serial) again."))
    #expect(run.output.contains("Done: 0 envelopes recorded, 1 taken back.\n"))
    #expect(try counter.value("select count(*) from core.quality_claim where received_at is not null") == "0")
  }

  @Test func aCorrectionThatIsTakenBackLeavesWhatWasRegistered() throws {
    let counter = try Counter()
    let (first, second) = (try counter.sentCard(), try counter.sentCard())
    let lines = "undelivered n02\n\(first.barcode)\n\(second.barcode)\nn03\n\(second.barcode)\nundo\n"
    let once = try counter.run(lines)
    #expect(once.errors == "")
    #expect(once.output.hasSuffix("Done: 2 envelopes recorded, 1 taken back.\n"))
    let reasons = "select string_agg(postal_reason, ',' order by id) from core.returned_dispatch"
    #expect(try counter.value(reasons) == "unknown_at_address,unknown_at_address")
  }

  @Test func takingBackTwiceTakesTheSameEnvelopeBackWhole() throws {
    let counter = try Counter()
    let (first, second) = (try counter.sentCard(), try counter.sentCard())
    let run = try counter.run("undelivered n02\n\(first.barcode)\n\(second.barcode)\nn03\n\(second.barcode)\nundo\nundo\n")
    #expect(run.errors == "")
    #expect(run.output.hasSuffix("Done: 1 envelope recorded, 2 taken back.\n"))
    #expect(try counter.value("select string_agg(card_id::text, ',') from core.returned_dispatch") == "\(first.card)")
  }

  @Test func programsGetARowAnEnvelope() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let run = try counter.run("undelivered n02\n\(card.barcode)\n\(card.barcode)\n", ["--format", "csv"])
    #expect(run.errors == "")
    #expect(run.output.split(separator: "\r\n").count == 4 || run.output.split(separator: "\n").count == 4, "\(run.output)")
    #expect(!run.output.contains("Done"))
  }

  @Test func aPlaybookNamesItsEnvelopes() throws {
    let counter = try Counter()
    let file = FileManager.default.temporaryDirectory.appending(path: "envelopes-\(UUID()).pupitre")
    defer { try? FileManager.default.removeItem(at: file) }
    for line in ["receive", "undelivered n02"] {
      try Data("queues\n\(line)\n".utf8).write(to: file)
      let playbook = try counter.run("", ["-f", file.path])
      #expect(playbook.status == .exited(1))
      #expect(playbook.output == "")
      #expect(playbook.errors.contains("\(file.path):2: without a number the lines that follow are envelopes"))
      let single = try counter.run("", ["-c", line])
      #expect(single.status == .exited(1))
      #expect(single.errors.contains("Name the envelope here"))
      // Nor inside of what stands in a stream of lines.
      #expect(try counter.run("run \(file.path)\n").status == .exited(1))
    }
  }

  @Test func anEnvelopeIsItselfHoweverItsNumberIsWritten() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let (coupon, _, _) = try counter.claim(card)
    for written in [coupon.lowercased(), card.serial, card.serial.lowercased()] {
      let run = try counter.run("receive\n\(coupon)\nundo \(written)\n")
      #expect(run.errors == "")
      #expect(run.output.hasSuffix("Done: 0 envelopes recorded, 1 taken back.\n"), "\(run.output)")
    }
    let twice = try counter.run("receive\n\(coupon.lowercased())\n\(coupon)\n")
    #expect(twice.output.contains("Done: 1 envelope recorded.\n"), "\(twice.output)")
  }

  @Test func aCorrectionIsTakenBackHoweverItsNumberIsWritten() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let run = try counter.run("pnd n02\n\(card.barcode)\n\(card.barcode) n03\nannuler \(card.barcode.lowercased())\n", lang: "fr")
    #expect(run.errors == "")
    #expect(run.output.hasSuffix("Terminé : 1 enveloppe enregistrée, 1 reprise.\n".replacing(" :", with: "\u{A0}:")), "\(run.output)")
    #expect(try counter.value("select postal_reason from core.returned_dispatch") == "unknown_at_address")
  }

  @Test func theEnvelopeOfAVoidCardCountsOnce() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    try counter.value("update core.card set state = 'void', void_reason = 'superseded' where id = $1", [.int(card.card)])
    let run = try counter.run("undelivered n02\n\(card.barcode)\n\(card.barcode)\n\(card.serial)\n")
    #expect(run.errors == "")
    #expect(
      run.output == """
        ⚠ \(card.barcode): card \(card.serial) void, to be destroyed
        ⚠ \(card.barcode): card \(card.serial) void, to be destroyed already
        ⚠ \(card.serial): card \(card.serial) void, to be destroyed already
        Done: 1 envelope recorded.
        To look at: \(card.barcode): card \(card.serial) void, to be destroyed.
        "destroy" lists the cards to destroy.

        """)
    #expect(try counter.run("destroy \(card.serial)\n").status == .exited(0))
    let late = try counter.run("undelivered n02\n\(card.barcode)\n")
    #expect(
      late.output.hasPrefix(
        """
        ⚠ \(card.barcode): registered before, card \(card.serial) destroyed since
        Done: 0 envelopes recorded.
        To look at: \(card.barcode): registered before, card \(card.serial) destroyed since.

        """), "\(late.output)")
    #expect(!late.output.contains("lists the cards"))
    #expect(try counter.run("undelivered \(card.barcode) n02\n").output.contains("and its card \(card.serial) is destroyed"))
  }

  @Test func takenBackIsAnotherEnvelopeOnlyWhereThatIsAskedTwice() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let (coupon, _, _) = try counter.claim(card)
    let nothing = try counter.run("receive\nundo\n")
    #expect(nothing.errors.hasPrefix("stdin:2: no envelope to take back\nStopped at line 2: "), "\(nothing.errors)")
    let run = try counter.run("receive\n\(coupon)\nNOPE1\nundo\nNOPE2\nundo\nundo\n", ["--keep-going"])
    #expect(run.errors.components(separatedBy: "nothing was recorded of the last one").count == 3, "\(run.errors)")
    #expect(run.output.contains("Done: 0 envelopes recorded, 1 taken back.\n"), "\(run.output)")
  }

  @Test func aRefusalNamesWhatCanBeTypedThere() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let (coupon, _, _) = try counter.claim(card)
    let run = try counter.run("réceptionner\n\(coupon) \(card.serial)\n\(card.barcode)\n", ["--keep-going"], lang: "fr")
    let errors = run.errors.replacing("\u{A0}", with: " ")
    #expect(errors.hasPrefix("stdin:2: \(coupon) \(card.serial) non enregistré : deux numéros sur une ligne\n"), "\(errors)")
    #expect(errors.contains("« COUPON --trouvée CARTE »"))
    #expect(
      errors.contains("Un pli rapporté par la poste : « pnd \(card.barcode) MOTIF ». Une commande se tape après une ligne vide."),
      "\(errors)")
  }

  @Test func anEnvelopeThatIsOpenedBehindItsReadingIsRecordedAsWhatItIs() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let (coupon, number, _) = try counter.claim(card)
    let run = try counter.run("receive\n\(coupon)\n\(coupon) --empty\n\(coupon) --empty\n\(coupon) --found NOPE12345\n", ["--keep-going"])
    #expect(
      run.output.contains(
        "✓ \(coupon): empty; card \(card.serial) is still awaited, case \(number); its reception of a moment ago is taken back\n"
          + "⚠ \(coupon): empty already, a moment ago, case \(number)\n"), "\(run.output)")
    // What is recorded is not among the refused.
    #expect(run.output.contains("Done: 1 envelope recorded.\n") && !run.output.contains("Refused"), "\(run.output)")
  }

  @Test func whatWasTakenBackIsNothingToLookAt() throws {
    let counter = try Counter()
    let (first, second) = (try counter.sentCard(), try counter.sentCard())
    let (one, other) = (try counter.claim(first).coupon, try counter.claim(second).coupon)
    // Recorded before the round.
    #expect(try counter.run("receive \(one)\n").status == .exited(0))
    let before = try counter.run("receive\n\(one)\nundo \(one)\n")
    #expect(before.output.hasSuffix("Done: 0 envelopes recorded, 1 taken back.\n"), "\(before.output)")
    // Read twice, it is what was recorded at first; then the one before, whatever was refused between them.
    let run = try counter.run("receive\n\(one)\nNOPE12345\n\(other)\n\(other)\nundo\nundo\n", ["--keep-going"])
    #expect(!run.errors.contains("nothing was recorded"), "\(run.errors)")
    #expect(run.output.contains("Done: 0 envelopes recorded, 2 taken back.\n"), "\(run.output)")
    #expect(try counter.value("select count(*) from core.quality_claim where received_at is not null") == "0")
  }

  @Test func manyAreCounted() throws {
    let counter = try Counter()
    let numbers = (10...50).map { "NOPE100\($0)" }
    let run = try counter.run("receive\n" + numbers.joined(separator: "\n") + "\n", ["--keep-going"])
    #expect(
      run.output.hasSuffix(
        "Refused, not recorded: \(numbers.prefix(6).joined(separator: ", ")) … and 35 more (unknown).\n"), "\(run.output)")
  }
}
