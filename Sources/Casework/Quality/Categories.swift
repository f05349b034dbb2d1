/// What field 9 of a card says: categories of a licence, in any order.
struct Categories: Hashable {
  /// `C`, `CE` …
  let codes: Set<String>

  /// Reads `C, CE` and `c ce`; `nil` where anything else stands there too.
  init?(_ text: String) {
    let words = text.uppercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard !words.isEmpty, words.allSatisfy(Self.known.contains) else { return nil }
    codes = Set(words)
  }

  private static let known: Set<String> = [
    "AM", "A1", "A2", "A", "B1", "B", "BE", "C1", "C", "C1E", "CE", "D1", "D", "D1E", "DE",
  ]
}
