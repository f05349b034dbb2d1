public import Casework
import Postgres

/// One queue at a glance.
public struct QueueStatus: Decodable, Sendable, Equatable {
  /// Its code.
  public var queue: String
  /// Cases that anybody may take, cases held, cases past their deadline, cases that supervisors have.
  public var waiting, held, overdue, escalated: Int
  /// When the first one is due; `nil` when the queue is empty.
  public var nextDue: Moment?
  /// Rounds that started and cases that were decided today (Paris).
  public var arrived, decided: Int
  /// Cases that wait for the driver, and those of them whom no message can reach.
  public var withDriver, unreachable: Int
  /// Those that have waited for the driver for longer than the setting `silence_after`.
  public var silent: Int
}

/// A case in a list; names are what the driver typed: untrusted.
public struct CaseSummary: HeadedCase, Sendable, Equatable {
  /// What is said of every case.
  public var head: CaseHead
  /// The driver's number.
  public var driver: Int64
  public var lastName, firstNames: String
  /// How many flags are drafted on it.
  public var flags: Int
  /// Where the case stands in its queue; the next page begins after it.
  public var claimOrder: String
}

extension CaseSummary: Decodable {
  enum CodingKeys: CodingKey { case driver, lastName, firstNames, flags, claimOrder }

  /// Reads a row.
  public init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: CodingKeys.self)
    head = try CaseHead(from: decoder)
    driver = try row.decode(Int64.self, forKey: .driver)
    lastName = try row.decode(String.self, forKey: .lastName)
    firstNames = try row.decode(String.self, forKey: .firstNames)
    flags = try row.decode(Int.self, forKey: .flags)
    claimOrder = try row.decode(String.self, forKey: .claimOrder)
  }
}

/// Which cases a list shows.
public struct CaseFilter: Sendable, Equatable {
  /// Open cases of the queues; those one holds; all held ones; those that wait for the driver; escalated ones.
  public enum Scope: String, Sendable { case open, mine, held, waiting, escalated }
  /// Which lane.
  public var scope = Scope.open
  /// The queue.
  public var queue: String?
  /// Only those past their deadline.
  public var overdue = false
  /// The round, 1 at first submission.
  public var round: Int?
  /// Due within, older than: in seconds.
  public var dueWithin, olderThan: Double?
  /// A reason that the case was flagged or returned for.
  public var reason: String?
  /// Held by, reserved for, or last decided by.
  public var agent: String?
  /// How many at most.
  public var limit = 20
  /// These alone.
  var cases: [CaseNumber]?

  /// All open cases, the twenty most urgent first.
  public init() {}
}

extension Desk {
  /// The queues at a glance (`queries/desk/queues.sql`).
  public mutating func queues() throws(DeskError) -> [QueueStatus] {
    try rows(\.queues)
  }

  /// Cases that pass a filter, most urgent first, after the last one of a list before; read page by page.
  public mutating func list(_ filter: CaseFilter, after last: CaseSummary? = nil) throws(DeskError) -> [CaseSummary] {
    var cases: [CaseSummary] = []
    while cases.count < filter.limit {
      let asked = min(filter.limit - cases.count, Self.longestPage)
      let page = try page(of: filter, asked, after: cases.last ?? last)
      cases += page
      guard page.count == asked else { break }
    }
    return cases
  }

  /// Cases whose checks raise nothing, page by page until `filter.limit` of them are found: the limit counts what remains.
  public mutating func listClean(_ filter: CaseFilter, after last: CaseSummary? = nil) throws(DeskError) -> [CaseSummary] {
    var clean: [CaseSummary] = []
    var last = last
    var page = filter
    page.limit = max(50, min(filter.limit, 500))
    while clean.count < filter.limit {
      let cases = try list(page, after: last)
      let evidence = try evidence(cases.map(\.number))
      clean += cases.filter { evidence[$0.number].map { Checks.isClean($0) } ?? false }
      guard cases.count == page.limit else { break }
      last = cases.last
    }
    return Array(clean.prefix(filter.limit))
  }
}
