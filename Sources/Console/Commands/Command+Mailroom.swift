import Casework
import Desk
import Formats
import Terminal

// What the post brings.
extension Command {
  static let receive: Command = Command(
    "receive", "réceptionner", area: .mailroom, effect: .writes,
    summary: Text(
      fr: "recevoir une carte : renvoyée avec son coupon, ou retrouvée après une perte",
      en: "receive a card: sent back with its coupon, or found after a loss"),
    details: Text(
      fr:
        "Par le coupon, ou par le numéro de la carte si le coupon manque. Le dossier qualité est à traiter dès lors ; une carte hors d'usage va sur la liste à détruire. Reçue deux fois, elle l'est une fois. « coupon:N » et « carte:N » se tapent aussi. Sans numéro : chaque ligne est une enveloppe, jusqu'à une ligne vide ; « annuler » reprend la dernière.",
      en:
        "By the coupon, or by the card's number where the coupon is missing. The quality case can be worked on from then; a void card goes on the list to destroy. Received twice is received once. \"claim:N\" and \"card:N\" can be typed too. Without a number each line is an envelope, until an empty one; \"undo\" takes the last one back."
    ),
    examples: [
      "receive", "receive Q0010019", "receive Q0010019 --found AB123456", "receive Q0010019 --empty", "receive Q0010019 --undo",
      "réceptionner", "réceptionner Q0010019", "réceptionner Q0010019 --trouvée AB123456", "réceptionner Q0010019 --vide",
      "réceptionner Q0010019 --annuler",
    ],
    takes: .couponOrLines,
    .option(
      "found", "trouvée", Text(fr: "une autre carte était dans l'enveloppe : celle-ci", en: "another card lay in the envelope: this one"),
      Text(fr: "CARTE", en: "CARD"), .object),
    .flag("empty", "vide", Text(fr: "l'enveloppe était vide", en: "the envelope was empty")),
    .flag("undo", "annuler", Text(fr: "reprendre une erreur de lecture", en: "take back a slip of the scanner")),
    .flag(
      "insist", "insister",
      Text(fr: "même si un autre coupon attend la carte trouvée", en: "even where another coupon awaits the card that was found"))
  ) { (session, number: String?, found: String?, isEmpty, isUndo, insists) throws(Failure) in
    guard let number else {
      guard found == nil, !isEmpty, !isUndo, !insists else { throw .usage(.missingArgument(.envelopeNumber)) }
      return try session.begin(.receiving)
    }
    let envelope = EnvelopeRound.Envelope(number: number, found: found, isEmpty: isEmpty)
    try EnvelopeRound.check(envelope, isTakenBack: isUndo, in: session.language)
    let reception = try session.atDesk { desk throws(DeskError) in
      isUndo ? try desk.undoReception(number) : try desk.receive(number, found: found, isEmpty: isEmpty, insists: insists)
    }
    session.lastDriver = nil
    guard !isUndo else { return session.tell(takenBack: reception) }
    if session.format.isForPrograms { session.show(Tables.reception(reception)) } else { session.say(.reception(reception)) }
  }

  static let destroy = Command(
    "destroy", "détruire", area: .mailroom, effect: .writes,
    summary: Text(
      fr: "noter qu'une carte hors d'usage est détruite ; sans numéro : celles qui restent à détruire",
      en: "note that a void card is destroyed; without a number: those that are still to be"),
    examples: ["destroy", "destroy AB123456", "détruire", "détruire AB123456"],
    takes: .optional(.word(Text(fr: "CARTE", en: "CARD"), .object))
  ) { (session, serial: String?) throws(Failure) in
    if let serial {
      let card = try session.atDesk { desk throws(DeskError) in try desk.destroy(serial) }
      if session.format.isForPrograms { session.show(Tables.destroyed(card)) } else { session.say(.destroyed(card.serial)) }
      return
    }
    let cards = try session.atDesk { desk throws(DeskError) in try desk.cardsToDestroy() }
    if cards.isEmpty { session.say(.nothingToDestroy) }
    if cards.isEmpty && !session.format.isForPrograms { return }
    session.show(Table(cards, Lists.cardsToDestroy, on: session.page))
  }

  static let undelivered = Command(
    "undelivered", "pnd", area: .mailroom, effect: .writes,
    summary: Text(fr: "enregistrer un pli que la poste a rapporté", en: "register a dispatch that the post brought back"),
    details: Text(
      fr:
        "Par le code-barres de l'enveloppe, ou le numéro de la carte. Le motif de la poste se tape par son nom ou son code (N02…). Lu deux fois, c'est le même dossier ; le dernier motif compte, et une erreur se reprend, tant que le délai de grâce court. Le conducteur n'est prévenu qu'ensuite. Un motif seul : chaque ligne est un pli revenu pour ce motif, jusqu'à une ligne vide ; « annuler » reprend le dernier.",
      en:
        "By the barcode of the envelope, or the card's number. The post's reason is typed by its name or its code (N02…). Scanned twice, it is the same case; the last reason counts, and a slip can be taken back, while the grace period runs. The driver is told only then. A reason alone: each line is a dispatch that came back for it, until an empty one; \"undo\" takes the last one back."
    ),
    examples: [
      "undelivered n02", "undelivered 2L00000001017 n02", "undelivered 2L00000001017 unclaimed", "undelivered 2L00000001017 --undo",
      "pnd n02", "pnd 2L00000001017 n02", "pnd 2L00000001017 non-reclame", "pnd 2L00000001017 --annuler",
    ],
    takes: .word(Text(fr: "ENVOI|CARTE", en: "DISPATCH|CARD"), .dispatchOrReason),
    .optional(.word(Text(fr: "MOTIF", en: "REASON"), .postalReason)),
    .flag("undo", "annuler", Text(fr: "reprendre une erreur de lecture", en: "take back a slip of the scanner"))
  ) { (session, read: DispatchOrReason, reason: Term?, isUndo) throws(Failure) in
    guard case .number(let number) = read else {
      guard case .reason(let reason, let code) = read, !isUndo else { throw .usage(.reasonOrUndo) }
      return try session.begin(.registering(reason: reason, code: code))
    }
    guard isUndo == (reason == nil) else {
      throw .usage(.reasonOrUndo, hint: .oneOf(try session.words().postalReasons.terms.map { $0.name(in: session.language) }))
    }
    let registration = try session.atDesk { desk throws(DeskError) in
      if let reason { try desk.registerReturn(number, reason: reason.code) } else { try desk.undoReturn(number) }
    }
    session.lastDriver = nil
    try session.tell(registration)
  }
}
