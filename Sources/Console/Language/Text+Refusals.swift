import Casework
import Desk
import Terminal

// What is said of refusals in the mailroom, in quality cases, to supervisors and to whoever answers a call.
extension Told {
  private func list(of key: String, _ label: (String) -> Text?) -> Text {
    guard case .list(let codes)? = values[key] else { return Text(same: "\(self[key])") }
    let labels = codes.map { label($0) ?? Text(same: "\($0)") }
    return Text(fr: labels.map(\.fr).joined(separator: ", "), english: labels.map(\.en).joined(separator: ", "))
  }

  private func state(of thing: Labels.Thing) -> Text { Labels.state(self["state"], of: thing) }

  func mailroom(_ code: String) -> (Text, Text)? {
    switch code {
    case "PU035":
      let (given, expected) = (Labels.imputation(self["outcome"]), Labels.imputation(self["expected"]))
      return (
        Text(
          fr: "les constats l'imputent à « \(expected.fr) », pas à « \(given.fr) »",
          en: "the findings make it \"\(expected.en)\", not \"\(given.en)\""),
        Text(
          fr: "Changez un constat (« constater »), ou l'imputation.", en: "Change a finding (\"finding\"), or the attribution.")
      )
    case "PU036":
      let missing = list(of: "missing") { vocabulary?.label(element: $0) }
      return (
        Text(fr: "pas encore de constat sur : \(missing.fr)", en: "no finding yet on: \(missing.en)"),
        Text(
          fr: "Il en faut un par élément déclaré : constater ÉLÉMENT CAUSE.", en: "Each declared element needs one: finding ELEMENT CAUSE.")
      )
    case "PU037":
      return (
        Text(
          fr: "la formation \(self["training"]) n'a pas encore été corrigée par son centre",
          en: "training \(self["training"]) has not been corrected by its centre yet"),
        Text(
          fr: "Demandez la correction au centre, et libérez le dossier : la carte serait refaite avec l'erreur.",
          en: "Ask the centre for the correction, and release the case: the card would be made again with the error.")
      )
    case "PU047":
      return (
        Text(
          fr: "la carte \(self["card"]) n'est pas perdue : la poste l'a rapportée, dossier \(number)",
          en: "card \(self["card"]) is not lost: the post brought it back, case \(number)"),
        Text(fr: "Traitez ce dossier : la carte y attend sa réexpédition.", en: "Settle that case: the card waits there to be sent again.")
      )
    case "PU051": return claimElsewhere
    case "PU058":
      return (
        Text(fr: "\(self["number"]) n'est ni un coupon ni une carte", en: "\(self["number"]) is neither a coupon nor a card"),
        Text(
          fr: "Relisez-le ; « chercher NOM » trouve la déclaration par le conducteur.",
          en: "Read it again; \"search NAME\" finds the claim by the driver.")
      )
    case "PU059" where self["action"] == "undo_reception":
      return (
        Text(
          fr: "la carte \(self["serial"]) n'est pas reçue : état « \(state(of: .card).fr) », rien à reprendre",
          en: "card \(self["serial"]) was not received: it is \"\(state(of: .card).en)\", there is nothing to take back"),
        Text(
          fr: "Rien n'a changé. « chercher \(self["serial"]) » montre à qui elle est.",
          en: "Nothing was changed. \"search \(self["serial"])\" tells whose it is.")
      )
    case "PU059":
      return (
        Text(
          fr: "la carte \(self["serial"]) ne peut pas être reçue : état « \(state(of: .card).fr) », aucune déclaration ne l'attend",
          en: "card \(self["serial"]) cannot be received: it is \"\(state(of: .card).en)\", and no claim waits for it"),
        Text(
          fr: "On reçoit une carte déclarée défectueuse, perdue ou volée ; un pli rapporté par la poste s'enregistre par « pnd ».",
          en:
            "A card is received when it was declared defective, lost or stolen; what the post brought back is registered by \"undelivered\"."
        )
      )
    case "PU065":
      return (
        Text(
          fr: "le pli \(self["barcode"]) ne peut pas être revenu : sa carte est à l'état « \(state(of: .card).fr) »",
          en: "dispatch \(self["barcode"]) cannot have come back: its card is \"\(state(of: .card).en)\""),
        Text(
          fr: "Relisez le code-barres ; « chercher » montre à qui est l'envoi.",
          en: "Read the barcode again; \"search\" tells whose dispatch it is.")
      )
    case "PU066":
      return (
        Text(
          fr: "la carte du dossier \(number) est hors d'usage : elle ne se réexpédie jamais",
          en: "the card of case \(number) is void: it is never sent again"),
        Text(fr: "Elle va sur la liste à détruire (« détruire »).", en: "It goes on the list to destroy (\"destroy\").")
      )
    case "PU071":
      return (
        Text(fr: "la carte n'a pas d'élément « \(self["element"]) »", en: "the card has no element \"\(self["element"])\""),
        Text(fr: "« aide constater » montre les éléments et les causes.", en: "\"help finding\" lists the elements and the causes.")
      )
    case "PU072":
      return (
        Text(fr: "cause inconnue : « \(self["cause"]) »", en: "unknown cause: \"\(self["cause"])\""), fittingCauses
      )
    default: return reading(code)
    }
  }

