import Testing

@testable import Casework

@Suite struct CountryTests {
  @Test("France and what belongs to it", arguments: ["FR", " FR ", "RE", "NC", "YT"])
  func french(text: String) { #expect(Country(text)?.isFrench == true) }

  @Test("Elsewhere", arguments: ["BE", "PT", "RO", "US"])
  func foreign(text: String) { #expect(Country(text)?.isFrench == false) }

  /// The database understands names, and keeps codes.
  @Test("No code", arguments: ["", "F", "FRA", "France", "fr", "ＦＲ"])
  func unknown(text: String) { #expect(Country(text) == nil) }
}
