import Casework
import Desk
import Formats
import Terminal

// Settling a quality case.
extension Command {
  static let read: Command = Command(
    "read", "lu", area: .deciding, effect: .writes,
    summary: Text(
      fr: "noter ce qu'on lit sur la carte revenue, élément par élément",
      en: "draft what stands on the card that came back, element by element"),
    details: Text(
      fr:
        "La valeur telle qu'elle est imprimée ; sans valeur : comme commandé (photo, signature : comme le fichier validé). Gardé dans la base avec qui et quand ; une seconde lecture remplace la première. Tant qu'un élément n'est pas lu, les contrôles ne proposent rien pour lui : ce qui est commandé n'est pas ce qui est imprimé.",
      en:
        "The value as it is printed; without one: as ordered (photo, signature: as the approved file). Kept in the database with who and when; a second reading replaces the first. Until an element is read the checks suggest nothing for it: what was ordered is not what is printed."
    ),
    examples: [
      "read last_name", "read last_name DUPOND", "read photo too dark, the face is grey", "read birth_place --empty",
      "read last_name --undo",
      "lu nom", "lu nom DUPOND", "lu photo trop sombre, le visage est gris", "lu lieu-naissance --vide", "lu nom --annuler",
    ],
    takes: .optional(.caseBeforeText), .word(Text(fr: "ÉLÉMENT", en: "ELEMENT"), .readElement),
    .flag("empty", "vide", Text(fr: "rien n'y est imprimé", en: "nothing is printed there")),
    .flag("undo", "annuler", Text(fr: "retirer la lecture", en: "remove the reading")),
    .optional(Argument<String>.text(Text(fr: "VALEUR", en: "VALUE")))
  ) { (session, number: CaseNumber?, element, isEmpty, isUndo, typed: String?) throws(Failure) in
    guard [isEmpty, isUndo, typed != nil].count(where: { $0 }) < 2 else { throw .usage(.valueOrOption(Command.read, session.language)) }
    let hand = try session.inHand(naming: number)
    if isUndo {
      try session.atDesk { desk throws(DeskError) in try desk.removeReading(hand.number, version: hand.version, element: element.code) }
      session.renewed()
      session.say(.unread(hand.number, element.label))
      session.sayNextStep()
      return
    }
    // "ok", "idem": what stands there is as ordered.
    let value = isEmpty ? "" : typed.flatMap { AsOrdered.means($0) ? nil : $0 }
    let read = try session.atDesk { desk throws(DeskError) in
      try desk.readCard(hand.number, version: hand.version, element: element.code, value: value)
    }
    session.renewed()
    session.say(.read(hand.number, element.label, value, counts: read))
    session.sayNextStep()
  }

  static let finding = Command(
    "finding", "constater", area: .deciding, effect: .writes,
    summary: Text(
      fr: "noter ce qu'on a constaté sur un élément de la carte, et sa cause",
      en: "draft what was found on an element of the card, and its cause"),
    details: Text(
      fr:
        "Gardé dans la base. « constater 1 » suit l'avis du premier élément. Un second constat sur le même élément remplace le premier ; « retirer ÉLÉMENT » l'ôte. Seules les causes qui conviennent à l'élément sont acceptées. --valeur : ce que la nouvelle carte doit porter, si ce n'est pas ce que dit la source.",
      en:
        "Kept in the database. \"finding 1\" takes the advice of the first element. A second finding on the same element replaces the first; \"unflag ELEMENT\" removes it. Only the causes that fit the element are accepted. --value: what the new card must say, where that is not what the source says."
    ),
    examples: [
      "finding last_name data_entry_error", "finding 1", "constater 1", "finding expiry_date validity_computation --value 2031-05-14",
      "constater nom erreur-saisie", "constater date-fin calcul-validite --valeur 2031-05-14 'formation anticipée'",
    ],
    takes: .found,
    .option(
      "value", "valeur", Text(fr: "ce que la nouvelle carte doit porter", en: "what the new card must say"), Text(fr: "TEXTE", en: "TEXT"),
      .plain, isPersonal: true), .comment,
    .flag("as-typed", "tel-quel", Text(fr: "même si rien d'autre ne dit cette valeur", en: "even where nothing else says that value"))
  ) { (session, said: Said, typed: String?, comment: String, isAsTyped) throws(Failure) in
    let (hand, element, cause, advised) = try session.found(said)
    if let typed, !isAsTyped { try session.asksForValue(typed, element, hand) }
    let value = typed ?? advised ?? ""
    let former = session.formerFinding(on: element, hand)
    try session.atDesk { desk throws(DeskError) in
      try desk.finding(hand.number, version: hand.version, element: element.code, cause: cause.code, value: value, comment: comment)
    }
    session.renewed()
    session.hand?.drafts[element.code] = cause.code
    let words = try session.words()
    let isSame = former.map { $0.cause.rawValue == cause.code && $0.value == value && $0.comment == comment } ?? true
    session.say(
      .found(hand.number, element.label, words.cause(cause.code), value: value, reader: session.reader(of: hand)) + .recorded(comment)
        + (isSame ? .empty : former.map { .insteadOf($0, words.label(cause: $0.cause.rawValue), me: session.identity?.agent) } ?? .empty))
    session.sayNextStep()
  }

