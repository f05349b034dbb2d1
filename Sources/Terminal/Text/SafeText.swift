/// Text that may be written to a terminal: no control, no direction change, nothing invisible, whatever it was made of.
///
/// There is no way to make one without passing the ``Sanitizer``; ``Output`` accepts nothing else. A string literal keeps
/// its line breaks, interpolated strings do not:
///
///     output.writeLine("\(driver.name, .bold) is held by \(agent)")
///
/// Styles are kept beside the text, so that widths are right and a pipe gets none.
public struct SafeText: Sendable, Hashable {
  /// A run of one style.
  struct Span: Sendable, Hashable {
    var text: String
    var style: Style
  }

  var spans: [Span]

  /// Nothing.
  public init() { spans = [] }

  init(spans: [Span]) { self.spans = spans }

  /// Sanitises a text from outside. Line feeds become `⏎` unless they are to be `.kept`.
  public init(_ text: String, newlines: Sanitizer.Newlines = .shown, style: Style = .plain) {
    spans = text.isEmpty ? [] : [Span(text: Sanitizer.clean(text, newlines: newlines), style: style)]
  }

  /// The text without its styles.
  public var plain: String {
    switch spans.count {
    case 0: ""
    case 1: spans[0].text
    default: spans.reduce(into: "") { $0 += $1.text }
    }
  }

  /// Whether nothing would be seen of it.
  public var isEmpty: Bool { spans.allSatisfy(\.text.isEmpty) }

  /// The same text with a style added to all of it.
  public func styled(_ style: Style) -> SafeText {
    SafeText(spans: spans.map { Span(text: $0.text, style: $0.style.union(style)) })
  }

  /// Adds a text at the end.
  public mutating func append(_ other: SafeText) {
    for span in other.spans where !span.text.isEmpty {
      // Only the style is looked at: a second reference to the text would make each append copy it.
      if let style = spans.last?.style, style == span.style {
        spans[spans.count - 1].text += span.text
      } else {
        spans.append(span)
      }
    }
  }

  /// Both texts, one after the other.
  public static func + (left: SafeText, right: SafeText) -> SafeText {
    var result = left
    result.append(right)
    return result
  }

  /// Adds a text at the end.
  public static func += (left: inout SafeText, right: SafeText) { left.append(right) }

  /// The bytes for an output with or without colour.
  public func encoded(colour: Bool) -> String {
    guard colour else { return plain }
    return spans.reduce(into: "") { result, span in
      if span.style.isEmpty {
        result += span.text
      } else {
        result += span.style.sequence + span.text + Style.reset
      }
    }
  }
}

extension SafeText: CustomStringConvertible {
  /// The text without its styles.
  public var description: String { plain }
}

extension Sequence where Element == SafeText {
  /// All texts, with `separator` between them.
  public func joined(separator: SafeText = SafeText()) -> SafeText {
    var result = SafeText()
    var first = true
    for text in self {
      if !first { result.append(separator) }
      result.append(text)
      first = false
    }
    return result
  }
}
