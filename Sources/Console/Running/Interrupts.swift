import Glibc
import Terminal

/// Ctrl-C while a command runs: the database's statement is cancelled through a pipe that the connection watches.
///
/// A pipe of its own, because the signals' one also carries resizing, which must cancel nothing. The signal itself stays with
/// ``Signals``, for whoever runs the commands: one that came too late to cancel anything ends the run all the same.
final class Interrupts: Sendable {
  /// The end that the connection watches.
  let descriptor: CInt
  private let writeEnd: CInt

  init() {
    var ends: [CInt] = [-1, -1]
    precondition(pipe(&ends) == 0, "no pipe for interrupts")
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    descriptor = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(descriptor)
    close(writeEnd)
  }

  /// Runs a command; a signal that asks to stop cancels what the database is doing for it.
  func whileRunning(_ signals: Signals, _ work: () -> Void) {
    var byte: UInt8 = 0
    while read(descriptor, &byte, 1) == 1 {}
    signals.whileRunning(onSignal: { self.arrived($0) }, work)
  }

  private func arrived(_ signal: Signal) {
    var byte = UInt8(truncatingIfNeeded: signal.rawValue)
    _ = write(writeEnd, &byte, 1)
  }
}
