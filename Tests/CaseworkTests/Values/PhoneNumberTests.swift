import Testing

@testable import Casework

@Suite struct PhoneNumberTests {
  @Test(
    "Numbers and what they are",
    arguments: [
      ("06 39 98 12 34", "+33639981234", PhoneNumber.Kind.mobile), ("0639981234", "+33639981234", .mobile),
      ("06.39.98.12.34", "+33639981234", .mobile),
      ("+33 6 39 98 12 34", "+33639981234", .mobile), ("+33 (0)6 39 98 12 34", "+33639981234", .mobile),
      ("0033639981234", "+33639981234", .mobile),
      ("07-39-98-12-34", "+33739981234", .mobile), ("01 53 01 82 00", "+33153018200", .landline), ("0980123456", "+33980123456", .landline),
      ("+262 692 12 34 56", "+262692123456", .mobile), ("+262 0692 12 34 56", "+262692123456", .mobile),
      ("+590 590 12 34 56", "+590590123456", .landline),
      ("+687 12 34 56", "+687123456", .mobile), ("+32 470 12 34 56", "+32470123456", .foreign),
      ("0048 601 234 567", "+48601234567", .foreign),
    ])
  func numbers(typed: String, international: String, kind: PhoneNumber.Kind) {
    #expect(PhoneNumber(typed: typed)?.international == international)
    #expect(PhoneNumber(typed: typed)?.kind == kind)
  }

  @Test(
    "What is no number",
    arguments: [
      "", "06 39 98 12", "06 39 98 12 345", "6 39 98 12 34", "06 39 98 12 3O", "+33 6 39 98 12", "+33", "+", "00", "0039",
      "06 39 98 12 34 / 35", "+0639981234",
      "+262 692 12", "appeler le soir", "０６３９９８１２３４",
    ])
  func refused(typed: String) { #expect(PhoneNumber(typed: typed) == nil) }

  @Test("Numbers that fill the field", arguments: [("06 00 00 00 00", true), ("0666666666", true), ("06 39 98 00 00", false)])
  func placeholders(typed: String, isPlaceholder: Bool) { #expect(PhoneNumber(typed: typed)?.isPlaceholder == isPlaceholder) }
}
