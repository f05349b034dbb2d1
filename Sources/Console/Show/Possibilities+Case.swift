import Casework
import Desk
import Terminal

// What is possible on a case: what the lifecycle has for its state and for who asks, ordered by what is drafted and advised.
extension Possibilities {
  /// Who asks, and what the database says that may be done.
  struct Rights: Sendable {
    /// The login.
    var agent: String
    /// What may be done to a case, by its state.
    var actions: Set<CaseAction>
    /// Actions of the lifecycle that are another's right.
    var refused: Set<String>
    /// How long a decision can be undone, in seconds.
    var graceSeconds: Int64
  }

  /// What is possible on a case.
  ///
  /// - Parameters:
  ///   - isInHand: whether it is the case in hand here, and not one that is held beside it.
  ///   - advised: the lines that the checks propose, the likeliest first.
  init(on file: CaseFile, isInHand: Bool, advised: [String], rights: Rights, queues: Queues, vocabulary: Vocabulary, now: Moment) {
    let number = file.case.number
    let queue = queues.lexicon.term(file.case.queue)?.label ?? Text(same: "\(file.case.queue)")
    let place = CasePlace(file: file, advised: advised, rights: rights, queues: queues, vocabulary: vocabulary, now: now)
    guard isInHand else {
      about = Text(fr: "Dossier \(number, .bold) (\(queue.fr)), pas en main", en: "Case \(number, .bold) (\(queue.en)), not in hand")
      choices = place.shown
      return
    }
    about = Text(fr: "Dossier \(number, .bold) en main (\(queue.fr))", en: "Case \(number, .bold) in hand (\(queue.en))")
    choices = place.advice + place.settling + place.inHand
  }
}

/// A case while it is asked what is possible on it.
private struct CasePlace {
  typealias Choice = Possibilities.Choice

  let file: CaseFile
  let advised: [String]
  let rights: Possibilities.Rights
  let queues: Queues
  let vocabulary: Vocabulary
  let now: Moment

  private var number: Text { Text(same: "\(file.case.number)") }

  private func may(_ action: String) -> Bool { rights.actions.contains(CaseAction(action, in: file.case.state)) }

  private func settles(_ decision: String) -> Bool { queues.isSettled(file.case.queue, by: decision) }

  /// What the checks propose.
  var advice: [Choice] {
    advised.prefix(3).map { line in
      Choice(line: Text(same: "\(line)"), what: Text(fr: "ce que les contrôles proposent", en: "what the checks propose"), short: nil)
    }.enumerated().map { index, choice in
      var choice = choice
      if index == 0 { choice.short = choice.line }
      return choice
    }
  }

  /// What is drafted, and what settles the case.
  var settling: [Choice] {
    var found: [Choice] = []
    let drafts = file.flags.count
    if drafts > 0, settles("return"), may("return") {
      found.append(
        Choice(
          .returnCase,
          Text(
            fr: "envoyer au conducteur \(drafts) \(Plural.fr(drafts, "signalement", "signalements"))",
            en: "send the driver \(drafts) \(Plural.en(drafts, "flag", "flags"))"), short: .empty))
    }
    if drafts == 0, settles("approve"), may("approve") {
      found.append(Choice(.approve, Text(fr: "rien à redire : il est accepté", en: "nothing wrong: it is accepted"), short: .empty))
    }
    if drafts == 0, settles("reship"), may("reship"), let returned = file.returned, !["void", "destroyed"].contains(returned.cardState) {
      found.append(Choice(.reship, Text(fr: "la carte repart à l'adresse donnée", en: "the card goes to the address given"), short: .empty))
    }
    if settles("attribute") { found += onClaim }
    let items = vocabulary.items(of: file.case.queue).terms
    if settles("return"), may("flag"), !items.isEmpty {
      // Where one item alone can be flagged it is named.
      let item = items.count == 1 ? Text(given: items[0].french, items[0].code) : Text(fr: "ÉLÉMENT", en: "ITEM")
      let arguments = Text(fr: "\(item.fr) MOTIF", en: "\(item.en) REASON")
      found.append(
        Choice(.flag, arguments, Text(fr: "noter ce qui ne va pas, et pourquoi", en: "draft what is wrong, and why"), short: arguments))
    }
    if drafts > 0, may("flag") { found.append(unflag(file.flags.map(\.item.rawValue), of: vocabulary.items)) }
    return found
  }

  private var onClaim: [Choice] {
    guard let claim = file.claim else { return [] }
    var found: [Choice] = []
    if claim.toFind.isEmpty, may("attribute_in_groupe") || may("attribute_driver") {
      let arguments =
        claim.fault.flatMap { Labels.outcomes.term($0.rawValue) }.map { Text(given: $0.french, $0.code) }
        ?? Text(fr: "in-groupe|conducteur POURQUOI", en: "in_groupe|driver WHY")
      found.append(Choice(.attribute, arguments, Text(fr: "ce que disent les constats", en: "what the findings say"), short: arguments))
    }
    let read = Set(claim.readings.map(\.element))
    let hasUnread = claim.elements.contains { $0.isDeclared && $0.shows != .nothing && !read.contains($0.element) }
    if may("read_card"), hasUnread {
      let arguments = Text(fr: "ÉLÉMENT [VALEUR]", en: "ELEMENT [VALUE]")
      found.append(
        Choice(
          .read, arguments,
          Text(fr: "ce qui est imprimé ; sans valeur : comme commandé", en: "what is printed; without a value: as ordered"),
          short: Text(fr: "ÉLÉMENT", en: "ELEMENT")))
    }
    if may("finding") {
      let arguments = Text(fr: "ÉLÉMENT CAUSE", en: "ELEMENT CAUSE")
      found.append(
        Choice(
          .finding, arguments, Text(fr: "ce qu'on constate, et d'où cela vient", en: "what is found, and where it comes from"),
          short: claim.toFind.isEmpty ? nil : arguments))
      if !claim.findings.isEmpty { found.append(unflag(claim.findings.map(\.element.rawValue), of: vocabulary.elements)) }
    }
    return found
  }

