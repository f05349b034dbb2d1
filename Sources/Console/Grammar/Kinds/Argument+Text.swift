import Casework
import Terminal

// Free text: the rest of the line as it was typed.
extension Argument where Value == FreeText {
  /// A text that has to be there.
  static func text(_ placeholder: Text) -> Argument {
    Argument(places: [.parameter(Parameter(placeholder, .plain, extent: .text, isPersonal: true))]) { (reading) throws(Failure) in
      guard case .text(let text)? = reading.take() else { throw reading.missing(placeholder) }
      return text
    }
  }
}

extension Argument where Value == String {
  /// A text that has to be there.
  static func text(_ placeholder: Text) -> Argument {
    .together(Argument<FreeText>.text(placeholder)) { (text) throws(Failure) in text.text }
  }

  /// The agent's internal comment; empty where there is none.
  static let comment = Argument.together(.optional(Argument<FreeText>.text(Text(fr: "COMMENTAIRE", en: "COMMENT")))) {
    (text) throws(Failure) in text?.text ?? ""
  }
}

extension Argument where Value == Int64 {
  /// A span of time in seconds, the last thing of a line: `2h`, `2 h`, `1 h 30`.
  static let span = Argument(places: [.parameter(Parameter(Text(fr: "DURÉE", en: "SPAN"), .plain, extent: .text))]) {
    (reading) throws(Failure) in
    guard case .text(let text)? = reading.take() else { throw reading.missing(Text(fr: "DURÉE", en: "SPAN")) }
    guard let seconds = Span.seconds(text.text) else { throw .usage(.notASpan(text.text), hint: .spanHint) }
    return seconds
  }
}

/// How a case is settled: which one, at which version, with what said of it.
struct Settling: Sendable {
  /// The case that the line names; nil: the one in hand.
  var number: CaseNumber?
  /// The version that was read; nil: the one that the session read last.
  var seen: Int?
  /// Internal; may be empty.
  var comment: String
}

extension Argument where Value == Settling {
  /// The case to settle, `--seen VERSION`, and a comment. A case at the head of the comment is the case, always: a settling
  /// command never takes one for something said, however badly it is typed.
  static let settling = Argument.together(
    .optional(.caseBeforeText), .option("seen", "vu", .seen, Text(fr: "VERSION", en: "VERSION"), .version),
    .optional(Argument<FreeText>.text(Text(fr: "COMMENTAIRE", en: "COMMENT")))
  ) { (number, seen, comment) throws(Failure) in
    if let comment, !comment.isExplicit {
      let head = Token(text: String(comment.text.prefix { !$0.isWhitespace }), column: comment.column, quoted: false)
      let meant = CaseWord.opensText(head) ? head.text : CaseWord.mayBeMeant(in: comment.text)
      if let meant { throw .refused(.caseOrComment(meant), hint: .caseOrCommentHint) }
    }
    return Settling(number: number, seen: seen, comment: comment?.text ?? "")
  }
}

/// Whom a `driver` is about.
enum DriverOrText: Sendable {
  case driver(DriverName)
  /// What is searched for.
  case text(String)
}

extension Argument where Value == DriverOrText? {
  /// A driver by a number, or by what a search takes; nil where nothing is said.
  static let driverOrText: Argument = {
    var parameter = Parameter(
      Text(fr: "CONDUCTEUR", en: "DRIVER"), Kind<DriverName>.driver.traits, extent: .text, isPersonal: true)
    parameter.isOptional = true
    return Argument(places: [.parameter(parameter)]) { (reading) throws(Failure) in
      guard case .text(let text)? = reading.take() else { return nil }
      let word = Token(text: text.text, column: text.column, quoted: false)
      guard CaseWord.looksLikeDriver(word) else { return .text(text.text) }
      return .driver(try reading.parser.driver(text.text))
    }
  }()
}
