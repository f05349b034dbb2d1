extension CaseFile {
  /// A training record (`core.training`).
  public struct Training: Sendable, Hashable, Codable {
    /// Its number.
    public var id: Int?
    /// `initial` or `continuing`.
    public var kind = ""
    /// `goods` or `passengers`.
    public var qualification = ""
    /// Day of issue, `YYYY-MM-DD`.
    public var issuedOn = ""
    /// The centre that recorded it.
    public var centre = ""
    /// `recorded` or `cancelled`, where it is told.
    public var state: String?

    enum CodingKeys: String, CodingKey {
      case id, kind, qualification, centre, state
      case issuedOn = "issued_on"
    }

    /// One of which nothing is known.
    public init() {}

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      id = try json.given(.id)
      kind = try json.value(.kind, or: "")
      qualification = try json.value(.qualification, or: "")
      issuedOn = try json.value(.issuedOn, or: "")
      centre = try json.value(.centre, or: "")
      state = try json.given(.state)
    }
  }
}
