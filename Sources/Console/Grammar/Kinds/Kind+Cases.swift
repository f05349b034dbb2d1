import Casework
import Terminal

// Cases, and other things that are named by a kind and a number.

/// What a reference stands for.
enum Reference: Sendable, Hashable {
  /// A case.
  case number(CaseNumber)
  /// Anything else, as `driver:1001`.
  case of(ReferenceKind, String)
}

/// How a driver is named.
enum DriverName: Sendable, Hashable {
  /// By his own number.
  case number(Int64)
  /// By the row of the last search that he stands in.
  case row(Int)
  /// By something of his, as `card:AB123456`.
  case of(ReferenceKind, String)
  /// By one of his cases.
  case caseNumber(CaseNumber)
}

extension Kind where Value == CaseNumber {
  /// A case number with or without its dash, or `case:12345`.
  static let caseNumber = Kind(looksLike: CaseWord.looksLikeNumber, complete: { word, completer, _ in completer.hand(word) }) {
    (word, reading) throws(Failure) in reading.about(try reading.parser.caseNumber(word.text))
  }

  /// The same before a word that may be a number of the page.
  static let caseBeforeNumber = Kind(
    looksLike: { CaseWord.looksLikeNumber($0) && !Kind<Int>.isNumberOfRemark($0) },
    complete: { word, completer, _ in completer.hand(word) }
  ) { (word, reading) throws(Failure) in reading.about(try reading.parser.caseNumber(word.text)) }

  /// The same, of which something is taken back. What was read of a paper is taken back by its own command.
  static let caseToUndo = Kind(looksLike: CaseWord.looksLikeNumber, complete: { word, completer, _ in completer.hand(word) }) {
    (word, reading) throws(Failure) in
    do throws(Failure) { return reading.about(try reading.parser.caseNumber(word.text)) } catch {
      guard CommandTable.isReadOffPaper(word.text), word.text.contains(where: \.isLetter) else { throw error }
      throw .refused(error.message, hint: .paperToTakeBackHint(word.text))
    }
  }

  /// The same, or a row of the list that was shown last.
  static let listedCase = Kind(looksLike: CaseWord.looksLikeNumber, complete: { word, completer, _ in completer.cases(word) }) {
    (word, reading) throws(Failure) in
    if let row = try reading.parser.row(word.text) { return reading.about(row) }
    return reading.about(try reading.parser.caseNumber(word.text))
  }

  /// A case at the head of free text: written with its dash, or as `case:12345`.
  static let caseBeforeText = Kind(looksLike: CaseWord.opensText, complete: { word, completer, _ in completer.hand(word) }) {
    (word, reading) throws(Failure) in
    guard case .number(let number) = try reading.parser.subject(word, []) else { throw reading.parser.notAsText(word) }
    return reading.about(number)
  }
}

extension Kind where Value == Reference {
  /// A case, or one of other things.
  static func reference(_ kinds: [ReferenceKind]) -> Kind {
    Kind(
      looksLike: { CaseWord.looksLikeNumber($0) || CaseWord.isReference($0) }, complete: { word, completer, _ in completer.cases(word) }
    ) {
      (word, reading) throws(Failure) in
      if let row = try reading.parser.row(word.text) { return reading.about(.number(row)) }
      return reading.about(try reading.parser.reference(word.text, kinds))
    }
  }

  /// What a text is about: a case written with its dash, or one of other things by its name and number.
  static func beforeText(_ kinds: [ReferenceKind]) -> Kind {
    Kind(looksLike: CaseWord.opensText, complete: { word, completer, _ in completer.hand(word) }) { (word, reading) throws(Failure) in
      reading.about(try reading.parser.subject(word, kinds))
    }
  }
}

extension Kind where Value == DriverName {
  /// A driver: by his number, or by something of his, a case among them.
  static let driver = Kind(
    looksLike: CaseWord.looksLikeDriver, complete: { word, completer, _ in completer.driver(word) }
  ) { (word, reading) throws(Failure) in try reading.parser.driver(word.text) }

  /// A driver at the head of a comment: with what the number is of before it, or a case with its dash. A bare number is text.
  static let driverBeforeText = Kind(
    looksLike: CaseWord.opensText, complete: { word, completer, _ in completer.driverBeforeText(word) }
  ) { (word, reading) throws(Failure) in try reading.parser.driver(word.text) }
}

/// What a typed reference can stand for besides a case.
enum ReferenceKind: String, Sendable, CaseIterable {
  case driver
  case application
  case card
  case claim
  case dispatch
  case training

  /// Whether it goes by letters and digits, as a coupon does, and not by a number alone.
  var isNamed: Bool { self == .card || self == .claim || self == .dispatch }

