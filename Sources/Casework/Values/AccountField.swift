/// The fields of an account, as the driver typed them (`core.account`).
public enum AccountField: String, CaseIterable, Codable, Sendable {
  /// Name at birth.
  case lastName = "last_name"
  /// First names.
  case firstNames = "first_names"
  /// Name in use, which may be left out.
  case usageName = "usage_name"
  /// Date of birth.
  case birthDate = "birth_date"
  /// Place of birth.
  case birthPlace = "birth_place"
  /// Licence number.
  case licenceNumber = "licence_number"
  /// Day of issue of the licence.
  case licenceIssueDate = "licence_issue_date"
  /// Country of the licence.
  case licenceCountry = "licence_country"
  /// E-mail address.
  case email
  /// Phone number.
  case phone
  /// Address, lines separated by line breaks.
  case postalAddress = "postal_address"

  /// The item to flag: the usage name has none of its own and goes with the last name.
  public var item: Item { self == .usageName ? .lastName : Item(rawValue: rawValue) }

  /// Whether an account needs it.
  public var isRequired: Bool { self != .usageName }

  /// Whether it belongs to the civil status, one item as seen from an application.
  public var isCivilStatus: Bool {
    switch self {
    case .lastName, .firstNames, .usageName, .birthDate, .birthPlace: true
    default: false
    }
  }
}
