import Casework
import Desk
import Formats
import Terminal

/// One agent's sitting: what is in hand, where it works, how it speaks. Commands change it; one thread.
final class Session {
  /// How a session is opened.
  struct Setup {
    /// Opens the desk; Ctrl-C shows on the descriptor.
    var connect: (_ interrupt: CInt) throws(DeskError) -> Desk
    var language: Language
    var format: Format
    /// Whether somebody sits in front of it.
    var isInteractive: Bool
    var output: Output
    var errors: Output
    var signals: Signals
    var table: CommandTable
    var environment: Environment.Lookup
    var reports = ReportCatalogue.product
    /// The agent's own words.
    var shortcuts = Shortcuts()
    /// How often it is looked what happened meanwhile, in seconds; nil: never.
    var newsEvery: Int? = NewsWatch.usualSpan
  }

  let setup: Setup
  let table: CommandTable
  let output: Output
  let errors: Output
  var language: Language
  var format: Format
  /// Opened when a command first needs it: `help` does without.
  private var place: DeskPlace?
  private let interrupts: Interrupts
  private(set) var identity: Desk.Identity?
  private(set) var clock = ServerClock(Moment(seconds: 0))
  private(set) var vocabulary: Vocabulary?
  /// The queues there are; none before the desk is opened.
  private(set) var queues = Queues()
  private(set) var agents: [String]?
  private var settings: [Setting]?
  private var actions: Set<CaseAction>?
  /// The queue that `next` and `list` work in; nil for all.
  var queue: String? { didSet { lastNext = ListFilter() } }
  /// The filters that stay, for `next` and `list`.
  var workContext: WorkContext?
  /// What the numbers of rows stand for: of the table that was shown last, where somebody sees its numbers.
  var rows = Rows.none
  /// What is told without being asked for.
  var news: NewsWatch
  /// Whether a case was taken here: it may be held still.
  var hasClaimed = false
  /// The case in hand. Once it is not, whatever becomes of it, nobody is whom the agent is about.
  var hand: Hand? { didSet { if hand == nil, oldValue != nil { lastDriver = nil } } }
  /// The file that was read last: its documents can be viewed by their names. It is about that case then, and about no driver.
  var file: CaseFile? { didSet { (lastDriver, shown) = (nil, file?.case.number) } }
  /// The case that was shown last, by whatever command; nil once a driver was.
  var shown: CaseNumber?
  /// The page that was shown last: its numbers, and what can be done with its case.
  var printed: CaseSheet?
  /// Whether nothing else was shown since.
  var isPageLast = false
  /// The driver whom the agent is about: whom somebody who types found, or whose file he opened, after any case.
  var lastDriver: KnownDriver? { didSet { isChoosingDriver = false } }
  /// A search has just found several: whom she means is not known yet.
  var isChoosingDriver = false
  /// The envelopes that lines are taken for; nil where they are commands.
  var envelopes: EnvelopeRound?
  /// A round of envelopes is over, and no command was understood since: what is read at the prompt may be one that was meant for it.
  var hadEnvelopes = false
  /// The run that lines belong to; nil where somebody types them.
  var context: RunContext?
  /// What notes a line's results.
  var recorder: Recorder?
  /// A command is repeated in place: nothing waits for a key meanwhile.
  var isWatching = false
  /// A line is being edited: what the server says unasked is told above it, not into it.
  var isAtPrompt = false
  /// What it said meanwhile.
  var noticed: [SafeText] = []
  /// An `expect` looks at a result.
  var isExpecting = false
  /// What `json` has given so far.
  var document = JSONDocument()
  /// What Enter on an empty line does: the next case, once a decision was made, or a look at the next paper. Never what writes.
  var enterLine: String?
  /// Lines that the command which runs has said, on a screen.
  var linesSaid = 0
  /// What the last `next` asked for; Enter goes on with it.
  var lastNext = ListFilter()
  /// The last answer of the server did not come.
  private(set) var isLost = false
  var quits = false
  /// What looks at papers.
  let viewing: Viewing

