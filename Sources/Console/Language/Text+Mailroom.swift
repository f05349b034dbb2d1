import Casework
import Desk
import Terminal

// What is said in the mailroom.
extension Text {
  static func oneOptionOnly(_ command: Command, _ language: Language) -> Text {
    // Insisting goes with another one.
    let options = command.options.filter { $0.name != "insist" }.map { "--\($0.name(in: language))" }.joined(separator: ", ")
    return Text(fr: "une seule option à la fois : \(options)", en: "one option at a time: \(options)")
  }

  /// What came of a card or a coupon that was read, and of the other coupon that the card in it was received for.
  static func reception(_ reception: Reception) -> Text {
    guard reception.outcome != .undone else { return outcome(of: reception) }
    let line = outcome(of: reception) + instead(of: reception.was)
    guard !reception.isRepeated else { return line }
    guard let coupon = reception.otherCoupon, let number = reception.otherCase?.description else {
      guard reception.outcome == .wrongCard else { return line }
      return line
        + Text(
          fr: " Mettez celle-ci de côté : « détruire » dit si elle est à détruire, sinon elle repart à son titulaire.",
          en: " Put this one aside: \"destroy\" says whether it is to be destroyed, else it goes back to its holder.")
    }
    return line
      + Text(
        fr: " La carte trouvée est reçue pour le coupon \(coupon, .bold), dossier \(number, .bold).",
        en: " The card that was found is received for coupon \(coupon, .bold), case \(number, .bold).")
  }

  /// What had been read of the same envelope a moment ago.
  private static func instead(of former: Reception.Outcome?) -> Text {
    switch former {
    case .received?:
      Text(
        fr: " Sa réception d'à l'instant est reprise, sans rien en dire.", en: " Its reception of a moment ago is taken back in silence.")
    case .empty?:
      Text(fr: " « Vide », à l'instant, est repris, sans rien en dire.", en: " \"Empty\", a moment ago, is taken back in silence.")
    case .wrongCard?:
      Text(
        fr: " « Autre carte », à l'instant, est repris, sans rien en dire.",
        en: " \"Another card\", a moment ago, is taken back in silence.")
    default: .empty
    }
  }

  private static func outcome(of reception: Reception) -> Text {
    let number = reception.caseID?.description ?? "?"
    let (coupon, serial) = (reception.coupon ?? "?", reception.serial ?? "?")
    switch reception.outcome {
    case .received where reception.isRepeated:
      return Text(
        fr: "Carte \(serial) du coupon \(coupon) : reçue déjà. Dossier \(number, .bold).",
        en: "Card \(serial) of coupon \(coupon): received before. Case \(number, .bold).")
    case .received:
      return Text(
        fr:
          "Carte \(serial, .bold) du coupon \(coupon) : \(SafeText("reçue", style: .green)). Le dossier \(number, .bold) est à traiter ; le conducteur en sera prévenu. « réceptionner \(coupon) --annuler » la reprend un moment, tant que personne ne l'examine.",
        en:
          "Card \(serial, .bold) of coupon \(coupon): \(SafeText("received", style: .green)). Case \(number, .bold) can be worked on; the driver will be told. \"receive \(coupon) --undo\" takes it back for a moment, until somebody examines it."
      )
    case .empty where reception.isRepeated:
      return Text(
        fr: "Coupon \(coupon) : vide déjà, à l'instant. Rien n'a changé.",
        en: "Coupon \(coupon): empty already, a moment ago. Nothing was changed.")
    case .wrongCard where reception.isRepeated:
      return Text(
        fr: "Coupon \(coupon) : autre carte déjà, \(serial), à l'instant. Rien n'a changé.",
        en: "Coupon \(coupon): another card already, \(serial), a moment ago. Nothing was changed.")
    case .empty:
      return Text(
        fr:
          "Coupon \(coupon) : enveloppe vide. Le conducteur en sera prévenu ; le dossier \(number, .bold) attend toujours la carte \(serial).",
        en: "Coupon \(coupon): empty envelope. The driver will be told; case \(number, .bold) still waits for card \(serial).")
    case .wrongCard:
      return Text(
        fr:
          "Coupon \(coupon) : c'est une autre carte, \(serial). Le conducteur en sera prévenu ; le dossier \(number, .bold) attend toujours la sienne.",
        en: "Coupon \(coupon): another card, \(serial). The driver will be told; case \(number, .bold) still waits for his.")
    case .found:
      let again = reception.isRepeated
      return Text(
        fr:
          "Carte \(serial, .bold) : hors d'usage, \(again ? "déjà sur" : "mise sur") la liste à détruire. « réceptionner \(serial) --annuler » l'en retire.",
        en:
          "Card \(serial, .bold): void, \(again ? "already" : "now") on the list to destroy. \"receive \(serial) --undo\" takes it off.")
    case .sentBack where reception.isRepeated:
      return Text(
        fr: "Carte \(serial, .bold) : lue déjà, elle repart à son titulaire. Rien n'a changé.",
        en: "Card \(serial, .bold): read before, it goes back to its holder. Nothing was changed.")
    case .sentBack:
      return Text(
        fr:
          "Carte \(serial, .bold) : en service, aucun dossier ne l'attend. Elle repart à son titulaire ; remettez-la au courrier de départ. « réceptionner \(serial) --annuler » reprend la lecture.",
        en:
          "Card \(serial, .bold): in use, no case waits for it. It goes back to its holder; put it with the outgoing mail. \"receive \(serial) --undo\" takes the reading back."
      )
    case .undone: return takenBack(reception)
    case .unknown: return Text(fr: "Enregistré.", en: "Recorded.")
    }
  }

