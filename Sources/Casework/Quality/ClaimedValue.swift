/// What a driver says is right in place of what is printed, where he wrote a value. A sentence is none: nothing is compared with it.
struct ClaimedValue: Hashable {
  /// The value, as he typed it.
  let text: String

  /// `nil` where he wrote nothing, or something that no such element of a card could say.
  init?(_ claimed: String, of code: ElementCode) {
    text = String(trimmed(claimed))
    guard !text.isEmpty else { return nil }
    let isValue =
      switch code {
      case .birthDate, .issueDate, .expiryDate: Likeness.day(text) != nil
      case .code95: Code95(text) != nil
      case .categories: !Self.isSentence(text) && Categories(text) != nil
      case .licenceNumber, .cardSerial, .supportNumber, .adminNumber: Self.isNumber(text)
      default: !Self.isSentence(text)
      }
    guard isValue else { return nil }
  }

  /// Letters and digits, most of them digits.
  private static func isNumber(_ text: String) -> Bool {
    let characters = text.filter { !$0.isWhitespace && !"-./".contains($0) }
    let digits = characters.count(where: \.isNumber)
    return characters.allSatisfy { $0.isLetter || $0.isNumber } && digits * 2 > characters.count
  }

  /// Whether a text reads like something said about a value. What is taken for a sentence wrongly costs a suggestion, nothing else.
  private static func isSentence(_ text: String) -> Bool {
    text.contains { ":;!?\"«»“”=…".contains($0) } || text.last == "." || foldedWords(text).contains(where: sentenceWords.contains)
  }

  private static let sentenceWords: Set<String> = [
    "IL", "ELLE", "JE", "ON", "EST", "SONT", "ETAIT", "PAS", "NON", "FAUT", "MANQUE", "LIEU", "ERREUR", "FAUTE", "LETTRE", "TIRET",
    "ACCENT",
    "ESPACE", "SANS", "AVEC", "MAIS", "MON", "MES", "NOM", "PRENOM", "PRENOMS", "DATE", "CARTE", "COMME", "DEUX", "UN", "UNE", "IS", "ARE",
    "IT", "NOT", "INSTEAD", "MISSING", "SHOULD", "WRONG", "MY", "THE", "WITH", "WITHOUT", "LETTER", "HYPHEN", "NAME", "BUT",
  ]
}
