import Formats
import Casework
import Desk
import Terminal

// Settling the case in hand.
extension Command {
  static let flag = Command(
    "flag", "signaler", area: .deciding, effect: .writes,
    summary: Text(fr: "noter une non-conformité : un élément et son motif", en: "draft a non-compliance: an item and its reason"),
    details: Text(
      fr:
        "Gardé dans la base : il survit à une panne. Un second sur le même élément remplace le premier. « signaler 1 » suit l'avis de la remarque 1. Le conducteur lit le texte du motif ; le commentaire reste interne.",
      en:
        "Kept in the database: it survives a crash. A second one on the same item replaces the first. \"flag 1\" takes the advice of remark 1. The driver reads the reason's wording; the comment stays internal."
    ),
    examples: [
      "flag licence_number title_number_used", "flag photo blurred 'face out of focus'", "flag 1", "signaler 1",
      "signaler numero-permis numero-titre",
      "signaler photo floue 'visage flou'",
    ],
    takes: .flagged, .optional(Argument<FreeText>.text(Text(fr: "COMMENTAIRE", en: "COMMENT")))
  ) { (session, said: Said, text: FreeText?) throws(Failure) in
    let comment = text?.text ?? ""
    if case .remark(let number) = said, text?.isExplicit == false,
      comment.split(whereSeparator: { " ,;".contains($0) }).first.flatMap({ Int($0) }) != nil
    {
      throw .refused(.oneRemarkAtATime(number, comment), hint: .oneRemarkAtATimeHint(comment))
    }
    let (hand, item, reason) = try session.flagged(said)
    let former = session.file.flatMap { $0.case.number == hand.number ? $0.flags.first { $0.item.rawValue == item.code } : nil }
    try session.atDesk { desk throws(DeskError) in
      try desk.flag(hand.number, version: hand.version, item: item.code, reason: reason.code, comment: comment)
    }
    session.renewed()
    session.hand?.drafts[item.code] = reason.code
    let words = try session.words()
    let replaced = former.flatMap { $0.reason.rawValue == reason.code && $0.comment == comment ? nil : $0 }
    session.say(
      .flagged(hand.number, item.label, words.reason(reason.code), reader: session.reader(of: hand)) + .recorded(comment)
        + (replaced.map { .insteadOf(words.label(reason: $0.reason.rawValue), $0.comment) } ?? .empty))
    session.sayNextStep()
  }

  static let unflag = Command(
    "unflag", "retirer", area: .deciding, effect: .writes,
    summary: Text(
      fr: "retirer un signalement, ou un constat", en: "remove a flag, or a finding"),
    examples: ["unflag photo", "retirer photo"],
    takes: .optional(.caseBeforeNumber), .word(Text(fr: "ÉLÉMENT", en: "ITEM"), .flagged)
  ) { (session, number: CaseNumber?, item) throws(Failure) in
    let hand = try session.inHand(naming: number)
    let isFinding = session.queues.isAboutClaim(hand.queue)
    try session.atDesk { desk throws(DeskError) in
      if isFinding {
        try desk.removeFinding(hand.number, version: hand.version, element: item.code)
      } else {
        try desk.unflag(hand.number, version: hand.version, item: item.code)
      }
    }
    session.renewed()
    session.hand?.drafts[item.code] = nil
    session.say(isFinding ? .findingRemoved(hand.number, item.label) : .unflagged(hand.number, item.label))
    session.sayNextStep()
  }

  static let approve = Command(
    "approve", "valider", area: .deciding, effect: .writes,
    summary: Text(fr: "valider le dossier en main", en: "approve the case in hand"),
    details: Text(
      fr:
        "Refusé tant qu'un signalement y est. Le conducteur n'en voit rien avant la fin du délai de grâce : « défaire » le reprend jusque-là.",
      en: "Refused while a flag is on it. The driver sees nothing of it before the grace period ends: \"undo\" takes it back until then."),
    examples: ["approve", "approve 1001-9 seen with the licence", "valider", "valider 1001-9 vu avec le permis"], takes: .settling,
    .flag("unseen", "sans-photo", Text(fr: "même sans avoir regardé la photo", en: "even without having looked at the photo"))
  ) { (session, settling, isUnseen) throws(Failure) in
    let hand = try session.inHand(settling)
    let isWarned = try session.asksForPhoto(hand, insists: isUnseen)
    try session.settle(settling) { desk, hand, key throws(DeskError) in
      try desk.approve(hand.number, version: hand.version, comment: settling.comment, key: key)
    }
    if isWarned { session.writeError(Text.approvedUnseen(hand.number)[session.language].styled(.yellow)) }
  }

