/// Why a case is where it is: its deadline, its place, who had it. From `desk.why`.
public struct CaseStanding: HeadedCase, Sendable, Equatable {
  /// Who it is offered to: everybody, the one it is reserved for, supervisors.
  public enum Lane: String, Code { case common, reserved, escalated, unknown }

  /// What is said of every case.
  public var head: CaseHead
  /// Who it is offered to.
  public var lane: Lane
  public var escalatedBy, escalationReason: String?
  /// When it was decided.
  public var decidedAt: Moment?
  /// What it waits for; `nil` for a case that does not.
  public var waitsFor: CaseFile.WaitsFor?
  /// Until when it is reserved.
  public var reservedUntil: Moment?
  /// How many cases of the queue come before it, counted up to a thousand; `nil` where it is not in the common queue.
  public var before: Int?
  /// The queue's delay as its setting says: an interval by the clock, or a number of working days.
  public var delay: String
  /// What happened to it besides decisions, and the decisions.
  public var events, decisions: [CaseFile.HistoryEntry]
}

extension CaseStanding: Decodable {
  enum CodingKeys: String, CodingKey {
    case lane, before, delay, events, decisions
    case waitsFor = "waits_for"
    case escalatedBy = "escalated_by"
    case escalationReason = "escalation_reason"
    case decidedAt = "decided_at"
    case reservedUntil = "reserved_until"
  }

  /// Reads the JSON object.
  public init(from decoder: any Decoder) throws {
    let json = try decoder.container(keyedBy: CodingKeys.self)
    head = try CaseHead(from: decoder)
    lane = try json.value(.lane)
    escalatedBy = try json.given(.escalatedBy)
    escalationReason = try json.given(.escalationReason)
    decidedAt = try json.given(.decidedAt)
    waitsFor = try json.given(.waitsFor)
    reservedUntil = try json.given(.reservedUntil)
    before = try json.given(.before)
    delay = try json.value(.delay)
    events = try json.value(.events)
    decisions = try json.value(.decisions)
  }
}
