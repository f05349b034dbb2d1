import Glibc
import Synchronization
import Terminal

/// Ctrl-C while a command runs: the database's statement is cancelled through a pipe that the connection watches.
///
/// A pipe of its own, because the signals' one also carries resizing, which must cancel nothing.
final class Interrupts: Sendable {
  /// The end that the connection watches.
  let descriptor: CInt
  private let writeEnd: CInt
  private let last = Mutex<Signal?>(nil)

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

  /// Runs a command; a signal that ends things cancels what the database is doing for it. Gives that signal, if one came.
  func whileRunning(_ signals: Signals, _ work: () -> Void) -> Signal? {
    var byte: UInt8 = 0
    while read(descriptor, &byte, 1) == 1 {}
    last.withLock { $0 = nil }
    signals.whileRunning(onSignal: { self.arrived($0) }, work)
    return last.withLock { $0 }
  }

  private func arrived(_ signal: Signal) {
    last.withLock { $0 = signal }
    var byte = UInt8(truncatingIfNeeded: signal.rawValue)
    _ = write(writeEnd, &byte, 1)
  }
}
