/// How alike two texts of a card are.
enum Likeness: Hashable {
  /// The same in all that can be seen on a card.
  case same
  /// The same but for accents.
  case accents
  /// Not the same: a blank or a hyphen is a difference.
  case different

  /// Compares two names, places or addresses: exactly, but for capitals and for how a blank, a comma, a hyphen or an apostrophe is typed.
  init(_ left: String, _ right: String) {
    let (left, right) = (Self.spelled(left), Self.spelled(right))
    self = left == right ? .same : Self.plain(left) == Self.plain(right) ? .accents : .different
  }

  /// Compares what stands on a card with what somebody says of the same element; `nil` where one of them cannot be read as such a value.
  ///
  /// Numbers without their blanks, dates by the day, categories and code 95 by what they name, all else as texts.
  init?(_ printed: String, _ other: String, of code: ElementCode) {
    let text = Likeness(printed, other)
    if text == .same || trimmed(printed).isEmpty || trimmed(other).isEmpty {
      self = text
      return
    }
    switch code {
    case .birthDate, .issueDate, .expiryDate:
      guard let left = Self.day(printed), let right = Self.day(other) else { return nil }
      self = left == right ? .same : .different
    case .code95:
      guard let left = Code95(printed), let right = Code95(other), let says = left.says(right) else { return nil }
      self = says ? .same : .different
    case .categories:
      guard let left = Categories(printed), let right = Categories(other) else { return nil }
      self = left == right ? .same : .different
    case .licenceNumber, .cardSerial, .supportNumber, .adminNumber:
      self = Self.compact(printed) == Self.compact(other) ? .same : .different
    case .birthPlace where Self.department(printed) == nil || Self.department(other) == nil:
      // A department in brackets is not always printed, nor always noted.
      self = Likeness(Self.withoutDepartment(printed), Self.withoutDepartment(other))
    default: self = text
    }
  }

  /// The department that stands in brackets behind a place: `16`, `2A`, `974`.
  private static func department(_ text: String) -> Substring? {
    let text = trimmed(text)
    guard text.last == ")", let open = text.lastIndex(of: "(") else { return nil }
    let inside = text[text.index(after: open)...].dropLast()
    return (2...3).contains(inside.count) && inside.first?.isNumber == true ? inside : nil
  }

  private static func withoutDepartment(_ text: String) -> String {
    let text = trimmed(text)
    guard department(String(text)) != nil, let open = text.lastIndex(of: "(") else { return String(text) }
    return String(trimmed(String(text[..<open])))
  }

  /// Capitals, single blanks; hyphens and apostrophes of one kind.
  private static func spelled(_ text: String) -> String {
    var spelled = ""
    for character in text.uppercased() {
      switch character {
      case _ where character.isWhitespace || character == ",": if !spelled.isEmpty, spelled.last != " " { spelled.append(" ") }
      case "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2212}": spelled.append("-")
      case "\u{2018}", "\u{2019}", "\u{02BC}", "\u{00B4}", "`": spelled.append("'")
      default: spelled.append(character)
      }
    }
    if spelled.last == " " { spelled.removeLast() }
    return spelled
  }

  /// The same text with its letters, and nothing but its letters, without accents.
  private static func plain(_ text: String) -> String {
    text.reduce(into: "") { plain, character in plain += character.isLetter ? folded(String(character)) : String(character) }
  }

  private static func compact(_ text: String) -> String { text.uppercased().filter { $0.isLetter || $0.isNumber } }

  static func day(_ text: String) -> Day? { Day(iso: text) ?? Day(french: trimmed(text)) }
}
