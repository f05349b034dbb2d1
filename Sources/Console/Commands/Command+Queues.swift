import Formats
import Desk
import Terminal

// Finding work.
extension Command {
  static let queues = Command(
    "queues", "files", area: .queues, effect: .reads,
    summary: Text(
      fr: "les quatre files : à traiter, tenus, en retard, prochaine échéance, arrivés et décidés aujourd'hui",
      en: "the four queues: waiting, held, overdue, next due, arrived and decided today"),
    details: Text(
      fr: "Silencieux : ceux qui attendent le conducteur depuis plus longtemps que le réglage silence_after.",
      en: "Silent: those that have waited for the driver for longer than the setting silence_after.")
  ) { (session, _) throws(Failure) in
    let rows = try session.atDesk { desk throws(DeskError) in try desk.queues() }
    session.show(Tables.queues(rows, language: session.language, now: session.now))
  }

  static let queue = Command(
    "queue", "file", area: .queues, effect: .reads,
    summary: Text(fr: "travailler dans cette file ; sans nom : dans toutes", en: "work in this queue; without a name: in all"),
    examples: ["queue accounts", "file pièces"], parameters: [.queue(optional: true)]
  ) { (session, invocation) throws(Failure) in
    session.queue = invocation.term("queue")?.code
    session.say(invocation.term("queue").map { .working(in: $0.label) } ?? .workingInAll)
  }

  static let list = Command(
    "list", "lister", area: .queues, effect: .reads,
    summary: Text(fr: "les dossiers, le plus urgent d'abord", en: "cases, most urgent first"),
    details: Text(
      fr: "Sans file : celle où l'on travaille. Les filtres se cumulent ; --limite compte ce qui reste après eux.",
      en: "Without a queue: the one you work in. Filters add up; --limit counts what they leave."),
    examples: [
      "list --overdue", "list documents --round 2 --due-within 2h", "lister comptes --en-retard --limite 50", "lister pièces --échéance 2h",
    ],
    parameters: [.queue(optional: true)], options: CommandOption.filters
  ) { (session, invocation) throws(Failure) in
    var filter = CaseFilter(invocation, queue: session.queue)
    if invocation.count("limit") == nil { filter.limit = session.listLength }
    let asked = filter
    let rows = try session.atDesk { desk throws(DeskError) in
      invocation.has("clean") ? try desk.listClean(asked) : try desk.list(asked)
    }
    if let now = rows.first?.now { session.synchronise(now: now) }
    if rows.isEmpty { session.say(.noCase) }
    if rows.isEmpty && !session.format.isForPrograms { return }
    var table = Tables.cases(rows, language: session.language, withQueue: filter.queue == nil)
    if rows.count == filter.limit { table.footer = Text.firstOnes(rows.count)[session.language] }
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
    examples: ["next", "suivant comptes"], parameters: [.queue(optional: true)]
  ) { (session, invocation) throws(Failure) in
    let queue = invocation.term("queue")?.code ?? session.queue
    session.lastNext = queue
    let wanted = queue.map { [$0] } ?? Queues.lexicon.terms.map(\.code)
    let claim = try session.atDesk { desk throws(DeskError) in try desk.claimNext(wanted) }
    guard let claim else {
      session.say(.nothingLeft(queue.flatMap { Queues.lexicon.term($0)?.label }))
      return
    }
    try session.take(claim)
  }

  static let open = Command(
    "open", "ouvrir", area: .queues, effect: .claims,
    summary: Text(fr: "prendre en charge ce dossier", en: "claim this case"), examples: ["open 1001-9", "ouvrir 1001-9"],
    parameters: [.caseNumber()]
  ) { (session, invocation) throws(Failure) in
    let number = try session.number(invocation)
    try session.take(try session.atDesk { desk throws(DeskError) in try desk.claim(number) })
  }
}

extension CommandOption {
  /// The filters of `list`.
  static let filters: [CommandOption] = [
    CommandOption("overdue", "en-retard", Text(fr: "échéance passée", en: "past their deadline")),
    CommandOption("mine", "miens", Text(fr: "ceux que vous tenez", en: "those you hold")),
    CommandOption("held", "tenus", Text(fr: "ceux que quelqu'un tient", en: "those that somebody holds")),
    CommandOption("waiting", "en-attente", Text(fr: "ceux qui attendent le conducteur", en: "those that wait for the driver")),
    CommandOption("escalated", "escaladés", Text(fr: "ceux qu'on a escaladés", en: "those that were escalated")),
    CommandOption("clean", "sans-anomalie", Text(fr: "les contrôles n'y relèvent rien", en: "the checks raise nothing")),
    CommandOption(
      "round", "passage", Text(fr: "à ce passage", en: "in this round"), value: Parameter("round", Text(fr: "N", en: "N"), .count)),
    CommandOption(
      "due-within", "échéance", Text(fr: "échéance d'ici là", en: "due within that time"),
      value: Parameter("due-within", Text(fr: "DURÉE", en: "SPAN"), .span)),
    CommandOption(
      "older-than", "plus-vieux-que", Text(fr: "attendent depuis plus longtemps", en: "waiting longer than that"),
      value: Parameter("older-than", Text(fr: "DURÉE", en: "SPAN"), .span)),
    CommandOption(
      "reason", "motif", Text(fr: "signalés ou redemandés pour ce motif", en: "flagged or returned for this reason"),
      value: Parameter("reason", Text(fr: "MOTIF", en: "REASON"), .reason)),
    CommandOption(
      "agent", "agent", Text(fr: "tenus, réservés ou décidés par cet agent", en: "held by, reserved for or decided by this agent"),
      value: Parameter("agent", Text(fr: "AGENT", en: "AGENT"), .agent)),
    CommandOption(
      "limit", "limite", Text(fr: "combien au plus (20, ou ce que montre l'écran)", en: "how many at most (20, or what the screen shows)"),
      value: Parameter("limit", Text(fr: "N", en: "N"), .count)),
  ]
}

extension CaseFilter {
  /// The filter that a `list` asks for.
  init(_ invocation: Invocation, queue: String?) {
    self.init()
    self.queue = invocation.term("queue")?.code ?? queue
    for scope in [Scope.mine, .held, .waiting, .escalated] where invocation.has(scope.rawValue) { self.scope = scope }
    overdue = invocation.has("overdue")
    round = invocation.count("round")
    dueWithin = invocation.span("due-within").map(Double.init)
    olderThan = invocation.span("older-than").map(Double.init)
    reason = invocation.term("reason")?.code
    agent = invocation.values["agent"] == nil ? nil : invocation.text("agent")
    limit = invocation.count("limit") ?? 20
  }
}
