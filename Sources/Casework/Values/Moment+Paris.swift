extension Moment {
  /// The day in Paris, as every day of the domain is (`core.today`); far away for both infinities.
  public var day: Day {
    guard self > .distantPast, self < .distantFuture else { return Day(number: self < Moment(seconds: 0) ? -3_000_000 : 3_000_000) }
    return Day(containing: epoch + Int64(hoursAheadInParis) * 3600)
  }

  /// Hours that the clocks of Paris are ahead of UTC: 2 in summer.
  ///
  /// Computed: the rule of the European Union is two lines, and the system's time zone files may be missing where only the binary was
  /// installed. Right for every moment since 1996.
  public var hoursAheadInParis: Int {
    let year = Day(containing: epoch).year
    guard let summer = Self.lastSunday(of: 3, in: year), let winter = Self.lastSunday(of: 10, in: year) else { return 1 }
    return (summer..<winter).contains(epoch) ? 2 : 1
  }

  /// One o'clock UTC on the last Sunday of a month of 31 days: when the clocks change.
  private static func lastSunday(of month: Int, in year: Int) -> Int64? {
    guard let last = Day(year: year, month: month, day: 31) else { return nil }
    return Int64(last.number - last.weekday % 7) * 86_400 + 3600
  }
}
