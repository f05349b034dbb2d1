/// A country or territory of ISO 3166-1, as `hub` keeps it: names are understood there (`core.country_of`).
public struct Country: Hashable, Sendable {
  /// Two capital letters.
  public let code: String

  /// The country of a two-letter code; `nil` for anything else.
  public init?(_ text: some StringProtocol) {
    let code = trimmed(text)
    guard code.utf8.count == 2, code.utf8.allSatisfy({ (65...90).contains($0) }) else { return nil }
    self.code = String(code)
  }

  /// Whether its licences are French ones: France and its overseas departments and collectivities.
  public var isFrench: Bool { ["FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC", "TF"].contains(code) }
}
