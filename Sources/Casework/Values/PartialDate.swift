/// A date of birth whose papers have no day, or neither day nor month: `1966-07-00`, `1968-00-00`, as `hub` keeps it however it was typed
/// (`core.birth_date`).
public struct PartialDate: Hashable, Sendable, CustomStringConvertible {
  /// The year.
  public let year: Int
  /// The month, 1…12, where the papers have one.
  public let month: Int?

  /// The date of `YYYY-MM-00` or `YYYY-00-00`; `nil` for anything else.
  public init?(iso text: some StringProtocol) {
    let text = trimmed(text)
    guard text.hasSuffix("-00") else { return nil }
    let isYear = text.hasSuffix("-00-00")
    // Its first day is a day of the calendar, or it is no date at all.
    guard let first = Day(iso: text.dropLast(isYear ? 6 : 3) + (isYear ? "-01-01" : "-01")) else { return nil }
    (year, month) = (first.year, isYear ? nil : first.month)
  }

  /// `1966-07` or `1968`.
  public var description: String { padded(year, to: 4) + (month.map { "-" + padded($0, to: 2) } ?? "") }

  /// The last day that it can mean.
  var latest: Day { Day(year: year, month: month ?? 12, day: month == 2 ? 28 : month.map { [4, 6, 9, 11].contains($0) ? 30 : 31 } ?? 31)! }

  /// The first day that it can mean.
  var earliest: Day { Day(year: year, month: month ?? 1, day: 1)! }
}
