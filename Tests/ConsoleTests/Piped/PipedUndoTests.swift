import Postgres
import TestSupport
import Testing

/// Taking back, slips of the mailroom and cases that change hands, as they are said.
@Suite struct PipedUndoTests {
  @Test func whatWasDoneLastIsNamedAndTheDecisionBeforeItOffered() throws {
    let counter = try Counter()
    let first = try counter.account().number
    let second = try counter.account(licence: "060113200777").number
    let run = try counter.run(
      "open \(first)\napprove\nescalate \(second) l'adresse # 3 est douteuse\nundo\nnote \(second) l'usager n'a pas répondu\nundo\nundo \(first)\n"
    )
    #expect(run.errors == "")
    #expect(
      run.output.contains(
        "\nEscalation taken back on case \(second): \"l'adresse # 3 est douteuse\". Your decision before it can still be undone: \"undo \(first)\".\n"
      ))
    #expect(run.output.contains("\nNote taken back on case \(second): \"l'usager n'a pas répondu\". Your decision before it"))
    #expect(
      run.output.contains("\nDecision undone (\"approve\") on case \(first); nothing of it was shown. The case is in hand again.\n"))
    #expect(try counter.value("select count(*) from core.case_event where kind in ('note', 'escalated')") == "0")
  }

  @Test func whatCannotBeUndoneIsSaidInFrench() throws {
    let counter = try Counter()
    let first = try counter.account().number
    let second = try counter.account(licence: "060113200777").number
    let run = try counter.run(
      "ouvrir \(first)\nvalider\nouvrir \(second)\nsignaler téléphone format-invalide\ndéfaire\n", lang: "fr")
    #expect(run.status == .exited(3))
    let said = run.errors.replacing("\u{A0}", with: " ")
    #expect(
      said.contains("stdin:5: ce que vous avez fait en dernier ne se défait pas : un signalement (Téléphone) sur le dossier \(second), "))
    #expect(said.contains("« retirer telephone » retire le signalement. Votre décision d'avant se défait encore : « défaire \(first) »."))
    #expect(try counter.value("select string_agg(action, ',') from core.decision") == "approve")
  }

  @Test func aSlipWithAReturnedDispatchIsCorrectedAndTakenBack() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let run = try counter.run("pnd \(card.barcode) n02\npnd \(card.barcode) n05\npnd \(card.barcode) --annuler\n", lang: "fr")
    #expect(run.errors == "")
    #expect(run.answers.contains("\nPli \(card.barcode) : motif corrigé : "))
    #expect(run.answers.contains(" repris : il est toujours en route. Rien n'en a paru.\n"))
    #expect(try counter.value("select count(*) from core.returned_dispatch") == "0")
    #expect(try counter.value("select count(*) from core.notification where template = 'dispatch_returned'") == "0")
    let neither = try counter.run("pnd \(card.barcode)\n", lang: "fr")
    #expect(neither.status == .exited(1))
    #expect(neither.errors.replacing("\u{A0}", with: " ").contains("un motif de la poste, ou --annuler : l'un des deux"))
  }

  @Test func whatIsTrueAgainIsSaidOfEveryUndo() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let corrected = try counter.run(
      "pnd envoi:\(card.barcode) n02\npnd carte:\(card.serial) n05\npnd \(card.barcode) n05\ndéfaire\ndéfaire\n", lang: "fr")
    #expect(corrected.errors == "")
    #expect(corrected.answers.contains(" Rien n'a changé.\nCorrection du motif reprise (« "))
    #expect(corrected.answers.contains("le pli \(card.barcode) reste enregistré comme revenu, motif : "))
    #expect(corrected.answers.contains("\nRetour du pli \(card.barcode) ("))
    let (one, other) = (try counter.sentCard(), try counter.sentCard())
    let (here, mine, _) = try counter.claim(one)
    let (there, theirs, _) = try counter.claim(other)
    let run = try counter.run("réceptionner coupon:\(here) --trouvée carte:\(other.serial) --insister\ndéfaire\n", lang: "fr")
    #expect(run.errors == "")
    // One order for one card.
    #expect(!run.answers.contains("Mettez celle-ci de côté"))
    #expect(
      run.answers.contains(
        "Autre carte sous le coupon \(here), reprise : le dossier \(mine) attend toujours la sienne. La carte \(other.serial) n'est plus notée ici. Reprise aussi, celle du coupon \(there) : le dossier \(theirs) attend de nouveau sa carte. Rien n'en a paru."
      ))
    let nothing = try counter.run("réceptionner \(here) --annuler\n", lang: "fr")
    #expect(
      nothing.errors.replacing("\u{A0}", with: " ").hasPrefix(
        "stdin:1: la carte du coupon \(here) n'est pas reçue : rien à reprendre (PU051)"))
  }

  @Test func aNumberIsTakenWithItsKindBeforeIt() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let (coupon, number, _) = try counter.claim(card)
    for typed in ["coupon:\(coupon)", "carte:\(card.serial)", "envoi:\(card.barcode)", "dossier:\(number)"] {
      let found = try counter.run("chercher \(typed)\n", lang: "fr")
      #expect(found.errors == "" && found.output.contains("DURAND"), "\(typed)")
    }
    #expect(try counter.run("chercher coupon:\(card.serial)\n", lang: "fr").output.contains("Personne"))
    let wrong = try counter.run("destroy coupon:\(coupon)\nundelivered claim:\(coupon) n02\n", ["--keep-going"])
    #expect(wrong.errors.contains("stdin:1: \(coupon) is a coupon ") && wrong.errors.contains("stdin:2: \(coupon) is a coupon "))
  }

  /// What was undone is undone, whatever becomes of the questions behind it.
  @Test func anUndoneNoteIsNotReportedAsAFailure() throws {
    let counter = try Counter()
    let number = try counter.account().number
    #expect(try counter.run("note \(number) a word too much\n").status == .exited(0))
    try counter.database.administer("revoke select on desk.catalogue from pupitre_agent")
    let run = try counter.run("undo\n")
    #expect(run.status == .exited(0), "\(run.errors)")
    #expect(run.output == "Note taken back on case \(number): \"a word too much\".\n")
    #expect(try counter.value("select count(*) from core.case_event where kind = 'note'") == "0")
  }

  @Test func anUndoneDecisionIsNotReportedAsAFailure() throws {
    let counter = try Counter()
    let number = try counter.account().number
    #expect(try counter.run("next accounts\napprove\n").status == .exited(0))
    try counter.database.administer(
      "insert into core.setting_value (name, since, value) values ('reading_limit', '-infinity', '0'), ('held_reading_limit', '-infinity', '0') on conflict (name, since) do update set value = excluded.value"
    )
    let run = try counter.run("undo\n")
    #expect(run.status == .exited(0), "\(run.errors)")
    #expect(run.output.hasPrefix("Decision undone (\"approve\") on case \(number); nothing of it was shown."), "\(run.output)")
    #expect(try counter.value("select state from core.desk_case") == "open")
  }

  @Test func aCardThatAnotherCouponAwaitsIsNamedAndInsistedOn() throws {
    let counter = try Counter()
    let one = try counter.sentCard()
    let other = try counter.sentCard()
    let (here, _, _) = try counter.claim(one)
    let (there, theirs, _) = try counter.claim(other)
    let refused = try counter.run("receive \(here) --found \(other.serial)\n")
    #expect(refused.status == .exited(3))
    #expect(
      refused.errors.hasPrefix("stdin:1: card \(other.serial) is awaited for another coupon: \(there), case \(theirs) (PU039)\n"))
    let run = try counter.run("receive \(here) --found \(other.serial) --insist\n")
    #expect(run.errors == "")
    #expect(run.output.hasSuffix(" The card that was found is received for coupon \(there), case \(theirs).\n"))
    let awaited = try counter.run("destroy \(one.serial)\nundelivered \(here) n02\n", ["--keep-going"])
    #expect(
      awaited.errors.contains("stdin:1: card \(one.serial) cannot be destroyed: it is \"dispatched\", awaited for coupon \(here), case "))
    #expect(awaited.errors.contains("stdin:2: \(here) is a coupon (card \(one.serial), "))
  }

  @Test func aCaseThatIsTakenFromAnAgentIsSaidToAll() throws {
    let counter = try Counter()
    let number = try counter.account().number
    #expect(try counter.run("open \(number)\n").errors == "")
    let supervisor = try counter.supervisor
    let refused = try counter.run("assign \(number) \(supervisor)\n", as: supervisor)
    #expect(refused.status == .exited(3))
    #expect(refused.errors.hasPrefix("stdin:1: case \(number) is held at this moment by \(counter.agent) (PU076)\n"))
    let taken = try counter.run("assign \(number) \(supervisor) --insist\n", as: supervisor)
    #expect(taken.errors == "")
    #expect(
      taken.output == "Case \(number) assigned to \(supervisor). \(counter.agent) held it: his next command tells him.\n")
    let late = try counter.run("open \(number)\n")
    #expect(late.errors.hasPrefix("stdin:1: case \(number) is reserved for \(supervisor), to whom \(supervisor) gave it (PU016)\n"))
  }
}

/// What is said beside what was taken back or put back.
@Suite struct BesideTests {
  @Test func undoSaysWhatBecomesOfTheCaseInHand() throws {
    let counter = try Counter()
    let (first, second) = (try counter.account().number, try counter.account().number)
    let run = try counter.run("open \(first)\napprove\nopen \(second)\nnote \(first) called\nundo\nundo \(first)\nrelease\n")
    #expect(run.errors == "")
    #expect(run.output.contains("Note taken back on case \(first): \"called\"."))
    #expect(run.output.contains("\nCase \(second) stays in hand.\nDecision undone"))
    #expect(run.output.contains("Case \(second) stays yours: \"open \(second)\" takes it in hand again.\n"))
    #expect(run.output.contains("Case \(first) released.\n"))
  }

  @Test func releaseSpeaksOfFlagsWhereThereAreSome() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let run = try counter.run(
      "open \(number)\nrelease\nopen \(number)\nflag phone spelling\nrelease\nopen \(number)\nunflag phone\nrelease\n")
    #expect(run.errors == "")
    #expect(run.output.matches(of: /released; its flags stay with it/).count == 1)
    #expect(run.output.matches(of: /released\.\n/).count == 2)
  }
}
