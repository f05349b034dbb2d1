/// A moment as the database writes it into JSON: seconds since 1970 (`core.seconds`), or the text of a `timestamptz`,
/// `2026-11-24T03:09:12.345678+00:00`.
public struct Moment: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Microseconds since 1970-01-01T00:00:00Z.
  public let microseconds: Int64

  /// The moment so many microseconds after the beginning of 1970, UTC.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// The moment so many seconds after the beginning of 1970, UTC.
  public init(seconds: Int64) {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
    microseconds = overflow ? (seconds < 0 ? .min : .max) : product
  }

  /// PostgreSQL's `-infinity`.
  public static let distantPast = Moment(microseconds: .min)
  /// PostgreSQL's `infinity`.
  public static let distantFuture = Moment(microseconds: .max)

  /// Reads ISO 8601 with `T` or a space, up to six decimals, and `Z`, `+HH`, `+HHMM` or `+HH:MM`; `nil` for anything else.
  public init?(_ text: String) {
    if text == "infinity" || text == "-infinity" {
      self = text == "infinity" ? .distantFuture : .distantPast
      return
    }
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), let day = Day(iso: text.prefix(10)), let hour = Self.number(bytes[11..<13]),
      let minute = Self.number(bytes[14..<16]), let second = Self.number(bytes[17..<19]), hour <= 24, minute < 60, second <= 60
    else { return nil }
    var rest = bytes[19...]
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { (48...57).contains($0) }
      guard (1...6).contains(digits.count), let value = Self.number(digits) else { return nil }
      fraction = value
      for _ in digits.count..<6 { fraction *= 10 }
      rest = rest.dropFirst(1 + digits.count)
    }
    guard let offset = Self.offset(rest) else { return nil }
    let seconds = day.number * 86_400 + hour * 3600 + minute * 60 + second - offset
    microseconds = Int64(seconds) * 1_000_000 + Int64(fraction)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
  }

  /// Seconds east of Greenwich.
  private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
    if text.elementsEqual("Z".utf8) { return 0 }
    let digits = text.dropFirst().filter { $0 != UInt8(ascii: ":") }
    guard let sign = text.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), [2, 4, 6].contains(digits.count) else {
      return nil
    }
    var seconds = 0
    for (position, weight) in [(0, 3600), (2, 60), (4, 1)] where position < digits.count {
      guard let value = number(digits[position..<position + 2]) else { return nil }
      seconds += value * weight
    }
    return sign == UInt8(ascii: "-") ? -seconds : seconds
  }

  /// Seconds since 1970; both infinities stay far away.
  public var seconds: Double { Double(microseconds) / 1_000_000 }

  /// Whole seconds since 1970, rounded down.
  public var epoch: Int64 { Int64(seconds.rounded(.down)) }

  /// ISO 8601 in UTC, to the second where there is no fraction: ``init(_:)`` reads it.
  public var description: String {
    if self == .distantPast { return "-infinity" }
    if self == .distantFuture { return "infinity" }
    let day = Day(number: Int((seconds / 86_400).rounded(.down)))
    let micros = microseconds - Int64(day.number) * 86_400_000_000
    let (whole, fraction) = (Int(micros / 1_000_000), Int(micros % 1_000_000))
    let time = [whole / 3600, whole / 60 % 60, whole % 60].map { padded($0, to: 2) }.joined(separator: ":")
    return "\(day)T\(time)\(fraction == 0 ? "" : "." + padded(fraction, to: 6))Z"
  }

  /// Earlier is less.
  public static func < (left: Moment, right: Moment) -> Bool { left.microseconds < right.microseconds }

  /// By how many seconds of the clock the left one is later.
  public static func - (left: Moment, right: Moment) -> Int64 { left.epoch - right.epoch }

  /// So many seconds later, without the fraction.
  public static func + (moment: Moment, seconds: Int64) -> Moment { Moment(seconds: moment.epoch + seconds) }
}

extension Moment: Codable {
  /// A JSON number of seconds since 1970, as the desk's functions give it, or a JSON string.
  ///
  /// - Throws: `DecodingError` where the text is no moment.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let seconds = try? container.decode(Int64.self) {
      self.init(seconds: seconds)
      return
    }
    guard let moment = Moment(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a moment in ISO 8601")
    }
    self = moment
  }

  /// A JSON string, which keeps the fraction.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
