import Casework
import Formats
import Desk
import Terminal

// Finding work.
extension Command {
  static let queues = Command(
    "queues", "files", area: .queues, effect: .reads, columns: Lists.queues.columns(),
    summary: Text(
      fr: "les files : à traiter, tenus, en retard, prochaine échéance, arrivés et décidés aujourd'hui",
      en: "the queues: waiting, held, overdue, next due, arrived and decided today"),
    details: Text(
      fr: "Silencieux : ceux qui attendent le conducteur depuis plus longtemps que le réglage délai-silence.",
      en: "Silent: those that have waited for the driver for longer than the setting silence_after.")
  ) { (session) throws(Failure) in
    let rows = try session.atDesk { desk throws(DeskError) in try desk.queues() }
    var table = Table(rows, Lists.queues, on: session.page)
    let silent = rows.filter { $0.silent > 0 }.map { "\(session.queues.name($0.queue, session.language)) \($0.silent)" }
    if !silent.isEmpty { table.footer = Text.silent(silent.joined(separator: ", "))[session.language] }
    session.show(table)
  }

  static let queue = Command(
    "queue", "file", area: .queues, effect: .reads,
    summary: Text(fr: "travailler dans cette file ; sans nom : dans toutes", en: "work in this queue; without a name: in all"),
    examples: ["queue accounts", "file pièces"], takes: .optional(.queue)
  ) { (session, queue: Term?) throws(Failure) in
    session.queue = queue?.code
    session.workContext = nil
    session.say(queue.map { .working(in: $0.label) } ?? .workingInAll)
  }

  static let list = Command(
    "list", "lister", area: .queues, effect: .reads, columns: Lists.cases().columns(),
    summary: Text(fr: "les dossiers, le plus urgent d'abord", en: "cases, most urgent first"),
    details: Text(
      fr:
        "Sans file : celle où l'on travaille. Les filtres se cumulent ; --limite compte ce qui reste après eux. Au terminal les rangs se numérotent : « ouvrir 3 ».",
      en:
        "Without a queue: the one you work in. Filters add up; --limit counts what they leave. At a terminal rows are numbered: \"open 3\"."
    ),
    examples: [
      "list --overdue", "list documents --round 2 --due-within 2h", "lister comptes --en-retard --limite 50", "lister pièces --échéance 2h",
    ],
    takes: .filter
  ) { (session, filter) throws(Failure) in
    let filter = session.narrowed(filter)
    // What one holds is one's own in whatever queue.
    let asked = filter.caseFilter(in: filter.scope == .mine ? nil : session.queue, limit: session.listLength)
    let rows = try session.atDesk { desk throws(DeskError) in filter.isClean ? try desk.listClean(asked) : try desk.list(asked) }
    if let now = rows.first?.now { session.synchronise(now: now) }
    // Nobody of that name has, or had, any: a slip.
    if rows.isEmpty, let agent = filter.agent { try session.requireAgent(agent) }
    if session.isTyped { session.rows = session.numbersRows ? .cases(rows) : .none }
    if rows.isEmpty { session.say(session.workContext.map { .noCase(in: $0.entry.name) } ?? .noCase) }
    if rows.isEmpty && !session.format.isForPrograms { return }
    var table = Table(rows, Lists.cases(ofAll: asked.queue == nil), on: session.page)
    if rows.count == asked.limit { table.footer = Text.firstOnes(rows.count)[session.language] }
    session.show(session.numbersRows ? table.numbered : table)
  }

  static let next = Command(
    "next", "suivant", area: .queues, effect: .claims,
    summary: Text(
      fr: "votre dossier commencé, sinon le plus urgent, pris en charge pour vous",
      en: "your unfinished case, else the most urgent one, claimed for you"),
    details: Text(
      fr:
        "Le dossier est à vous 15 minutes après votre dernière commande ; s'il vous échappe, vos signalements y restent. Après une décision, Entrée sur une ligne vide suffit. Avec des filtres : le plus urgent de ceux qui passent.",
      en:
        "The case is yours for 15 minutes after your last command; if you lose it, your flags stay with it. After a decision, Enter on an empty line is enough. With filters: the most urgent one that passes them."
    ),
    examples: ["next", "next --overdue", "suivant comptes", "suivant pièces --en-retard"], takes: .narrowing
  ) { (session, filter) throws(Failure) in
    try session.takeNext(filter)
  }

  static let open = Command(
    "open", "ouvrir", area: .queues, effect: .claims,
    summary: Text(fr: "prendre en charge ce dossier", en: "claim this case"),
    details: Text(
      fr:
        "Par son numéro, ou au terminal par son rang dans la dernière liste. S'il ne peut pas l'être, le dossier en main y reste ; dans un scénario, rien n'est plus en main.",
      en:
        "By its number, or at a terminal by its row in the last list. Where it cannot be, the case in hand stays there; in a script nothing is in hand then."
    ),
    examples: ["open 1001-9", "open 3", "ouvrir 1001-9", "ouvrir 3"],
    takes: .listedCase
  ) { (session, number) throws(Failure) in
    let held = session.hand
    do throws(Failure) {
      try session.take(try session.atDesk { desk throws(DeskError) in try desk.claim(number) })
    } catch {
      guard session.context == nil, let held, held == session.hand, held.number != number else { throw error }
      var failure = error
      failure.hint = failure.hint + Text(same: failure.hint == .empty ? "" : " ") + .stillHolding(held.number)
      throw failure
    }
  }

  static let skip = Command(
    "skip", "passer", area: .queues, effect: .claims,
    summary: Text(
      fr: "remettre le dossier en main dans sa file et en prendre un autre", en: "put the case in hand back in its queue and take another"),
    details: Text(
      fr: "Il ne vous est plus proposé pendant DURÉE (sinon le réglage durée-passer) ; d'autres peuvent le prendre, et « ouvrir » aussi.",
      en: "It is not offered to you again for SPAN (else the setting skip_span); others may take it, and so may \"open\"."),
    examples: ["skip", "skip 2h", "passer", "passer 2h"], takes: .optional(.span)
  ) { (session, span: Int64?) throws(Failure) in
    let hand = try session.inHand()
    let until = try session.atDesk { desk throws(DeskError) in try desk.skip(hand.number, for: span) }
    session.hand = nil
    session.say(.skipped(hand.number, until: until, now: session.now))
    // A script goes on in that queue, and never with what its agent has in hand at a terminal.
    if session.context == nil {
      try session.takeNext(session.lastNext)
    } else {
      try session.takeNext(session.lastNext, in: hand.queue, own: false)
    }
  }
}

extension CaseFilter.Scope {
  /// What it is called in each language, as an option.
  var name: Text {
    switch self {
    case .mine: Text(fr: "miens", en: "mine")
    case .held: Text(fr: "tenus", en: "held")
    case .waiting: Text(fr: "en-attente", en: "waiting")
    case .escalated: Text(fr: "escaladés", en: "escalated")
    case .open: Text(fr: "à-traiter", en: "open")
    }
  }
}
