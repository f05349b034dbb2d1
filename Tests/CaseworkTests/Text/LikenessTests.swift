import Testing

@testable import Casework

@Suite struct LikenessTests {
  @Test(
    "Alike and not",
    arguments: [
      ("DUPONT", "Dupont", Likeness.same), ("JEAN-PIERRE", "Jean Pierre", .same), ("O'BRIEN", "O’Brien ", .same),
      ("030829101234", "03 08 29 101234", .same), ("1984-07-19", "19/07/1984", .same), ("1984-07-19", "19.7.1984", .same),
      ("CŒUR", "COEUR", .same), ("", "", .same), ("e\u{301}lodie", "ÉLODIE", .same),
      ("LEFEVRE", "LEFÈVRE", .accents), ("Francois", "FRANÇOIS", .accents), ("LUKASIK", "Łukasik", .accents),
      ("DUPONT", "DUPOND", .different), ("1984-07-19", "1984-07-18", .different), ("JEAN", "JEAN-PIERRE", .different),
      ("", "A", .different),
      ("1984-07-19", "1984", .different), ("12 RUE", "1 2 RUE", .same),
    ])
  func alike(left: String, right: String, likeness: Likeness) {
    #expect(Likeness(left, right) == likeness)
    #expect(Likeness(right, left) == likeness)
  }

  @Test(
    "Field 10 of a card",
    arguments: [
      ("goods passengers 2026-01-02", "goods passengers", "2026-01-02"), ("Voyageurs, 02/01/2026", "passengers", "2026-01-02"),
      ("marchandises", "goods", ""), ("jusqu'au 31.12.2030", "", "2030-12-31"), ("goods 2026-01-02 2027-01-02", "goods", "2026-01-02"),
    ])
  func code95(text: String, qualifications: String, day: String) throws {
    let code = try #require(Code95(text))
    #expect(code.qualifications.sorted().joined(separator: " ") == qualifications)
    #expect(code.day?.description ?? "" == day)
  }

  @Test func nothingOfField10() {
    #expect(Code95("") == nil)
    #expect(Code95("la date est fausse") == nil)
  }
}
