extension CaseFile {
  /// How a driver can be told of a return.
  public enum ReachableBy: String, Codable, Sendable {
    /// By e-mail.
    case email
    /// By SMS.
    case sms
    /// Not at all: support keeps the case.
    case none
  }

  /// What a case waits for.
  public enum WaitsFor: String, Codable, Sendable {
    /// The driver's corrections.
    case driver
    /// The card that he declared defective.
    case card
    /// His answer: to what address the card goes again, or whether he pays.
    case answer
    /// His payment.
    case payment
  }

  /// The case itself (`core.desk_case`).
  public struct Case: Sendable, Hashable, Codable {
    /// Its number.
    public var number: CaseNumber
    /// The code of the queue that it belongs to.
    public var queue: String
    /// What it is about.
    public var subject: Subject
    /// Where it stands.
    public var state: CaseState = .open
    /// 1 at the first submission, one more at each resubmission.
    public var round = 1
    /// Grows with every change; a decision carries the one that the agent saw.
    public var version = 1
    /// Whether a supervisor put it in front.
    public var isUrgent = false
    /// Whether it is offered to supervisors only.
    public var isEscalated = false
    /// Who escalated it.
    public var escalatedBy: String?
    /// Why it was escalated.
    public var escalationReason: String?
    /// When it is due.
    public var dueAt: Moment?
    /// When the clock of this round started.
    public var startedAt: Moment?
    /// When the first round started.
    public var openedAt: Moment?
    /// When it was decided.
    public var decidedAt: Moment?
    /// The agent who holds it.
    public var holder: String?
    /// Until when he holds it.
    public var holderUntil: Moment?
    /// Whether the one who asked holds it.
    public var isHeldByMe = false
    /// The agent for whom it is reserved.
    public var reservedFor: String?
    /// Until when it is reserved.
    public var reservedUntil: Moment?
    /// How the driver can be told of a return; `nil` where the database did not say.
    public var reachableBy: ReachableBy?
    /// Whether it was returned to a driver who cannot be told.
    public var isUnreachable = false
    /// What it waits for; `nil` for a case that does not.
    public var waitsFor: WaitsFor?
    /// What can be flagged on it.
    public var items: [Item] = []
    /// The time by the database's clock when the file was read.
    public var now: Moment?

    enum CodingKeys: String, CodingKey {
      case queue, subject, state, round, version, holder, items, now
      case number = "id"
      case isUrgent = "urgent"
      case isEscalated = "escalated"
      case escalationReason = "escalation_reason"
      case dueAt = "due_at"
      case startedAt = "started_at"
      case openedAt = "opened_at"
      case decidedAt = "decided_at"
      case holderUntil = "holder_until"
      case isHeldByMe = "held_by_me"
      case reservedFor = "reserved_for"
      case reservedUntil = "reserved_until"
      case reachableBy = "reachable_by"
      case escalatedBy = "escalated_by"
      case isUnreachable = "unreachable"
      case waitsFor = "waits_for"
    }

    /// One with these, and nothing else known.
    public init(number: CaseNumber, queue: String, subject: Subject) {
      self.number = number
      self.queue = queue
      self.subject = subject
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      number = try json.value(.number)
      queue = try json.value(.queue)
      subject = try json.value(.subject)
      state = try json.value(.state, or: .open)
      round = try json.value(.round, or: 1)
      version = try json.value(.version, or: 1)
      isUrgent = try json.value(.isUrgent, or: false)
      isEscalated = try json.value(.isEscalated, or: false)
      escalatedBy = try json.given(.escalatedBy)
      escalationReason = try json.given(.escalationReason)
      dueAt = try json.given(.dueAt)
      startedAt = try json.given(.startedAt)
      openedAt = try json.given(.openedAt)
      decidedAt = try json.given(.decidedAt)
      holder = try json.given(.holder)
      holderUntil = try json.given(.holderUntil)
      isHeldByMe = try json.value(.isHeldByMe, or: false)
      reservedFor = try json.given(.reservedFor)
      reservedUntil = try json.given(.reservedUntil)
      reachableBy = try json.given(.reachableBy)
      isUnreachable = try json.value(.isUnreachable, or: false)
      waitsFor = try json.given(.waitsFor)
      items = try json.value(.items, or: [])
      now = try json.given(.now)
    }
  }
}
