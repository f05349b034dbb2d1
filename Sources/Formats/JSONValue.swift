public import Terminal

/// A value to be written as JSON (RFC 8259), in the order given.
public indirect enum JSONValue: Sendable, Equatable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A number, as its digits; what is no JSON number is written as a string.
  case number(String)
  /// A text from anywhere: controls, and whatever is invisible or changes direction, by `\u`.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Keys with their values, in order. Keys should differ.
  case object([Member])

  /// A key and its value.
  public struct Member: Sendable, Equatable {
    /// The key.
    public var key: String
    /// Its value.
    public var value: JSONValue

    /// A member.
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// A number.
  public static func integer(_ number: some BinaryInteger) -> JSONValue { .number(String(number)) }

  /// A text, or null.
  public static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// The value on one line, without line feed at the end.
  public func rendered() -> SafeText {
    var text = ""
    write(to: &text)
    return SafeText(text)
  }

  func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .number(let digits): if Cell.isNumber(digits) { text += digits } else { Self.write(digits, to: &text) }
    case .string(let value): Self.write(value, to: &text)
    case .array(let values):
      text += "["
      for (number, value) in values.enumerated() {
        if number > 0 { text += "," }
        value.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (number, member) in members.enumerated() {
        if number > 0 { text += "," }
        Self.write(member.key, to: &text)
        text += ":"
        member.value.write(to: &text)
      }
      text += "}"
    }
  }

  private static func write(_ string: String, to text: inout String) {
    var escaped = ""
    escaped.reserveCapacity(string.utf8.count)
    for scalar in string.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { escaped.unicodeScalars.append("\\") }
      escaped.unicodeScalars.append(scalar)
    }
    text += "\""
    text += Sanitizer.escape(escaped) { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      default: scalar.utf16.map { "\\u" + hex($0) }.joined()
      }
    }
    text += "\""
  }

  private static func hex(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
