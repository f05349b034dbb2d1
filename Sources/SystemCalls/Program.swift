public import Glibc

/// A program to be started by argument list (`posix_spawn`): no shell ever sees its name or its arguments.
///
/// It gets default signals, none of them held back: what we ignore would stay ignored in it.
public struct Program: Sendable {
  /// What one of its three descriptors is.
  public enum Stream: Sendable {
    /// `/dev/null`.
    case nowhere
    /// What ours is.
    case inherited
    /// This descriptor of ours.
    case descriptor(CInt)
  }

  /// What it has in common with us.
  public enum Standing: Sendable {
    /// Our process group: Ctrl-C in the terminal reaches both.
    case shared
    /// A process group of its own: Ctrl-C does not reach it.
    case ownGroup
    /// A session of its own, whose terminal is the first one that it opens.
    case ownSession
  }

  /// Its path, then what it is given.
  public var arguments: [String]
  /// All of its environment, as `NAME=value`; nil: ours.
  public var environment: [String]?
  /// Its standard input.
  public var input = Stream.nowhere
  /// Its standard output.
  public var output = Stream.nowhere
  /// Its standard error.
  public var error = Stream.nowhere
  /// The path of a terminal for all three instead, which becomes its controlling one.
  public var terminal: String?
  /// A descriptor that it gets as its 3.
  public var passed: CInt?
  /// Whether everything else that is open here is closed in it, opened with close-on-exec or not.
  public var closesOthers = false
  /// What it has in common with us.
  public var standing = Standing.shared

  /// A program that is given these arguments, the first of which is its path.
  public init(_ arguments: [String], environment: [String]? = nil) {
    self.arguments = arguments
    self.environment = environment
  }

  /// Why nothing was started: the `errno` of `posix_spawn`.
  public struct StartFailure: Error, Sendable {
    /// The number.
    public let errno: CInt

    /// That one.
    public init(errno: CInt) { self.errno = errno }
  }

  /// Starts it; gives its process.
  public func start() throws(StartFailure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    arrangeDescriptors(&actions)
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var flags = CShort(POSIX_SPAWN_SETSIGMASK) | CShort(POSIX_SPAWN_SETSIGDEF)
    switch terminal == nil ? standing : .ownSession {
    case .shared: break
    case .ownGroup: flags |= CShort(POSIX_SPAWN_SETPGROUP)
    // POSIX_SPAWN_SETSID, which Swift does not import.
    case .ownSession: flags |= 0x80
    }
    posix_spawnattr_setflags(&attributes, flags)

    let given: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    let variables: [UnsafeMutablePointer<CChar>?] = (environment ?? []).map { strdup($0) } + [nil]
    defer { for text in given + variables { free(text) } }
    var process: pid_t = 0
    let code =
      environment == nil
      ? posix_spawn(&process, arguments[0], &actions, &attributes, given, environ)
      : posix_spawn(&process, arguments[0], &actions, &attributes, given, variables)
    guard code == 0 else { throw StartFailure(errno: code) }
    return process
  }

  private func arrangeDescriptors(_ actions: inout posix_spawn_file_actions_t) {
    if let terminal {
      // The leader of a session gets the first terminal that it opens as its controlling one: Ctrl-C then raises SIGINT.
      posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
      for target in [1, 2] as [CInt] { posix_spawn_file_actions_adddup2(&actions, 0, target) }
    } else {
      for (target, stream) in [(0, input), (1, output), (2, error)] as [(CInt, Stream)] {
        switch stream {
        case .nowhere: posix_spawn_file_actions_addopen(&actions, target, "/dev/null", target == 0 ? O_RDONLY : O_WRONLY, 0)
        case .inherited: break
        case .descriptor(let source): posix_spawn_file_actions_adddup2(&actions, source, target)
        }
      }
    }
    // Where the descriptor is 3 already, glibc clears its close-on-exec flag.
    if let passed { posix_spawn_file_actions_adddup2(&actions, passed, 3) }
    guard closesOthers else { return }
    // Some more than are open now, for other threads.
    for descriptor in (passed == nil ? 3 : 4)...(Self.highestDescriptor + 64) { posix_spawn_file_actions_addclose(&actions, descriptor) }
  }

  private static var highestDescriptor: CInt { (try? InputFile.names(in: "/proc/self/fd"))?.compactMap { CInt($0) }.max() ?? 1024 }
}

/// How a program ended. Leaving with another code than 0 is no error here.
public enum ProgramEnd: Sendable, Equatable {
  /// It left with this code.
  case exited(CInt)
  /// This signal ended it.
  case signalled(CInt)

  /// From the status that `waitpid` gives.
  public init(waitStatus status: CInt) { self = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F) }

  /// How a child ended (`waitpid`); nil while it runs.
  ///
  /// - Parameter waiting: whether to wait for its end.
  public static func of(_ process: pid_t, waiting: Bool = false) -> ProgramEnd? {
    var status: CInt = 0
    while true {
      let result = waitpid(process, &status, waiting ? 0 : WNOHANG)
      if result == process { return ProgramEnd(waitStatus: status) }
      if result == 0 { return nil }
      guard errno == EINTR else { return .exited(-1) }
    }
  }
}
