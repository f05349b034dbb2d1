import Terminal
import Testing

@testable import Console

@Suite struct LanguageTests {
  private func chosen(_ variables: [String: String], option: Language? = nil, setting: Language? = nil) -> Language {
    Language.chosen(option: option, setting: setting) { variables[$0] }
  }

  @Test func frenchWhereNothingIsSaid() {
    #expect(chosen([:]) == .fr)
    #expect(chosen(["LANG": "C"]) == .fr)
    #expect(chosen(["LC_ALL": "POSIX", "LANG": "C.UTF-8"]) == .fr)
    #expect(chosen(["LANG": ""]) == .fr)
  }

  @Test func theFirstThatSaysSomethingDecides() {
    #expect(chosen(["LC_ALL": "en_GB.UTF-8", "LANG": "fr_FR"]) == .en)
    #expect(chosen(["LC_ALL": "fr_FR.UTF-8", "LANG": "en_US"]) == .fr)
    #expect(chosen(["LC_ALL": "C", "LC_MESSAGES": "en_US.UTF-8", "LANG": "fr_FR"]) == .en)
    #expect(chosen(["LANG": "en"]) == .en)
    #expect(chosen(["LANG": "de_DE@euro"]) == .en)
    #expect(chosen(["PUPITRE_LANG": "en", "LC_ALL": "fr_FR"]) == .en)
    #expect(chosen(["PUPITRE_LANG": "fr", "LC_ALL": "en_GB"], setting: .en) == .fr)
    #expect(chosen(["LC_ALL": "fr_FR"], setting: .en) == .en)
    #expect(chosen(["PUPITRE_LANG": "fr"], option: .en) == .en)
  }

  @Test func frenchTypographyIsPutInLiteralsAndNotInValues() {
    let typed = "a : b ?"
    let text = Text(fr: "Est-ce « oui » : \(typed) ; vrai ?", en: "x")
    #expect(text.fr.plain == "Est-ce «\u{A0}oui\u{A0}»\u{A0}: a : b ?\u{A0}; vrai\u{A0}?")
  }

  @Test func valuesAreMadeSafe() {
    let text = Text.unknownCommand("x\u{1B}[2J\u{202E}\ny")
    #expect(text.en.plain == "unknown command: \"x\\x1B[2J<U+202E>⏎y\"")
    #expect(!text.fr.plain.contains("\u{1B}"))
  }
}
