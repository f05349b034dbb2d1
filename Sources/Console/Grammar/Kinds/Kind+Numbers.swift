import Terminal

// Numbers and spans of time.
extension Kind where Value == Int64 {
  /// The number of something: as the database gave it, no limit but its size.
  static let number = Kind { (word, reading) throws(Failure) in try reading.parser.number(word.text) }

  /// The number of a training: Tab offers those that could be his whose file was opened.
  static let training = Kind(complete: { word, completer, _ in completer.trainings(word) }) { (word, reading) throws(Failure) in
    try reading.parser.number(word.text)
  }

  /// A span of time in seconds: `2h`, `1j`.
  static let span = Kind { (word, _) throws(Failure) in
    guard let seconds = Span.seconds(word.text) else { throw .usage(.notASpan(word.text), hint: .spanHint) }
    return seconds
  }
}

extension Kind where Value == Int {
  /// How many: one at least.
  static let count = Kind { (word, _) throws(Failure) in
    guard let number = Int(word.text), number <= 1_000_000 else { throw .usage(.notACount(word.text)) }
    guard number > 0 else { throw .usage(.notPositive(word.text)) }
    return number
  }

  /// A remark on the page of the case in hand, by its number: one or two digits.
  static let remark = Kind(
    looksLike: isNumberOfRemark,
    complete: { word, completer, _ in completer.remarks(word) }
  ) { (word, _) throws(Failure) in
    guard let number = Int(word.text), number > 0 else { throw .usage(.notPositive(word.text)) }
    return number
  }

  /// No case has so few digits.
  @Sendable static func isNumberOfRemark(_ word: Token) -> Bool {
    !word.quoted && (1...2).contains(word.text.count) && word.text.allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// The version of a case, as it was read.
  static let version = count
}

extension Parser {
  /// The element or the item that a number on the page stands for; nil for a word that is none.
  func numbered(_ word: Token) throws(Failure) -> Term? {
    guard Kind<Int>.isNumberOfRemark(word), let numbered, let number = Int(word.text) else { return nil }
    return try numbered(number)
  }

  func number(_ typed: String) throws(Failure) -> Int64 {
    guard let number = Int64(typed), number > 0 else { throw .usage(.notACount(typed)) }
    return number
  }
}
