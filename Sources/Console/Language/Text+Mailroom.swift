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
    let line = outcome(of: reception)
    guard let coupon = reception.otherCoupon, let id = reception.otherCase else { return line }
    let number = CaseNumber(id: Int(id)).description
    return line
      + Text(
        fr: " La carte trouvée est reçue pour le coupon \(coupon, .bold), dossier \(number, .bold).",
        en: " The card that was found is received for coupon \(coupon, .bold), case \(number, .bold).")
  }

  private static func outcome(of reception: Reception) -> Text {
    let number = reception.caseID.map { CaseNumber(id: Int($0)).description } ?? "?"
    let (coupon, serial) = (reception.coupon ?? "?", reception.serial ?? "?")
    switch reception.outcome {
    case .received? where reception.isRepeated:
      return Text(
        fr: "Carte \(serial) du coupon \(coupon) : reçue déjà. Dossier \(number, .bold).",
        en: "Card \(serial) of coupon \(coupon): received before. Case \(number, .bold).")
    case .received?:
      return Text(
        fr:
          "Carte \(serial, .bold) du coupon \(coupon) : \(SafeText("reçue", style: .green)). Le dossier \(number, .bold) est à traiter ; le conducteur en sera prévenu. « réceptionner \(coupon) --annuler » la reprend un moment, tant que personne ne l'examine.",
        en:
          "Card \(serial, .bold) of coupon \(coupon): \(SafeText("received", style: .green)). Case \(number, .bold) can be worked on; the driver will be told. \"receive \(coupon) --undo\" takes it back for a moment, until somebody examines it."
      )
    case .empty?:
      return Text(
        fr:
          "Coupon \(coupon) : enveloppe vide. Le conducteur en sera prévenu ; le dossier \(number, .bold) attend toujours la carte \(serial).",
        en: "Coupon \(coupon): empty envelope. The driver will be told; case \(number, .bold) still waits for card \(serial).")
    case .wrongCard?:
      return Text(
        fr:
          "Coupon \(coupon) : c'est une autre carte, \(serial). Le conducteur en sera prévenu ; le dossier \(number, .bold) attend toujours la sienne. Mettez celle-ci de côté : « détruire » dit si elle est à détruire, sinon elle repart à son titulaire.",
        en:
          "Coupon \(coupon): another card, \(serial). The driver will be told; case \(number, .bold) still waits for his. Put this one aside: \"destroy\" says whether it is to be destroyed, else it goes back to its holder."
      )
    case .found?:
      let again = reception.isRepeated
      return Text(
        fr:
          "Carte \(serial, .bold) : hors d'usage, \(again ? "déjà sur" : "mise sur") la liste à détruire. « réceptionner \(serial) --annuler » l'en retire.",
        en:
          "Card \(serial, .bold): void, \(again ? "already" : "now") on the list to destroy. \"receive \(serial) --undo\" takes it off.")
    case .sentBack?:
      return Text(
        fr:
          "Carte \(serial, .bold) : en service, aucun dossier ne l'attend. Elle repart à son titulaire ; remettez-la au courrier de départ. « réceptionner \(serial) --annuler » reprend la lecture.",
        en:
          "Card \(serial, .bold): in use, no case waits for it. It goes back to its holder; put it with the outgoing mail. \"receive \(serial) --undo\" takes the reading back."
      )
    case .undone?:
      guard reception.caseID != nil else {
        return Text(fr: "Réception de la carte \(serial) reprise.", en: "Reception of card \(serial) taken back.")
      }
      return Text(
        fr: "Réception reprise : le dossier \(number, .bold) attend de nouveau la carte \(serial).",
        en: "Reception taken back: case \(number, .bold) waits for card \(serial) again.")
    case nil: return Text(fr: "Enregistré.", en: "Recorded.")
    }
  }

  static func destroyed(_ serial: String) -> Text {
    Text(fr: "Carte \(serial, .bold) : détruite.", en: "Card \(serial, .bold): destroyed.")
  }

  static let nothingToDestroy = Text(fr: "Aucune carte à détruire.", en: "No card to destroy.")

  static let reasonOrUndo = Text(
    fr: "un motif de la poste, ou --annuler : l'un des deux", en: "a reason of the post, or --undo: one of the two")

  /// What came of a dispatch that the post brought back.
  static func registered(_ registration: ReturnRegistration, reason: Text) -> Text {
    let number = registration.caseID.map { CaseNumber(id: Int($0)).description } ?? "?"
    let (barcode, serial) = (registration.barcode ?? "?", registration.serial ?? "?")
    switch registration.outcome {
    case .registered?:
      let before = registration.earlier
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
    case .again?:
      return Text(
        fr: "Pli \(barcode) : enregistré déjà, dossier \(number, .bold), motif : \(reason.fr). Rien n'a changé.",
        en: "Dispatch \(barcode): registered before, case \(number, .bold), reason: \(reason.en). Nothing was changed.")
    case .corrected?:
      return Text(
        fr: "Pli \(barcode, .bold) : motif corrigé : \(reason.fr). Dossier \(number, .bold).",
        en: "Dispatch \(barcode, .bold): reason corrected: \(reason.en). Case \(number, .bold).")
    case .undone?:
      return Text(
        fr: "Retour du pli \(barcode, .bold) (\(reason.fr)) repris : il est toujours en route. Rien n'en a paru.",
        en: "Return of dispatch \(barcode, .bold) (\(reason.en)) taken back: it is on its way still. Nothing of it was shown.")
    case .toDestroy?:
      return Text(
        fr: "La carte \(serial, .bold) du pli \(barcode) est hors d'usage : elle est sur la liste à détruire (« détruire »).",
        en: "Card \(serial, .bold) of dispatch \(barcode) is void: it is on the list to destroy (\"destroy\").")
    case nil: return Text(fr: "Enregistré.", en: "Recorded.")
    }
  }
}
