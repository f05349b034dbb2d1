import Casework

/// The ten fields of an account that an agent can flag; the codes are those of `core.item`.
public enum AccountField: String, Sendable, CaseIterable {
  case lastName = "last_name"
  case firstNames = "first_names"
  case birthDate = "birth_date"
  case birthPlace = "birth_place"
  case licenceNumber = "licence_number"
  case licenceIssueDate = "licence_issue_date"
  case licenceCountry = "licence_country"
  case email, phone
  case postalAddress = "postal_address"
}

/// What a driver typed into the portal's form, faults included; a field left out is empty.
public struct AccountForm: Sendable, Hashable {
  private var values: [String]
  /// The name used since a marriage; empty for most.
  public var usageName: String
  /// `email` or `sms`.
  public var channel: String
  /// `fr` or `en`.
  public var language: String

  /// The form filled as it should be.
  public init(_ profile: DriverProfile) {
    values = [
      profile.lastName, profile.firstNamesText, profile.birthDate.description, profile.birthPlace, profile.licenceNumber,
      profile.licenceIssueDate.description, profile.licenceCountry, profile.email, profile.phone, profile.address.text,
    ]
    usageName = profile.usageName
    channel = profile.channel
    language = profile.language
  }

  /// One field's text.
  public subscript(field: AccountField) -> String {
    get { values[Self.position[field]!] }
    set { values[Self.position[field]!] = newValue }
  }

  private static let position = Dictionary(uniqueKeysWithValues: AccountField.allCases.enumerated().map { ($1, $0) })
}
