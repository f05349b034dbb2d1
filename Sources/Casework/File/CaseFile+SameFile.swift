extension CaseFile {
  /// Another place where the same bytes were sent.
  public struct SameFile: Sendable, Hashable, Codable {
    /// Whose application that is.
    public var driverID: Int
    /// Whether it is the same driver's.
    public var isOwn = false
    /// That application.
    public var applicationID: Int?
    /// The round of that application.
    public var round: Int?
    /// When they were sent there.
    public var at: Moment?

    enum CodingKeys: String, CodingKey {
      case at, round
      case driverID = "driver_id"
      case isOwn = "own"
      case applicationID = "application_id"
    }

    /// One with these, and nothing else known.
    public init(driverID: Int) {
      self.driverID = driverID
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      driverID = try json.value(.driverID)
      isOwn = try json.value(.isOwn, or: false)
      applicationID = try json.given(.applicationID)
      round = try json.given(.round)
      at = try json.given(.at)
    }
  }
}