  /// A claim that is not where it would have to be, by the coupon that was typed.
  private var claimElsewhere: (Text, Text) {
    let coupon = self["coupon"]
    let hint = Text(
      fr: "Rien n'a changé. Son dossier montre ce qui s'est passé (« chercher \(coupon) »).",
      en: "Nothing was changed. Its case tells what happened (\"search \(coupon)\").")
    switch (self["action"], self["state"]) {
    case ("undo_reception", "awaiting_card"):
      return (
        Text(
          fr: "la carte du coupon \(coupon, .bold) n'est pas reçue : rien à reprendre",
          en: "the card of coupon \(coupon, .bold) was not received: there is nothing to take back"), hint
      )
    case ("undo_reception", "under_analysis"):
      return (
        Text(
          fr: "la carte du coupon \(coupon, .bold) est déjà examinée : sa réception ne se reprend plus",
          en: "the card of coupon \(coupon, .bold) is being examined: its reception can no longer be taken back"), hint
      )
    default:
      let state = state(of: .claim)
      return (
        Text(
          fr: "la déclaration du coupon \(coupon, .bold) en est à « \(state.fr) »",
          en: "the claim of coupon \(coupon, .bold) is \"\(state.en)\""), hint
      )
    }
  }

  /// What is said of what is read and found on a card that came back.
  private func reading(_ code: String) -> (Text, Text)? {
    let element = vocabulary?.label(element: self["element"]) ?? Text(same: "\(self["element"])")
    switch code {
    case "PU084":
      return (
        Text(fr: "« \(element.fr) » : rien d'imprimé qui se lise", en: "\"\(element.en)\": nothing is printed that could be read"),
        Text(fr: "Dites ce que vous voyez : constater ÉLÉMENT CAUSE.", en: "Say what you see: finding ELEMENT CAUSE.")
      )
    case "PU085":
      return (
        Text(
          fr: "« \(element.fr) » : ce qui était commandé n'est pas enregistré",
          en: "\"\(element.en)\": what was ordered is not recorded"),
        Text(fr: "Tapez ce que porte la carte : lu ÉLÉMENT VALEUR.", en: "Type what stands on the card: read ELEMENT VALUE.")
      )
    case "PU086":
      let cause = vocabulary?.label(cause: self["cause"]) ?? Text(same: "\(self["cause"])")
      return (
        Text(
          fr: "« \(cause.fr) » n'est pas une cause pour « \(element.fr) »", en: "\"\(cause.en)\" is not a cause behind \"\(element.en)\""),
        fittingCauses
      )
    default: return nil
    }
  }

  /// The causes that fit the element, by their names.
  private var fittingCauses: Text {
    let terms = vocabulary?.causes(for: self["element"]).terms ?? []
    guard !terms.isEmpty else {
      return Text(fr: "« aide constater » montre les éléments et les causes.", en: "\"help finding\" lists the elements and the causes.")
    }
    let (french, english) = (SafeText.list(terms.map { $0.name(in: .fr) }), SafeText.list(terms.map { $0.name(in: .en) }))
    return Text(fr: "Au choix : \(french).", en: "One of: \(english).")
  }

