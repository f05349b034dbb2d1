/// How a piece of ``SafeText`` looks: colours and weights that every terminal has.
///
/// A style is applied after sanitising and dropped when the output has no colour, so meaning never rests on it alone.
public struct Style: OptionSet, Sendable, Hashable {
  /// The combined bits.
  public let rawValue: UInt8

  /// Makes a style of its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Stronger weight.
  public static let bold = Style(rawValue: 1 << 0)
  /// Fainter: what may be skipped when reading.
  public static let dim = Style(rawValue: 1 << 1)
  /// Overdue, refused, failed.
  public static let red = Style(rawValue: 1 << 2)
  /// In order, done.
  public static let green = Style(rawValue: 1 << 3)
  /// To be looked at.
  public static let yellow = Style(rawValue: 1 << 4)
  /// Names one can type.
  public static let cyan = Style(rawValue: 1 << 5)
  /// Foreground and background exchanged.
  public static let inverse = Style(rawValue: 1 << 6)
  /// No style at all.
  public static let plain: Style = []

  private static let codes: [(Style, String)] = [
    (.bold, "1"), (.dim, "2"), (.red, "31"), (.green, "32"), (.yellow, "33"), (.cyan, "36"), (.inverse, "7"),
  ]

  /// The SGR sequence that switches this style on (ECMA-48 8.3.117); empty for ``plain``.
  var sequence: String {
    let wanted = Self.codes.filter { contains($0.0) }.map(\.1)
    return wanted.isEmpty ? "" : "\u{1B}[\(wanted.joined(separator: ";"))m"
  }

  /// The SGR sequence that ends every style.
  static let reset = "\u{1B}[0m"
}
