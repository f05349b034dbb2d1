import Casework
import Desk
import Terminal

/// What an agent is told without asking: what was told already, from which event on there is news, and which queues were empty.
struct NewsWatch: Sendable {
  /// How often it is looked, in seconds, unless said otherwise.
  static let usualSpan = 15

  /// How often it is looked, in seconds; nil: never.
  var every: Int?
  /// The last event that each of the looks before knew. It is asked from the oldest on: an event may be committed later than one that has
  /// a higher number.
  private var events: [Int64] = []
  private var told: Set<Int64> = []
  /// The queues of which it was said that nothing is left.
  private(set) var watched: [String] = []
  /// What was said of them since: that there is work, and that it is gone. Each once, until something is asked for again.
  private var said = (work: false, empty: false)
  private var lastLook = ContinuousClock.now

  private static let looksBack = 3
  /// What is told as it happened, in the order in which it is told.
  private static let events: [News.Kind] = [.urgent, .escalated, .review, .assigned, .returned, .noted]

  /// Looks so often; nil: never.
  init(every seconds: Int?) { every = seconds }

  /// How often, as it is said: `on`, `off`, `30s`; nil for what is none of these.
  static func pace(_ typed: String) -> Pace? {
    switch Folding.fold(typed) {
    case "on": return Pace(seconds: usualSpan)
    case "off": return Pace(seconds: nil)
    default: break
    }
    if let answer = YesNo.value(typed) { return Pace(seconds: answer ? usualSpan : nil) }
    guard let seconds = Span.seconds(typed), (1...3600).contains(seconds), typed.contains(where: \.isLetter) else { return nil }
    return Pace(seconds: Int(seconds))
  }

  /// How often; nil: never.
  struct Pace: Sendable {
    var seconds: Int?
  }

  /// From where on it is asked; nil before the first look.
  var since: Int64? { events.first }

  /// Whether it is time to look.
  var isDue: Bool { every.map { ContinuousClock.now - lastLook >= .seconds($0) } ?? false }

  /// Begins at an event: what was before it is old.
  mutating func begin(at event: Int64) {
    events = [event]
    lastLook = ContinuousClock.now
  }

  /// Notes that somebody looks now.
  mutating func look() { lastLook = ContinuousClock.now }

  /// Notes of which queues nothing is left; none: something was taken.
  mutating func watch(_ queues: [String]) {
    watched = queues
    said = (false, false)
  }

  /// What is to be told of what was found, each thing once.
  mutating func take(_ found: [News]) -> [Text.Happening] {
    var happenings: [Text.Happening] = []
    var hasWork = false
    let events = found.filter { Self.events.contains($0.kind) }
    for news in found {
      switch news.kind {
      case .cursor: note(cursor: news.event, events)
      case .work:
        hasWork = true
        if !said.work { happenings.append(.news(news)) }
      case .urgent, .assigned, .returned, .noted, .escalated, .review: break
      case .taken, .elsewhere, .settled: happenings.append(.news(news))
      case .unknown: break
      }
    }
    if said.work, !hasWork, !said.empty {
      happenings.append(.emptyAgain)
      said.empty = true
    }
    if hasWork { said.work = true }
    let fresh = events.filter { told.insert($0.event).inserted }
    for kind in Self.events {
      let those = fresh.filter { $0.kind == kind }
      happenings += those.count > Self.mostLines ? [.several(kind, those.count)] : those.map { .news($0) }
    }
    if let since { told = told.filter { $0 > since } }
    return happenings
  }

  /// From where on it is asked next: what a look did not hold is asked for again.
  private mutating func note(cursor: Int64, _ events: [News]) {
    let isFull = events.count >= Self.mostEvents
    self.events.append(isFull ? events.map(\.event).max() ?? cursor : cursor)
    self.events.removeFirst(isFull ? self.events.count - 1 : max(0, self.events.count - Self.looksBack))
  }

  /// So many events a look gives (`queries/contract/213_desk_news.sql`).
  private static let mostEvents = 50
  /// More of a kind are counted, not named.
  private static let mostLines = 3
}

extension Session {
  /// Says where the agent stands when he sits down: three lines at most, none where there is nothing.
  func greet() {
    guard let greeting = try? atDesk({ desk throws(DeskError) in try desk.greeting() }) else { return }
    news.begin(at: greeting.lastEvent)
    for line in Text.standing(greeting, queues) { say(line) }
  }

  /// What happened meanwhile, a line for each, where it is time to look. Between envelopes only a lost server is spoken of.
  func lookAround() -> [SafeText] {
    guard news.isDue else { return [] }
    if isLost {
      news.look()
      let back: Text = envelopes?.unanswered.isEmpty == false ? .serverIsBackForEnvelopes : .serverIsBack
      return isServerBack() ? [back[language].styled(.green)] : []
    }
    guard envelopes == nil, socket != nil else { return [] }
    news.look()
    let (since, watched, number) = (news.since, news.watched, hand?.number)
    guard let found = try? atDesk({ desk throws(DeskError) in desk.news(since: since, hand: number, watched: watched) }) else {
      return noticeLoss() ? [Text.lostWhileWaiting[language].styled(.yellow)] : []
    }
    let happenings = news.take(found)
    // Somebody else has it: what is typed next is not meant for him.
    for case .news(let news) in happenings where [.taken, .elsewhere, .settled].contains(news.kind) && news.caseID == hand?.number {
      (hand, enterLine) = (nil, nil)
    }
    return happenings.map { Text.happening($0, queues)[language].styled(.yellow) }
  }
}
