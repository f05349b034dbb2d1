import Casework
import Desk
import Terminal

// What is said of what the database refused. Its own sentence (in English) is kept beside these for programs.
extension Text {
  /// The sentence and the advice for one of the database's own codes; nil for a code that this console does not know.
  ///
  /// `now` is the database's time.
  static func refusal(_ code: String, _ values: [String: Refusal.Value], vocabulary: Vocabulary?, queues: Queues, now: Int64) -> (
    Text, Text
  )? {
    let told = Told(values: values, vocabulary: vocabulary, queues: queues, now: now)
    return told.casework(code) ?? told.catalogue(code) ?? told.reversal(code) ?? told.form(code) ?? told.mailroom(code) ?? told.hands(code)
      ?? told.undoing(code) ?? told.slips(code) ?? told.handing(code)
      ?? server(code)
  }
}

extension Text {
  /// Conditions of the server that no rule of the desk raises: which one, that nothing was changed, and who can do what.
  private static func server(_ code: String) -> (Text, Text)? {
    switch code {
    case "25006":
      (
        Text(fr: "ce serveur est en lecture seule : rien n'a changé", en: "this server is read-only: nothing was changed"),
        Text(
          fr: "C'est sans doute le serveur de secours : voyez avec qui gère la base à quel serveur se connecter.",
          en: "It is probably the standby: ask whoever runs the database which server to connect to.")
      )
    case "53100":
      (
        Text(fr: "le disque du serveur est plein : rien n'a changé", en: "the server's disk is full: nothing was changed"),
        Text(fr: "Prévenez qui gère la base ; réessayez ensuite.", en: "Tell whoever runs the database; try again afterwards.")
      )
    case "53200", "53300", "53400":
      (
        Text(fr: "le serveur est à bout de ressources : rien n'a changé", en: "the server is out of resources: nothing was changed"),
        Text(
          fr: "Réessayez dans un moment ; sinon prévenez qui gère la base.",
          en: "Try again in a moment; else tell whoever runs the database.")
      )
    case "55P03":
      (
        Text(
          fr: "quelqu'un d'autre y travaille en ce moment : rien n'a changé",
          en: "somebody else is working on it at this moment: nothing was changed"),
        Text(fr: "Réessayez dans un moment.", en: "Try again in a moment.")
      )
    case "40P01", "40001":
      (
        Text(
          fr: "deux opérations se sont gênées, celle-ci a cédé : rien n'a changé",
          en: "two operations were in each other's way and this one gave way: nothing was changed"),
        Text(fr: "Recommencez.", en: "Do it again.")
      )
    case "57014":
      (
        Text(
          fr: "le serveur a arrêté la commande, trop longue ou annulée chez lui : rien n'a changé",
          en: "the server stopped the command, which took too long or was cancelled there: nothing was changed"),
        Text(fr: "Réessayez ; sinon prévenez qui gère la base.", en: "Try again; else tell whoever runs the database.")
      )
    default: nil
    }
  }
}

