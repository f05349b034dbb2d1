extension CaseFile {
  /// A consent that the driver gave (`core.consent`).
  public struct Consent: Sendable, Hashable, Codable {
    /// What he agreed to: `privacy_policy`, `terms_of_use` or `data_processing`.
    public var kind: String
    /// The version of the text that he was shown.
    public var version = ""
    /// When.
    public var acceptedAt: Moment?

    enum CodingKeys: String, CodingKey {
      case kind, version
      case acceptedAt = "accepted_at"
    }

    /// One with these, and nothing else known.
    public init(kind: String) {
      self.kind = kind
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      kind = try json.value(.kind)
      version = try json.value(.version, or: "")
      acceptedAt = try json.given(.acceptedAt)
    }
  }
}
