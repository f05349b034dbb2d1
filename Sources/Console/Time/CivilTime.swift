import Casework

/// A moment on the clocks of Paris, from seconds since 1970.
struct CivilTime: Hashable {
  var year: Int
  var month: Int
  var day: Int
  var hour: Int
  var minute: Int
  var second: Int
  /// Monday is 1, Sunday 7 (ISO 8601).
  var weekday: Int
  /// Hours ahead of UTC: 2 in summer.
  var offset: Int

  /// The civil time in Paris at `epoch` seconds since 1970.
  init(epoch: Int64) {
    offset = Moment.hoursAheadInParis(at: epoch)
    let local = Self.fields(of: epoch + Int64(offset) * 3600)
    self.year = local.year
    month = local.month
    day = local.day
    let seconds = Int(local.secondOfDay)
    hour = seconds / 3600
    minute = seconds / 60 % 60
    second = seconds % 60
    weekday = Self.weekday(of: local.days)
  }

  /// `2026-11-24T09:05:00+01:00`, for programs.
  var iso: String {
    "\(Self.two(year, 4))-\(Self.two(month))-\(Self.two(day))T\(Self.two(hour)):\(Self.two(minute)):\(Self.two(second))+0\(offset):00"
  }

  /// A number with leading zeros.
  static func two(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Days since 1970 began on a Thursday.
  private static func weekday(of days: Int64) -> Int { Int(((days + 3) % 7 + 7) % 7) + 1 }

  /// Days from 1970-01-01 to a date (Hinnant, days_from_civil).
  static func days(year: Int, month: Int, day: Int) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468)
  }

  private static func fields(of epoch: Int64) -> (year: Int, month: Int, day: Int, days: Int64, secondOfDay: Int64) {
    let days = epoch >= 0 ? epoch / 86400 : (epoch - 86399) / 86400
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    let month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
    return (Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month, day, days, epoch - days * 86400)
  }
}