  static let attribute = Command(
    "attribute", "imputer", area: .deciding, effect: .writes,
    summary: Text(fr: "dire à qui est la faute : IN Groupe ou le conducteur", en: "say whose fault it is: IN Groupe's or the driver's"),
    details: Text(
      fr:
        "Vérifié contre les constats : il en faut un par élément déclaré. in-groupe : carte refaite aussitôt, sans frais. conducteur : il corrige et paie. L'avis des contrôles et ce qui a été lu sur la carte (« lu ») sont enregistrés avec la décision ; aller contre l'avis veut un commentaire.",
      en:
        "Checked against the findings: each declared element needs one. in_groupe: the card is made again at once, free. driver: he corrects and pays. What the checks suggest and what was read on the card (\"read\") are recorded with the decision; going against it needs a comment."
    ),
    examples: [
      "attribute in_groupe", "attribute driver 'seen with the licence'", "imputer in-groupe", "imputer conducteur 'vu avec le permis'",
    ],
    takes: .optional(.caseBeforeText),
    .word(
      Text(fr: "in-groupe|conducteur", en: "in_groupe|driver"),
      .choice(Labels.outcomes, Text(fr: "in-groupe|conducteur", en: "in_groupe|driver"))), .settling,
    .flag(
      "unread", "non-lue",
      Text(
        fr: "même si la carte n'est pas lue, ou n'en fait pas sa faute",
        en: "even where the card was not read, or does not make it his fault"))
  ) { (session, first: CaseNumber?, choice, given: Settling, isUnread) throws(Failure) in
    guard let outcome = Outcome(rawValue: choice.code) else { throw .usage(.unknownChoice(choice.code, choice.label)) }
    var settling = given
    // The label as the screen has it, in two words.
    if outcome == .inGroupe, Folding.fold(settling.comment) == "groupe" { settling.comment = "" }
    if let first {
      if let second = given.number, second != first { throw .usage(.twoCases(first, second)) }
      settling.number = first
    }
    let hand = try session.inHand(settling)
    // Read again for its findings; the decision is made on the version that the agent saw.
    let file = try session.atDesk { desk throws(DeskError) in try desk.caseFile(hand.number) }
    let words = try session.words()
    let attribution = Attribution(file, vocabulary: words, now: session.now)
    // Nobody pays for what nobody has looked at, or against what was read: at a terminal she is asked, a script is told with the answer.
    let doubts = outcome == .driver && !isUnread ? attribution?.questions ?? [] : []
    if !doubts.isEmpty, session.context == nil {
      throw .asked(.paymentDoubtful(doubts.map(\.doubt)), hint: .paymentDoubtfulHint(doubts, words), insisting: "unread")
    }
    let key = session.key(hand.number, round: hand.round)
    let decision: Decision
    do throws(Failure) {
      decision = try session.atDesk { desk throws(DeskError) in
        try desk.attribute(
          hand.number, version: hand.version, outcome: outcome, comment: settling.comment, suggestion: attribution?.advice, key: key)
      }
    } catch {
      // A comment is wanted: she is told against what.
      guard error.sqlstate == "PU026", let attribution else { throw error }
      var refusal = error
      refusal.hint = .againstSuggestion(attribution, outcome)
      throw refusal
    }
    let toPrint = (file.claim?.toPrint ?? []).map { (words.label(element: $0.element.rawValue), $0.value) }
    session.decided(
      decision, as: .attributed(outcome, attribution, file.claim) + .toPrint(toPrint), recording: settling.comment)
    // That nothing was read its answer says already.
    if doubts.contains(where: { $0.doubt != .unread }) { session.warn(.chargedDoubtfully(doubts, words)) }
    let again = outcome == .inGroupe ? file.claim?.printedAgain ?? [] : []
    if !again.isEmpty, !session.format.isForPrograms {
      session.warn(.printedAgain(again.map { (words.label(element: $0.element.rawValue), $0.ordered ?? "") }))
    }
  }
}

extension Session {
  /// At a terminal it is asked whether a value is meant that nothing else in the case says: the factory prints it.
  fileprivate func asksForValue(_ value: String, _ element: Term, _ hand: Hand) throws(Failure) {
    guard context == nil, !value.isEmpty else { return }
    let shown: CaseFile
    if let file, file.case.number == hand.number { shown = file } else { shown = try glance(hand.number) }
    let code = ElementCode(rawValue: element.code)
    guard try words().element(element.code)?.isRead == true, !shown.isKnown(value, on: code) else { return }
    throw .asked(.valueUnknown(element.label, value), hint: .valueUnknownHint, insisting: "as-typed")
  }

  /// What was found on an element before, as far as it was shown here.
  fileprivate func formerFinding(on element: Term, _ hand: Hand) -> CaseFile.ElementFinding? {
    guard let cause = hand.drafts[element.code] else { return nil }
    let shown = file.flatMap { $0.case.number == hand.number ? $0.claim?.findings.first { $0.element.rawValue == element.code } : nil }
    if let shown, shown.cause.rawValue == cause { return shown }
    return CaseFile.ElementFinding(element: ElementCode(rawValue: element.code), cause: Cause(rawValue: cause), imputedTo: .none)
  }
}
