/// What field 9 of a card says: categories of a licence, in any order.
struct Categories: Hashable {
  /// `C`, `CE` …
  let codes: Set<String>

  /// Reads `C, CE` and `c ce`; `nil` where anything else stands there too.
  init?(_ text: String) {
    let words = text.uppercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    // Their form tells them from words; which there are the database knows (`core.check_printed`).
    guard !words.isEmpty, words.allSatisfy({ $0.wholeMatch(of: /[A-D](M|[0-9])?E?/) != nil }) else { return nil }
    codes = Set(words)
  }
}
