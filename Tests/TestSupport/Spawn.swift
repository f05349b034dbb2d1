import Glibc
import Synchronization

/// A call of the operating system that failed while a program was started.
public struct SpawnError: Error {
  /// The call.
  public let call: String
  /// Its `errno`.
  public let errno: CInt
}

/// How to start a program (`posix_spawn`).
struct Spawn {
  let path: String
  let arguments: [String]
  var input: CInt?
  var output: CInt?
  var error: CInt?
  /// The path of a terminal for all three, which becomes the program's controlling terminal.
  var terminal: String?
  var environment: [String: String]?
  var hasOwnSession = false

  private static let lock = Mutex(())

  /// Opens descriptors and starts the program that gets them, while nobody else does: tests run side by side, and a
  /// program started between the opening of a pipe and its closing-on-exec would hold it open for ever.
  static func alone<Outcome>(_ body: () throws -> sending Outcome) rethrows -> sending Outcome { try lock.withLock { _ in try body() } }

  init(
    _ path: String, _ arguments: [String], input: CInt? = nil, output: CInt? = nil, error: CInt? = nil, terminal: String? = nil,
    environment: [String: String]? = nil, hasOwnSession: Bool = false
  ) {
    self.path = path
    self.arguments = arguments
    self.input = input
    self.output = output
    self.error = error
    self.terminal = terminal
    self.environment = environment
    self.hasOwnSession = hasOwnSession
  }

  func start() throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    if let terminal {
      // The leader of a session gets the first terminal that it opens as its controlling one: Ctrl-C then raises SIGINT.
      posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    } else {
      if let input {
        posix_spawn_file_actions_adddup2(&actions, input, 0)
      } else {
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      }
      if let output { posix_spawn_file_actions_adddup2(&actions, output, 1) }
      if let error { posix_spawn_file_actions_adddup2(&actions, error, 2) }
    }
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var flags = Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
    // POSIX_SPAWN_SETSID, which Swift does not import.
    if hasOwnSession || terminal != nil { flags |= 0x80 }
    posix_spawnattr_setflags(&attributes, flags)

    var argv = ([path] + arguments).map { strdup($0) } + [nil]
    var variables = environment?.map { strdup("\($0.key)=\($0.value)") } ?? []
    variables.append(nil)
    defer { (argv + variables).forEach { free($0) } }
    var pid: pid_t = 0
    let code =
      environment == nil
      ? posix_spawn(&pid, path, &actions, &attributes, &argv, environ)
      : posix_spawn(&pid, path, &actions, &attributes, &argv, &variables)
    guard code == 0 else { throw SpawnError(call: "posix_spawn \(path)", errno: code) }
    return pid
  }
}
