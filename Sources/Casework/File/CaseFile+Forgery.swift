extension CaseFile {
  /// A case that was closed for forgery and has something in common with this one (`core.forgeries_near`).
  public struct Forgery: Sendable, Hashable, Codable {
    /// What two cases can have in common.
    public enum Match: String, Codable, Sendable, CaseIterable {
      /// The account: it is the driver's own case.
      case account
      /// The licence number.
      case licence
      /// Names and date of birth.
      case identity
      /// The e-mail address.
      case email
      /// The phone number.
      case phone
      /// A file that came with this application.
      case document
    }

    /// The driver of that case.
    public var driverID: Int
    /// That case.
    public var caseID: CaseNumber
    /// When it was closed.
    public var at: Moment
    /// What it has in common with this one.
    public var matches: [Match]

    enum CodingKeys: String, CodingKey {
      case at, matches
      case driverID = "driver_id"
      case caseID = "case_id"
    }

    /// One with these.
    public init(driverID: Int, caseID: CaseNumber, at: Moment, matches: [Match]) {
      (self.driverID, self.caseID, self.at, self.matches) = (driverID, caseID, at, matches)
    }
  }
}
