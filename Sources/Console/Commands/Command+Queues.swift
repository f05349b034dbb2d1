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
    session.say(queue.map { .working(in: $0.label) } ?? .workingInAll)
  }

  static let list = Command(
    "list", "lister", area: .queues, effect: .reads, columns: Lists.cases().columns(),
    summary: Text(fr: "les dossiers, le plus urgent d'abord", en: "cases, most urgent first"),
    details: Text(
      fr: "Sans file : celle où l'on travaille. Les filtres se cumulent ; --limite compte ce qui reste après eux.",
      en: "Without a queue: the one you work in. Filters add up; --limit counts what they leave."),
    examples: [
      "list --overdue", "list documents --round 2 --due-within 2h", "lister comptes --en-retard --limite 50", "lister pièces --échéance 2h",
    ],
    takes: .filter
  ) { (session, filter) throws(Failure) in
    let asked = filter.caseFilter(in: session.queue, limit: session.listLength)
    let rows = try session.atDesk { desk throws(DeskError) in filter.isClean ? try desk.listClean(asked) : try desk.list(asked) }
    if let now = rows.first?.now { session.synchronise(now: now) }
    // Nobody of that name has, or had, any: a slip.
    if rows.isEmpty, let agent = filter.agent, try !session.logins().contains(agent) {
      let near = Suggestion.nearest(to: agent, among: try session.logins())
      throw .refused(.noSuchAgent(agent), hint: near.isEmpty ? .oneOf(try session.logins()) : .didYouMean(near))
    }
    if rows.isEmpty { session.say(.noCase) }
    if rows.isEmpty && !session.format.isForPrograms { return }
    var table = Table(rows, Lists.cases(ofAll: asked.queue == nil), on: session.page)
    if rows.count == asked.limit { table.footer = Text.firstOnes(rows.count)[session.language] }
    session.show(table)
  }

  static let next = Command(
    "next", "suivant", area: .queues, effect: .claims,
    summary: Text(
      fr: "votre dossier commencé, sinon le plus urgent, pris en charge pour vous",
      en: "your unfinished case, else the most urgent one, claimed for you"),
    details: Text(
      fr:
        "Le dossier est à vous 15 minutes après votre dernière commande ; s'il vous échappe, vos signalements y restent. Après une décision, Entrée sur une ligne vide suffit.",
      en:
        "The case is yours for 15 minutes after your last command; if you lose it, your flags stay with it. After a decision, Enter on an empty line is enough."
    ),
    examples: ["next", "suivant comptes"], takes: .optional(.queue)
  ) { (session, queue: Term?) throws(Failure) in
    try session.takeNext(in: queue?.code ?? session.queue)
  }

  static let open = Command(
    "open", "ouvrir", area: .queues, effect: .claims,
    summary: Text(fr: "prendre en charge ce dossier", en: "claim this case"),
    details: Text(
      fr: "S'il ne peut pas l'être, le dossier en main y reste ; dans un scénario, rien n'est plus en main.",
      en: "Where it cannot be, the case in hand stays there; in a script nothing is in hand then."),
    examples: ["open 1001-9", "ouvrir 1001-9"],
    takes: .caseNumber
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
    examples: ["skip", "skip 2h", "passer", "passer 2h"], takes: .optional(.word(Text(fr: "DURÉE", en: "SPAN"), .span))
  ) { (session, span: Int64?) throws(Failure) in
    let hand = try session.inHand()
    let until = try session.atDesk { desk throws(DeskError) in try desk.skip(hand.number, for: span) }
    session.hand = nil
    session.say(.skipped(hand.number, until: until, now: session.now))
    try session.takeNext(in: session.lastNext ?? session.queue)
  }
}

/// What a `list` asks for.
struct ListFilter: Sendable {
  var queue: Term?
  var scope: CaseFilter.Scope?
  var isOverdue, isClean: Bool
  var round: Int?
  var dueWithin, olderThan: Int64?
  var reason: Term?
  var agent: String?
  var limit: Int?