  init(_ setup: Setup) {
    self.setup = setup
    interrupts = Interrupts()
    table = setup.table
    output = setup.output
    errors = setup.errors
    viewing = Viewing(setup.environment)
    language = setup.language
    format = setup.format
    news = NewsWatch(every: setup.newsEvery)
  }

  /// What time it is for the database.
  var now: Moment { clock.now }

  /// The reports that can be run.
  var reports: ReportCatalogue { setup.reports }

  /// Does something at the desk, opening it first if need be. Ctrl-C stops it.
  func atDesk<Result>(_ work: (inout Desk) throws(DeskError) -> Result) throws(Failure) -> Result {
    do throws(DeskError) {
      var outcome: Swift.Result<Result, DeskError>?
      interrupts.whileRunning(setup.signals) {
        outcome = Swift.Result { () throws(DeskError) in
          if place == nil { try open() }
          guard let place else { throw .invalid("no desk") }
          place.desk.begin(context.map { "\($0.id)/\($0.place)" })
          defer { recorder?.key = place.desk.lastKey ?? recorder?.key }
          return try work(&place.desk)
        }
      }
      if isAtPrompt { noticed += takeNotices() } else { for notice in takeNotices() { writeError(notice) } }
      guard let outcome else { throw DeskError.invalid("nothing was done") }
      let result = try outcome.get()
      isLost = false
      return result
    } catch {
      throw failure(of: error)
    }
  }

  /// Connects, learns who this is and what time it is there.
  private func open() throws(DeskError) {
    let opened = DeskPlace(try setup.connect(interrupts.descriptor))
    queues = Queues(try opened.desk.queueEntries())
    clock = ServerClock(try opened.desk.now())
    identity = opened.desk.identity
    place = opened
  }

  /// Connects now, for a prompt that says who sits here.
  func connect() throws(Failure) { try atDesk { _ throws(DeskError) in } }

  /// Reads the clock again: after a lease, say.
  func synchronise(now: Moment) { clock = ServerClock(now) }

  /// The queues there are, from the database.
  func knownQueues() throws(Failure) -> Queues {
    try connect()
    return queues
  }

  /// What can be flagged and why, fetched once.
  func words() throws(Failure) -> Vocabulary {
    if let vocabulary { return vocabulary }
    let entries = try atDesk { desk throws(DeskError) in try desk.catalogue() }
    let closing = try atDesk { desk throws(DeskError) in try desk.closingReasons() }
    let mailroom = try atDesk { desk throws(DeskError) in
      Vocabulary.Mailroom(elements: try desk.elements(), causes: try desk.causes(), postalReasons: try desk.postalReasons())
    }
    let fetched = Vocabulary(entries, closing: closing, mailroom: mailroom, queues: queues)
    vocabulary = fetched
    return fetched
  }

  /// The agents' logins, fetched once, for completion.
  func logins() throws(Failure) -> [String] {
    if let agents { return agents }
    let fetched = try atDesk { desk throws(DeskError) in try desk.agents() }.map(\.agent)
    agents = fetched
    return fetched
  }

  /// Refuses a login that is no agent's, with those that it may have been meant for.
  func requireAgent(_ login: String) throws(Failure) {
    let known = try logins()
    guard !known.contains(login) else { return }
    let near = Suggestion.nearest(to: login, among: known)
    throw .refused(.noSuchAgent(login), hint: near.isEmpty ? .oneOf(known) : .didYouMean(near))
  }

  /// What may be done here to a case, by its state, fetched once.
  func caseActions() throws(Failure) -> Set<CaseAction> {
    if let actions { return actions }
    let fetched = Set(try atDesk { desk throws(DeskError) in try desk.caseActions() })
    actions = fetched
    return fetched
  }

  /// The settings, as they were when they were last asked for; for completion.
  func knownSettings() throws(Failure) -> [Setting] {
    if let settings { return settings }
    return try currentSettings()
  }

