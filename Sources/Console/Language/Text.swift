public import Casework
public import Terminal

/// What the console says, in both languages: a text that lacks one does not compile.
///
/// What is said in answer to something (a message, a refusal, a question, advice) is a static member or function of this type, in one
/// file an area (`Text+Quality.swift`, …). A label stands beside what it names: a command's summary, an argument, a field, a column.
/// Values from outside are sanitised one by one where they are interpolated.
public struct Text: Sendable, Hashable {
  /// In French.
  public let fr: SafeText
  /// In English.
  public let en: SafeText

  /// Both wordings.
  public init(fr: French, en: SafeText) {
    self.fr = fr.text
    self.en = en
  }

  /// A text that is the same in both languages: a name, a number, a code.
  public init(same text: SafeText) {
    fr = text
    en = text
  }

  init(fr: SafeText, english: SafeText) {
    self.fr = fr
    en = english
  }

  /// What the database, or a file, says in both languages.
  init(given fr: String, _ en: String) { self.init(fr: SafeText(fr), english: SafeText(en)) }

  /// The wording in a language.
  public subscript(language: Language) -> SafeText {
    switch language {
    case .fr: fr
    case .en: en
    }
  }

  /// The same text in another style.
  public func styled(_ style: Style) -> Text { Text(fr: fr.styled(style), english: en.styled(style)) }

  /// Both texts, one after the other.
  public static func + (left: Text, right: Text) -> Text {
    Text(fr: left.fr + right.fr, english: left.en + right.en)
  }

  /// Yes and no, as answers and as values.
  static let (yes, no) = (Text(fr: "oui", en: "yes"), Text(fr: "non", en: "no"))

  /// Between a label and its value.
  static let colon = Text(fr: " : ", en: ": ")

  /// Nothing.
  public static let empty = Text(same: "")
}

/// A French wording. Its literal pieces get the spaces that French typography wants unbreakable (before `: ; ? ! »` and
/// after `«`), so that the catalogue is written with plain ones; the values in it are left alone.
public struct French: Sendable, ExpressibleByStringInterpolation {
  let text: SafeText

  /// A wording without values.
  public init(stringLiteral value: String) { text = SafeText(Self.spaced(value), newlines: .kept) }

  /// A wording with values.
  public init(stringInterpolation: Interpolation) { text = stringInterpolation.result }

  /// Collects the pieces of a wording.
  public struct Interpolation: StringInterpolationProtocol {
    var result = SafeText()

    /// Called by the compiler.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// A piece that stands in the source.
    public mutating func appendLiteral(_ literal: String) {
      result.append(SafeText(French.spaced(literal), newlines: .kept))
    }

    /// A text from outside, kept on its line.
    public mutating func appendInterpolation(_ text: some StringProtocol, _ style: Style = .plain) {
      result.append(SafeText(String(text), style: style))
    }

    /// A text that is safe already.
    public mutating func appendInterpolation(_ text: SafeText, _ style: Style = .plain) {
      result.append(style.isEmpty ? text : text.styled(style))
    }

    /// A case, as people write it.
    public mutating func appendInterpolation(_ number: CaseNumber, _ style: Style = .plain) {
      appendInterpolation(number.description, style)
    }

    /// A number, without grouping.
    public mutating func appendInterpolation(_ number: some BinaryInteger, _ style: Style = .plain) {
      result.append(SafeText(String(number), style: style))
    }
  }

  /// The ordinary no-break space serves for all of them: the narrow one is missing from too many terminal fonts.
  static func spaced(_ literal: String) -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in literal.unicodeScalars {
      if previous == " ", ":;?!»".unicodeScalars.contains(scalar) { result.removeLast(); result.append("\u{A0}") }
      if previous == "«", scalar == " " {
        result.append("\u{A0}")
        previous = "\u{A0}"
        continue
      }
      result.append(scalar)
      previous = scalar
    }
    return String(result)
  }
}

/// Words that a count decides on.
enum Plural {
  /// French: none and one are singular.
  static func fr(_ count: some BinaryInteger, _ one: String, _ many: String) -> String { count < 2 ? one : many }
  /// English: only one is singular.
  static func en(_ count: some BinaryInteger, _ one: String, _ many: String) -> String { count == 1 ? one : many }
}

extension SafeText {
  /// A French verb or noun behind `de`: `de valider`, `d'affecter`.
  var afterDe: SafeText {
    let isVowel = plain.first.map { "aeiouyh".contains(Folding.fold(String($0))) } ?? false
    return (isVowel ? "d'" : "de ") + self
  }
}

extension SafeText.Interpolation {
  /// A case, as people write it.
  mutating func appendInterpolation(_ number: CaseNumber, _ style: Style = .plain) { appendInterpolation(number.description, style) }
}
