import Casework
import Desk
import Terminal

// What is said while working on cases.
extension Text {
  static func unfinished(_ number: CaseNumber) -> Text {
    Text(fr: "Vous aviez commencé le dossier \(number, .bold).", en: "You had begun case \(number, .bold).")
  }

  static func staysYours(_ number: CaseNumber) -> Text {
    Text(
      fr: "Le dossier \(number) reste à vous : « ouvrir \(number) » y revient, « libérer » le rend.",
      en: "Case \(number) stays yours: \"open \(number)\" goes back to it, \"release\" gives it up.")
  }

  static func takenOver(_ number: CaseNumber) -> Text {
    Text(fr: "Dossier \(number) repris d'une autre de vos consoles.", en: "Case \(number) taken over from another of your consoles.")
  }

  static func nothingLeft(_ queue: Text?) -> Text {
    guard let queue else { return Text(fr: "Plus rien à prendre.", en: "Nothing left to take.") }
    return Text(fr: "Plus rien à prendre dans « \(queue.fr) ».", en: "Nothing left to take in \"\(queue.en)\".")
  }

  /// At the foot of a text that is higher than the screen; ASCII, for less shows what is not with marks of its own.
  static let pagerPrompt = Text(fr: "espace: la suite - q: retour aux commandes", en: "space: more - q: back to commands")

  /// `narrows`: the last "next" had filters, which go on.
  static func enterForNext(narrows: Bool) -> Text {
    narrows
      ? Text(fr: "Entrée : dossier suivant, mêmes filtres.", en: "Enter: next case, same filters.")
      : Text(fr: "Entrée : dossier suivant.", en: "Enter: next case.")
  }

  /// What a decision did, to whom it is told, and until when it can be taken back.
  /// `what` is said in place of the decision's name; `comment` is what was recorded with it.
  static func decided(_ decision: Decision, as what: Text? = nil, recording comment: String, now: Moment) -> Text {
    let number = decision.caseID
    let done = what ?? Labels.done(decision.action.rawValue)
    var text = Text(fr: "Dossier \(number, .bold) : \(done.fr, .green).", en: "Case \(number, .bold): \(done.en, .green).")
    text = text + recorded(comment)
    if decision.replayed { text = text + Text(fr: " (déjà enregistré)", en: " (recorded before)") }
    switch decision.standing {
    case .undone: text = text + Text(fr: " Défait depuis.", en: " Undone since.")
    case .overturned: text = text + Text(fr: " Réformé depuis.", en: " Overturned since.")
    case .standing, .unknown: break
    }
    if let channel = decision.reachedBy {
      let label = Labels.channel(channel)
      text = text + Text(fr: " Le conducteur en sera prévenu par \(label.fr).", en: " The driver will be told by \(label.en).")
    } else if decision.action == .returnCase {
      text =
        text
        + Text(
          fr: " Ni courriel ni SMS utilisable : le support doit joindre le conducteur.",
          en: " No usable e-mail or phone: support has to reach the driver."
        ).styled(.yellow)
    }
    if decision.effectiveAt > now {
      let span = TimeText.span(decision.effectiveAt - now)
      text = text + Text(fr: " « défaire » possible encore \(span.fr).", en: " \"undo\" is possible for another \(span.en).")
    }
    return text
  }

  /// A wording as its reader gets it: in his language whatever the console's is, which is then said; in the console's where his is not
  /// known.
  func read(in reader: Language?) -> Text {
    switch reader {
    case nil: Text(fr: "« \(fr) »", en: "\"\(en)\"")
    case .fr?: Text(fr: "« \(fr) »", en: "\"\(fr)\" (told in French)")
    case .en?: Text(fr: "« \(en) » (prévenu en anglais)", en: "\"\(en)\"")
    }
  }

  /// `reader`: the language that the driver is told in.
  static func flagged(_ number: CaseNumber, _ item: Text, _ reason: Vocabulary.Reason?, reader: Language?) -> Text {
    let line = Text(fr: "Signalé sur \(number) : \(item.fr, .bold)", en: "Flagged on \(number): \(item.en, .bold)")
    guard let reason else { return line }
    return line
      + Text(fr: " — \(reason.term.label.fr). Le conducteur lira : ", en: " — \(reason.term.label.en). The driver will read: ")
      + reason.wording.read(in: reader)
  }

