/// What lists, files and sheets say of a case alike. What one of them does not say takes the default written here.
public struct CaseHead: Sendable, Hashable {
  /// Its number.
  public var number: CaseNumber
  /// The queue.
  public var queue: String
  /// Where it stands.
  public var state = CaseState.open
  /// 1 at the first submission, one more at each resubmission.
  public var round = 1
  /// Whether a supervisor put it in front; whether it is offered to supervisors only.
  public var isUrgent = false, isEscalated = false
  /// When the clock of this round started, and when it is due.
  public var startedAt, dueAt: Moment?
  /// The login that holds it; `nil` when nobody does.
  public var holder: String?
  /// Until when it is held.
  public var holderUntil: Moment?
  /// The login for which it is reserved.
  public var reservedFor: String?
  /// Whether no message can reach the driver.
  public var isUnreachable = false
  /// The database's clock when this was said.
  public var now: Moment?

  /// That case, and nothing else known.
  public init(_ number: CaseNumber, in queue: String) {
    self.number = number
    self.queue = queue
  }
}

extension CaseHead: Codable {
  enum CodingKeys: String, CodingKey {
    case queue, state, round, holder, now
    case number = "id"
    case isUrgent = "urgent"
    case isEscalated = "escalated"
    case startedAt = "started_at"
    case dueAt = "due_at"
    case holderUntil = "holder_until"
    case reservedFor = "reserved_for"
    case isUnreachable = "unreachable"
  }

  /// Reads a row, or a JSON object.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    number = try values.value(.number)
    queue = try values.value(.queue)
    state = try values.value(.state, or: .open)
    round = try values.value(.round, or: 1)
    isUrgent = try values.value(.isUrgent, or: false)
    isEscalated = try values.value(.isEscalated, or: false)
    startedAt = try values.given(.startedAt)
    dueAt = try values.given(.dueAt)
    holder = try values.given(.holder)
    holderUntil = try values.given(.holderUntil)
    reservedFor = try values.given(.reservedFor)
    isUnreachable = try values.value(.isUnreachable, or: false)
    now = try values.given(.now)
  }
}

/// What carries a ``CaseHead`` and says more: the head's members are its own.
@dynamicMemberLookup public protocol HeadedCase {
  /// What is said of every case.
  var head: CaseHead { get set }
}

extension HeadedCase {
  /// A member of the head.
  public subscript<Value>(dynamicMember path: KeyPath<CaseHead, Value>) -> Value { head[keyPath: path] }

  /// A member of the head.
  public subscript<Value>(dynamicMember path: WritableKeyPath<CaseHead, Value>) -> Value {
    get { head[keyPath: path] }
    set { head[keyPath: path] = newValue }
  }
}