  func hands(_ code: String) -> (Text, Text)? {
    switch code {
    case "PU054":
      (
        Text(
          fr: "la formation \(self["training"]) a déjà servi à une demande",
          en: "training \(self["training"]) was already used for an application"),
        Text(fr: "Un superviseur clôt d'abord cette demande.", en: "A supervisor closes that application first.")
      )
    case "PU064":
      (
        Text(
          fr: "la file « \(queue.fr) » n'est pas ouverte à \(agent, .bold)",
          en: "the queue \"\(queue.en)\" is not open to \(agent, .bold)"),
        Text(
          fr: "Un superviseur peut l'ouvrir : habiliter \(queue.fr) \(agent).",
          en: "A supervisor can open it: grant \(queue.en) \(agent).")
      )
    case "PU067":
      (
        Text(
          fr: "la carte \(self["card"]) ne peut pas être refaite : \(obstacle.0.fr)",
          en: "card \(self["card"]) cannot be made again: \(obstacle.0.en)"), obstacle.1
      )
    case "PU068": setting
    case "PU069":
      (
        Text(
          fr: "le conducteur du dossier \(number) a été relancé \(moment("at").fr)",
          en: "the driver of case \(number) was reminded \(moment("at").en)"),
        Text(fr: "Une fois par jour au plus ; appelez-le, ou attendez.", en: "Once a day at most; call him, or wait.")
      )
    case "PU070":
      (
        Text(
          fr: "la formation \(self["training"]) ne correspond pas au conducteur \(self["driver"]) : permis, nom ou naissance diffèrent",
          en: "training \(self["training"]) does not match driver \(self["driver"]): licence, names or birth differ"),
        Text(
          fr: "Comparez (« conducteur \(self["driver"]) ») ; si c'est la sienne, ajoutez pourquoi, en commentaire.",
          en: "Compare (\"driver \(self["driver"])\"); if it is his, add why, as a comment.")
      )
    case "PU073": unattachable
    case "PU087":
      (
        Text(
          fr: "c'est déjà celui du conducteur \(self["driver"]), dont le compte est actif : rien n'a changé",
          en: "it is that of driver \(self["driver"]) already, whose account is active: nothing was changed"),
        Text(
          fr: "Faites-le répéter ; si les deux s'en servent, recommencez avec --insister devant la valeur.",
          en: "Ask again; if both use it, do it again with --insist before the value.")
      )
    case "PU080":
      (
        Text(fr: "aucune lecture n'est ouverte pour cela", en: "no reading was opened for this"),
        Text(
          fr: "Rien n'a été lu. Redemandez-le : une lecture ne dure que peu de temps.",
          en: "Nothing was read. Ask again: a reading lasts a short time only.")
      )
    case "PU081":
      (
        Text(
          fr: "\(self["limit"]) lectures au plus en une heure : cette limite est atteinte",
          en: "at most \(self["limit"]) readings in an hour: that limit is reached"),
        Text(
          fr: "Les dossiers que vous tenez restent ouverts ; attendez, ou demandez à un superviseur (« réglage \(self["setting"]) »).",
          en: "The cases in your hands stay open to you; wait, or ask a supervisor (\"setting \(self["setting"])\").")
      )
    case "PU082":
      (
        Text(fr: "il s'est passé trop de temps avant l'enregistrement", en: "too long passed before it was recorded"),
        Text(
          fr: "Rien n'a été enregistré : quelqu'un tenait ces données. Refaites-le.",
          en: "Nothing was recorded: somebody held this data. Do it again.")
      )
    case "PU083":
      (
        Text(fr: "vous tenez déjà \(self["limit"]) dossiers", en: "you hold \(self["limit"]) cases already"),
        Text(fr: "Tranchez-en un, ou libérez-le.", en: "Settle one, or release it.")
      )
    default: nil
    }
  }

  private var unattachable: (Text, Text) {
    guard number(of: "driver") != nil else {
      return (
        Text(
          fr: "la formation \(self["training"]) ne peut pas être rattachée : état « \(state(of: .training).fr) »",
          en: "training \(self["training"]) cannot be attached: it is \"\(state(of: .training).en)\""),
        Text(fr: "Voyez avec le centre de formation.", en: "Ask the training centre.")
      )
    }
    return (
      Text(
        fr: "la formation \(self["training"]) est déjà rattachée au conducteur \(self["driver"])",
        en: "training \(self["training"]) is already attached to driver \(self["driver"])"),
      Text(
        fr: "« conducteur \(self["driver"]) » le montre ; un superviseur peut l'en ôter (« rattacher \(self["training"]) --fin »).",
        en: "\"driver \(self["driver"])\" shows him; a supervisor can take it off (\"attach \(self["training"]) --off\").")
    )
  }

  private var obstacle: (Text, Text) {
    let once = Text(
      fr: "Seule la dernière carte d'un conducteur se refait, une fois.", en: "Only a driver's last card is made again, once.")
    return switch self["why"] {
    case "returned":
      (
        Text(fr: "la poste l'a rapportée", en: "the post brought it back"),
        Text(fr: "Traitez son dossier « pnd » ; « chercher » le trouve.", en: "Settle its undelivered case; \"search\" finds it.")
      )
    case "open_replacement":
      (
        Text(fr: "un remplacement est en cours", en: "a replacement is under way"),
        Text(fr: "Traitez ce remplacement.", en: "Settle that replacement.")
      )
    case "expired": (Text(fr: "elle est périmée", en: "it has expired"), once)
    case "replaced": (Text(fr: "elle a déjà été remplacée", en: "it was replaced already"), once)
    case "not_current": (Text(fr: "le conducteur en a une plus récente", en: "the driver has a newer one"), once)
    case let state: (Text(fr: "état « \(Labels.state(state, of: .card).fr) »", en: "it is \"\(Labels.state(state).en)\""), once)
    }
  }

  private var setting: (Text, Text) {
    let name = self["setting"]
    guard values["kind"] != nil, self["kind"] != "?" else {
      return (
        .unknownSetting(name), Text(fr: "« réglage » les montre tous.", en: "\"setting\" lists them all.")
      )
    }
    func shown(_ key: String) -> Text { SettingValue.shown(self[key], kind: self["kind"]) }
    let accepted: Text =
      if case .list(let codes)? = values["choices"], !codes.isEmpty {
        Text.oneOf(codes)
      } else if self["minimum"] != "?", self["maximum"] != "?" {
        Text(fr: "De \(shown("minimum").fr) à \(shown("maximum").fr).", en: "\(shown("minimum").en) to \(shown("maximum").en).")
      } else {
        Text(fr: "« réglage \(name) » montre ce qui est admis.", en: "\"setting \(name)\" tells what is accepted.")
      }
    return (Text(fr: "« \(self["value"]) » ne convient pas pour \(name)", en: "\"\(self["value"])\" does not fit \(name)"), accepted)
  }
}
