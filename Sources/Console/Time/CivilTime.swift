import Casework

/// A moment on the clocks of Paris.
struct CivilTime: Hashable {
  /// Its day.
  let date: Day
  let hour: Int
  let minute: Int
  let second: Int
  /// Hours ahead of UTC: 2 in summer.
  let offset: Int

  /// The civil time in Paris.
  init(_ moment: Moment) {
    offset = moment.hoursAheadInParis
    let local = moment.epoch + Int64(offset) * 3600
    date = Day(containing: local)
    let seconds = Int(local - Int64(date.number) * 86_400)
    hour = seconds / 3600
    minute = seconds / 60 % 60
    second = seconds % 60
  }

  /// `2026-11-24T09:05:00+01:00`, for programs.
  var iso: String { "\(date)T\([hour, minute, second].map { padded($0, to: 2) }.joined(separator: ":"))+0\(offset):00" }
}
