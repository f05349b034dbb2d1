import Glibc
import SystemCalls

extension Program {
  /// What became of it. Leaving with another code than 0 is no error here.
  enum Outcome: Equatable {
    case exited(CInt)
    case signalled(CInt)
    /// Killed by us after its time.
    case timedOut
    /// Killed by us because a signal came.
    case interrupted
    /// `posix_spawn` failed with this `errno`.
    case notStarted(CInt)
  }

  /// The path of an installed program (`PATH`), as `execvp` would find it.
  static func find(_ name: String, in path: String? = Environment.value("PATH")) -> String? {
    if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
    // An empty entry means the working folder: whatever lies there is not run.
    for folder in (path ?? "/usr/bin:/bin").split(separator: ":") {
      let candidate = "\(folder)/\(name)"
      var about = stat()
      if stat(candidate, &about) == 0, about.st_mode & S_IFMT == S_IFREG, access(candidate, X_OK) == 0 { return candidate }
    }
    return nil
  }

  /// Starts it and waits for its end, for `seconds` at most, and only while no signal comes that ends or interrupts our
  /// work. The signal is kept for whoever waits next.
  ///
  /// - Parameter starting: how it is started.
  func run(
    within seconds: Double? = nil, signals: Signals? = nil,
    starting: (Program) throws(StartFailure) -> pid_t = { program throws(StartFailure) in try program.start() }
  ) -> Outcome {
    let process: pid_t
    do throws(StartFailure) { process = try starting(self) } catch { return .notStarted(error.errno) }
    let deadline = seconds.map { now() + $0 }
    var pause: CInt = 1
    while true {
      switch ProgramEnd.of(process) {
      case .exited(let code)?: return .exited(code)
      case .signalled(let signal)?: return .signalled(signal)
      case nil: break
      }
      var waiting = pollfd(fd: signals?.descriptor ?? -1, events: Int16(POLLIN), revents: 0)
      _ = poll(&waiting, 1, pause)
      pause = min(pause * 2, 30)
      while let signals, let signal = signals.take() {
        if signal.asksToStop {
          stop(process)
          signals.keep(signal)
          return .interrupted
        }
      }
      if let deadline, now() >= deadline {
        stop(process)
        return .timedOut
      }
    }
  }

  private func stop(_ process: pid_t) {
    let isLeader = if case .shared = standing { false } else { true }
    kill(isLeader ? -process : process, SIGKILL)
    _ = ProgramEnd.of(process, waiting: true)
  }
}
