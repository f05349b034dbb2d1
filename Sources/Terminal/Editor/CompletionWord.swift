/// Words as they are quoted on a command line: POSIX quoting, without expansion.
public enum CompletionWord {
  /// What a half-typed word means: `word` as readline cut it, `quote` the quotation mark it stands in (nil for none).
  static func unquoted(_ word: String, in quote: Character?) -> String {
    if quote == "'" { return word }
    var result = ""
    var open: Character?
    var escaped = false
    for character in word {
      if escaped {
        if quote == "\"" || open == "\"", !"\"\\$`".contains(character) { result.append("\\") }
        result.append(character)
        escaped = false
      } else if character == "\\", open != "'" {
        escaped = true
      } else if quote == nil, let mark = open {
        if character == mark { open = nil } else { result.append(character) }
      } else if quote == nil, character == "'" || character == "\"" {
        open = character
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// A word as it must be typed to be read back as it is.
  public static func quoted(_ word: String) -> String { word.isEmpty ? "''" : quoted(word, in: nil, isWhole: true) }

  /// A word to be inserted. Within a quotation mark that stands already, its inside; else the word, quoted if need be.
  /// `isWhole` is false for the beginning of a word, whose quotation mark stays open.
  static func quoted(_ word: String, in quote: Character?, isWhole: Bool) -> String {
    switch quote {
    case "'": return inside(single: word)
    case .some: return inside(double: word)
    case nil:
      guard word.contains(where: { $0.isWhitespace || "'\"\\#$`".contains($0) }) else { return word }
      if word.contains("'") { return "\"" + inside(double: word) + (isWhole ? "\"" : "") }
      return "'" + word + (isWhole ? "'" : "")
    }
  }

  private static func inside(single word: String) -> String {
    word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
  }

  private static func inside(double word: String) -> String {
    var result = ""
    for character in word {
      if "\"\\$`".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }

  /// The beginning that all words share, by clusters.
  static func commonPrefix(_ words: [String]) -> String {
    guard var prefix = words.first.map({ Array($0) }) else { return "" }
    for word in words.dropFirst() {
      let shared = zip(prefix, word).prefix { $0 == $1 }.count
      prefix.removeLast(prefix.count - shared)
    }
    return String(prefix)
  }

  /// What replaces the word under the cursor, then each candidate, as readline wants its matches; empty for none.
  ///
  /// A candidate need not begin with what was typed (accents are optional): then the typed word stays as it is until one
  /// candidate is left.
  static func matches(_ completions: [Completion], for typed: String, in quote: Character?) -> [String] {
    if completions.count <= 1 {
      return completions.map { quoted($0.text, in: quote, isWhole: $0.endsWord) }
    }
    let texts = completions.map(\.text)
    let common = commonPrefix(texts)
    let start = common.count >= typed.count ? common : typed
    return [quoted(start, in: quote, isWhole: false)] + texts.map { quoted($0, in: quote, isWhole: true) }
  }
}
