extension CaseFile {
  /// A payment of the driver (`core.payment`).
  public struct Payment: Sendable, Hashable, Codable {
    /// Its number.
    public var id: Int
    /// Cents of euro.
    public var amountCents = 0
    /// `pending`, `paid`, `failed`, `expired` or `refunded`.
    public var state = ""
    /// When it got there.
    public var at: Moment?

    enum CodingKeys: String, CodingKey {
      case id, state, at
      case amountCents = "amount_cents"
    }

    /// One with these, and nothing else known.
    public init(id: Int) {
      self.id = id
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      id = try json.value(.id)
      amountCents = try json.value(.amountCents, or: 0)
      state = try json.value(.state, or: "")
      at = try json.given(.at)
    }
  }
}
