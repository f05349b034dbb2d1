extension CaseFile {
  /// Something that happened to the case.
  public struct HistoryEntry: Sendable, Hashable, Codable {
    /// When.
    public var at: Moment
    /// What: `decision`, or a kind of event (`core.case_event`).
    public var kind: String
    /// Who.
    public var by = ""
    /// The case that it belongs to; `nil` for what concerns the driver alone.
    public var `case`: CaseNumber?
    /// The round of a decision.
    public var round: Int?
    /// The action of a decision.
    public var action: String?
    /// The reason of a decision.
    public var reason: String?
    /// The agent's comment, internal.
    public var comment: String?
    /// When a decision takes effect.
    public var effectiveAt: Moment?
    /// Whether a later decision superseded it.
    public var isUndone = false

    enum CodingKeys: String, CodingKey {
      case at, kind, by, action, reason, comment, round, `case`
      case effectiveAt = "effective_at"
      case isUndone = "undone"
    }

    /// One with these, and nothing else known.
    public init(at: Moment, kind: String) {
      self.at = at
      self.kind = kind
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      at = try json.value(.at)
      kind = try json.value(.kind)
      by = try json.value(.by, or: "")
      `case` = try json.given(.case)
      round = try json.given(.round)
      action = try json.given(.action)
      reason = try json.given(.reason)
      comment = try json.given(.comment)
      effectiveAt = try json.given(.effectiveAt)
      isUndone = try json.value(.isUndone, or: false)
    }
  }
}
