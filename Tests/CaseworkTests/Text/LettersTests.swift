import Testing

@testable import Casework

@Suite struct LettersTests {
  @Test(
    "Folding",
    arguments: [
      ("Lefèvre", "LEFEVRE"), ("LEFE\u{300}VRE", "LEFEVRE"), ("d'Hérouville", "D HEROUVILLE"), ("D’HÉROUVILLE", "D HEROUVILLE"),
      ("Jean-Pierre", "JEAN PIERRE"),
      ("  Le   Floc'h ", "LE FLOC H"), ("Œuvrard", "OEUVRARD"), ("Łukasz", "LUKASZ"), ("Ștefan", "STEFAN"), ("İsmail", "ISMAIL"),
      ("Nguyễn", "NGUYEN"),
      ("Groß", "GROSS"), ("", ""), ("-'.", ""), ("14 bis", "14 BIS"), ("Иван", "ИВАН"),
    ])
  func folding(text: String, expected: String) {
    #expect(folded(text) == expected)
    #expect(folded(expected) == expected)
  }

  @Test(
    "Distance",
    arguments: [
      ("gmail.com", "gmail.com", 0), ("gmial.com", "gmail.com", 1), ("gmai.com", "gmail.com", 1), ("gmaill.com", "gmail.com", 1),
      ("gmeil.com", "gmail.com", 1),
      ("", "a", 1), ("gmia.com", "gmail.com", 2), ("abc", "xyz", nil), ("café.fr", "cafe.fr", 1), ("été", "éét", 1),
    ] as [(String, String, Int?)])
  func distance(left: String, right: String, expected: Int?) {
    #expect(editDistance(left, right, limit: 2) == expected)
    #expect(editDistance(right, left, limit: 2) == expected)
  }

  @Test(
    "Hidden characters",
    arguments: [
      ("Jean", []), ("Jean\u{A0}Paul", []), ("Jean\u{200B}", ["U+200B"]), ("\u{202E}Jean\u{202E}\u{2066}", ["U+202E", "U+2066"]),
      ("Je\u{AD}an", ["U+00AD"]),
      ("\u{1B}[2J", ["U+001B"]), ("a\nb", ["U+000A"]), ("a\u{9B}b", ["U+009B"]), ("\u{3164}", ["U+3164"]), ("\u{E000}", ["U+E000"]),
      ("\u{7F}", ["U+007F"]), ("é", []),
    ])
  func hidden(text: String, expected: [String]) { #expect(invisibleCharacters(in: text, lines: false) == expected) }

  @Test(
    "Scripts",
    arguments: [
      ("Jean-Pierre 2", [.latin]), ("Łukasz Nguyễn", [.latin]), ("Jеan", [.latin, .cyrillic]), ("Ivan Иван", [.latin, .cyrillic]),
      ("ΜΑΡΙΑ", [.greek]),
      ("محمد", [.arabic]), ("12 - 3", []), ("Lefe\u{300}vre", [.latin]), ("王伟", [.other]),
    ] as [(String, [Script])])
  func scripts(text: String, expected: [Script]) { #expect(Script.all(in: text) == expected) }

  @Test(
    "Words that mix scripts",
    arguments: [
      ("Dupont", []), ("Dup\u{43E}nt", [.latin, .cyrillic]), ("\u{391}nna", [.latin, .greek]), ("Журавлёв Ivan", []), ("Ivan-Иван", []),
      ("L’Église", []), ("O'\u{41D}ara", [.latin, .cyrillic]), ("e\u{301}\u{435}", [.latin, .cyrillic]), ("Ωμέγα", []),
      ("𝐃upont", [.latin, .mathematical]), ("2Б", []), ("李Lee", []), ("Ａnna", [.latin, .mathematical]), ("Ꭺnna", [.latin, .cherokee]),
    ] as [(String, [Script])])
  func mixed(text: String, expected: [Script]) { #expect(Script.mixed(in: text) == expected) }
}