  /// As the desk is asked.
  func caseFilter(in place: String?, limit most: Int) -> CaseFilter {
    var filter = CaseFilter()
    filter.queue = queue?.code ?? place
    if let scope { filter.scope = scope }
    filter.overdue = isOverdue
    filter.round = round
    filter.dueWithin = dueWithin.map(Double.init)
    filter.olderThan = olderThan.map(Double.init)
    filter.reason = reason?.code
    filter.agent = agent
    filter.limit = limit ?? most
    return filter
  }
}

extension Argument where Value == ListFilter {
  /// The queue and the filters of `list`.
  static let filter = Argument.together(
    .optional(.queue), .scope, .flag("overdue", "en-retard", Text(fr: "échéance passée", en: "past their deadline")),
    .flag("clean", "sans-anomalie", Text(fr: "les contrôles n'y relèvent rien", en: "the checks raise nothing")),
    .option("round", "passage", Text(fr: "à ce passage", en: "in this round"), Text(fr: "N", en: "N"), .count),
    .option("due-within", "échéance", Text(fr: "échéance d'ici là", en: "due within that time"), Text(fr: "DURÉE", en: "SPAN"), .span),
    .option(
      "older-than", "plus-vieux-que", Text(fr: "attendent depuis plus longtemps", en: "waiting longer than that"),
      Text(fr: "DURÉE", en: "SPAN"), .span),
    .option(
      "reason", "motif", Text(fr: "signalés ou redemandés pour ce motif", en: "flagged or returned for this reason"),
      Text(fr: "MOTIF", en: "REASON"), .reason),
    .option(
      "agent", "agent", Text(fr: "tenus, réservés ou décidés par cet agent", en: "held by, reserved for or decided by this agent"),
      Text(fr: "AGENT", en: "AGENT"), .agent),
    .option(
      "limit", "limite", Text(fr: "combien au plus (20, ou ce que montre l'écran)", en: "how many at most (20, or what the screen shows)"),
      Text(fr: "N", en: "N"), .count)
  ) {
    (
      queue: Term?, scope: CaseFilter.Scope?, isOverdue, isClean, round: Int?, dueWithin: Int64?, olderThan: Int64?, reason: Term?,
      agent: String?, limit: Int?
    )
      throws(Failure) in
    ListFilter(
      queue: queue, scope: scope, isOverdue: isOverdue, isClean: isClean, round: round, dueWithin: dueWithin, olderThan: olderThan,
      reason: reason, agent: agent, limit: limit)
  }
}

extension Argument where Value == CaseFilter.Scope? {
  /// Which cases: one's own, held, waiting, escalated.
  static let scope = Argument.together(
    .flag("mine", "miens", Text(fr: "ceux que vous tenez", en: "those you hold")),
    .flag("held", "tenus", Text(fr: "ceux que quelqu'un tient", en: "those that somebody holds")),
    .flag("waiting", "en-attente", Text(fr: "ceux qui attendent le conducteur", en: "those that wait for the driver")),
    .flag("escalated", "escaladés", Text(fr: "ceux qu'on a escaladés", en: "those that were escalated"))
  ) { (isMine, isHeld, isWaiting, isEscalated) throws(Failure) in
    var scopes: [CaseFilter.Scope] = []
    if isMine { scopes.append(.mine) }
    if isHeld { scopes.append(.held) }
    if isWaiting { scopes.append(.waiting) }
    if isEscalated { scopes.append(.escalated) }
    guard scopes.count < 2 else { throw .usage(.scopesExclude(scopes.map(\.name)), hint: .oneScope) }
    return scopes.first
  }
}

extension CaseFilter.Scope {
  /// What it is called in each language, as an option.
  fileprivate var name: Text {
    switch self {
    case .mine: Text(fr: "miens", en: "mine")
    case .held: Text(fr: "tenus", en: "held")
    case .waiting: Text(fr: "en-attente", en: "waiting")
    case .escalated: Text(fr: "escaladés", en: "escalated")
    case .open: Text(fr: "à-traiter", en: "open")
    }
  }
}