  /// The settings as they are now.
  func currentSettings() throws(Failure) -> [Setting] {
    let fetched = try atDesk { desk throws(DeskError) in try desk.settings() }
    settings = fetched
    return fetched
  }

  /// The socket to watch while the agent thinks; nil when there is none.
  var socket: CInt? {
    guard let place, !place.desk.isDisconnected, place.desk.socket >= 0 else { return nil }
    return place.desk.socket
  }

  /// The database's name; nil before it is opened.
  var database: String? {
    guard let place else { return nil }
    return place.desk.database
  }

  /// Looks at what the server sent unasked; gives whether the connection has just been found lost.
  func noticeLoss() -> Bool {
    guard let place, !isLost else { return false }
    isLost = place.desk.noticeLoss()
    return isLost
  }

  /// Whether a server that was lost has just been found to answer again; the next command connects. Nobody waits for it.
  func isServerBack() -> Bool {
    guard isLost, let place else { return false }
    let back = place.isBack()
    if back { isLost = false }
    return back
  }

  /// What the server said unasked since this was last asked, a line for each.
  func takeNotices() -> [SafeText] {
    guard let place else { return [] }
    let notices = place.desk.takeNotices()
    let lines = notices.kept.map { Text.notice($0)[language].styled($0.isWarning ? .yellow : .dim) }
    return notices.dropped == 0 ? lines : lines + [Text.moreNotices(notices.dropped)[language].styled(.dim)]
  }

  /// The failure to show for an error, and what the session learns from it.
  private func failure(of error: DeskError) -> Failure {
    switch error {
    case .connectionFailed, .connectionLost, .outcomeUnknown, .claimUnknown: isLost = true
    case .refused(let refusal):
      isLost = false
      forget(after: refusal)
    case .committedLocally: isLost = false
    case .report(let failure): return Failure(failure, isSupervisor: identity?.supervisor == true)
    default: break
    }
    var failure = Failure(error, vocabulary: vocabulary, queues: queues, settings: named(in: error), now: now)
    if case .refused(let refusal) = error, refusal.sqlState == "PU063", let near = agents(near: refusal) {
      failure.hint = .didYouMean(near)
    }
    return failure
  }

  /// The settings by their names, where an error names one.
  private func named(in error: DeskError) -> Lexicon {
    guard case .refused(let refusal) = error, refusal.values["setting"] != nil || refusal.values["kind"] == .text("set_setting") else {
      return Lexicon([])
    }
    return Lexicon(((try? knownSettings()) ?? []).map(\.term))
  }

  /// The logins that the one of a refusal may have been meant for; nil where there are none.
  private func agents(near refusal: Refusal) -> [String]? {
    guard case .text(let agent)? = refusal.values["agent"], let known = try? logins() else { return nil }
    let near = Suggestion.nearest(to: agent, among: known)
    return near.isEmpty ? nil : near
  }

  /// A refusal that says that the case in hand is not in hand any more.
  private func forget(after refusal: Refusal) {
    let isHeldNoMore = ["PU010", "PU011", "PU013", "PU018", "PU019"].contains(refusal.sqlState)
    if isHeldNoMore, let hand, refusal.caseNumber("case") == hand.number { self.hand = nil }
  }

  /// The case in hand, or a failure that says how to get one.
  func inHand() throws(Failure) -> Hand {
    guard let hand else { throw .refused(.nothingInHand, hint: .nothingInHandHint) }
    return hand
  }
}

/// Where a desk stands: it cannot be copied, a session can be handed around.
private final class DeskPlace {
  var desk: Desk
  private var probe: (() -> Bool?)?

  /// Whether its server takes connections, as far as is known.
  func isBack() -> Bool {
    if probe == nil { probe = desk.probe }
    guard probe?() == true else { return false }
    probe = nil
    return true
  }

  init(_ desk: consuming Desk) { self.desk = desk }
}
