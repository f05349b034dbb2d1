import Foundation
import Postgres
import TestSupport
import Testing

/// Defective cards, from the coupon to the attribution.
@Suite struct PipedQualityTests {
  @Test func receivedFoundAndAttributedToTheDriver() throws {
    let counter = try Counter()
    let card = try counter.sentCard(pictures: true)
    let (coupon, number, _) = try counter.claim(card)
    let early = try counter.run("open \(number)\n")
    #expect(early.status == .exited(3))
    #expect(early.errors.hasPrefix("stdin:1: case \(number) waits for the card, which the driver has to send back (PU019)\n"))
    #expect(early.errors.hasSuffix("  It opens once the card is received (\"receive COUPON\").\n"))

    try counter.value("update core.account set language = 'en'")
    let run = try counter.run(
      "receive \(coupon)\nreceive \(card.serial)\nnext quality\nview identity_document\nread last_name\nshow\n"
        + "finding last_name data_entry_error 'as he typed it'\nattribute driver\n")
    #expect(run.errors == "")
    #expect(run.status == .exited(0))
    #expect(
      run.answers.hasPrefix(
        """
        Card \(card.serial) of coupon \(coupon): received. Case \(number) can be worked on; the driver will be told. "receive \(coupon) --undo" takes it back for a moment, until somebody examines it.
        Card \(card.serial) of coupon \(coupon): received before. Case \(number).
        \(number) · quality ·
        """ + " "))
    #expect(
      run.output.contains(
        """
        he writes Il manque une lettre.
        papers    photo · signature · identity_document · driving_licence

        1 · 1 Last name  finding: to be made
           he says:         DURAN[T]
           ordered = entry: DURAN[D]
           on the card:     ?
           ⚠ to be read on the card → read last_name

        advice    nothing until the card is read and its papers are looked at

        """))
    #expect(run.output.contains("\n→ read last_name · "))
    #expect(run.output.contains("Read on \(number): Last name — as ordered: DURAND\n"))
    #expect(
      run.output.contains(
        """
        papers    photo · signature · identity_document ✓ · driving_licence

        1 · 1 Last name  finding: to be made
           he says:                DURAN[T]
           ordered = entry = read: DURAN[D]
           ⚠ read = ordered = source, he says otherwise → data_entry_error

        advice    driver

        """))
    #expect(
      run.output.contains(
        """
        → finding 1 · finding ELEMENT CAUSE · skip · escalate
        Found on \(number): Last name — Data entry error (driver). The driver will read: "The card shows what you had entered: correct your entry." Noted: "as he typed it".

        """))
    #expect(
      run.answers.hasSuffix(
        "Case \(number): attributed to the driver: he is asked to correct and pay, as the checks suggested. The driver will be told by e-mail. \"undo\" is possible for a while.\n"
      ))
    #expect(
      try counter.value("select (suggestion - 'readings')::text from core.decision_detail order by decision_id desc limit 1")
        == #"{"grounds": ["last_name:agrees_with_entry"], "outcome": "driver"}"#)
    #expect(try counter.value("select comment || ' ' || cause from core.finding") == "as he typed it data_entry_error")
  }

  @Test func anErrorOfOursInFrench() throws {
    let counter = try Counter()
    let card = try counter.sentCard(printed: #"{"last_name": "DURAN"}"#)
    let (coupon, number, _) = try counter.claim(card, #"{"last_name": "DURAND"}"#)
    let run = try counter.run(
      """
      réceptionner \(coupon)
      suivant qualité
      lu nom DURAN
      constater nom erreur-perso
      afficher
      retirer nom
      constater nom erreur-personnalisation --valeur DURAND
      imputer in-groupe
      défaire
      imputer IN Groupe

      """, lang: "fr")
    #expect(run.errors == "")
    #expect(run.status == .exited(0))
    #expect(
      run.answers.contains(
        "\n   ⚠ à lire ; la fabrication dit « DURAN » → lu nom VALEUR\n\navis       aucun, tant que la carte n'est pas lue et ses pièces regardées\n"
      ))
    #expect(
      run.answers.contains("Lu sur \(number) : Nom — DURAN\nConstaté sur \(number) : Nom — Erreur de personnalisation (IN Groupe)."))
    #expect(
      run.answers.contains("\n   lu :                         DURAN\n   constaté : Erreur de personnalisation\n\navis       IN Groupe\n"))
    #expect(run.answers.contains("\n→ imputer in-groupe · ") && run.answers.contains("\nConstat retiré de \(number) : Nom\n"))
    #expect(run.answers.contains(" À imprimer : DURAND.\n"))
    #expect(
      run.answers.hasSuffix(
        """
        Dossier \(number) : imputé à IN Groupe : la carte est refaite sans frais, comme les contrôles le proposaient ; à imprimer : Nom DURAND. Le conducteur en sera prévenu par courriel. « défaire » possible un moment.
        Décision défaite (« imputer ») sur le dossier \(number) ; rien n'en a paru. Le dossier est de nouveau en main.
        Dossier \(number) : imputé à IN Groupe : la carte est refaite sans frais, comme les contrôles le proposaient ; à imprimer : Nom DURAND. Le conducteur en sera prévenu par courriel. « défaire » possible un moment.

        """))
    #expect(
      try counter.value("select string_agg(action, ',' order by id) from core.decision where queue = 'quality'")
        == "attribute,undo,attribute")
  }

  @Test func againstTheSuggestion() throws {
    let counter = try Counter()
    let card = try counter.sentCard(pictures: true)
    let (coupon, number, _) = try counter.claim(card)
    let refused = try counter.run(
      "receive \(coupon)\nnext quality\nattribute driver\nread last_name DURANT\nread last_name --undo\nview identity_document\nread last_name\nfinding last_name agent_processing_error\nattribute driver\nattribute in_groupe\n",
      ["--keep-going"])
    #expect(refused.status == .exited(6))
    let id = number.filter(\.isNumber)
    #expect(
      refused.errors == """
        stdin:3: no finding yet on: Last name (PU036)
          detail: {"case": \(id), "missing": ["last_name"]}
          Each declared element needs one: finding ELEMENT CAUSE.
        stdin:9: the findings make it "IN Groupe", not "driver" (PU035)
          detail: {"case": \(id), "outcome": "driver", "expected": "in_groupe"}
          Change a finding ("finding"), or the attribution.
        stdin:10: this attribution needs a comment: no defect was found, or the checks suggest otherwise (PU026)
          detail: {"reason": "attribution"}
          The checks suggest "driver": Last name, the card shows what he had entered: "DURAND"; he says "DURANT". To go against it, add why; it stays internal.

        """)
    #expect(try counter.value("select count(*) from core.decision where queue = 'quality'") == "0")
    let run = try counter.run("next\nattribute in_groupe 'we had the right form on paper'\n")
    #expect(run.status == .exited(0), "\(run.errors)")
    #expect(run.output.contains("free, against what the checks suggested."))
  }

  @Test func whatIsReadIsRecordedAsTyped() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let (coupon, number, _) = try counter.claim(card, #"{"last_name": "DURANT", "photo": "", "lamination": "", "categories": ""}"#)
    let readings = "select string_agg(element || '=' || coalesce(value, '(as ordered)'), '; ' order by element) from core.card_reading"
    #expect(try counter.run("receive \(coupon)\n").status == .exited(0))
    let run = try counter.run(
      """
      open \(number)
      read last_name  D'URAND "l'aîné" # 4427-6
      read photo too dark, "grey"
      read categories 12345
      read birth_place --empty
      read \(number) first_names

      """)
    #expect(run.errors == "")
    #expect(
      run.answers.hasSuffix(
        """
        Read on \(number): Last name — D'URAND "l'aîné" # 4427-6
        Read on \(number): Photo — too dark, "grey"
        Read on \(number): Categories — 12345
        Read on \(number): Place of birth — nothing printed
        Read on \(number): First name(s) — as ordered: Zoé

        """))
    let kept = #"birth_place=; categories=12345; first_names=(as ordered); last_name=D'URAND "l'aîné" # 4427-6; photo=too dark, "grey""#
    #expect(try counter.value(readings) == kept)
    // Another console of the same agent finds it all.
    let refused = try counter.run(
      "read last_name\n"
        + [
          "lamination bubbles", "authority", "last_name X --undo", "last_name --empty --undo", "hologram X", "photo --undo", "photo --undo",
        ].map { "open \(number)\nread \($0)\n" }.joined(),
      ["--keep-going"])
    #expect(refused.errors.contains("stdin:1: "))
    #expect(refused.errors.contains("stdin:3: \"Lamination\": nothing is printed that could be read (PU084)"))
    #expect(refused.errors.contains("stdin:5: \"Authority\": what was ordered is not recorded (PU085)"))
    #expect(refused.errors.contains("stdin:9: a value, or one option only: --empty, --undo"))
    #expect(
      refused.errors.contains("stdin:11: the card has no element \"hologram\"") || refused.errors.contains("stdin:11: unknown element"))
    #expect(refused.output.contains("Reading removed from \(number): Photo\n"))
    #expect(refused.errors.contains("stdin:15: ") && refused.errors.contains("(PU027)"))
    // An option behind a value is no part of it.
    #expect(refused.errors.contains("stdin:7: "))
    let left = #"birth_place=; categories=12345; first_names=(as ordered); last_name=D'URAND "l'aîné" # 4427-6"#
    let found = try counter.value(readings)
    #expect(found == left)
  }

  @Test func aCauseThatDoesNotFitIsRefusedWithThoseThatDo() throws {
    let counter = try Counter()
    let (coupon, number, _) = try counter.claim(try counter.sentCard(), #"{"photo": ""}"#)
    #expect(try counter.run("receive \(coupon)\n").status == .exited(0))
    let run = try counter.run("ouvrir \(number)\nconstater photo calcul-validite\n", lang: "fr")
    #expect(run.status == .exited(3))
    let errors = run.errors.replacing("\u{A0}", with: " ")
    #expect(errors.contains("stdin:2: « Calcul de la validité » n'est pas une cause pour « Photo » (PU086)"))
    #expect(errors.contains("image-inadaptee") && !errors.contains("erreur-centre"))
    #expect(try counter.value("select count(*) from core.finding") == "0")
    let help = try counter.run("ouvrir \(number)\naide constater\n", lang: "fr")
    #expect(help.output.contains("Éléments et causes"))
    #expect(help.output.contains("6 · Photo · saisie : erreur-personnalisation, "))
  }

  @Test func withoutAReadingTheAnswerSaysThatNothingWasSuggested() throws {
    let counter = try Counter()
    let (coupon, number, _) = try counter.claim(try counter.sentCard())
    let run = try counter.run("receive \(coupon)\nopen \(number)\nfinding last_name data_entry_error\nattribute driver\n")
    #expect(run.errors == "")
    #expect(
      run.answers.contains(
        "Case \(number): attributed to the driver: he is asked to correct and pay, without a suggestion: the card was not read."))
  }

  /// The factory prints what stands there: a day is a day, in whatever way it is typed.
  @Test func aDayToPrintIsADay() throws {
    let counter = try Counter()
    let (coupon, number, claim) = try counter.claim(try counter.sentCard(), #"{"birth_date": "1980-03-02"}"#)
    #expect(try counter.run("receive \(coupon)\n").status == .exited(0))
    for value in ["31/02/1988", "blabla", "28/04/88", "1988"] {
      let run = try counter.run("ouvrir \(number)\nconstater date-naissance erreur-personnalisation --valeur \(value)\n", lang: "fr")
      #expect(run.errors.contains("(PU062)") && run.errors.contains("n'est pas une date"), "\(value): \(run.errors)")
    }
    #expect(try counter.value("select count(*) from core.finding") == "0")
    let run = try counter.run(
      "ouvrir \(number)\nlu date-naissance 28 avril 1988\nconstater date-naissance erreur-personnalisation --valeur 28.4.1988\n", lang: "fr"
    )
    #expect(run.errors == "" && run.answers.contains("Lu sur \(number) : Date de naissance — 28/04/1988"), "\(run.answers)")
    #expect(run.answers.contains("À imprimer : 28/04/1988."))
    let kept =
      "select value from core.finding where claim_id = \(claim) union all select value from core.card_reading where claim_id = \(claim)"
    #expect(try counter.value("select string_agg(value, ' ') from (\(kept)) as v") == "1988-04-28 1988-04-28")
    // What bears no text takes none.
    let none = try counter.run("ouvrir \(number)\nconstater lamination defaut-lamination --valeur x\n", lang: "fr")
    #expect(none.errors.contains("ne porte pas de texte"), "\(none.errors)")
  }

  @Test func whatCannotBeCorrectedIsPaidFor() throws {
    let counter = try Counter()
    let (coupon, number, _) = try counter.claim(try counter.sentCard(), #"{"lamination": ""}"#)
    let run = try counter.run("receive \(coupon)\nopen \(number)\nfinding lamination holder_damage\nattribute driver\n")
    #expect(run.answers.contains("attributed to the driver: he is asked to pay €35.00 for a new card"), "\(run.answers)\(run.errors)")
  }

  @Test func aFindingThatIsReplacedIsSaidWithWhoseItWas() throws {
    let counter = try Counter()
    let colleague = try counter.colleague()
    let (coupon, number, _) = try counter.claim(try counter.sentCard())
    let first = "receive \(coupon)\nopen \(number)\nfinding last_name personalisation_error --value DURAMD\nrelease\n"
    #expect(try counter.run(first, as: colleague).status == .exited(0))
    let run = try counter.run("ouvrir \(number)\nconstater nom erreur-saisie\nconstater nom erreur-saisie\n", lang: "fr")
    let said = "(au lieu de : Erreur de personnalisation, « DURAMD », de \(colleague))"
    #expect(run.answers.contains(said), "\(run.answers)")
    #expect(run.answers.components(separatedBy: "au lieu de").count == 2, "\(run.answers)")
  }

  @Test func whatAnAgentSaysIsRightIsAsOrdered() throws {
    let counter = try Counter()
    let (coupon, number, _) = try counter.claim(try counter.sentCard(), #"{"last_name": "DURANT", "photo": "", "code_95": ""}"#)
    for word in ["conforme", "OK", "oui.", "idem", "comme validée", "same as approved", "="] {
      let run = try counter.run("receive \(coupon)\nouvrir \(number)\nlu photo \(word)\nlu nom \(word)\n", lang: "fr")
      #expect(
        run.answers.contains("Photo — comme le fichier validé\n") && run.answers.contains("Nom — comme commandé : DURAND\n"), "\(word)")
    }
    #expect(try counter.value("select count(*) from core.card_reading where value is null") == "2")
    // Qualifications and days in the reader's language, and compared as either says them.
    let run = try counter.run("ouvrir \(number)\nlu code-95\nlu code-95 marchandises\nafficher\n", lang: "fr")
    #expect(run.answers.contains(/Code 95 — comme commandé : marchandises \d\d\/\d\d\/\d{4}\n/), "\(run.answers)")
    #expect(!run.answers.contains("goods") && !run.answers.contains("erreur-perso"), "\(run.answers)")
  }

  @Test func whatIsReadAfterAFindingSpeaksAgainstIt() throws {
    let counter = try Counter()
    let (coupon, number, _) = try counter.claim(try counter.sentCard())
    #expect(try counter.run("receive \(coupon)\n").status == .exited(0))
    #expect(try counter.run("open \(number)\nfinding last_name no_defect_found seen\n").status == .exited(0))
    try counter.database.advanceClock(by: "1 minute")
    let run = try counter.run("open \(number)\nread last_name DURAN\nshow\n")
    #expect(run.output.contains("found: No defect found") && run.output.contains("→ personalisation_error"), "\(run.output)")
    #expect(run.output.contains("\n→ finding 1 · "), "\(run.output)")
  }

  /// A card that is made again for a fault of ours repeats what its driver got wrong, and it is said.
  @Test func whatIsPrintedAgainAsItWasIsSaid() throws {
    let counter = try Counter()
    let (coupon, number, _) = try counter.claim(try counter.sentCard(), #"{"last_name": "DURANT", "lamination": ""}"#)
    let run = try counter.run(
      "receive \(coupon)\nopen \(number)\nfinding last_name data_entry_error\nfinding lamination lamination_defect\nattribute in_groupe\n")
    #expect(run.errors == "" && run.status == .exited(0))
    #expect(run.output.contains("Printed again as ordered: Last name (DURAND)."), "\(run.output)")
  }

  @Test func withoutADefectHePaysOrTakesHisOwnBack() throws {
    let counter = try Counter()
    let (coupon, number, _) = try counter.claim(try counter.sentCard())
    let run = try counter.run(
      "receive \(coupon)\nopen \(number)\nread last_name\nfinding last_name no_defect_found\nattribute driver it is as he wrote it\n")
    #expect(run.errors == "" && run.status == .exited(0), "\(run.errors)")
    #expect(run.output.contains("no defect found: he pays for a new card, or has his own back free"), "\(run.output)")
    // Where the setting gives nobody his card back, none is spoken of.
    #expect(try counter.run("setting no_defect_card_back no\n", as: counter.supervisor).status == .exited(0))
    let other = try counter.claim(try counter.sentCard())
    let kept = try counter.run(
      "receive \(other.coupon)\nopen \(other.number)\nread last_name\nfinding last_name no_defect_found\nattribute driver as he wrote it\n")
    #expect(kept.status == .exited(0) && !kept.output.contains("has his own back"), "\(kept.output)")
  }

  @Test func aRecordThatItsCentreHasNotCorrectedIsSaid() throws {
    let counter = try Counter()
    let (coupon, number, _) = try counter.claim(try counter.sentCard(), #"{"code_95": ""}"#)
    let run = try counter.run("receive \(coupon)\nopen \(number)\nfinding code_95 training_centre_error\nshow\n")
    #expect(run.output.contains("not corrected yet: attribution waits") && run.output.contains("\n→ release · "), "\(run.output)")
    let flagged = try counter.run("open \(number)\nflag last_name spelling\n")
    #expect(flagged.errors.contains("finding ELEMENT CAUSE"), "\(flagged.errors)")
  }

  @Test func slipsOfTheScanner() throws {
    let counter = try Counter()
    let (one, other) = (try counter.sentCard(), try counter.sentCard())
    let (coupon, number, _) = try counter.claim(one)
    let run = try counter.run(
      "receive \(coupon) --empty\nreceive \(coupon) --found \(other.serial)\nreceive \(coupon)\nreceive \(coupon) --undo\nlist quality --waiting\n"
    )
    #expect(run.errors == "")
    #expect(
      run.output.hasPrefix(
        """
        Coupon \(coupon): empty envelope. The driver will be told; case \(number) still waits for card \(one.serial).
        Coupon \(coupon): another card, \(other.serial). The driver will be told; case \(number) still waits for his. "Empty", a moment ago, is taken back in silence. Put this one aside: "destroy" says whether it is to be destroyed, else it goes back to its holder.
        Card \(one.serial) of coupon \(coupon): received. Case \(number) can be worked on; the driver will be told. "receive \(coupon) --undo" takes it back for a moment, until somebody examines it. "Another card", a moment ago, is taken back in silence.
        Reception of coupon \(coupon) taken back: case \(number) waits for card \(one.serial) again.

        """))
    #expect(run.output.contains("\n\(number)  quality"))
    let both = try counter.run("réceptionner \(coupon) --vide --annuler\n", lang: "fr")
    #expect(both.status == .exited(1))
    #expect(
      both.errors.replacing("\u{A0}", with: " ") == "stdin:1: une seule option à la fois : --trouvée, --vide, --annuler\n")
    let unknown = try counter.run("receive NOPE\nreceive \(other.serial)\n", ["--keep-going"])
    #expect(unknown.errors.contains("stdin:1: NOPE is neither a coupon nor a card (PU058)"))
    #expect(
      unknown.errors.contains("stdin:2: card \(other.serial) cannot be received: it is \"dispatched\", and no claim waits for it (PU059)"))
  }

  @Test func whileItWaits() throws {
    let counter = try Counter()
    let (coupon, number, _) = try counter.claim(try counter.sentCard())
    let run = try counter.run("why \(number)\nrelancer \(number)\nremind \(number)\n", ["--keep-going"])
    #expect(run.output.contains("Waits for: the card, which the driver has to send back, for "))
    #expect(run.output.contains("Case \(number): the driver is reminded by e-mail.\n"))
    #expect(run.errors.hasPrefix("stdin:3: the driver of case \(number) was reminded "))
    let programs = try counter.run("show \(number)\nreceive \(coupon)\n", ["--format", "jsonl"])
    #expect(programs.output.contains("\"waits_for\":\"card\",\"coupon\":\"\(coupon)\",\"claim_state\":\"awaiting_card\""))
    #expect(programs.output.contains("{\"outcome\":\"received\","))
  }

  @Test func oneScreen() throws {
    let counter = try Counter()
    let card = try counter.sentCard(printed: #"{"last_name": "DURAN"}"#)
    let (coupon, number, _) = try counter.claim(card, #"{"last_name": "DURAND", "expiry_date": ""}"#)
    #expect(try counter.run("receive \(coupon)\n").status == .exited(0))
    for lang in ["fr", "en"] {
      var terminal = try counter.sit(lang: lang)
      try terminal.expect("› ")
      terminal.type("open \(number)\n")
      try terminal.expect("open")
      let screen = Screen(try terminal.expect(" › "))
      #expect(screen.width <= 80)
      // The line that was typed has left the screen of 24.
      #expect(screen.lines.count <= 25, "\(screen.lines.joined(separator: "\n"))")
      for wanted in [
        "DURAN", coupon, card.serial, lang == "fr" ? "lu nom" : "read last_name", lang == "fr" ? "commandé" : "ordered",
      ] {
        #expect(screen.lines.joined(separator: "\n").contains(wanted), "\(wanted)")
      }
      terminal.type("release\nquit\n")
      #expect(try terminal.end().status == .exited(0))
    }
  }
}
