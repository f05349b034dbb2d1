import Testing

@testable import Casework

@Suite struct LikenessTests {
  @Test(
    "Alike and not",
    arguments: [
      ("DUPONT", "Dupont", Likeness.same), ("O'BRIEN", "O’Brien ", .same), ("JEAN-PIERRE", "Jean\u{2011}Pierre", .same),
      ("Jean,  Pierre", "JEAN PIERRE", .same), ("", "", .same), ("e\u{301}lodie", "ÉLODIE", .same),
      ("LEFEVRE", "LEFÈVRE", .accents), ("Francois", "FRANÇOIS", .accents), ("LUKASIK", "Łukasik", .accents), ("CŒUR", "COEUR", .accents),
      ("JEAN-PIERRE", "Jean Pierre", .different), ("LE GOFF", "LEGOFF", .different), ("12 RUE", "1 2 RUE", .different),
      ("DUPONT", "DUPOND", .different), ("JEAN", "JEAN-PIERRE", .different), ("", "A", .different),
    ])
  func alike(left: String, right: String, likeness: Likeness) {
    #expect(Likeness(left, right) == likeness)
    #expect(Likeness(right, left) == likeness)
  }

  @Test(
    "Values of an element",
    arguments: [
      (ElementCode.licenceNumber, "030829101234", "03 08 29 101234", Likeness.same),
      (.licenceNumber, "030829101234", "030829101243", .different),
      (.birthDate, "1984-07-19", "19/07/1984", .same), (.birthDate, "1984-07-19", "19.7.1984", .same),
      (.birthDate, "1984-07-19", "1984-07-18", .different), (.birthDate, "1984-07-19", "1984", nil),
      (.birthDate, "", "1984-07-19", .different),
      (.categories, "C, CE", "ce c", .same), (.categories, "C", "CE", .different), (.categories, "C", "la bonne", nil),
      (.code95, "goods 2026-01-02", "marchandises 02/01/2026", .same), (.code95, "goods 2026-01-02", "marchandises", .same),
      (.code95, "marchandises", "goods 2026-01-02", .same), (.code95, "02/01/2026", "goods 2026-01-02", nil),
      (.birthPlace, "Congac", "Congac (16)", .same), (.birthPlace, "AJACCIO (2A)", "Ajaccio", .same),
      (.birthPlace, "Congac (17)", "Congac (16)", .different), (.birthPlace, "Cognac", "Congac (16)", .different),
      (.birthPlace, "Saint-Denis", "Saint-Dénis (974)", .accents), (.lastName, "MARTIN", "MARTIN (16)", .different),
      (.code95, "goods 2026-01-02", "voyageurs", .different),
      (.lastName, "1984-07-19", "19/07/1984", .different),
    ] as [(ElementCode, String, String, Likeness?)])
  func values(code: ElementCode, printed: String, other: String, likeness: Likeness?) {
    #expect(Likeness(printed, other, of: code) == likeness)
  }

  @Test(
    "Field 10 of a card",
    arguments: [
      ("goods passengers 2026-01-02", "goods passengers", "2026-01-02"), ("Voyageurs, 02/01/2026", "passengers", "2026-01-02"),
      ("marchandises", "goods", ""), ("31.12.2030", "", "2030-12-31"), ("Marchandises et voyageurs (95)", "goods passengers", ""),
    ])
  func code95(text: String, qualifications: String, day: String) throws {
    let code = try #require(Code95(text))
    #expect(code.qualifications.sorted().joined(separator: " ") == qualifications)
    #expect(code.day?.description ?? "" == day)
  }

  @Test func nothingOfField10() {
    #expect(Code95("") == nil)
    #expect(Code95("la date est fausse") == nil)
    // What it denies is not what it says.
    #expect(Code95("pas marchandises") == nil && Code95("voyageurs au lieu de marchandises") == nil && Code95("jusqu'au 31.12.2030") == nil)
  }
}