  static let returnCase = Command(
    "return", "redemander", area: .deciding, effect: .writes,
    summary: Text(fr: "renvoyer au conducteur ce qui est signalé", en: "return what is flagged to the driver"),
    details: Text(
      fr:
        "Il faut au moins un signalement. Le conducteur lit chaque élément et son motif, corrige, et le dossier revient : à vous d'abord. Pour un pli revenu : l'adresse qui ne peut pas être desservie (« signaler adresse-livraison MOTIF »).",
      en:
        "At least one flag is needed. The driver reads each item with its reason, corrects, and the case comes back: to you first. For undelivered mail: the address that cannot be served (\"flag delivery_address REASON\")."
    ),
    examples: ["return", "return 1001-9", "redemander", "redemander 1001-9"], takes: .settling
  ) { (session, settling) throws(Failure) in
    try session.settle(settling) { desk, hand, key throws(DeskError) in
      try desk.returnCase(hand.number, version: hand.version, comment: settling.comment, key: key)
    }
  }

  static let note: Command = Command(
    "note", "noter", area: .deciding, effect: .writes,
    summary: Text(
      fr: "ajouter une note interne, au dossier ou au conducteur", en: "add an internal note, to the case or to the driver"),
    details: Text(
      fr:
        "Le texte est noté comme il est tapé : sur le dossier en main, sinon, à un terminal, sur le conducteur dont il s'agit. Un dossier devant lui s'écrit avec son tiret, ou dossier:N ; un nombre seul est du texte, et tout l'est après « -- ».",
      en:
        "The text is kept as typed: on the case in hand, else, at a terminal, on the driver whom you are about. A case in front of it is written with its dash, or case:N; a bare number is text, and so is anything behind \"--\"."
    ),
    examples: [
      "note called back, he sends it tomorrow", "note driver:1001 called on 3 March", "noter rappelé, l'usager l'enverra demain",
      "noter 1001-9 vu avec le centre",
    ],
    takes: .optional(.word(Text(fr: "DOSSIER|conducteur:N", en: "CASE|driver:N"), .beforeText([.driver]))),
    Argument<FreeText>.text(Text(fr: "TEXTE", en: "TEXT"))
  ) { (session, subject: Reference?, said: FreeText) throws(Failure) in
    let text = said.text
    // With nobody's case in hand a number at the head is more likely whose note it is than the beginning of a text.
    let head = text.prefix { !$0.isWhitespace }
    if subject == nil, session.hand == nil, session.isTyped, !said.isExplicit, !said.isQuoted, (3...6).contains(head.count),
      head.allSatisfy({ $0.isASCII && $0.isNumber })
    {
      throw .refused(.driverOrText(String(head)), hint: .driverOrTextHint(String(head)))
    }
    switch subject {
    case .of(_, let name)?:
      let driver = try session.driver(.number(try session.parser.number(name)))
      try session.atDesk { desk throws(DeskError) in try desk.note(case: nil, driver: driver, text: text) }
      session.say(.noted(on: session.whose(driver), text))
    case .number(let number)?:
      try session.note(number, text)
    case nil where session.hand == nil && session.lastDriver != nil && session.isTyped:
      let driver = try session.driver(nil, of: Command.note)
      try session.atDesk { desk throws(DeskError) in try desk.note(case: nil, driver: driver, text: text) }
      session.say(.noted(on: session.whose(driver), text))
    case nil:
      try session.refuseStranger(Command.note)
      try session.refuseUnchosen()
      try session.note(try session.inHand().number, text)
    }
  }

  static let release = Command(
    "release", "libérer", area: .deciding, effect: .writes,
    summary: Text(fr: "remettre le dossier en main dans sa file", en: "put the case in hand back in its queue"),
    details: Text(fr: "Ses signalements y restent.", en: "Its flags stay with it.")
  ) { (session) throws(Failure) in
    let hand = try session.inHand()
    try session.atDesk { desk throws(DeskError) in try desk.release(hand.number) }
    session.hand = nil
    session.say(.released(hand.number, keeping: hand.drafts.count, isAboutClaim: session.queues.isAboutClaim(hand.queue)))
  }

  static let escalate = Command(
    "escalate", "escalader", area: .deciding, effect: .writes,
    summary: Text(fr: "confier un dossier aux superviseurs", en: "hand a case to the supervisors"),
    details: Text(
      fr: "Son délai court toujours. Aussi sur un dossier déjà décidé : les superviseurs le reverront.",
      en: "Its clock goes on. Also on a case already decided: the supervisors look at it again."),
    examples: ["escalate a forged licence?", "escalader 1001-9 faux permis ?"],
    takes: .optional(.caseBeforeText), .text(Text(fr: "POURQUOI", en: "WHY"))
  ) { (session, named: CaseNumber?, reason: String) throws(Failure) in
    let number = try session.number(named)
    let state = try session.atDesk { desk throws(DeskError) in try desk.escalate(number, reason: reason) }
    let wasInHand = session.hand?.number == number
    if wasInHand { session.hand = nil }
    session.say(.escalated(number, state) + .recorded(reason))
    if wasInHand { session.offerNext() }
  }

