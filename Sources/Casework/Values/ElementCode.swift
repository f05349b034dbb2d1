/// An element of a card that can be declared defective (`core.element`).
///
/// Names and labels are the catalogue's, in the database: an element that this version does not know is carried along.
public struct ElementCode: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
  /// The code, as the database has it.
  public let rawValue: String

  /// An element of that code.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The code.
  public var description: String { rawValue }
}

/// The elements that checks speak about, with their fields on the card.
extension ElementCode {
  /// 1, name at birth.
  public static let lastName = ElementCode(rawValue: "last_name")
  /// 2, first names.
  public static let firstNames = ElementCode(rawValue: "first_names")
  /// 3, date of birth.
  public static let birthDate = ElementCode(rawValue: "birth_date")
  /// 3, place of birth.
  public static let birthPlace = ElementCode(rawValue: "birth_place")
  /// 4a, day of issue.
  public static let issueDate = ElementCode(rawValue: "issue_date")
  /// 4b, last day.
  public static let expiryDate = ElementCode(rawValue: "expiry_date")
  /// 4c, authority.
  public static let authority = ElementCode(rawValue: "authority")
  /// 4d, the administration's number.
  public static let adminNumber = ElementCode(rawValue: "admin_number")
  /// 5a, licence number.
  public static let licenceNumber = ElementCode(rawValue: "licence_number")
  /// 5b, serial of the card.
  public static let cardSerial = ElementCode(rawValue: "card_serial")
  /// 6, photo.
  public static let photo = ElementCode(rawValue: "photo")
  /// 7, signature.
  public static let signature = ElementCode(rawValue: "signature")
  /// 8, address.
  public static let address = ElementCode(rawValue: "address")
  /// 9, categories of the licence.
  public static let categories = ElementCode(rawValue: "categories")
  /// 10, code 95 with its dates, goods and passengers.
  public static let code95 = ElementCode(rawValue: "code_95")
  /// 11, number of the support.
  public static let supportNumber = ElementCode(rawValue: "support_number")
  /// How it is printed.
  public static let printQuality = ElementCode(rawValue: "print_quality")
  /// Its film.
  public static let lamination = ElementCode(rawValue: "lamination")
  /// The plastic.
  public static let cardBody = ElementCode(rawValue: "card_body")
  /// What makes it hard to forge.
  public static let securityFeature = ElementCode(rawValue: "security_feature")
  /// Somebody else's card.
  public static let wrongCard = ElementCode(rawValue: "wrong_card")
}
