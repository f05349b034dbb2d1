extension CaseFile {
  /// A document that an application of this kind is expected to come with (`core.expected_document`).
  public struct ExpectedDocument: Sendable, Hashable, Codable {
    /// Its type.
    public var type: Item
    /// Its side; `nil` where it has none or any will do.
    public var side: Side?
    /// Whether the application cannot do without it.
    public var isRequired = true

    enum CodingKeys: String, CodingKey {
      case type, side
      case isRequired = "required"
    }

    /// One with these, and nothing else known.
    public init(type: Item) {
      self.type = type
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      type = try json.value(.type)
      side = try json.given(.side)
      isRequired = try json.value(.isRequired, or: true)
    }
  }
}