  /// What is true again once a reception was taken back: of its claim, of the card, and of what was received with it.
  static func takenBack(_ reception: Reception) -> Text {
    let number = reception.caseID?.description ?? "?"
    let (coupon, serial) = (reception.coupon ?? "?", reception.serial ?? "?")
    var text: Text
    switch reception.was {
    case .received?:
      text = Text(
        fr: "Réception du coupon \(coupon, .bold) reprise : le dossier \(number, .bold) attend de nouveau la carte \(serial).",
        en: "Reception of coupon \(coupon, .bold) taken back: case \(number, .bold) waits for card \(serial) again.")
      if let card = reception.foundCard {
        text =
          text
          + Text(
            fr: " La carte \(card), trouvée avec lui, n'est plus notée ici.",
            en: " Card \(card), found with it, is no longer recorded here.")
      }
    case .empty?:
      text = Text(
        fr: "Enveloppe vide du coupon \(coupon, .bold) reprise : le dossier \(number, .bold) attend toujours la carte \(serial).",
        en: "Empty envelope of coupon \(coupon, .bold) taken back: case \(number, .bold) still waits for card \(serial).")
    case .wrongCard?:
      text = Text(
        fr: "Autre carte sous le coupon \(coupon, .bold), reprise : le dossier \(number, .bold) attend toujours la sienne.",
        en: "Another card with coupon \(coupon, .bold), taken back: case \(number, .bold) still waits for his.")
      if let card = reception.foundCard {
        text = text + Text(fr: " La carte \(card) n'est plus notée ici.", en: " Card \(card) is no longer recorded here.")
      }
    case .found?:
      text = Text(
        fr: "Réception de la carte \(serial, .bold) reprise : elle n'est plus sur la liste à détruire.",
        en: "Reception of card \(serial, .bold) taken back: it is no longer on the list to destroy.")
    case .sentBack?:
      text = Text(
        fr: "Réception de la carte \(serial, .bold) reprise : elle n'est plus à renvoyer à son titulaire.",
        en: "Reception of card \(serial, .bold) taken back: it is no longer to be sent back to its holder.")
    case .undone?, .unknown?, nil:
      text = Text(fr: "Réception de \(serial, .bold) reprise.", en: "Reception of \(serial, .bold) taken back.")
    }
    if let other = reception.otherCoupon, let waiting = reception.otherCase?.description {
      text =
        text
        + Text(
          fr: " Reprise aussi, celle du coupon \(other, .bold) : le dossier \(waiting, .bold) attend de nouveau sa carte.",
          en: " That of coupon \(other, .bold) is taken back too: case \(waiting, .bold) waits for its card again.")
    }
    if let card = reception.remains {
      text =
        text
        + Text(
          fr: " La carte \(card), trouvée dans l'enveloppe, reste reçue.", en: " Card \(card), found in the envelope, stays received.")
    }
    return text
  }

