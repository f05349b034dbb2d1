import Casework
import Desk
import Terminal

// What is said of taking back: what was, what cannot be, and why.
extension Labels {
  /// What an agent did, as a thing: the function of the desk that did it, or a decision's action.
  static func deed(_ kind: String) -> Text {
    switch kind {
    case "note": Text(fr: "une note", en: "a note")
    case "escalate": Text(fr: "une escalade", en: "an escalation")
    case "receive": Text(fr: "une réception", en: "a reception")
    case "undo_reception": Text(fr: "une réception reprise", en: "a reception taken back")
    case "register_return": Text(fr: "un retour de pli", en: "a returned dispatch")
    case "undo_return": Text(fr: "un retour de pli repris", en: "a returned dispatch taken back")
    case "destroy": Text(fr: "une destruction", en: "a destruction")
    case "flag": Text(fr: "un signalement", en: "a flag")
    case "unflag": Text(fr: "un signalement retiré", en: "a flag removed")
    case "finding": Text(fr: "un constat", en: "a finding")
    case "remove_finding": Text(fr: "un constat retiré", en: "a finding removed")
    case "release": Text(fr: "une libération", en: "a case given up")
    case "assign": Text(fr: "une affectation", en: "an assignment")
    case "urgent": Text(fr: "une urgence", en: "an urgency")
    case "remind": Text(fr: "une relance", en: "a reminder")
    case "resend_password": Text(fr: "un renvoi du message de mot de passe", en: "the password message sent again")
    case "resend_invoice": Text(fr: "un duplicata de facture", en: "an invoice's duplicate")
    case "attach": Text(fr: "un rattachement", en: "a training attached")
    case "detach": Text(fr: "une formation ôtée", en: "a training taken off")
    case "contact": Text(fr: "des coordonnées corrigées", en: "an address corrected")
    case "set_setting": Text(fr: "un réglage", en: "a setting")
    case "grant_queue": Text(fr: "une habilitation", en: "a grant")
    case "skip": Text(fr: "une mise de côté", en: "a case put behind")
    case "read_card": Text(fr: "une lecture de carte", en: "a reading of a card")
    case "remove_reading": Text(fr: "une lecture retirée", en: "a reading removed")
    case let kind where isDecision(kind): Text(fr: "une décision (« \(action(kind).fr) »)", en: "a decision (\"\(action(kind).en)\")")
    default: Text(same: "\(kind)")
    }
  }

  static func isDecision(_ kind: String) -> Bool {
    Decision.Action(rawValue: kind).map { $0 != .undo && $0 != .unknown } ?? false
  }
}

extension Text {
  /// The decision before that can still be undone.
  static func offer(_ number: CaseNumber) -> Text {
    Text(
      fr: "Votre décision d'avant se défait encore : « défaire \(number, .bold) ».",
      en: "Your decision before it can still be undone: \"undo \(number, .bold)\".")
  }

  /// What becomes of the case that was in hand while something else was taken back.
  static func keptBeside(_ number: CaseNumber, isInHand: Bool) -> Text {
    isInHand
      ? Text(fr: "Le dossier \(number, .bold) reste en main.", en: "Case \(number, .bold) stays in hand.")
      : Text(
        fr: "Le dossier \(number, .bold) reste à vous : « ouvrir \(number) » le reprend en main.",
        en: "Case \(number, .bold) stays yours: \"open \(number)\" takes it in hand again.")
  }

  /// What was taken back, with what had been recorded, and what is true again. `reason`: the words for a postal reason.
  static func undone(_ undone: Undone, isInHand: Bool, reason: (String) -> Text) -> Text {
    let number = undone.caseID?.description ?? ""
    let text = undone.recorded
    let on =
      number.isEmpty
      ? Text(fr: "le conducteur \(undone.driver ?? 0)", en: "driver \(undone.driver ?? 0)")
      : Text(fr: "le dossier \(number, .bold)", en: "case \(number, .bold)")
    let quoted = text.isEmpty ? Text(same: ".") : Text(fr: " : « \(text) ».", en: ": \"\(text)\".")
    var line: Text
    switch undone.kind {
    case "note": line = Text(fr: "Note reprise sur \(on.fr)", en: "Note taken back on \(on.en)") + quoted
    case "escalate":
      line = Text(fr: "Escalade reprise sur \(on.fr)", en: "Escalation taken back on \(on.en)") + quoted
      if let before = undone.restored {
        line = line + Text(fr: " Celle d'avant reste : « \(before) ».", en: " The one before it stands: \"\(before)\".")
      }
    case "receive":
      line = undone.reception.map(takenBack) ?? Text(fr: "Réception reprise.", en: "Reception taken back.")
      line = line + Text(fr: " Rien n'en a paru.", en: " Nothing of it was shown.")
    case "register_return":
      let taken = text.isEmpty ? Text(same: "?") : reason(text)
      if let before = undone.restored.map(reason) {
        line = Text(
          fr:
            "Correction du motif reprise (« \(taken.fr) ») : le pli \(undone.reference, .bold) reste enregistré comme revenu, motif : \(before.fr).",
          en:
            "Correction of the reason taken back (\"\(taken.en)\"): dispatch \(undone.reference, .bold) stays registered as returned, reason: \(before.en)."
        )
        line = line + (number.isEmpty ? .empty : Text(fr: " Dossier \(number, .bold).", en: " Case \(number, .bold)."))
      } else {
        line = returnTakenBack(undone.reference, reason: taken, isVoid: undone.caseID == nil)
      }
    default:
      let what = Labels.action(undone.kind)
      line =
        Text(
          fr: "Décision défaite (« \(what.fr) ») sur \(on.fr) ; rien n'en a paru",
          en: "Decision undone (\"\(what.en)\") on \(on.en); nothing of it was shown") + quoted
    }
    if undone.isReplayed { line = line + Text(fr: " (déjà enregistré)", en: " (recorded before)") }
    if isInHand { line = line + Text(fr: " Le dossier est de nouveau en main.", en: " The case is in hand again.") }
    return undone.offer.map { line + Text(same: " ") + offer($0) } ?? line
  }
}