extension Told {
  func casework(_ code: String) -> (Text, Text)? {
    switch code {
    case "PU001":
      (
        Text(fr: "il n'y a pas de dossier \(number)", en: "there is no case \(number)"),
        Text(fr: "Cherchez-le avec « chercher ».", en: "Look for it with \"search\".")
      )
    case "PU002":
      (
        Text(fr: "\(number) n'est pas un numéro de dossier : un chiffre est faux", en: "\(number) is not a case number: a digit is wrong"),
        Text(fr: "Relisez-le chiffre par chiffre ; deux sont peut-être inversés.", en: "Check it digit by digit; two may be swapped.")
      )
    case "PU003":
      (
        Text(fr: "il n'y a pas de conducteur \(self["driver"])", en: "there is no driver \(self["driver"])"),
        Text(fr: "Cherchez-le avec « chercher ».", en: "Look for him with \"search\".")
      )
    case "PU004":
      (
        Text(
          fr: "il n'y a pas \(Labels.of(self["kind"]).fr) \(self["id"])",
          en: "there is no \(Labels.object(self["kind"]).en) \(self["id"])"),
        Text(fr: "Vérifiez le numéro.", en: "Check the number.")
      )
    case "PU006": wrongState
    case "PU010":
      (
        Text(fr: "le dossier \(number) est tenu par \(agent, .bold)", en: "case \(number) is held by \(agent, .bold)"),
        Text(
          fr: "Prenez-en un autre (« suivant ») ; sa prise en charge finit \(moment("until").fr).",
          en: "Take another one (\"next\"); the claim ends \(moment("until").en).")
      )
    case "PU011": lostCase
    case "PU012":
      (
        Text(fr: "le dossier \(number) a changé depuis que vous l'avez lu", en: "case \(number) has changed since you read it"),
        Text(fr: "Relisez-le (« afficher »), puis décidez.", en: "Read it again (\"show\"), then decide.")
      )
    case "PU013":
      (
        Text(
          fr: "le dossier \(number) est déjà décidé : \(Labels.action(self["action"]).fr), par \(agent, .bold), \(moment("at").fr)",
          en: "case \(number) was already decided: \(Labels.action(self["action"]).en), by \(agent, .bold), \(moment("at").en)"),
        Text(
          fr: "Rien n'a changé. Un superviseur peut réformer une décision.",
          en: "Nothing was changed. A supervisor can overturn a decision.")
      )
    case "PU015":
      (
        Text(
          fr: "le dossier \(number) est escaladé : un superviseur le prendra", en: "case \(number) was escalated: a supervisor will take it"
        ),
        Text(fr: "Prenez-en un autre (« suivant »).", en: "Take another one (\"next\").")
      )
    case "PU016":
      (
        Text(
          fr: "le dossier \(number) est réservé à \(agent, .bold)\(whyReserved.fr)",
          en: "case \(number) is reserved for \(agent, .bold)\(whyReserved.en)"),
        Text(
          fr: "Il sera à tous \(moment("until").fr) ; un superviseur peut l'affecter avant.",
          en: "It is anyone's \(moment("until").en); a supervisor can assign it before.")
      )
    case "PU017" where values["mine"] == .flag(true):
      (
        Text(
          fr: "vous pouvez encore défaire votre décision sur le dossier \(number)",
          en: "you can still undo your decision on case \(number)"),
        Text(
          fr: "« défaire \(number) » la reprend ; sinon attendez la fin du délai (\(moment("until").fr)).",
          en: "\"undo \(number)\" takes it back; else wait for the end of the grace period (\(moment("until").en)).")
      )
    case "PU017":
      (
        Text(
          fr: "\(agent, .bold) peut encore défaire sa décision sur le dossier \(number)",
          en: "\(agent, .bold) can still undo the decision on case \(number)"),
        Text(fr: "Attendez la fin du délai (\(moment("until").fr)).", en: "Wait for the end of the grace period (\(moment("until").en)).")
      )
    case "PU018":
      (
        Text(
          fr: "le dossier \(number) attend le conducteur : redemandé par \(agent, .bold), \(moment("at").fr)",
          en: "case \(number) waits for the driver: returned by \(agent, .bold), \(moment("at").en)"),
        Text(fr: "Il revient quand le conducteur répond.", en: "It comes back when he answers.")
      )
    case "PU019": waits
    case "PU028":
      (
        Text(
          fr: "« \(Labels.action(self["action"]).fr) » ne convient pas à un dossier « \(queue.fr) »",
          en: "\"\(Labels.action(self["action"]).en)\" does not fit a case of \"\(queue.en)\""),
        settling
      )
    default: nil
    }
  }

  private var waits: (Text, Text) {
    let what = Labels.waitsFor(self["for"])
    let hint =
      switch self["for"] {
      case "card":
        Text(
          fr: "Il s'ouvre quand la carte est reçue (« réceptionner COUPON »).",
          en: "It opens once the card is received (\"receive COUPON\").")
      default:
        Text(
          fr: "Il s'ouvre de lui-même alors ; « relancer \(number) » le rappelle au conducteur.",
          en: "It opens by itself then; \"remind \(number)\" reminds the driver.")
      }
    return (Text(fr: "le dossier \(number) attend \(what.fr)", en: "case \(number) waits for \(what.en)"), hint)
  }

