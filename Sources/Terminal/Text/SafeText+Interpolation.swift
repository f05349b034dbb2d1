extension SafeText: ExpressibleByStringInterpolation {
  /// A text written in the source. It is sanitised like any other (that costs nothing and closes a door), but keeps its
  /// line breaks.
  public init(stringLiteral value: String) { self.init(value, newlines: .kept) }

  /// A literal with values in it: each value is sanitised by itself.
  public init(stringInterpolation: Interpolation) { self = stringInterpolation.result }

  /// Collects the pieces of an interpolated literal.
  public struct Interpolation: StringInterpolationProtocol {
    var result = SafeText()

    /// Called by the compiler.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// The piece that stands in the source.
    public mutating func appendLiteral(_ literal: String) { result.append(SafeText(literal, newlines: .kept)) }

    /// A text from outside, kept on its line.
    public mutating func appendInterpolation(_ text: some StringProtocol, _ style: Style = .plain) {
      result.append(SafeText(String(text), style: style))
    }

    /// A text that is safe already.
    public mutating func appendInterpolation(_ text: SafeText, _ style: Style = .plain) {
      result.append(style.isEmpty ? text : text.styled(style))
    }

    /// A number, without grouping.
    public mutating func appendInterpolation(_ number: some BinaryInteger, _ style: Style = .plain) {
      result.append(SafeText(String(number), style: style))
    }
  }
}
