import Testing

@testable import Casework

@Suite struct CountryTests {
  @Test("France and what belongs to it", arguments: ["FR", "fr", " FR ", "RE", "NC", "YT"])
  func french(text: String) { #expect(Country(text)?.isFrench == true) }

  @Test("Elsewhere", arguments: ["BE", "PT", "ro", "US"])
  func foreign(text: String) { #expect(Country(text)?.isFrench == false) }

  @Test("No country", arguments: ["", "F", "FRA", "France", "XX", "UK", "ＦＲ"])
  func unknown(text: String) { #expect(Country(text) == nil) }
}
