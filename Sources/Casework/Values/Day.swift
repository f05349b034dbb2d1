/// A day of the Gregorian calendar.
public struct Day: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Days since 1 January 1970.
  public let number: Int

  /// The day of that number, counted from 1 January 1970.
  public init(number: Int) { self.number = number }

  /// The day of a moment, in seconds since 1970, by the clock that counts them: for Paris add what its clocks are ahead.
  public init(containing seconds: Int64) { number = Int((seconds >= 0 ? seconds : seconds - 86_399) / 86_400) }

  /// The day of a year, a month (1…12) and a day of the month; a day past the month's end runs into the next month.
  public init(_ year: Int, _ month: Int, _ day: Int) {
    // Years that start in March put the leap day last (Hinnant, days_from_civil).
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// That day, or `nil` where the calendar has none (30 February).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    self.init(year, month, day)
    guard civil.day == day, civil.month == month else { return nil }
  }

  /// The day of `YYYY-MM-DD`, spaces around it ignored; `nil` for anything else.
  public init?(iso text: some StringProtocol) {
    let parts = trimmed(text).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2 else { return nil }
    self.init(parts)
  }

  /// The day that a person in France means by `31/12/1980`, `31.12.1980`, `31-12-1980` or `31 12 1980`; `nil` for anything else.
  public init?(french text: some StringProtocol) {
    let parts = trimmed(text).split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "." || $0 == "-" || $0 == " " }
    guard parts.count == 3, (1...2).contains(parts[0].utf8.count), (1...2).contains(parts[1].utf8.count), parts[2].utf8.count == 4 else {
      return nil
    }
    self.init([parts[2], parts[1], parts[0]])
  }

  private init?(_ parts: [Substring]) {
    let numbers = parts.compactMap { part in part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) : nil }
    guard numbers.count == 3 else { return nil }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  private var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1)
  }

  /// The year.
  public var year: Int { civil.year }
  /// The month, 1…12.
  public var month: Int { civil.month }
  /// The day of the month, 1…31.
  public var day: Int { civil.day }

  /// Monday is 1, Sunday 7 (ISO 8601).
  public var weekday: Int {
    // 1 January 1970 was a Thursday.
    ((number + 3) % 7 + 7) % 7 + 1
  }

  /// The day so many days later.
  public func adding(days: Int) -> Day { Day(number: number + days) }

  /// The same day and month so many years later; of 29 February 1 March where there is none.
  public func adding(years: Int) -> Day {
    let (year, month, day) = civil
    return Day(year + years, month, day)
  }

  /// Whole years from this day to `other`: an age; negative where `other` is earlier.
  public func years(until other: Day) -> Int {
    let (from, to) = (civil, other.civil)
    return to.year - from.year - ((to.month, to.day) < (from.month, from.day) ? 1 : 0)
  }

  /// `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = civil
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }

  /// Earlier is less.
  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

extension Day: Decodable {
  /// The text of a `date`.
  ///
  /// - Throws: `DecodingError` where the text is no day.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let day = Day(iso: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day")
    }
    self = day
  }
}