  /// How a case of the queue is settled.
  private var settling: Text {
    guard case .list(let actions)? = values["possible"] else { return .empty }
    let names = actions.map(Labels.action)
    return Text(
      fr: "\(names.map { "« \($0.fr.plain) »" }.joined(separator: " ou ")) le règle.",
      en: "\(names.map { "\"\($0.en.plain)\"" }.joined(separator: " or ")) settles it.")
  }

  private var wrongState: (Text, Text) {
    let object = Labels.object(self["object"])
    let state = Labels.state(self["state"], of: Labels.Thing(rawValue: self["object"]))
    let hint = Text(fr: "Rien n'a changé. « afficher » montre où il en est.", en: "Nothing was changed. \"show\" tells where it stands.")
    // An account that should be in a certain state: what is named as action is that state.
    if self["object"] == "account", ["submitted", "to_correct", "active", "suspended", "closed"].contains(self["action"]) {
      let wanted = Labels.state(self["action"])
      return (
        Text(
          fr: "le compte est « \(state.fr) », il devrait être « \(wanted.fr) »",
          en: "the account is \"\(state.en)\", it should be \"\(wanted.en)\""), hint
      )
    }
    let action = Labels.action(self["action"])
    return (
      Text(
        fr: "« \(action.fr) » n'est pas possible : \(object.fr), état « \(state.fr) »",
        en: "\"\(action.en)\" is not possible: \(object.en) in state \"\(state.en)\""), hint
    )
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

  private var lostCase: (Text, Text) {
    if self["by"] != "?" {
      return (
        Text(
          fr: "vous ne tenez plus le dossier \(number) : \(self["by"], .bold) l'a affecté à \(agent, .bold), \(moment("at").fr)",
          en: "you no longer hold case \(number): \(self["by"], .bold) gave it to \(agent, .bold), \(moment("at").en)"),
        Text(
          fr: "Vos signalements y sont encore. Prenez-en un autre (« suivant »).",
          en: "Your flags are still on it. Take another one (\"next\").")
      )
    }
    let elsewhere = values["other_console"] == .flag(true)
    return (
      Text(fr: "vous ne tenez plus le dossier \(number)", en: "you no longer hold case \(number)"),
      elsewhere
        ? Text(
          fr: "Une autre de vos consoles l'a repris. « ouvrir \(number) » le reprend ici.",
          en: "Another of your consoles took it over. \"open \(number)\" takes it back here.")
        : Text(
          fr: "La prise en charge a expiré. « ouvrir \(number) » le reprend ; vos signalements y sont encore.",
          en: "The claim ran out. \"open \(number)\" takes it again; your flags are still there.")
    )
  }

  func catalogue(_ code: String) -> (Text, Text)? {
    switch code {
    case "PU020":
      (Text(fr: "élément inconnu : \(item.fr)", en: "unknown item: \(item.en)"), .listOfItems)
    case "PU021":
      (Text(fr: "motif inconnu : \(reason.fr)", en: "unknown reason: \(reason.en)"), reasonsHint)
    case "PU022":
      (
        Text(fr: "« \(reason.fr) » n'est pas un motif pour « \(item.fr) »", en: "\"\(reason.en)\" is not a reason for \"\(item.en)\""),
        reasonsHint
      )
    case "PU023":
      (
        Text(fr: "« \(item.fr) » ne fait pas partie de ce dossier", en: "\"\(item.en)\" is not an item of this case"),
        .listOfItems
      )
    case "PU024":
      (
        Text(
          fr: "le dossier \(number) n'a aucun signalement : le conducteur ne saurait pas quoi corriger",
          en: "case \(number) has no flag: the driver would not know what to correct"),
        Text(fr: "Signalez d'abord : signaler ÉLÉMENT MOTIF.", en: "Flag something first: flag ITEM REASON.")
      )
    case "PU025":
      (
        Text(
          fr: "le dossier \(number) porte \(flags.fr) : il ne peut pas être validé",
          en: "case \(number) has \(flags.en): it cannot be approved"
        ),
        Text(fr: "« redemander », ou « retirer » chaque signalement d'abord.", en: "\"return\" it, or \"unflag\" each first.")
      )
    case "PU026":
      (wantsComment, Text(fr: "Dites pourquoi en quelques mots ; cela reste interne.", en: "Say why, in a few words; it stays internal."))
    case "PU027":
      (
        Text(fr: "rien à retirer sur « \(thing.fr) »", en: "nothing to remove on \"\(thing.en)\""),
        Text(fr: "« afficher » montre ceux du dossier.", en: "\"show\" lists those of the case.")
      )
    default: nil
    }
  }

  private var wantsComment: Text {
    switch self["reason"] {
    case "overturn": return Text(fr: "une réformation veut un motif", en: "a reversal needs its reason")
    case "reissue": return Text(fr: "une carte refaite veut un motif", en: "a card made again needs its reason")
    case "attribution":
      return Text(
        fr: "cette imputation veut un commentaire : aucun défaut constaté, ou l'avis des contrôles est autre",
        en: "this attribution needs a comment: no defect was found, or the checks suggest otherwise")
    case let code:
      let label = vocabulary?.causes.term(code)?.label ?? reason
      return Text(fr: "« \(label.fr) » veut un commentaire", en: "\"\(label.en)\" needs a comment")
    }
  }

  private var flags: Text {
    let count = self.number(of: "count") ?? 0
    return Text(
      fr: "\(count) \(Plural.fr(count, "signalement", "signalements"))", en: "\(count) \(Plural.en(count, "flag", "flags"))")
  }

  private var reasonsHint: Text {
    guard case .list(let codes)? = values["possible"] else { return .empty }
    let french = codes.map { (vocabulary?.reasons.term($0) ?? vocabulary?.closingReasons.term($0))?.french ?? $0 }
    return Text(fr: Text.oneOf(french).fr, english: Text.oneOf(codes).en)
  }

  func reversal(_ code: String) -> (Text, Text)? {
    switch code {
    case "PU030":
      (
        Text(fr: "cette clé a déjà servi pour autre chose", en: "this key was used for something else"),
        Text(fr: "C'est un défaut de ce programme : signalez-le.", en: "This is a fault of this program: report it.")
      )
    case "PU033":
      (
        Text(
          fr: "le conducteur a répondu depuis que le dossier \(number) est redemandé",
          en: "the driver has answered since case \(number) was returned"),
        Text(fr: "Décidez le nouveau passage.", en: "Decide the new round.")
      )
    case "PU034":
      (
        Text(
          fr: "la carte du dossier \(number) en est à « \(Labels.state(self["state"], of: .card).fr) »",
          en: "the card of case \(number) is already \"\(Labels.state(self["state"]).en)\""),
        Text(
          fr: "Une commande se retire tant que la production ne l'a pas prise.", en: "An order can be withdrawn until production takes it.")
      )
    default: nil
    }
  }

  func form(_ code: String) -> (Text, Text)? {
    let field = Labels.field(self["field"])
    return switch code {
    case "PU057":
      (
        Text(
          fr: "le conducteur \(self["driver"]) est injoignable : ni courriel ni téléphone utilisable",
          en: "driver \(self["driver"]) cannot be reached: no usable e-mail or phone"),
        Text(fr: "Rien n'est parti ; joignez-le autrement.", en: "Nothing was sent; reach him some other way.")
      )
    case "PU063":
      (
        Text(fr: "\(self["agent"]) n'est pas un agent", en: "\(self["agent"]) is not an agent"),
        Text(fr: "Donnez l'identifiant d'un agent ; Tab les montre.", en: "Give the login of an agent; Tab shows them.")
      )
    case "PU060":
      (
        Text(
          fr: "\(field.fr) : \(self["length"]) caractères, \(self["limit"]) au plus",
          en: "\(field.en): \(self["length"]) characters, at most \(self["limit"])"),
        Text(fr: "Raccourcissez.", en: "Shorten it.")
      )
    case "PU061":
      (
        Text(fr: "\(field.fr) : des caractères de contrôle s'y trouvent", en: "\(field.en): contains control characters"),
        Text(fr: "Retirez-les ; seul du texte est accepté.", en: "Remove them; only text is accepted.")
      )
    case "PU062":
      (
        Text(fr: "\(field.fr) : valeur non admise", en: "\(field.en): value not accepted"),
        ["text", "reason", "comment"].contains(self["field"])
          ? Text(fr: "Rien n'a changé. Écrivez-le derrière la commande.", en: "Nothing was changed. Write it behind the command.")
          : Text(
            fr: "Rien n'a changé. « aide » et la commande montrent ce qui est admis.",
            en: "Nothing was changed. \"help\" and the command tell what is accepted.")
      )
    default: nil
    }
  }
}

extension Text {
  static let listOfItems = Text(
    fr: "« aide signaler » montre les éléments et leurs motifs.", en: "\"help flag\" lists the items and their reasons.")
}
