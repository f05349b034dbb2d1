/// Why a case is where it is: its deadline, its place, who had it. From `desk.why`. Times in seconds since 1970.
public struct CaseStanding: Decodable, Sendable, Equatable {
  /// The case's number.
  public var id: Int64
  /// Its queue and its state there (`open`, `waiting`, `settled`, `closed`).
  public var queue, state: String
  /// `common`, `reserved`, `escalated`.
  public var lane: String
  /// The round, 1 at first submission.
  public var round: Int
  public var urgent, escalated: Bool
  public var escalatedBy, escalationReason: String?
  public var startedAt, openedAt, dueAt, now: Moment
  /// When it was decided.
  public var decidedAt: Moment?
  /// Whether no message can reach the driver.
  public var unreachable: Bool
  /// What it waits for; `nil` for a case that does not.
  public var waitsFor: CaseFile.WaitsFor?
  public var holder, reservedFor: String?
  public var holderUntil, reservedUntil: Moment?
  /// How many cases of the queue come before it, counted up to a thousand; `nil` where it is not in the common queue.
  public var before: Int?
  /// The queue's delay as its setting says: an interval by the clock, or a number of working days.
  public var delay: String
  /// What happened to it besides decisions, and the decisions.
  public var events, decisions: [CaseFile.HistoryEntry]

  enum CodingKeys: String, CodingKey {
    case id, queue, state, lane, round, urgent, escalated, now, unreachable, holder, before, delay, events, decisions
    case waitsFor = "waits_for"
    case escalatedBy = "escalated_by"
    case escalationReason = "escalation_reason"
    case startedAt = "started_at"
    case openedAt = "opened_at"
    case dueAt = "due_at"
    case decidedAt = "decided_at"
    case reservedFor = "reserved_for"
    case holderUntil = "holder_until"
    case reservedUntil = "reserved_until"
  }
}
