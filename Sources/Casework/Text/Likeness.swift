/// How alike two texts of a card are.
enum Likeness: Hashable {
  /// The same but for case, spacing and punctuation.
  case same
  /// The same but for accents.
  case accents
  /// Not the same.
  case different

  /// Compares what two people wrote; dates by the day, however written.
  init(_ left: String, _ right: String) {
    if let left = Self.day(left), let right = Self.day(right) {
      self = left == right ? .same : .different
    } else if Self.compact(left) == Self.compact(right) {
      self = .same
    } else {
      self = folded(left).filter { $0 != " " } == folded(right).filter { $0 != " " } ? .accents : .different
    }
  }

  /// Capitals with their accents and digits; ligatures in letters, for nobody sees the difference in a print.
  private static func compact(_ text: String) -> String {
    var compact = ""
    for character in text.uppercased() where character.isLetter || character.isNumber {
      switch character {
      case "Œ": compact += "OE"
      case "Æ": compact += "AE"
      default: compact.append(character)
      }
    }
    return compact
  }

  static func day(_ text: String) -> Day? { Day(iso: text) ?? Day(french: trimmed(text)) }
}
