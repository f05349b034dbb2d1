import Glibc

/// The signals that ask to stop, held back until somebody looks: what is under way is finished first.
final class StopSignal {
  /// The number of the one that came; `nil`: none yet.
  private(set) var signal: Int32?
  private var set = sigset_t()

  init() {
    sigemptyset(&set)
    sigaddset(&set, SIGINT)
    sigaddset(&set, SIGTERM)
  }

  /// Holds them back from now on.
  func hold() { pthread_sigmask(SIG_BLOCK, &set, nil) }

  /// Waits for one; whether one came, then or before.
  ///
  /// - Parameter seconds: how long at most; 0 only looks.
  func came(within seconds: Double) -> Bool {
    guard signal == nil else { return true }
    var time = timespec(tv_sec: Int(seconds), tv_nsec: Int((seconds - seconds.rounded(.down)) * 1e9))
    let number = sigtimedwait(&set, nil, &time)
    if number > 0 { signal = number }
    return number > 0
  }
}
