public import Casework
import Postgres

/// Where an agent stands when he sits down.
public struct Greeting: Decodable, Sendable, Equatable {
  /// How many cases he holds, came back to him from their drivers, were given to him, were handed to the supervisors where he is one, are
  /// urgent in his queues.
  public var held, returned, assigned, escalated, urgent: Int
  /// The first of each.
  public var heldCase, returnedCase, assignedCase, escalatedCase, urgentCase: CaseNumber?
  /// The queue of the first urgent one.
  public var urgentQueue: String?
  /// How many are overdue in his queues; a thousand a queue at most.
  public var overdue: Int
  /// The number of the last event: from there on there is news.
  public var lastEvent: Int64
}

/// Something that happened while nobody asked.
public struct News: Decodable, Sendable, Equatable {
  /// What it is.
  public enum Kind: String, Code {
    /// The last event there is.
    case cursor
    /// A case became urgent in one of the agent's queues.
    case urgent
    /// A supervisor gave the agent a case.
    case assigned
    /// A case came back from its driver and is kept for the agent.
    case returned
    /// Somebody else noted something on the case in hand.
    case noted
    /// An open case was handed to the supervisors; told to them alone.
    case escalated
    /// A case that is not open was handed to the supervisors, to be looked at again; told to them alone.
    case review
    /// The case in hand is somebody else's.
    case taken
    /// The case in hand is held by another console of the same agent.
    case elsewhere
    /// The case in hand is open no more.
    case settled
    /// There is something to take again where nothing was left.
    case work
    /// What this version does not know.
    case unknown
  }

  /// The number of the event; 0 where it is none.
  public var event: Int64
  /// What it is.
  public var kind: Kind
  /// The case.
  public var caseID: CaseNumber?
  /// Its queue.
  public var queue: String?
  /// Who did it, or holds the case now.
  public var by: String?
}

extension Desk {
  /// Where the agent stands (`queries/desk/greeting.sql`).
  public mutating func greeting() throws(DeskError) -> Greeting { try row(\.greeting) }

  /// What happened since an event, to the case in hand, and in the queues of which nothing was left (`queries/desk/news.sql`);
  /// `nil` where the server does not answer at once: nobody waits for it, it is asked again in a while. Nothing is claimed or
  /// renewed by it.
  ///
  /// - Parameter event: the last event that is known; `nil`: only the last one is asked for.
  public mutating func news(since event: Int64?, hand: CaseNumber?, watched queues: [String]) -> [News]? {
    guard !connection.isBroken else { return nil }
    defer { heedNotices() }
    do throws(PostgresError) {
      return try connection.query(
        DeskStatements.shared.news.text, [Parameter(event), Parameter(hand), .uuid(console), .textArray(queues)],
        within: .milliseconds(500)
      ).decode()
    } catch {
      return nil
    }
  }
}

extension Desk {
  /// Asks, without waiting, whether the server of this desk takes connections: nil while no answer has come.
  public var probe: @Sendable () -> Bool? {
    let probe = connection.probe
    return { probe.answer() }
  }
}

extension Desk {
  /// What became of a case between the list that it stood in and the claim: then the next one is tried.
  private static let isGone: Set<String> = ["PU010", "PU013", "PU014", "PU015", "PU016", "PU018", "PU019"]

  /// The most urgent case that passes a filter, claimed: one's unfinished one first; what one put behind is passed over. `nil` when none is
  /// left.
  ///
  /// - Parameter isClean: whether the checks must raise nothing on it.
  public mutating func claimNext(matching filter: CaseFilter, isClean: Bool = false) throws(DeskError) -> Claim? {
    var page = filter
    (page.scope, page.limit) = (.mine, 1)
    if let own = try cases(page, isClean: isClean, after: nil).first { return try claim(own.number) }
    let skipped = Set(try rows(\.skipped))
    (page.scope, page.limit) = (.open, 20)
    var last: CaseSummary?
    while true {
      let found = try cases(page, isClean: isClean, after: last)
      for row in found where !skipped.contains(row.number) && isFree(row) {
        do throws(DeskError) {
          return try claim(row.number)
        } catch {
          guard case .refused(let refusal) = error else { throw error }
          // A queue that was named and is not open to him is told; of all others those that are.
          guard Self.isGone.contains(refusal.sqlState) || refusal.sqlState == "PU064" && filter.queue == nil else { throw error }
        }
      }
      guard found.count == page.limit else { return nil }
      last = found.last
    }
  }

  private mutating func cases(_ filter: CaseFilter, isClean: Bool, after last: CaseSummary?) throws(DeskError) -> [CaseSummary] {
    isClean ? try listClean(filter, after: last) : try list(filter, after: last)
  }

  private func isFree(_ row: CaseSummary) -> Bool {
    row.head.holder == nil && (row.head.reservedFor == nil || row.head.reservedFor == identity.agent || identity.supervisor)
  }
}
