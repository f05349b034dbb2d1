extension CaseFile {
  /// An item flagged in this round, drafted and not yet sent (`core.flag`).
  public struct Flag: Sendable, Hashable, Codable {
    /// What is flagged.
    public var item: Item
    /// Why.
    public var reason: Reason
    /// For colleagues; the driver never reads it.
    public var comment = ""
    /// The agent.
    public var by = ""
    /// When.
    public var at: Moment?

    enum CodingKeys: String, CodingKey {
      case item, reason, comment, by, at
    }

    /// One with these, and nothing else known.
    public init(item: Item, reason: Reason) {
      self.item = item
      self.reason = reason
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      item = try json.value(.item)
      reason = try json.value(.reason)
      comment = try json.value(.comment, or: "")
      by = try json.value(.by, or: "")
      at = try json.given(.at)
    }
  }
}
