public import Terminal

/// One value of a ``Table``: what programs get, and how people see it.
public struct Cell: Sendable, Hashable {
  /// What is kept of the value for programs.
  public enum Value: Sendable, Hashable {
    /// Nothing known.
    case null
    /// A text from anywhere; sanitised when written.
    case text(String)
    /// A number as its decimal digits (`-12.50`): precision is the database's.
    case number(String)
    /// A moment as ISO 8601 text.
    case timestamp(String)
    /// Yes or no.
    case boolean(Bool)
  }

  /// What programs get.
  public var value: Value
  /// What people see instead, where it differs: a French label for a code, `2 h 10` for a moment.
  public var shown: SafeText?
  /// How people see it.
  public var style: Style

  /// A cell.
  public init(_ value: Value, shown: SafeText? = nil, style: Style = .plain) {
    self.value = value
    self.shown = shown
    self.style = style
  }

  /// Nothing known.
  public static let null = Cell(.null)

  /// A text from anywhere; nil is ``null``.
  public static func text(_ text: String?, shown: SafeText? = nil, style: Style = .plain) -> Cell {
    Cell(text.map(Value.text) ?? .null, shown: shown, style: style)
  }

  /// A number; nil is ``null``.
  public static func number(_ number: (some BinaryInteger)?, shown: SafeText? = nil, style: Style = .plain) -> Cell {
    Cell(number.map { .number(String($0)) } ?? .null, shown: shown, style: style)
  }

  /// A number as the database wrote it. What is no JSON number (`NaN`) is kept as text.
  public static func number(_ digits: String?, shown: SafeText? = nil, style: Style = .plain) -> Cell {
    Cell(digits.map { isNumber($0) ? .number($0) : .text($0) } ?? .null, shown: shown, style: style)
  }

  /// A moment, as ISO 8601 text for programs; nil is ``null``.
  public static func timestamp(_ text: String?, shown: SafeText? = nil, style: Style = .plain) -> Cell {
    Cell(text.map(Value.timestamp) ?? .null, shown: shown, style: style)
  }

  /// Yes or no; nil is ``null``.
  public static func boolean(_ value: Bool?, shown: SafeText? = nil, style: Style = .plain) -> Cell {
    Cell(value.map(Value.boolean) ?? .null, shown: shown, style: style)
  }

  /// The same cell in another style.
  public func styled(_ style: Style) -> Cell { Cell(value, shown: shown, style: self.style.union(style)) }

  /// The value as programs write it outside JSON: empty for ``null``.
  var machineText: String {
    switch value {
    case .null: ""
    case .text(let text), .number(let text), .timestamp(let text): text
    case .boolean(let value): value ? "true" : "false"
    }
  }

  /// The grammar of RFC 8259, section 6.
  static func isNumber(_ text: String) -> Bool {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    func digits() -> Int {
      let count = rest.prefix { (0x30...0x39).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    let leadingZero = rest.first == 0x30
    let whole = digits()
    guard whole == 1 || (whole > 1 && !leadingZero) else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits() > 0 else { return false }
    }
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest = rest.dropFirst() }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
