extension CaseFile {
  /// A note of an agent, never shown to the driver: on this case, or on the driver himself.
  public struct Note: Sendable, Hashable, Codable {
    /// When.
    public var at: Moment
    /// Who.
    public var by = ""
    /// What.
    public var text = ""
    /// Whether it is about the driver, whatever the case.
    public var isAboutDriver = false

    enum CodingKeys: String, CodingKey {
      case at, by, text, about
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
      isAboutDriver = try json.given(.about) == "driver"
    }

    /// Writes the JSON object as it is read.
    public func encode(to encoder: any Encoder) throws {
      var json = encoder.container(keyedBy: CodingKeys.self)
      try json.encode(at, forKey: .at)
      try json.encode(by, forKey: .by)
      try json.encode(text, forKey: .text)
      try json.encode(isAboutDriver ? "driver" : "case", forKey: .about)
    }
  }
}