  /// What was recorded beside it, as it was recorded; nothing where nothing was said.
  static func recorded(_ comment: String) -> Text {
    comment.isEmpty ? .empty : Text(fr: " Noté : « \(comment) ».", en: " Noted: \"\(comment)\".")
  }

  static func findingRemoved(_ number: CaseNumber, _ element: Text) -> Text {
    Text(fr: "Constat retiré de \(number) : \(element.fr)", en: "Finding removed from \(number): \(element.en)")
  }

  /// What a flag on the same item said before.
  static func insteadOf(_ reason: Text, _ comment: String) -> Text {
    let said: SafeText = comment.isEmpty ? "" : " — \(comment)"
    return Text(fr: " (au lieu de : \(reason.fr)\(said))", en: " (instead of: \(reason.en)\(said))")
  }

  static func unflagged(_ number: CaseNumber, _ item: Text) -> Text {
    Text(fr: "Signalement retiré de \(number) : \(item.fr)", en: "Flag removed from \(number): \(item.en)")
  }

  /// `drafts`: how many items are flagged on it, or elements have a finding.
  static func released(_ number: CaseNumber, keeping drafts: Int, isAboutClaim: Bool) -> Text {
    let kept: Text =
      switch (drafts, isAboutClaim) {
      case (0, _): .empty
      case (_, true): Text(fr: " ; ses constats y restent", en: "; its findings stay with it")
      case (_, false): Text(fr: " ; ses signalements y restent", en: "; its flags stay with it")
      }
    return Text(
      fr: "Dossier \(number) libéré\(kept.fr).", en: "Case \(number) released\(kept.en).")
  }

  static func skipped(_ number: CaseNumber, until: Moment, now: Moment) -> Text {
    // The clocks are apart by seconds.
    let span = TimeText.span((until - now + 30) / 60 * 60)
    return Text(
      fr: "Dossier \(number) passé : il ne vous est plus proposé pendant \(span.fr) ; qui pouvait le prendre le peut toujours.",
      en: "Case \(number) skipped: it is not offered to you for \(span.en); whoever could take it still can.")
  }

  static func notInHand(_ number: CaseNumber, held: CaseNumber?) -> Text {
    guard let held else { return Text(fr: "le dossier \(number) n'est pas en main", en: "case \(number) is not in hand") }
    return Text(fr: "vous tenez \(held) ; ouvrir \(number) d'abord", en: "you hold \(held); open \(number) first")
  }

  /// A case that waits or is settled cannot be had in hand.
  static func notOpen(_ number: CaseNumber, _ state: CaseState) -> Text {
    let label = Labels.state(state.rawValue)
    return Text(fr: "le dossier \(number) n'est pas à traiter : \(label.fr)", en: "case \(number) is not to be worked on: \(label.en)")
  }

  static func notOpenHint(_ number: CaseNumber) -> Text {
    Text(
      fr: "Rien n'a changé. « afficher \(number) » montre ce qui est possible.",
      en: "Nothing was changed. \"show \(number)\" tells what is possible.")
  }

  static func notInHandHint(_ number: CaseNumber) -> Text {
    Text(
      fr: "Rien n'a changé. « ouvrir \(number) » le prend en charge et le montre.",
      en: "Nothing was changed. \"open \(number)\" claims it and shows it.")
  }

  static func stillHolding(_ number: CaseNumber) -> Text {
    Text(fr: "Vous tenez toujours \(number).", en: "You still hold \(number).")
  }

  static let seen = Text(
    fr: "la version du dossier qui a été lue ; refusé s'il a changé", en: "the version of the case that was read; refused if it has changed"
  )

  /// Where a case is once its decision was overturned.
  static func afterOverturning(_ file: CaseFile) -> Text {
    let number = file.case.number
    if file.case.state == .open {
      let whose = file.case.reservedFor.map { Text(fr: ", réservé à \($0)", en: ", reserved for \($0)") } ?? .empty
      return Text(
        fr: "Il est de nouveau à traiter\(whose.fr) : « ouvrir \(number) » une fois le délai de grâce passé, ou « défaire ».",
        en: "It is to be worked on again\(whose.en): \"open \(number)\" once the grace period is over, or \"undo\".")
    }
    let account = Labels.state(file.driver.accountState)
    return Text(fr: "Le compte du conducteur est « \(account.fr) ».", en: "The driver's account is \"\(account.en)\".")
  }

  static func closed(_ reason: Text) -> Text { Text(fr: "clos, \(reason.fr)", en: "closed, \(reason.en)") }

