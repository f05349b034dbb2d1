/// What can be flagged on a case (`core.item`): a field of the account, a document, or data of the application.
///
/// Names, labels and the reasons that fit are the catalogue's, in the database: an item that this version does not know is carried along.
public struct Item: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
  /// The code, as the database has it.
  public let rawValue: String

  /// An item of that code.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The code.
  public var description: String { rawValue }
}

/// The items that checks speak about.
extension Item {
  /// Name at birth.
  public static let lastName = Item(rawValue: "last_name")
  /// First names.
  public static let firstNames = Item(rawValue: "first_names")
  /// Date of birth.
  public static let birthDate = Item(rawValue: "birth_date")
  /// Place of birth.
  public static let birthPlace = Item(rawValue: "birth_place")
  /// Licence number.
  public static let licenceNumber = Item(rawValue: "licence_number")
  /// Day of issue of the licence.
  public static let licenceIssueDate = Item(rawValue: "licence_issue_date")
  /// Country of the licence.
  public static let licenceCountry = Item(rawValue: "licence_country")
  /// E-mail address.
  public static let email = Item(rawValue: "email")
  /// Phone number.
  public static let phone = Item(rawValue: "phone")
  /// Address of the account.
  public static let postalAddress = Item(rawValue: "postal_address")
  /// Civil status, seen from an application.
  public static let civilStatus = Item(rawValue: "civil_status")
  /// Where the card goes.
  public static let deliveryAddress = Item(rawValue: "delivery_address")
}
