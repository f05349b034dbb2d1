import Casework
import Desk
import Terminal

// What is made of the values of a refusal: words that depend on what was done, to what, and where it stands.
extension Told {
  func made(_ name: String) -> Text? {
    switch name {
    case "deed": Labels.deed(kind)
    case "target": target
    case "remedy": remedy
    case "offered": number(of: "offer").map { Text(same: " ") + Text.offer(CaseNumber(id: $0)) } ?? .empty
    case "who_can_still": whoCanStill
    case "recorded": Text(same: "\(["reference", "coupon", "serial"].map { self[$0] }.first { $0 != "?" } ?? "?")")
    case "flags": flags
    case "settling": settling
    case "take_it_back": takeItBack
    case "why_reserved": whyReserved
    case "what_it_is": whatItIs
    case "where_it_goes": whereItGoes
    case "on_case": onCase
    case "obstacle": obstacle.0
    case "way_round": obstacle.1
    default: nil
    }
  }

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
      case "set_setting": setting(reference)
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
      Text(
        fr: "« réglage \(setting(reference).fr) VALEUR » remet l'ancienne.", en: "\"setting \(reference) VALUE\" puts the former one back.")
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

  /// What takes back what was done a moment ago.
  private var takeItBack: Text {
    let reference = self["reference"]
    return switch kind {
    case "receive": Text(fr: "« réceptionner \(reference) --annuler »", en: "\"receive \(reference) --undo\"")
    case "register_return": Text(fr: "« pnd \(reference) --annuler »", en: "\"undelivered \(reference) --undo\"")
    default: Text(fr: "« défaire \(number) »", en: "\"undo \(number)\"")
    }
  }

  /// Who can still set right what has taken effect.
  private var whoCanStill: Text {
    if Labels.isDecision(kind) {
      return Text(fr: "Un superviseur peut réformer une décision.", en: "A supervisor can overturn a decision.")
    }
    if kind == "receive" {
      return Text(fr: "Un superviseur peut encore reprendre une réception.", en: "A supervisor can still take a reception back.")
    }
    return Text(fr: "Dites-le dans une note.", en: "Say so in a note.")
  }

  private var flags: Text {
    let count = self.number(of: "count") ?? 0
    return Text(
      fr: "\(count) \(Plural.fr(count, "signalement", "signalements"))", en: "\(count) \(Plural.en(count, "flag", "flags"))")
  }

  /// How a case of the queue is settled.
  private var settling: Text {
    guard case .list(let actions)? = values["possible"] else { return .empty }
    let names = actions.map(Labels.action)
    return Text(
      fr: "\(names.map { "« \($0.fr.plain) »" }.joined(separator: " ou "))",
      en: "\(names.map { "\"\($0.en.plain)\"" }.joined(separator: " or "))")
  }

  /// Why a case is reserved: a supervisor gave it, or the agent had settled the round before.
  private var whyReserved: Text {
    if self["by"] != "?" { return Text(fr: ", à qui \(self["by"], .bold) l'a affecté", en: ", to whom \(self["by"], .bold) gave it") }
    switch self["action"] {
    case "overturn": return Text(fr: ", qui vient d'y réformer une décision", en: ", who has just overturned a decision on it")
    case "return": return Text(fr: ", qui l'avait redemandé", en: ", who had returned it")
    default: return .empty
    }
  }

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
        fr: "le numéro d'un dossier (« \(queues.name(self["queue"], .fr)) »)",
        en: "the number of a case (\"\(queues.name(self["queue"], .en))\")")
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

  private var obstacle: (Text, Text) {
    let once = Text(
      fr: "Seule la dernière carte d'un conducteur se refait, une fois.", en: "Only a driver's last card is made again, once.")
    return switch self["why"] {
    case "returned":
      (
        Text(fr: "la poste l'a rapportée", en: "the post brought it back"),
        number(of: "case") == nil
          ? Text(fr: "Traitez son dossier « pnd » ; « chercher » le trouve.", en: "Settle its undelivered case; \"search\" finds it.")
          : Text(fr: "Traitez son dossier « pnd », \(number).", en: "Settle its undelivered case, \(number).")
      )
    case "open_replacement":
      (
        Text(fr: "un remplacement est en cours\(onCase.fr)", en: "a replacement is under way\(onCase.en)"),
        Text(fr: "Traitez ce remplacement.", en: "Settle that replacement.")
      )
    case "expired": (Text(fr: "elle est périmée", en: "it has expired"), once)
    case "replaced": (Text(fr: "elle a déjà été remplacée", en: "it was replaced already"), once)
    case "not_current": (Text(fr: "le conducteur en a une plus récente", en: "the driver has a newer one"), once)
    case let state: (Text(fr: "état « \(Labels.state(state, of: .card).fr) »", en: "it is \"\(Labels.state(state).en)\""), once)
    }
  }
}
