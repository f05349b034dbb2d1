import Glibc

/// How a program ended.
public enum ExitStatus: Sendable, Equatable {
  /// It left with this code.
  case exited(CInt)
  /// This signal ended it.
  case signalled(CInt)

  init(waitStatus status: CInt) {
    self = status & 0x7f == 0 ? .exited(status >> 8 & 0xff) : .signalled(status & 0x7f)
  }

  /// Waits for a child; `nil` when it has not ended by the deadline.
  static func wait(for pid: pid_t, until deadline: ContinuousClock.Instant) -> ExitStatus? {
    var status: CInt = 0
    while true {
      if waitpid(pid, &status, WNOHANG) == pid { return ExitStatus(waitStatus: status) }
      if ContinuousClock.now >= deadline { return nil }
      poll(nil, 0, 5)
    }
  }
}
