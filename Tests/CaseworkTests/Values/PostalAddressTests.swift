import Testing

@testable import Casework

@Suite struct PostalAddressTests {
  private func problems(_ text: String) -> [PostalAddress.Problem] {
    PostalAddress(typed: text).problems(person: ["LEFÈVRE", "Élodie, Marie-Claude", ""])
  }

  @Test(
    "Addresses with nothing wrong",
    arguments: [
      "Élodie LEFÈVRE\n14 RUE DE L EGLISE\n29200 BREST", "14 RUE DE L EGLISE\n29200 BREST",
      "Mme LEFÈVRE Élodie\nAppartement 12\nRésidence Les Pins\n14 BIS RUE DU MOULIN\nBP 40112\n75012 PARIS CEDEX 12",
      "Élodie LEFÈVRE\nLE BOURG\n20250 CORTE", "12\nRUE DES LILAS\n67000 STRASBOURG", "RUE DES LILAS 12\n67000 STRASBOURG",
      "8 RUE DU 8 MAI 1945\n97400 SAINT DENIS", "LIEU DIT KERGOAT\nROUTE DE BREST\n29600 MORLAIX", "BP 12\nQUAI DE LA MARNE\n98800 NOUMEA",
      "\r\n 14 RUE DU MOULIN \r\n\r\n 29200 BREST \r\n", "14 RUE DU MOULIN\n29200 BREST\nFRANCE", "14 RUE DU MOULIN\nF-29200 BREST",
      "14 RUE DU MOULIN\n29 200 BREST", "2 RUE HAUTE\n97400 SAINT-DENIS\nLA REUNION", "2 RUE HAUTE\n97400 SAINT-DENIS\nÎle de la Réunion",
      "2 RUE HAUTE\n29200 BREST\nFRANCE METROPOLITAINE", "2 RUE HAUTE\n29200 BREST\nFINISTERE", "2 RUE HAUTE\n20200 BASTIA\nHAUTE-CORSE",
      "2 RUE HAUTE\n97110 POINTE A PITRE\nGUADELOUPE FRANCE", "2 RUE HAUTE\n67000 STRASBOURG\nRégion Grand Est",
      "2 RUE HAUTE\n98800 NOUMEA\nPROVINCE SUD", "N° 12 RUE DES LILAS\n67000 STRASBOURG", "N°12 RUE DES LILAS\n67000 STRASBOURG",
      "NUMERO 12 BIS RUE DES LILAS\n67000 STRASBOURG", "NO 12 RUE DES LILAS\n67000 STRASBOURG", "APPT 3 12 RUE DES LILAS\n67000 STRASBOURG",
      "12B RUE DES LILAS\n67000 STRASBOURG", "LOTISSEMENT LES PINS\nRUE DES LILAS\n13300 SALON DE PROVENCE",
    ])
  func sound(text: String) { #expect(problems(text) == []) }

  @Test(
    "What is wrong is named",
    arguments: [
      ("14 RUE DU MOULIN\nBREST", [.postcodeMissing]), ("BREST", [.postcodeMissing, .streetMissing]),
      ("14 RUE DU MOULIN", [.postcodeMissing, .streetMissing]),
      ("Élodie LEFÈVRE\n29200 BREST", [.streetMissing]), ("Mme Marie-Claude LEFEVRE\n29200 BREST", [.streetMissing]),
      ("Jean MARTIN\n29200 BREST", [.streetMissing]), ("29200 BREST", [.streetMissing]), ("14 RUE DU MOULIN\n29200", [.townMissing]),
      ("14 RUE DU MOULIN\n2920 BREST", [.postcodeLength("2920")]), ("14 RUE DU MOULIN\n292000 BREST", [.postcodeLength("292000")]),
      ("14 RUE DU MOULIN\n96200 BREST", [.postcodeUnknown("96200")]), ("14 RUE DU MOULIN\n99100 BREST", [.postcodeUnknown("99100")]),
      ("14 RUE DU MOULIN\nBREST 29200 CEDEX", [.postcodeMisplaced("29200")]),
      ("14 RUE DU MOULIN 29200 BREST", [.oneLine]), ("Élodie LEFÈVRE\n2 RUE HAUTE 35000 RENNES", [.oneLine]),
      ("Élodie LEFÈVRE\nAPPT 4\n2 TER RUE HAUTE 35000 RENNES CEDEX 7", [.oneLine]),
      ("RUE HAUTE 35000 RENNES", [.postcodeMisplaced("35000"), .streetMissing]),
      ("APPT 3 RUE DES LILAS\n67000 STRASBOURG", [.houseNumberMissing]),
      ("14 RUE DU MOULIN\n29200 BREST\nBATIMENT C", [.belowTown("BATIMENT C")]),
      ("14 RUE DU MOULIN\nLA REUNION", [.postcodeMissing]),
      ("14 RUE DU MOULIN\nBP 40112", [.postcodeMissing]), ("RUE DU MOULIN\n29200 BREST", [.houseNumberMissing]),
      ("RUE DU 8 MAI 1945\n29200 BREST", [.houseNumberMissing]), ("14 RUE DU MOULIN\n29200 Brest", [.townNotInCapitals]),
      ("14, RUE DU MOULIN\n29200 BREST", [.punctuation(lines: [1])]),
      ("A/C M. LEROY\n14, RUE DU MOULIN\n29200 BREST.", [.punctuation(lines: [2, 3])]),
      ("14 RUE DU MOULIN QUI TOURNE ENCORE UN PEU\n29200 BREST", [.lineTooLong(line: 1, length: 41)]),
      ("FRANCE", [.postcodeMissing, .streetMissing]),
    ] as [(String, [PostalAddress.Problem])])
  func wrong(text: String, expected: [PostalAddress.Problem]) { #expect(problems(text) == expected) }

  @Test func aForeignCountryIsNamedAndNothingElseSaid() {
    let abroad = PostalAddress(typed: "RUE NEUVE 7\n4000 LIEGE\nBELGIQUE")
    #expect(abroad.problems(country: Country("BE")) == [.foreign("BELGIQUE")])
    #expect(PostalAddress(typed: "RUE NEUVE 7\n97400 SAINT DENIS\nILE BOURBON").problems(country: Country("RE")) == [])
  }

  @Test func emptyIsMissingRatherThanWrong() {
    #expect(problems("") == [])
    #expect(problems(" \n\n ") == [])
  }

  @Test func linesAreCountedInCharactersOfTheReader() {
    // 38 characters, some of two scalars.
    let line = "14 " + String(repeating: "E\u{301}", count: 35)
    #expect(problems("\(line)\n29200 BREST") == [])
    #expect(problems("\(line)X\n29200 BREST") == [.lineTooLong(line: 1, length: 39)])
  }

  @Test(
    "Nothing makes it stop",
    arguments: [
      "\u{0}", "\n", "-\n-", "F\nF", "FR-", ".", "RUE", "12", "RUE\nRUE", "🇫🇷\n🚚", "BP", "40112", "F-40112",
      String(repeating: "A\n", count: 2000), "X 40112 Y",
    ])
  func anything(text: String) { nameProblems(of: text) }

  @Test func aFloodOfLines() { nameProblems(of: String(repeating: "A\n", count: 2000) + String(repeating: "B", count: 10_000)) }

  private func nameProblems(of text: String) {
    for problem in problems(text) { #expect(!problem.code.isEmpty) }
    #expect(!problems(text).isEmpty || PostalAddress(typed: text).lines.isEmpty)
  }
}