  static let undo = Command(
    "undo", "défaire", area: .deciding, effect: .writes,
    summary: Text(
      fr: "reprendre la dernière chose que l'on a faite, tant qu'elle n'a pas pris effet",
      en: "take back the last thing one did while it has not taken effect"),
    details: Text(
      fr:
        "Une décision, une note, une escalade, une réception, un retour de pli. Avec un numéro : la dernière sur ce dossier. Rien n'en a paru ; un dossier revient en main avec ses signalements. Ce qui ne se défait pas est dit, et rien d'autre n'est repris à la place.",
      en:
        "A decision, a note, an escalation, a reception, a returned dispatch. With a number: the last one on that case. Nothing of it was shown; a case is in hand again with its flags. What cannot be undone is said, and nothing else is taken back instead."
    ),
    examples: ["undo", "undo 1001-9", "défaire", "défaire 1001-9"], takes: .optional(.word(Text(fr: "DOSSIER", en: "CASE"), .caseToUndo))
  ) { (session, number: CaseNumber?) throws(Failure) in
    let key = session.key(number)
    let before = session.hand?.number
    let undone = try session.atDesk { desk throws(DeskError) in try desk.undo(number, key: key) }
    session.recorder?.decision = undone.decision
    let isInHand = session.resume(undone)
    if session.format.isForPrograms {
      session.show(Tables.undone(undone))
    } else {
      // It is done: what is said of it does not depend on another question to the database.
      let words = try? session.words()
      session.say(.undone(undone, isInHand: isInHand) { words?.postalReasons.term($0)?.label ?? Text(same: "\($0)") })
      if let before, before != undone.caseID { session.say(.keptBeside(before, isInHand: session.hand?.number == before)) }
    }
  }
}

extension Session {
  /// What is in hand once something was taken back: a case that is open again for this console, and no longer one that waits again. Gives
  /// whether it is.
  fileprivate func resume(_ undone: Undone) -> Bool {
    guard let number = undone.caseID else { return false }
    guard undone.decision != nil || undone.kind == "escalate" else {
      if undone.kind != "note", hand?.number == number { hand = nil }
      return false
    }
    // It is done, and stays done where the case cannot be read at this moment: "next" gives it as one's unfinished one.
    guard let file = try? read(number), file.case.isHeldByMe else { return false }
    take(file)
    return true
  }

  fileprivate func note(_ number: CaseNumber, _ text: String) throws(Failure) {
    try atDesk { desk throws(DeskError) in try desk.note(case: number, driver: nil, text: text) }
    say(.noted(number, text))
  }

  /// An application whose photo this agent has not looked at is approved where he insists: at a terminal he is asked, in a script it goes
  /// on, and true says that a warning follows. Where the setting makes it a rule, the database refuses it.
  fileprivate func asksForPhoto(_ hand: Hand, insists: Bool) throws(Failure) -> Bool {
    // With a flag on it the database refuses it anyway.
    guard queues.isAboutApplication(hand.queue), hand.drafts.isEmpty else { return false }
    let shown: CaseFile
    if let file, file.case.number == hand.number { shown = file } else { shown = try glance(hand.number) }
    guard shown.unseenPhoto == "asks", shown.unseenCurrentPhoto != nil, !insists else { return false }
    if context != nil { return true }
    throw .asked(.photoUnseen, hint: .photoUnseenHint(isDrawn: !output.capabilities.accessible), insisting: "unseen")
  }

  /// Settles a case: the one that the line names, else the one in hand.
  func settle(
    _ settling: Settling, as what: Text? = nil, _ decide: (inout Desk, Hand, _ key: String) throws(DeskError) -> Decision
  ) throws(Failure) {
    let hand = try inHand(settling)
    let key = key(hand.number, round: hand.round)
    let decision = try atDesk { desk throws(DeskError) in try decide(&desk, hand, key) }
    // Asked again, it says what was recorded then, and nobody knows what was drafted.
    let isAsking = decision.action == .returnCase && !decision.replayed
    let asked = isAsking ? (try? words())?.drafted(hand.drafts) : nil
    decided(decision, as: asked.map { .returned($0) } ?? what, recording: settling.comment)
  }

  /// A command on the case in hand has renewed its lease.
  func renewed() {
    guard let identity else { return }
    hand?.leaseUntil = now + Int64(identity.leaseSeconds)
  }
}
