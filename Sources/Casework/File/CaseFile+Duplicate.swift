extension CaseFile {
  /// What two accounts have in common.
  public enum Match: String, Codable, Sendable {
    /// The licence number.
    case licence
    /// Names and date of birth.
    case identity
  }

  /// Another account that could be the same person's.
  public struct Duplicate: Sendable, Hashable, Codable {
    /// The other driver's number.
    public var driverID: Int
    /// The state of that account.
    public var accountState = ""
    /// What the two have in common.
    public var match: Match
    /// The other's last name.
    public var lastName = ""
    /// The other's first names.
    public var firstNames = ""
    /// The other's date of birth, as typed.
    public var birthDate = ""
    /// The other's licence number, as typed.
    public var licenceNumber = ""

    enum CodingKeys: String, CodingKey {
      case match
      case driverID = "driver_id"
      case accountState = "account_state"
      case lastName = "last_name"
      case firstNames = "first_names"
      case birthDate = "birth_date"
      case licenceNumber = "licence_number"
    }

    /// One with these, and nothing else known.
    public init(driverID: Int, match: Match) {
      self.driverID = driverID
      self.match = match
    }

    /// Reads the JSON object.
    public init(from decoder: any Decoder) throws {
      let json = try decoder.container(keyedBy: CodingKeys.self)
      driverID = try json.value(.driverID)
      accountState = try json.value(.accountState, or: "")
      match = try json.value(.match)
      lastName = try json.value(.lastName, or: "")
      firstNames = try json.value(.firstNames, or: "")
      birthDate = try json.value(.birthDate, or: "")
      licenceNumber = try json.value(.licenceNumber, or: "")
    }
  }
}
