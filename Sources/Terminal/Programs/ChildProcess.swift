import CReadline
import Glibc

/// A program started by argument list (`posix_spawn`): no shell ever sees its name or its arguments.
struct ChildProcess {
  /// How it ended. Leaving with another code than 0 is no error here.
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

  /// The program's path, then what it is given.
  var arguments: [String]
  /// All of its environment, as `NAME=value`.
  var environment: [String]
  /// Its standard input; -1 for `/dev/null`.
  var input: CInt = -1
  /// Its standard output; -1 for `/dev/null`.
  var output: CInt = -1
  /// Its standard error; -1 for `/dev/null`.
  var error: CInt = -1
  /// Whether Ctrl-C of the terminal shall not reach it.
  var ownGroup = true

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

  /// Our own environment, as `NAME=value`.
  static var inheritedEnvironment: [String] {
    var result: [String] = []
    guard var entry = creadline_environment() else { return result }
    while let text = entry.pointee {
      result.append(String(cString: text))
      entry += 1
    }
    return result
  }

  /// Starts it; gives its process id or the `errno`.
  func start() -> Result<pid_t, StartFailure> {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (target, source) in [(0, input), (1, output), (2, error)] as [(CInt, CInt)] {
      if source < 0 {
        posix_spawn_file_actions_addopen(&actions, target, "/dev/null", target == 0 ? O_RDONLY : O_WRONLY, 0)
      } else {
        posix_spawn_file_actions_adddup2(&actions, source, target)
      }
    }
    // What we ignore would stay ignored in it: a decoder must end when nobody reads.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    var flags = CShort(POSIX_SPAWN_SETSIGDEF)
    if ownGroup { flags |= CShort(POSIX_SPAWN_SETPGROUP) }
    posix_spawnattr_setflags(&attributes, flags)
    var given: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for text in given + variables { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, arguments[0], &actions, &attributes, &given, &variables)
    return code == 0 ? .success(process) : .failure(StartFailure(errno: code))
  }

  /// Why nothing was started.
  struct StartFailure: Error { var errno: CInt }

  /// Starts it and waits for its end, for `seconds` at most, and only while no signal comes that ends or interrupts our
  /// work. The signal is kept for whoever waits next.
  func run(within seconds: Double? = nil, signals: Signals? = nil) -> Outcome {
    let process: pid_t
    switch start() {
    case .success(let started): process = started
    case .failure(let failure): return .notStarted(failure.errno)
    }
    let deadline = seconds.map { now() + $0 }
    var pause: CInt = 1
    while true {
      if let outcome = Self.ended(process) { return outcome }
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

  /// How a process ended; nil while it runs.
  static func ended(_ process: pid_t, waiting: Bool = false) -> Outcome? {
    var status: CInt = 0
    let result = waitpid(process, &status, waiting ? 0 : WNOHANG)
    if result == 0 || (result < 0 && errno == EINTR) { return nil }
    if result < 0 { return .exited(-1) }
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }

  private func stop(_ process: pid_t) {
    kill(ownGroup ? -process : process, SIGKILL)
    while Self.ended(process, waiting: true) == nil {}
  }
}
