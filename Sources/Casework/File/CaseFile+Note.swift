extension CaseFile {
  /// A note of an agent, never shown to the driver.
  public struct Note: Sendable, Hashable, Codable {
    /// When.
    public var at: Moment
    /// Who.
    public var by = ""
    /// What.
    public var text = ""

    enum CodingKeys: String, CodingKey {
      case at, by, text
    }

    /// One with these, and nothing else known.
    public init(at: Moment) {
      self.at = at
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      at = try json.value(.at)
      by = try json.value(.by, or: "")
      text = try json.value(.text, or: "")
    }
  }
}
