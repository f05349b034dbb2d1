public import Casework

/// A person who drives for a living, as his papers have him: what he ought to type.
///
/// No person of the real world is meant. Phone numbers lie in the range that the regulator keeps for fiction
/// (06 39 98 XX XX), and the local part of every e-mail address ends in the driver's number.
public struct DriverProfile: Sendable, Hashable {
  /// The driver's number within the cast, from 0.
  public let index: Int
  /// True for a woman.
  public let isWoman: Bool
  /// Name at birth, in capitals as on the licence.
  public let lastName: String
  /// The name used since a marriage; empty for most.
  public let usageName: String
  /// All first names.
  public let firstNames: [String]
  /// Day of birth.
  public let birthDate: Day
  /// Town with its department in brackets, `99` and the country for those born abroad.
  public let birthPlace: String
  /// NEPH of twelve digits, or the number of a foreign licence.
  public let licenceNumber: String
  /// Day on which the licence that he holds was issued.
  public let licenceIssueDate: Day
  /// Country of the licence, ISO 3166: `FR`, `BE`, `PT`, `RO`, `PL` or `DE`.
  public let licenceCountry: String
  /// E-mail address, unique within the cast.
  public let email: String
  /// Mobile phone number, with or without spaces.
  public let phone: String
  /// A valid postal address.
  public let address: PostalAddress
  /// Where he wants messages: `email` or `sms`.
  public let channel: String
  /// Language of his messages: `fr` or `en`.
  public let language: String
  /// True for one who needs a residence permit.
  public let needsResidencePermit: Bool
  /// The face on his papers: 1…6, the number of the good photos and cards among the sample documents.
  public let face: Int

  /// First names as typed, separated by a comma and a space.
  public var firstNamesText: String { firstNames.joined(separator: ", ") }

  /// Whether the licence is a foreign one: worth a warning to the agent, never a reason to return an account.
  public var isForeignLicence: Bool { licenceCountry != "FR" }
}
