/// A value sent beside a statement, never spliced into its text.
///
/// The server infers the type of each `$n` from the statement unless said otherwise; the text forms below are valid
/// input for whatever it infers (`.text("2026-11-23")` for a date, `.int(5)` for an `integer`).
public enum Parameter: Sendable, Equatable {
  /// Text, or the text form of any type. A NUL character in it is refused before anything is sent.
  case text(String)
  /// A whole number; the server checks it against the type it infers.
  case int(Int64)
  /// A floating point number.
  case double(Double)
  /// `true` or `false`.
  case bool(Bool)
  /// SQL's NULL.
  case null
  /// A UUID in its usual text form, declared as `uuid`.
  case uuid(String)
  /// JSON text, declared as `jsonb`.
  case json(String)
  /// Raw bytes, sent in binary and declared as `bytea`.
  case bytes([UInt8])
  /// An array of texts, for a parameter that the server infers to be an array (`$1::text[]`, `date[]`, …).
  case textArray([String])
  /// The same with NULLs among its elements.
  case optionalTextArray([String?])
  /// An array of whole numbers.
  case intArray([Int64])
  /// The text form of a value, declared to be of the given type.
  case typed(String, PostgresType)

  /// A text, or NULL for `nil`.
  public init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  /// A whole number, or NULL for `nil`.
  public init(_ number: (some FixedWidthInteger)?) {
    // A UInt64 above Int64.max has no home in PostgreSQL's int8: its digits let the server say so.
    self = number.map { number in Int64(exactly: number).map { .int($0) } ?? .text(String(number)) } ?? .null
  }
  /// A truth value, or NULL for `nil`.
  public init(_ flag: Bool?) { self = flag.map { .bool($0) } ?? .null }
  /// A floating point number, or NULL for `nil`.
  public init(_ number: Double?) { self = number.map { .double($0) } ?? .null }
  /// Raw bytes, or NULL for `nil`.
  public init(_ bytes: [UInt8]?) { self = bytes.map { .bytes($0) } ?? .null }
}

extension Parameter: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  /// A text. What is interpolated becomes part of the value, not of the statement.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A whole number.
  public init(integerLiteral value: Int64) { self = .int(value) }
  /// A floating point number.
  public init(floatLiteral value: Double) { self = .double(value) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// NULL.
  public init(nilLiteral: ()) { self = .null }
}