  /// What becomes of the card of a closed case, and what gives the driver another one.
  static func cardAfterClosing(_ card: CardAfterClosing) -> Text {
    switch card.fate {
    case "sent_back":
      Text(fr: "La carte \(card.serial, .bold) repart chez son titulaire.", en: "Card \(card.serial, .bold) goes back to its holder.")
    case "kept":
      Text(
        fr: "Le conducteur garde la carte \(card.serial, .bold), inchangée.", en: "The driver keeps card \(card.serial, .bold) as it is.")
    default:
      card.isReissuable
        ? Text(
          fr:
            "La carte \(card.serial, .bold) est hors d'usage et rien ne la remplace : « refaire \(card.serial) MOTIF » en fait une autre, sans frais, s'il doit en avoir une.",
          en:
            "Card \(card.serial, .bold) is void and nothing replaces it: \"reissue \(card.serial) REASON\" makes another one, free, if he is to have one."
        )
        : Text(fr: "La carte \(card.serial, .bold) est hors d'usage.", en: "Card \(card.serial, .bold) is void.")
    }
  }

  /// What the driver is asked to correct, and why.
  static func returned(_ asked: [(item: Text, reason: Text)]) -> Text {
    let done = Labels.done(Decision.Action.returnCase.rawValue)
    guard let first = asked.first else { return done }
    func said(_ one: (item: Text, reason: Text)) -> Text { one.item + Text(fr: " : ", en: ": ") + one.reason }
    return asked.dropFirst().reduce(done + Text(same: " (") + said(first)) { $0 + Text(fr: " ; ", en: "; ") + said($1) } + Text(same: ")")
  }

  static func escalated(_ number: CaseNumber, _ state: String) -> Text {
    state == "open"
      ? Text(
        fr: "Dossier \(number) confié aux superviseurs ; son délai court toujours.",
        en: "Case \(number) handed to the supervisors; its clock goes on.")
      : Text(fr: "Dossier \(number) signalé aux superviseurs.", en: "Case \(number) marked for the supervisors.")
  }

  static func noted(_ number: CaseNumber, _ text: String) -> Text {
    Text(fr: "Noté sur \(number, .bold) : \(text)", en: "Noted on \(number, .bold): \(text)")
  }

  static func noted(on whose: Text, _ text: String) -> Text {
    Text(fr: "Noté sur le \(whose.fr) : \(text)", en: "Noted on \(whose.en): \(text)")
  }

  static func driver(_ number: Int64) -> Text { Text(fr: "conducteur \(number)", en: "driver \(number)") }

  /// `holder`: who held it until now.
  static func assigned(_ number: CaseNumber, _ agent: String, from holder: String?) -> Text {
    let done = Text(fr: "Dossier \(number, .bold) affecté à \(agent, .bold).", en: "Case \(number, .bold) assigned to \(agent, .bold).")
    guard let holder else { return done }
    return done
      + Text(
        fr: " \(holder, .bold) le tenait : il l'apprend à sa prochaine commande.",
        en: " \(holder, .bold) held it: his next command tells him.")
  }

  static func urgent(_ number: CaseNumber, _ isUrgent: Bool) -> Text {
    isUrgent
      ? Text(fr: "Dossier \(number) en tête de sa file.", en: "Case \(number) is first in its queue.")
      : Text(fr: "Dossier \(number) revenu à sa place.", en: "Case \(number) is back in its place.")
  }

  /// `whose` is the driver, or the number of the invoice.
  /// A message that was queued again, or one that waits already. `whose`: of whom, or which.
  static func resent(_ what: Text, _ whose: Text, _ channel: String, isWaiting: Bool) -> Text {
    let label = Labels.channel(channel)
    guard !isWaiting else {
      return Text(
        fr: "\(what.fr) (\(whose.fr)) : un renvoi attend déjà, par \(label.fr) ; rien d'autre ne part.",
        en: "\(what.en) (\(whose.en)): one is waiting already, by \(label.en); nothing else is sent.")
    }
    return Text(
      fr: "\(what.fr) (\(whose.fr)) : renvoi prévu par \(label.fr).", en: "\(what.en) (\(whose.en)): queued again, by \(label.en).")
  }

  static func working(in queue: Text) -> Text {
    Text(fr: "Vous travaillez dans « \(queue.fr, .cyan) ».", en: "You work in \"\(queue.en, .cyan)\".")
  }
  static let workingInAll = Text(fr: "Vous travaillez dans toutes les files.", en: "You work in all queues.")

