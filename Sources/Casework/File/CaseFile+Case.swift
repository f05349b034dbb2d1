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
  public struct Case: HeadedCase, Sendable, Hashable {
    /// What is said of every case.
    public var head: CaseHead
    /// What it is about.
    public var subject: Subject
    /// Grows with every change; a decision carries the one that the agent saw.
    public var version = 1
    /// Who escalated it.
    public var escalatedBy: String?
    /// Why it was escalated.
    public var escalationReason: String?
    /// When the first round started.
    public var openedAt: Moment?
    /// When it was decided.
    public var decidedAt: Moment?
    /// Whether the one who asked holds it.
    public var isHeldByMe = false
    /// Until when it is reserved.
    public var reservedUntil: Moment?
    /// How the driver can be told of a return; `nil` where the database did not say.
    public var reachableBy: ReachableBy?
    /// What it waits for; `nil` for a case that does not.
    public var waitsFor: WaitsFor?

    /// One with these, and nothing else known.
    public init(number: CaseNumber, queue: String, subject: Subject) {
      head = CaseHead(number, in: queue)
      self.subject = subject
    }
  }
}

extension CaseFile.Case: Codable {
  enum CodingKeys: String, CodingKey {
    case subject, version
    case escalatedBy = "escalated_by"
    case escalationReason = "escalation_reason"
    case openedAt = "opened_at"
    case decidedAt = "decided_at"
    case isHeldByMe = "held_by_me"
    case reservedUntil = "reserved_until"
    case reachableBy = "reachable_by"
    case waitsFor = "waits_for"
  }

  /// Reads the JSON object.
  public init(from decoder: any Decoder) throws {
    let json = try decoder.container(keyedBy: CodingKeys.self)
    head = try CaseHead(from: decoder)
    subject = try json.value(.subject)
    version = try json.value(.version, or: 1)
    escalatedBy = try json.given(.escalatedBy)
    escalationReason = try json.given(.escalationReason)
    openedAt = try json.given(.openedAt)
    decidedAt = try json.given(.decidedAt)
    isHeldByMe = try json.value(.isHeldByMe, or: false)
    reservedUntil = try json.given(.reservedUntil)
    reachableBy = try json.given(.reachableBy)
    waitsFor = try json.given(.waitsFor)
  }

  /// Writes the JSON object, the head's members among its own.
  public func encode(to encoder: any Encoder) throws {
    try head.encode(to: encoder)
    var json = encoder.container(keyedBy: CodingKeys.self)
    try json.encode(subject, forKey: .subject)
    try json.encode(version, forKey: .version)
    try json.encodeIfPresent(escalatedBy, forKey: .escalatedBy)
    try json.encodeIfPresent(escalationReason, forKey: .escalationReason)
    try json.encodeIfPresent(openedAt, forKey: .openedAt)
    try json.encodeIfPresent(decidedAt, forKey: .decidedAt)
    try json.encode(isHeldByMe, forKey: .isHeldByMe)
    try json.encodeIfPresent(reservedUntil, forKey: .reservedUntil)
    try json.encodeIfPresent(reachableBy, forKey: .reachableBy)
    try json.encodeIfPresent(waitsFor, forKey: .waitsFor)
  }
}