  static func destroyed(_ serial: String) -> Text {
    Text(fr: "Carte \(serial, .bold) : détruite.", en: "Card \(serial, .bold): destroyed.")
  }

  static let nothingToDestroy = Text(fr: "Aucune carte à détruire.", en: "No card to destroy.")

  static let reasonOrUndo = Text(
    fr: "un motif de la poste, ou --annuler : l'un des deux", en: "a reason of the post, or --undo: one of the two")

  /// What is true again once the registration of a returned dispatch was taken back.
  static func returnTakenBack(_ barcode: String, reason: Text, isVoid: Bool) -> Text {
    Text(
      fr:
        "Retour du pli \(barcode, .bold) (\(reason.fr)) repris : \(isVoid ? "sa carte n'est plus sur la liste à détruire" : "il est toujours en route"). Rien n'en a paru.",
      en:
        "Return of dispatch \(barcode, .bold) (\(reason.en)) taken back: \(isVoid ? "its card is no longer on the list to destroy" : "it is on its way still"). Nothing of it was shown."
    )
  }

  /// What came of a dispatch that the post brought back.
  static func registered(_ registration: ReturnRegistration, reason: Text) -> Text {
    let number = registration.caseID?.description ?? "?"
    let (barcode, serial) = (registration.barcode ?? "?", registration.serial ?? "?")
    switch registration.outcome {
    case .registered:
      let before = registration.earlier ?? 0
      let text = Text(
        fr:
          "Pli \(barcode, .bold) revenu : \(reason.fr). Dossier \(number, .bold) ; le conducteur en sera prévenu, on attend sa réponse. « pnd \(barcode) --annuler » le reprend un moment.",
        en:
          "Dispatch \(barcode, .bold) came back: \(reason.en). Case \(number, .bold); the driver will be told, his answer is awaited. \"undelivered \(barcode) --undo\" takes it back for a moment."
      )
      guard before > 0 else { return text }
      return text
        + Text(
          fr: " Cette carte était déjà revenue \(before) fois.",
          en: " This card had come back \(before) \(Plural.en(before, "time", "times")) before."
        ).styled(.yellow)
    case .again where registration.caseID == nil:
      return Text(
        fr: "Pli \(barcode) : enregistré déjà. Sa carte \(serial, .bold) est hors d'usage, déjà sur la liste à détruire. Rien n'a changé.",
        en:
          "Dispatch \(barcode): registered before. Its card \(serial, .bold) is void, on the list to destroy already. Nothing was changed.")
    case .destroyed:
      return Text(
        fr: "Pli \(barcode) : enregistré déjà, et sa carte \(serial, .bold) est détruite. Rien n'a changé.",
        en: "Dispatch \(barcode): registered before, and its card \(serial, .bold) is destroyed. Nothing was changed.")
    case .again:
      return Text(
        fr: "Pli \(barcode) : enregistré déjà, dossier \(number, .bold), motif : \(reason.fr). Rien n'a changé.",
        en: "Dispatch \(barcode): registered before, case \(number, .bold), reason: \(reason.en). Nothing was changed.")
    case .corrected where registration.caseID == nil:
      return Text(
        fr: "Pli \(barcode, .bold) : motif corrigé : \(reason.fr). Sa carte \(serial) est hors d'usage, déjà sur la liste à détruire.",
        en: "Dispatch \(barcode, .bold): reason corrected: \(reason.en). Its card \(serial) is void, on the list to destroy already.")
    case .corrected:
      return Text(
        fr: "Pli \(barcode, .bold) : motif corrigé : \(reason.fr). Dossier \(number, .bold).",
        en: "Dispatch \(barcode, .bold): reason corrected: \(reason.en). Case \(number, .bold).")
    case .undone: return returnTakenBack(barcode, reason: reason, isVoid: registration.caseID == nil)
    case .toDestroy:
      return Text(
        fr: "La carte \(serial, .bold) du pli \(barcode) est hors d'usage : elle est sur la liste à détruire (« détruire »).",
        en: "Card \(serial, .bold) of dispatch \(barcode) is void: it is on the list to destroy (\"destroy\").")
    case .unknown: return Text(fr: "Enregistré.", en: "Recorded.")
    }
  }
}