  static let noCase = Text(fr: "Aucun dossier.", en: "No case.")

  static func firstOnes(_ count: Int) -> Text {
    Text(
      fr: "\(Plural.fr(count, "Le premier", "Les \(count) premiers")) ; --limite N en montre plus.",
      en: "\(Plural.en(count, "The first one", "The first \(count)")); --limit N shows more.")
  }

  static let nobodyFound = Text(
    fr: "Personne. Essayez le nom seul, son début, la date de naissance, un courriel, un téléphone, un numéro.",
    en: "Nobody. Try the name alone, its beginning, the birth date, an e-mail, a phone, a number.")

  static func noSuchDocument(_ label: Text) -> Text {
    Text(fr: "ce dossier n'a pas de pièce « \(label.fr) »", en: "this case has no document \"\(label.en)\"")
  }

  static func documentOfAnother(_ id: Int64, _ number: CaseNumber) -> Text {
    Text(fr: "la pièce \(id) n'est pas du dossier \(number)", en: "document \(id) is not of case \(number)")
  }

  static func documentOfAnotherHint(_ id: Int64) -> Text {
    Text(
      fr: "« afficher » donne ses pièces. Pour celle-ci quand même : --autre (visionner \(id) --autre).",
      en: "\"show\" gives its documents. For this one all the same: --other (view \(id) --other).")
  }

  static let documentHint = Text(fr: "« afficher » donne le numéro de chaque pièce.", en: "\"show\" gives each document's number.")
  static let showFirst = Text(fr: "montrez d'abord le dossier de la pièce", en: "show the document's case first")

  static func stillInHand(_ number: CaseNumber, left: Text) -> Text {
    Text(
      fr: "Le dossier \(number) reste à vous encore \(left.fr) ; « libérer » l'aurait remis dans la file.",
      en: "Case \(number) stays yours for another \(left.en); \"release\" would have put it back.")
  }

  static func greeting(_ agent: String) -> Text {
    Text(
      fr: "\(agent, .bold) — « suivant » prend un dossier, « files » montre ce qui attend, « aide » les commandes.",
      en: "\(agent, .bold) — \"next\" takes a case, \"queues\" shows what waits, \"help\" the commands.")
  }

  /// What the prompt says of a lease that has ended.
  static let claimRanOut = Text(fr: "prise en charge échue", en: "claim ran out")

  /// What the prompt says of a case that is overdue by so much.
  static func late(_ span: Text) -> Text { Text(fr: "retard \(span.fr)", en: "late \(span.en)") }

  /// The queues where drivers have been silent for too long, with how many.
  static func silent(_ list: String) -> Text {
    Text(fr: "Silencieux : \(list) → \("lister --en-attente", .dim)", en: "Silent: \(list) → \("list --waiting", .dim)")
  }

  /// Why a returned case does not move.
  static let cannotBeReached = Text(fr: "injoignable : le support garde le dossier", en: "cannot be reached: support keeps the case")

  /// Where a case stands in its queue, or why it is not there.
  static func place(of standing: CaseStanding) -> Text {
    if standing.isUrgent { return Text(fr: "en tête : mis en urgence par un superviseur", en: "first: made urgent by a supervisor") }
    switch standing.lane {
    case .escalated:
      return Text(
        fr: "hors file : escaladé par \(standing.escalatedBy ?? "?") (\(standing.escalationReason ?? ""))",
        en: "out of the queue: escalated by \(standing.escalatedBy ?? "?") (\(standing.escalationReason ?? ""))")
    case .reserved:
      let until = standing.reservedUntil.map { TimeText.relative($0, now: standing.now ?? Moment(seconds: 0)) } ?? .empty
      return Text(
        fr: "réservé à \(standing.reservedFor ?? "?") ; à tous \(until.fr)",
        en: "reserved for \(standing.reservedFor ?? "?"); anyone's \(until.en)")
    case .common, .unknown: break
    }
    guard let before = standing.before else { return .empty }
    if before >= 1000 { return Text(fr: "plus de 1000 dossiers avant lui", en: "more than 1000 cases before it") }
    return before == 0
      ? Text(fr: "le premier de la file", en: "the first of the queue")
      : Text(
        fr: "\(before) \(Plural.fr(before, "dossier", "dossiers")) avant lui",
        en: "\(before) \(Plural.en(before, "case", "cases")) before it")
  }
}
