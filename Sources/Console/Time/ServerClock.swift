import Glibc

/// What time it is for the database, without asking again: its answer, and what passed on the local monotonic clock since.
struct ServerClock {
  private var epoch: Int64
  private var read: timespec

  /// A clock that the database has just read as `epoch` seconds since 1970.
  init(epoch: Int64) {
    self.epoch = epoch
    read = Self.monotonic()
  }

  /// Seconds since 1970 on the database's clock.
  var now: Int64 {
    let current = Self.monotonic()
    return epoch + Int64(current.tv_sec - read.tv_sec)
  }

  /// `CLOCK_BOOTTIME`: goes on while the machine sleeps, unlike `CLOCK_MONOTONIC`.
  private static func monotonic() -> timespec {
    var value = timespec()
    clock_gettime(CLOCK_BOOTTIME, &value)
    return value
  }
}
