/// Why the post brought a dispatch back (`core.postal_reason`).
public struct PostalReason: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
  /// The code, as the database has it.
  public let rawValue: String

  /// A reason of that code.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The code.
  public var description: String { rawValue }
}

/// The reasons that checks speak about.
extension PostalReason {
  /// N02, unknown at that address.
  public static let unknownAtAddress = PostalReason(rawValue: "unknown_at_address")
  /// N03, not fetched at the post office.
  public static let unclaimed = PostalReason(rawValue: "unclaimed")
  /// N05, refused by the addressee.
  public static let refused = PostalReason(rawValue: "refused")
  /// N07, no access, or an address that cannot be served.
  public static let accessOrAddressing = PostalReason(rawValue: "access_or_addressing")
  /// The mark of the post cannot be read.
  public static let unspecified = PostalReason(rawValue: "unspecified")
}
