extension CaseFile {
  /// What the driver was asked to correct in an earlier round (`core.information_request`).
  public struct PreviousRequest: Sendable, Hashable, Codable {
    /// The round that was returned.
    public var round: Int
    /// When.
    public var at: Moment?
    /// The agent.
    public var by = ""
    /// What was asked.
    public var items: [RequestedItem] = []
    /// When he answered; `nil` while he has not.
    public var answeredAt: Moment?
    /// Whether an agent took it back.
    public var isWithdrawn = false

    enum CodingKeys: String, CodingKey {
      case round, at, by, items
      case answeredAt = "answered_at"
      case isWithdrawn = "withdrawn"
    }

    /// One with these, and nothing else known.
    public init(round: Int) {
      self.round = round
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      round = try json.value(.round)
      at = try json.given(.at)
      by = try json.value(.by, or: "")
      items = try json.value(.items, or: [])
      answeredAt = try json.given(.answeredAt)
      isWithdrawn = try json.value(.isWithdrawn, or: false)
    }
  }
}
