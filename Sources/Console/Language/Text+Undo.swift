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
    case "release": Text(fr: "un dossier libéré", en: "a case released")
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
    case "skip": Text(fr: "un dossier passé", en: "a case skipped")
    case "read_card": Text(fr: "une lecture de carte", en: "a reading of a card")
    case "remove_reading": Text(fr: "une lecture retirée", en: "a reading removed")
    case let kind where isDecision(kind): Text(fr: "une décision (« \(action(kind).fr) »)", en: "a decision (\"\(action(kind).en)\")")
    default: Text(same: "\(kind)")
    }
  }

  static func isDecision(_ kind: String) -> Bool {
    ["approve", "return", "attribute", "reship", "reissue", "overturn", "close"].contains(kind)
  }
}

extension Text {
  private static func shown(_ id: Int64) -> String { CaseNumber(id: Int(id)).description }

  /// The decision before that can still be undone.
  static func offer(_ id: Int64) -> Text {
    Text(
      fr: "Votre décision d'avant se défait encore : « défaire \(shown(id), .bold) ».",
      en: "Your decision before it can still be undone: \"undo \(shown(id), .bold)\".")
  }

  /// What was taken back, with what had been recorded, and what is true again. `reason`: the words for a postal reason.
  static func undone(_ undone: Undone, isInHand: Bool, reason: (String) -> Text) -> Text {
    let number = undone.caseID.map(shown) ?? ""
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

extension Told {
  private var kind: String { values["kind"] == nil ? self["action"] : self["kind"] }

  /// What an act was done to besides a case and a driver: the item, the number, the agent, by the name that it is typed by.
  private var aim: Text {
    let reference = self["reference"]
    guard reference != "?" else { return .empty }
    let name: Text =
      switch kind {
      case "flag", "unflag": vocabulary?.label(item: reference) ?? Text(same: "\(reference)")
      case "finding", "remove_finding", "read_card", "remove_reading": vocabulary?.label(element: reference) ?? Text(same: "\(reference)")
      case "contact": Labels.object(reference)
      case "attach", "detach": Text(fr: "formation \(reference)", en: "training \(reference)")
      case "grant_queue": granted ?? Text(same: "\(reference)")
      case "urgent": reference == "off" ? Text(fr: "fin", en: "off") : .empty
      case "resend_password": .empty
      default: Text(same: "\(reference)")
      }
    return name == .empty ? .empty : Text(fr: " (\(name.fr))", en: " (\(name.en))")
  }

  /// The queue and the agent of a grant, which are noted in one.
  private var grant: (queue: String, agent: String)? {
    let parts = self["reference"].split(separator: " ", maxSplits: 1).map(String.init)
    return parts.count == 2 ? (parts[0], parts[1]) : nil
  }

  private var granted: Text? {
    grant.map { Text(fr: "\(queues.name($0.queue, .fr)), \($0.agent)", en: "\(queues.name($0.queue, .en)), \($0.agent)") }
  }

  /// What it was done to: the number or the item, and the case, else the driver.
  private var target: Text {
    if number(of: "case") != nil { return aim + Text(fr: " sur le dossier \(number, .bold)", en: " on case \(number, .bold)") }
    if number(of: "driver") != nil { return aim + Text(fr: " sur le conducteur \(self["driver"])", en: " on driver \(self["driver"])") }
    return aim
  }

  private var offered: Text? { number(of: "offer").map { Text.offer($0) } }

  /// How what cannot be undone is set right by hand.
  private var remedy: Text {
    let reference = self["reference"]
    let element = vocabulary?.elements.term(reference)
    let item = vocabulary?.items.term(reference)
    return switch kind {
    case "flag":
      Text(
        fr: "« retirer \(item?.french ?? "ÉLÉMENT") » retire le signalement.", en: "\"unflag \(item?.code ?? "ITEM")\" removes the flag.")
    case "finding":
      Text(
        fr: "« retirer \(element?.french ?? "ÉLÉMENT") » retire le constat.",
        en: "\"unflag \(element?.code ?? "ELEMENT")\" removes the finding.")
    case "unflag": Text(fr: "« signaler » le remet.", en: "\"flag\" puts it back.")
    case "remove_finding": Text(fr: "« constater » le remet.", en: "\"finding\" puts it back.")
    case "read_card":
      Text(
        fr: "« lu \(element?.french ?? "ÉLÉMENT") --annuler » retire la lecture.",
        en: "\"read \(element?.code ?? "ELEMENT") --undo\" removes the reading.")
    case "remove_reading": Text(fr: "« lu » la remet.", en: "\"read\" puts it back.")
    case "release", "skip": Text(fr: "« ouvrir \(number) » reprend le dossier.", en: "\"open \(number)\" takes the case again.")
    case "assign": Text(fr: "« affecter » le donne à un autre.", en: "\"assign\" gives it to somebody else.")
    case "urgent" where reference == "off":
      Text(fr: "« urgence \(number) » le remet en tête.", en: "\"urgent \(number)\" puts it before the others again.")
    case "urgent": Text(fr: "« urgence \(number) --fin » le remet à sa place.", en: "\"urgent \(number) --off\" puts it back in its place.")
    case "attach":
      Text(
        fr: "Un superviseur l'en ôte : « rattacher \(reference) --fin ».", en: "A supervisor takes it off: \"attach \(reference) --off\".")
    case "detach":
      Text(
        fr: "« rattacher \(reference) \(self["driver"]) » la lui rend.",
        en: "\"attach \(reference) \(self["driver"])\" gives it back to him.")
    case "contact": Text(fr: "« coordonnées » remet l'ancienne valeur.", en: "\"contact\" puts the former value back.")
    case "set_setting":
      Text(fr: "« réglage \(reference) VALEUR » remet l'ancienne.", en: "\"setting \(reference) VALUE\" puts the former one back.")
    case "grant_queue":
      Text(
        fr: "« habiliter \(grant.map { queues.name($0.queue, .fr) } ?? "FILE") \(grant?.agent ?? "AGENT") » l'ouvre, avec --fin la ferme.",
        en: "\"grant \(grant.map { queues.name($0.queue, .en) } ?? "QUEUE") \(grant?.agent ?? "AGENT")\" opens it, with --off closes it.")
    case "receive":
      Text(
        fr: "« réceptionner \(reference) --annuler » la reprend (superviseur).",
        en: "\"receive \(reference) --undo\" takes it back (supervisor).")
    case "undo_reception":
      Text(fr: "« réceptionner \(reference) » la reçoit de nouveau.", en: "\"receive \(reference)\" receives it again.")
    case "undo_return":
      Text(fr: "« pnd \(reference) MOTIF » l'enregistre de nouveau.", en: "\"undelivered \(reference) REASON\" registers it again.")
    case "remind", "resend_password", "resend_invoice":
      Text(fr: "Le message est en route ; dites-le dans une note.", en: "The message is on its way; say so in a note.")
    default: Text(fr: "Dites-le dans une note.", en: "Say so in a note.")
    }
  }

  /// Refusals to take back.
  func undoing(_ code: String) -> (Text, Text)? {
    let deed = Labels.deed(kind)
    switch code {
    case "PU031" where kind == "register_return":
      return (
        Text(
          fr: "le pli \(self["reference"], .bold) n'est pas enregistré comme revenu : rien à reprendre",
          en: "dispatch \(self["reference"], .bold) is not registered as returned: there is nothing to take back"),
        Text(fr: "« pnd \(self["reference"]) MOTIF » l'enregistre.", en: "\"undelivered \(self["reference"]) REASON\" registers it.")
      )
    case "PU031":
      return (
        Text(fr: "il n'y a rien de vous à reprendre\(target.fr)", en: "there is nothing of yours to take back\(target.en)"),
        Text(
          fr: "On ne défait que ce qu'on a fait soi-même, une fois, avant qu'il prenne effet.",
          en: "Only what one did oneself can be undone, once, before it takes effect.")
      )
    case "PU032":
      let hint =
        if isDecision {
          Text(fr: "Un superviseur peut réformer une décision.", en: "A supervisor can overturn a decision.")
        } else if kind == "receive" {
          Text(fr: "Un superviseur peut encore reprendre une réception.", en: "A supervisor can still take a reception back.")
        } else {
          Text(fr: "Dites-le dans une note.", en: "Say so in a note.")
        }
      return (
        Text(
          fr: "\(deed.fr)\(target.fr) a pris effet \(moment("at").fr) : cela ne se défait plus",
          en: "\(deed.en)\(target.en) took effect \(moment("at").en): it can no longer be undone"), hint
      )
    case "PU038":
      return (
        Text(
          fr: "ce que vous avez fait en dernier ne se défait pas : \(deed.fr)\(target.fr), \(moment("at").fr)",
          en: "what you did last cannot be undone: \(deed.en)\(target.en), \(moment("at").en)"),
        offered.map { remedy + Text(same: " ") + $0 } ?? remedy
      )
    case "PU029":
      let what = ["reference", "coupon", "serial"].map { self[$0] }.first { $0 != "?" } ?? "?"
      return (
        Text(fr: "\(what) a été enregistré par \(agent, .bold)", en: "\(what) was recorded by \(agent, .bold)"),
        Text(
          fr: "Qui l'a enregistré peut le reprendre un moment, un superviseur aussi ; demandez-le-lui.",
          en: "Whoever recorded it can take it back for a moment, so can a supervisor; ask him.")
      )
    case "PU075" where values["agent"] != nil:
      return (
        Text(
          fr: "\(deed.fr)\(target.fr) : \(agent, .bold) en a corrigé le motif depuis",
          en: "\(deed.en)\(target.en): \(agent, .bold) has corrected its reason since"),
        Text(
          fr: "Rien n'a changé. Voyez ensemble ; un superviseur peut le reprendre (« pnd \(self["reference"]) --annuler »).",
          en: "Nothing was changed. Talk to each other; a supervisor can take it back (\"undelivered \(self["reference"]) --undo\").")
      )
    case "PU075":
      return (
        Text(fr: "\(deed.fr)\(target.fr) : le dossier a avancé depuis", en: "\(deed.en)\(target.en): the case has gone further since"),
        Text(fr: "Rien n'a changé. « afficher » montre ce qui s'est passé.", en: "Nothing was changed. \"show\" tells what happened.")
      )
    default: return nil
    }
  }

  private var isDecision: Bool { Labels.isDecision(kind) }

  /// What a number is that was given for another's.
  private var whatItIs: Text {
    switch self["is"] {
    case "dispatch":
      Text(
        fr: "le code-barres d'un envoi (carte \(self["serial"]), « \(Labels.state(self["state"], of: .dispatch).fr) »)",
        en: "the barcode of a dispatch (card \(self["serial"]), \"\(Labels.state(self["state"]).en)\")")
    case "coupon":
      Text(
        fr: "un coupon (carte \(self["serial"]), « \(Labels.state(self["state"], of: .application).fr) »\(onCase.fr))",
        en: "a coupon (card \(self["serial"]), \"\(Labels.state(self["state"]).en)\"\(onCase.en))")
    case "card":
      Text(fr: "une carte (« \(Labels.state(self["state"], of: .card).fr) »)", en: "a card (\"\(Labels.state(self["state"]).en)\")")
    case "case":
      Text(
        fr: "le numéro d'un dossier (« \(queue.fr) »)",
        en: "the number of a case (\"\(queue.en)\")")
    case let other: Text(fr: "\(Labels.object(other).fr)", en: "\(Labels.object(other).en)")
    }
  }

  private var onCase: Text {
    number(of: "case") == nil ? .empty : Text(fr: ", dossier \(number)", en: ", case \(number)")
  }

  /// Where what was read belongs.
  private var whereItGoes: Text {
    switch self["is"] {
    case "dispatch":
      Text(
        fr: "Un pli rapporté par la poste : « pnd \(self["number"]) MOTIF ».",
        en: "What the post brought back: \"undelivered \(self["number"]) REASON\".")
    case "coupon":
      Text(fr: "La carte de ce coupon : « réceptionner \(self["number"]) ».", en: "The card of this coupon: \"receive \(self["number"])\".")
    case "case" where self["coupon"] != "?":
      Text(
        fr: "Son coupon est \(self["coupon"]), sa carte \(self["serial"]).",
        en: "Its coupon is \(self["coupon"]), its card \(self["serial"]).")
    case "case" where self["barcode"] != "?":
      Text(
        fr: "Son envoi est \(self["barcode"]), sa carte \(self["serial"]).",
        en: "Its dispatch is \(self["barcode"]), its card \(self["serial"]).")
    default: Text(fr: "« chercher » montre à qui il est.", en: "\"search\" tells whose it is.")
    }
  }

  /// Refusals of numbers read in the mailroom.
  func slips(_ code: String) -> (Text, Text)? {
    switch code {
    case "PU039":
      let other = number(of: "other_case").map { CaseNumber(id: Int($0)).description } ?? "?"
      return (
        Text(
          fr:
            "la carte \(self["serial"], .bold) est attendue pour un autre coupon : \(self["other_coupon"], .bold), dossier \(other, .bold)",
          en: "card \(self["serial"], .bold) is awaited for another coupon: \(self["other_coupon"], .bold), case \(other, .bold)"),
        Text(
          fr: "« réceptionner \(self["other_coupon"]) » la reçoit pour celui-là ; « --insister » les note tous deux.",
          en: "\"receive \(self["other_coupon"])\" receives it for that one; \"--insist\" records both.")
      )
    case "PU077":
      return (
        Text(fr: "\(self["number"], .bold) est \(whatItIs.fr)", en: "\(self["number"], .bold) is \(whatItIs.en)"), whereItGoes
      )
    case "PU078":
      let state = Labels.state(self["state"], of: .card)
      let awaited =
        self["coupon"] == "?"
        ? onCase
        : Text(fr: ", attendue pour le coupon \(self["coupon"])\(onCase.fr)", en: ", awaited for coupon \(self["coupon"])\(onCase.en)")
      let hint =
        if self["coupon"] != "?" {
          Text(fr: "« réceptionner \(self["coupon"]) » quand elle est là.", en: "\"receive \(self["coupon"])\" once it is here.")
        } else if self["state"] == "destroyed" {
          Text(fr: "Elle l'est déjà : il n'y a rien à faire.", en: "It is done already: nothing is left to do.")
        } else if self["state"] == "void" {
          Text(fr: "Recevez-la d'abord : « réceptionner \(self["serial"]) ».", en: "Receive it first: \"receive \(self["serial"])\".")
        } else {
          Text(fr: "On ne détruit qu'une carte hors d'usage qui est là.", en: "Only a void card that lies here is destroyed.")
        }
      return (
        Text(
          fr: "la carte \(self["serial"], .bold) ne se détruit pas : état « \(state.fr) »\(awaited.fr)",
          en: "card \(self["serial"], .bold) cannot be destroyed: it is \"\(state.en)\"\(awaited.en)"), hint
      )
    default: return nil
    }
  }

  /// Refusals to whoever gives or takes a case that another has.
  func handing(_ code: String) -> (Text, Text)? {
    switch code {
    case "PU014":
      (
        Text(
          fr: "il reste le dossier \(number), qu'une autre session verrouille en ce moment",
          en: "case \(number) is left, and another session has locked it at this moment"),
        Text(fr: "Redemandez dans un instant.", en: "Ask again in a moment.")
      )
    case "PU076":
      (
        Text(
          fr: "le dossier \(number) est tenu en ce moment par \(self["holder"], .bold)",
          en: "case \(number) is held at this moment by \(self["holder"], .bold)"),
        Text(
          fr: "« affecter \(number) \(self["agent"]) --insister » le lui prend ; il l'apprend à sa prochaine commande.",
          en: "\"assign \(number) \(self["agent"]) --insist\" takes it from him; his next command tells him.")
      )
    case "PU079":
      (
        Text(
          fr: "le dossier \(number) vient d'être affecté à \(agent, .bold) par \(self["by"], .bold), \(moment("at").fr)",
          en: "case \(number) was just given to \(agent, .bold) by \(self["by"], .bold), \(moment("at").en)"),
        Text(
          fr: "Voyez ensemble ; « --insister » l'affecte à un autre.", en: "Talk to each other; \"--insist\" gives it to somebody else.")
      )
    default: nil
    }
  }
}
