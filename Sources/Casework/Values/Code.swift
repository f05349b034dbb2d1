/// A word of the database that a newer one may have more of: what this program does not know is read as ``unknown``.
public protocol Code: RawRepresentable<String>, CaseIterable, Codable, Sendable {
  /// What this program does not know.
  static var unknown: Self { get }
}

extension Code {
  /// Reads the word.
  public init(from decoder: any Decoder) throws {
    self = Self(rawValue: try decoder.singleValueContainer().decode(String.self)) ?? .unknown
  }
}
