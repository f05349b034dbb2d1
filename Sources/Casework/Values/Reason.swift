/// Why an item is flagged (`core.reason`); which reasons fit which item is the catalogue's, in the database.
public struct Reason: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
  /// The code, as the database has it.
  public let rawValue: String

  /// A reason of that code.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The code.
  public var description: String { rawValue }
}

/// The reasons that checks suggest.
extension Reason {
  /// Not given.
  public static let missing = Reason(rawValue: "missing")
  /// Not in a valid form.
  public static let invalidFormat = Reason(rawValue: "invalid_format")
  /// A typing error.
  public static let spelling = Reason(rawValue: "spelling")
  /// Not what the licence says.
  public static let mismatchLicence = Reason(rawValue: "mismatch_licence")
  /// Last name and first names in each other's place.
  public static let namesSwapped = Reason(rawValue: "names_swapped")
  /// The usage name instead of the name at birth.
  public static let usageNameUsed = Reason(rawValue: "usage_name_used")
  /// The number of the title instead of the NEPH.
  public static let titleNumberUsed = Reason(rawValue: "title_number_used")
  /// A date that does not agree with the rest.
  public static let inconsistentDate = Reason(rawValue: "inconsistent_date")
  /// An address that lacks something.
  public static let incompleteAddress = Reason(rawValue: "incomplete_address")
  /// An address that the post does not serve.
  public static let notServable = Reason(rawValue: "not_servable")
  /// An address that the card came back from twice.
  public static let sameAddressReturnedTwice = Reason(rawValue: "same_address_returned_twice")
  /// He already has an account.
  public static let duplicateAccount = Reason(rawValue: "duplicate_account")
  /// Cannot be read.
  public static let illegible = Reason(rawValue: "illegible")
  /// Not the document asked for.
  public static let wrongDocument = Reason(rawValue: "wrong_document")
  /// Front or back is missing.
  public static let missingSide = Reason(rawValue: "missing_side")
  /// A file that cannot be opened.
  public static let unreadableFile = Reason(rawValue: "unreadable_file")
  /// Older than allowed.
  public static let tooOld = Reason(rawValue: "too_old")
  /// A photo of the wrong format.
  public static let badFraming = Reason(rawValue: "bad_framing")
  /// No signature.
  public static let absent = Reason(rawValue: "absent")
}
