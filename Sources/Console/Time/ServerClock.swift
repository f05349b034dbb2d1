import Casework
import Glibc

/// What time it is for the database, without asking again: its answer, and what passed on the local monotonic clock since.
struct ServerClock {
  private let moment: Moment
  private let read: timespec

  /// A clock that the database has just read.
  init(_ moment: Moment) {
    self.moment = moment
    read = Self.monotonic()
  }

  /// What the database's clock shows, in whole seconds.
  var now: Moment {
    let current = Self.monotonic()
    return moment + Int64(current.tv_sec - read.tv_sec)
  }

  /// `CLOCK_BOOTTIME`: goes on while the machine sleeps, unlike `CLOCK_MONOTONIC`.
  private static func monotonic() -> timespec {
    var value = timespec()
    clock_gettime(CLOCK_BOOTTIME, &value)
    return value
  }
}
