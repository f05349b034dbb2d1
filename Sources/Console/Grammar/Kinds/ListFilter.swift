import Desk
import Terminal

/// What a `list` or a `next` asks for.
struct ListFilter: Sendable {
  var queue: Term?
  var scope: CaseFilter.Scope?
  var isOverdue = false, isClean = false
  var round: Int?
  var dueWithin, olderThan: Int64?
  var reason: Term?
  var agent: String?
  var limit: Int?

  /// Whether it asks for more than a queue.
  var narrows: Bool {
    isOverdue || isClean || scope != nil || round != nil || dueWithin != nil || olderThan != nil || reason != nil || agent != nil
  }

  /// These filters within those that stay: what is said here counts where both say something.
  func within(_ outer: ListFilter?) -> ListFilter {
    guard let outer else { return self }
    return ListFilter(
      queue: queue ?? outer.queue, scope: scope ?? outer.scope, isOverdue: isOverdue || outer.isOverdue,
      isClean: isClean || outer.isClean, round: round ?? outer.round, dueWithin: dueWithin ?? outer.dueWithin,
      olderThan: olderThan ?? outer.olderThan, reason: reason ?? outer.reason, agent: agent ?? outer.agent, limit: limit ?? outer.limit)
  }

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

  /// The words that ask for the same behind `next`.
  var words: [String] {
    var words = queue.map { [$0.code] } ?? []
    if isOverdue { words.append("--overdue") }
    if isClean { words.append("--clean") }
    if let round { words += ["--round", "\(round)"] }
    if let dueWithin { words += ["--due-within", "\(dueWithin)s"] }
    if let olderThan { words += ["--older-than", "\(olderThan)s"] }
    if let reason { words += ["--reason", reason.code] }
    return words
  }
}

extension Argument where Value == ListFilter {
  /// The queue and the filters of `list`.
  static let filter = Argument.together(
    .narrowing, .scope,
    .option(
      "agent", "agent", Text(fr: "tenus, réservés ou décidés par cet agent", en: "held by, reserved for or decided by this agent"),
      Text(fr: "AGENT", en: "AGENT"), .agent),
    .option(
      "limit", "limite", Text(fr: "combien au plus (20, ou ce que montre l'écran)", en: "how many at most (20, or what the screen shows)"),
      Text(fr: "N", en: "N"), .count)
  ) { (narrowing, scope: CaseFilter.Scope?, agent: String?, limit: Int?) throws(Failure) in
    if scope == .waiting, narrowing.isOverdue || narrowing.dueWithin != nil { throw .usage(.waitingIsNotDue, hint: .waitingIsNotDueHint) }
    var filter = narrowing
    (filter.scope, filter.agent, filter.limit) = (scope, agent, limit)
    return filter
  }

  /// The queue and the filters that open cases can be claimed by.
  static let narrowing = Argument.together(
    .optional(.queue), .flag("overdue", "en-retard", Text(fr: "échéance passée", en: "past their deadline")),
    .flag("clean", "sans-anomalie", Text(fr: "les contrôles n'y relèvent rien", en: "the checks raise nothing")),
    .option("round", "passage", Text(fr: "à ce passage", en: "in this round"), Text(fr: "N", en: "N"), .count),
    .option("due-within", "échéance", Text(fr: "échéance d'ici là", en: "due within that time"), Text(fr: "DURÉE", en: "SPAN"), .span),
    .option(
      "older-than", "plus-vieux-que", Text(fr: "attendent depuis plus longtemps", en: "waiting longer than that"),
      Text(fr: "DURÉE", en: "SPAN"), .span),
    .option(
      "reason", "motif", Text(fr: "signalés ou redemandés pour ce motif", en: "flagged or returned for this reason"),
      Text(fr: "MOTIF", en: "REASON"), .reason)
  ) { (queue: Term?, isOverdue, isClean, round: Int?, dueWithin: Int64?, olderThan: Int64?, reason: Term?) throws(Failure) in
    ListFilter(
      queue: queue, isOverdue: isOverdue, isClean: isClean, round: round, dueWithin: dueWithin, olderThan: olderThan, reason: reason)
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