  /// Whether a search that found something by that kind of number found one of these.
  func isFound(by kind: String) -> Bool { kind == rawValue || (self == .claim && kind == "coupon") }

  /// How it is typed before the colon.
  var term: Term {
    switch self {
    case .driver: Term("driver", "conducteur", label: Text(fr: "conducteur", en: "driver"))
    case .application: Term("application", "demande", label: Text(fr: "demande", en: "application"))
    case .card: Term("card", "carte", label: Text(fr: "carte", en: "card"))
    case .claim: Term("claim", "coupon", label: Text(fr: "coupon", en: "claim"))
    case .dispatch: Term("dispatch", "envoi", label: Text(fr: "envoi", en: "dispatch"))
    case .training: Term("training", "formation", label: Text(fr: "formation", en: "training"))
    }
  }

  /// A case, before the colon.
  static let caseTerm = Term("case", "dossier", label: Text(fr: "dossier", en: "case"))
}

extension Parser {
  /// A case number as it is typed, or `case:12345`.
  func caseNumber(_ typed: String) throws(Failure) -> CaseNumber {
    if typed.contains(":"), case .number(let number) = try reference(typed, []) { return number }
    do { return try CaseNumber(typed: typed) } catch {
      let hint: Text =
        CommandTable.isReadOffPaper(typed) && typed.contains(where: \.isLetter) ? .paperNumberHint(typed) : .caseNumberHint(error)
      throw .refused(.notACaseNumber(typed, error), hint: hint)
    }
  }

  fileprivate func reference(_ typed: String, _ kinds: [ReferenceKind]) throws(Failure) -> Reference {
    guard let colon = typed.firstIndex(of: ":") else { return .number(try caseNumber(typed)) }
    let terms = [ReferenceKind.caseTerm] + kinds.map(\.term)
    let kind = try Lexicon(terms).pick(String(typed[..<colon]), .unknownReference(typed), in: language)
    let number = String(typed[typed.index(after: colon)...])
    guard let found = ReferenceKind(rawValue: kind.code) else {
      guard !number.contains(":") else { throw .refused(.unknownReference(typed), hint: .referenceHint) }
      return .number(try caseNumber(number))
    }
    guard !number.isEmpty, found.isNamed || Int64(number) != nil else { throw .refused(.unknownReference(typed), hint: .referenceHint) }
    return .of(found, number)
  }

  /// What a text is about. A number that was mistyped is refused: it is never text, nor another case.
  fileprivate func subject(_ word: Token, _ kinds: [ReferenceKind]) throws(Failure) -> Reference {
    guard let dashed = CaseWord.dashed(word.text) else {
      return try asText(word) { () throws(Failure) in try reference(word.text, kinds) }
    }
    let number = try asText(word) { () throws(Failure) in try caseNumber(String(dashed.number)) }
    guard dashed.behind.isEmpty else { throw notAsText(word) }
    return .number(number)
  }

  /// The same failure, with the way to say the word as text.
  private func asText<Result>(_ word: Token, _ read: () throws(Failure) -> Result) throws(Failure) -> Result {
    do throws(Failure) { return try read() } catch {
      var failure = error
      failure.hint = failure.hint + Text(same: " ") + .dashesBeforeText
      throw failure
    }
  }

  /// A word at the head of a text that names what the text cannot be about.
  fileprivate func notAsText(_ word: Token) -> Failure { .refused(.notASubject(word.text), hint: .dashesBeforeText) }

  /// A driver by his number, or by the number of something that is his. A bare number of three digits at most is a row: no driver has one.
  func driver(_ typed: String) throws(Failure) -> DriverName {
    if typed.contains(":") {
      switch try reference(typed, ReferenceKind.allCases) {
      case .number(let number): return .caseNumber(number)
      case .of(.driver, let number): return .number(try self.number(number))
      case .of(let kind, let name): return .of(kind, name)
      }
    }
    if CaseWord.dashed(typed) != nil { return .caseNumber(try caseNumber(typed)) }
    let number = try number(typed)
    guard number <= Self.mostRows else { return .number(number) }
    guard rows != nil else { throw .refused(.searchRowInScript(Int(number)), hint: .searchRowInScriptHint) }
    return .row(Int(number))
  }
}

extension Reading {
  /// Notes the case that the line names.
  fileprivate mutating func about(_ number: CaseNumber) -> CaseNumber {
    subject.number = number
    return number
  }

  fileprivate mutating func about(_ reference: Reference) -> Reference {
    if case .number(let number) = reference { subject.number = number }
    return reference
  }
}