  private func unflag(_ codes: [String], of names: Lexicon) -> Choice {
    let only = codes.count == 1 ? names.term(codes[0]) : nil
    return Choice(
      .unflag, only.map { Text(given: $0.french, $0.code) } ?? Text(fr: "ÉLÉMENT", en: "ITEM"),
      Text(fr: "reprendre ce qui est noté", en: "take back what is drafted"))
  }

  /// What can be looked at, and how one parts with the case.
  var inHand: [Choice] {
    var found: [Choice] = []
    let types = file.currentDocuments.map(\.type.rawValue)
    if !types.isEmpty {
      let first = vocabulary.items.term(types[0]).map { Text(given: $0.french, $0.code) } ?? Text(fr: "PIÈCE", en: "DOCUMENT")
      found.append(Choice(.view, first, Text(fr: "voir la pièce elle-même", en: "see the document itself")))
    }
    if may("claim") {
      found.append(
        Choice(
          .skip, Text(fr: "le laisser, et prendre le suivant", en: "leave it, and take the next"), short: .empty))
    }
    found += escalation(naming: .empty)
    found.append(Choice(.note, Text(fr: "TEXTE", en: "TEXT"), Text(fr: "une note interne", en: "an internal note")))
    found.append(Choice(.driver, Text(fr: "tout sur ce conducteur", en: "all about this driver")))
    found.append(Choice(.release, Text(fr: "le remettre dans sa file", en: "put it back in its queue")))
    return found + supervision
  }

  /// What is possible on a case that is not in hand.
  var shown: [Choice] {
    var found: [Choice] = []
    if file.case.state == .open, may("claim"), isFree {
      found.append(Choice(.open, number, Text(fr: "le prendre en charge", en: "claim it"), short: number))
    }
    // Of what can still be taken back nobody is reminded.
    if may("undo"), let last = lastDecision, now - last.at < rights.graceSeconds {
      if last.by == rights.agent {
        found.append(Choice(.undo, number, Text(fr: "reprendre la décision", en: "take the decision back"), short: number))
      }
    } else if may("remind"), file.nextReminder.map({ $0 <= now }) ?? true {
      found.append(
        Choice(
          .remind, number, Text(fr: "rappeler au conducteur ce qu'on attend", en: "remind the driver of what is awaited"), short: number))
    }
    found += escalation(naming: number)
    let text = Text(fr: "\(file.case.number) TEXTE", en: "\(file.case.number) TEXT")
    found.append(Choice(.note, text, Text(fr: "une note interne", en: "an internal note"), short: number))
    found.append(Choice(.why, number, Text(fr: "où il en est, et pourquoi", en: "where it stands, and why")))
    let driver = Text(same: "\(file.driver.id)")
    found.append(Choice(.driver, driver, Text(fr: "tout sur ce conducteur", en: "all about this driver"), short: driver))
    if may("overturn"), let last = lastDecision, now - last.at >= rights.graceSeconds {
      found.append(
        Choice(
          .overturn, Text(fr: "\(file.case.number) POURQUOI", en: "\(file.case.number) WHY"),
          Text(fr: "revenir sur la décision", en: "reverse the decision")))
    }
    return found + supervision
  }

  /// Whether nothing keeps it from who asks: held, escalated or reserved for another.
  private var isFree: Bool {
    if let holder = file.case.holder, holder != rights.agent { return false }
    let isKept = file.case.isEscalated || (file.case.reservedFor.map { $0 != rights.agent } ?? false)
    return !isKept || !rights.refused.contains("take_any")
  }

  private var lastDecision: CaseFile.HistoryEntry? {
    file.history.filter { $0.kind == "decision" && !$0.isUndone && $0.action != "undo" }.max { $0.at < $1.at }
  }

  private func escalation(naming number: Text) -> [Choice] {
    guard may("escalate"), !file.case.isEscalated else { return [] }
    let why = Text(fr: "POURQUOI", en: "WHY")
    let arguments = number == .empty ? why : Text(fr: "\(number.fr) POURQUOI", en: "\(number.en) WHY")
    return [Choice(.escalate, arguments, Text(fr: "le confier aux superviseurs", en: "hand it to the supervisors"), short: number)]
  }

  /// What supervisors may do to it.
  private var supervision: [Choice] {
    var found: [Choice] = []
    if may("urgent") { found.append(Choice(.urgent, number, Text(fr: "en tête de sa file", en: "first in its queue"))) }
    if may("assign") {
      let arguments = Text(fr: "\(file.case.number) AGENT", en: "\(file.case.number) AGENT")
      found.append(Choice(.assign, arguments, Text(fr: "le donner à un agent", en: "give it to an agent")))
    }
    if may("close") {
      let arguments = Text(fr: "\(file.case.number) MOTIF", en: "\(file.case.number) REASON")
      found.append(Choice(.close, arguments, Text(fr: "y mettre fin pour de bon", en: "end it for good")))
    }
    return found
  }
}
