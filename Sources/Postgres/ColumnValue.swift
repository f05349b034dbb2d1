/// A Swift type that a column's text form can be turned into.
public protocol ColumnValue: Decodable {
  /// What the type reads, for the error message: "a whole number".
  static var expectation: String { get }
  /// The value, or `nil` when the bytes are not the text form of one.
  init?(postgres text: UnsafeBufferPointer<UInt8>)
}

extension String: ColumnValue {
  /// Any text: a column of any type has a text form.
  public static var expectation: String { "text in UTF-8" }
  /// Refuses broken UTF-8, which only a database with encoding SQL_ASCII can send.
  public init?(postgres text: UnsafeBufferPointer<UInt8>) {
    guard let text = try? UTF8Span(validating: text.span) else { return nil }
    self.init(copying: text)
  }
}

extension Int64: ColumnValue {
  /// `bigint`, `integer`, `smallint`, `oid`, or a `numeric` without fraction.
  public static var expectation: String { "a whole number of 64 bits" }
  /// Decimal digits with an optional minus sign.
  public init?(postgres text: UnsafeBufferPointer<UInt8>) {
    let isNegative = text.first == UInt8(ascii: "-")
    let digits = text.dropFirst(isNegative ? 1 : 0)
    guard !digits.isEmpty else { return nil }
    // Downwards, for the least number has no opposite.
    var number: Int64 = 0
    for digit in digits {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit else { return nil }
      let (tens, overflows) = number.multipliedReportingOverflow(by: 10)
      let (sum, underflows) = tens.subtractingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
      if overflows || underflows { return nil }
      number = sum
    }
    if !isNegative && number == .min { return nil }
    self = isNegative ? number : -number
  }
}

extension Int: ColumnValue {
  /// The same as for `Int64`.
  public static var expectation: String { Int64.expectation }
  /// Decimal digits with an optional minus sign.
  public init?(postgres text: UnsafeBufferPointer<UInt8>) {
    guard let number = Int64(postgres: text) else { return nil }
    self.init(number)
  }
}

extension Double: ColumnValue {
  /// `double precision`, `real`, `numeric` (rounded to 53 bits).
  public static var expectation: String { "a number" }
  /// Decimal or scientific notation, `NaN`, `Infinity`, `-Infinity`.
  public init?(postgres text: UnsafeBufferPointer<UInt8>) { self.init(Substring(decoding: text, as: UTF8.self)) }
}

extension Bool: ColumnValue {
  /// `boolean`.
  public static var expectation: String { "a truth value" }
  /// `t` or `f`.
  public init?(postgres text: UnsafeBufferPointer<UInt8>) {
    guard text.count == 1 else { return nil }
    switch text[0] {
    case UInt8(ascii: "t"): self = true
    case UInt8(ascii: "f"): self = false
    default: return nil
    }
  }
}

extension [UInt8]: ColumnValue {
  /// `bytea` with `bytea_output = hex`, the default.
  public static var expectation: String { "bytes in hexadecimal form" }
  /// `\x` and two hexadecimal digits per byte.
  public init?(postgres text: UnsafeBufferPointer<UInt8>) {
    guard text.count >= 2, text.count % 2 == 0, text[0] == UInt8(ascii: "\\"), text[1] == UInt8(ascii: "x") else { return nil }
    var isValid = true
    let bytes = [UInt8](unsafeUninitializedCapacity: text.count / 2 - 1) { buffer, initialized in
      initialized = text.count / 2 - 1
      for index in 0..<initialized {
        guard let high = Self.nibble(text[2 * index + 2]), let low = Self.nibble(text[2 * index + 3]) else {
          isValid = false
          initialized = index
          return
        }
        buffer.initializeElement(at: index, to: high << 4 | low)
      }
    }
    guard isValid else { return nil }
    self = bytes
  }

  private static func nibble(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
