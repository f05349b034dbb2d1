import Casework

/// The days that a demo's past has, and the moments at which its clock stops: more often in office hours, rarely at night.
///
/// Minutes count from the beginning of the past; local time is that of Paris.
struct DemoCalendar: Sendable {
  /// A moment at which the clock stops.
  struct Stop: Sendable, Hashable {
    /// Minutes from the beginning.
    var minute: Int
    /// Seconds from this moment to the end.
    var secondsLeft: Int
    /// The day, and the minute of the day.
    var day: Day
    var minuteOfDay: Int
    /// Agents are at work.
    var isOffice: Bool
    /// The first stop at or after each of these hours of a working day.
    var opensFactory = false, produces = false, dispatches = false, opensMail = false, supervises = false
  }

  /// Length of the past, in days.
  let days: Int
  /// The stops, the last one at the end.
  let stops: [Stop]
  private let endMinute: Int

  /// Length in minutes.
  var span: Int { days * 1440 }

  private static let office = [520, 555, 590, 625, 660, 695, 730, 820, 855, 890, 925, 960, 995, 1030, 1065]
  private static let weekendDuty = [560, 600, 640, 680]
  private static let quietHours = [25, 330, 420, 1155, 1260, 1350]
  private static let weekendHours = [45, 450, 780, 900, 1020, 1140, 1290]

  /// - Parameters:
  ///   - day: the last day, in Paris.
  ///   - minuteOfDay: the minute of that day at which the past ends.
  init(endingOn day: Day, at minuteOfDay: Int, days: Int, seed: UInt64) {
    self.days = days
    endMinute = day.number * 1440 + minuteOfDay
    let start = endMinute - days * 1440
    var stops: [Stop] = []
    for number in (start / 1440)...(day.number) {
      let isWeekend = Self.isWeekend(number)
      // The older past is played in larger steps.
      let isCoarse = day.number - number > 14
      let duty = isWeekend ? Self.weekendDuty : Self.office
      let planned =
        duty.enumerated().filter { !isCoarse || $0.offset % 2 == 0 }.map { ($0.element, true) }
        + (isWeekend ? Self.weekendHours : Self.quietHours).enumerated().filter { !isCoarse || $0.offset % 2 == 0 }.map {
          ($0.element, false)
        }
      for (minute, isOffice) in planned.sorted(by: { $0.0 < $1.0 }) {
        var dice = SeededGenerator(seed: seed, purpose: "stop", index: number * 1440 + minute)
        // Nobody's day runs like clockwork.
        let seconds = dice.int(in: 0...840)
        let left = (endMinute - number * 1440 - minute) * 60 - seconds
        guard left > 120, left < days * 86_400 else { continue }
        stops.append(
          Stop(
            minute: days * 1440 - left / 60, secondsLeft: left, day: Day(number: number), minuteOfDay: minute + seconds / 60,
            isOffice: isOffice))
      }
    }
    stops.append(Stop(minute: days * 1440, secondsLeft: 0, day: day, minuteOfDay: minuteOfDay, isOffice: false))
    for index in stops.indices.dropFirst() {
      let (before, here) = (stops[index - 1], stops[index])
      func passes(_ hour: Int) -> Bool {
        !Self.isWeekend(here.day.number) && here.minuteOfDay >= hour && (before.day != here.day || before.minuteOfDay < hour)
      }
      stops[index].opensFactory = passes(420)
      stops[index].produces = passes(810)
      stops[index].dispatches = passes(960)
      stops[index].opensMail = passes(600)
      stops[index].supervises = here.isOffice && (passes(630) || passes(930))
    }
    self.stops = stops
  }

  private static func isWeekend(_ day: Int) -> Bool { Day(number: day).weekday > 5 }

  /// Whether a minute of the past, or one before it, lies on a weekend.
  func isWeekend(at minute: Int) -> Bool { Self.isWeekend((endMinute - span + minute) / 1440) }

  /// The minute of the day at a minute of the past; 1440 where a day has just ended.
  func minuteOfDay(at minute: Int) -> Int {
    let local = (endMinute - span + minute) % 1440
    return local == 0 ? 1440 : local
  }

  /// When each of `count` drivers submits his account, in minutes, the earliest first: in the evening more than at night, on weekends
  /// less, and more in the last week than before.
  func arrivals(_ count: Int, seed: UInt64) -> [Int] {
    (0..<count).map { index in
      var dice = SeededGenerator(seed: seed, purpose: "arrival", index: index)
      var minute = 0
      for _ in 0..<40 {
        minute = dice.below(span)
        let local = endMinute - span + minute
        let hour = local % 1440 / 60
        let byHour = (0..<6).contains(hour) ? 0.06 : (8..<21).contains(hour) ? 1 : 0.45
        let byDay = Self.isWeekend(local / 1440) ? 0.5 : 1
        let byWeek = span - minute < 7 * 1440 ? 1 : 0.75
        if dice.chance(byHour * byDay * byWeek) { break }
      }
      return minute
    }.sorted()
  }
}
