import Glibc
import SystemPackage

/// One run of another program: no shell, no terminal, what it wrote kept.
struct Child {
  /// The wait status of `waitpid`.
  let status: Int32
  /// The last lines of standard output and standard error together, as written.
  let lines: [String]

  var succeeded: Bool { status == 0 }

  /// `exit 1` or `signal 9`.
  var statusText: String { status & 0x7f == 0 ? "exit \(status >> 8 & 0xff)" : "signal \(status & 0x7f)" }

  /// Runs a program to its end (`posix_spawn`, `waitpid`).
  ///
  /// It gets a process group of its own, so that Ctrl-C in a terminal does not reach it; default signals; nothing on standard
  /// input; a bare environment in which messages are English; and of our open files only `lock`, as its descriptor 3:
  /// an `initdb` that outlives us goes on holding the lock.
  ///
  /// - Parameters:
  ///   - command: the program's path and its arguments.
  ///   - folder: its working directory.
  ///   - lock: the descriptor to pass on.
  /// - Throws: ``LocalClusterError/system(operation:path:errno:message:)`` if it cannot be started.
  static func run(_ command: [String], in folder: FilePath, holding lock: FileDescriptor? = nil) throws(LocalClusterError) -> Child {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system("pipe", folder) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let output = FileDescriptor(rawValue: ends[0])
    defer { try? output.close() }
    let started: Result<pid_t, Errno> = spawn(command, in: folder, writingTo: ends[1], holding: lock)
    close(ends[1])
    switch started {
    case .failure(let error): throw .system("start", FilePath(command[0]), error)
    case .success(let pid): return try collect(pid, output, FilePath(command[0]))
    }
  }

  private static func spawn(
    _ command: [String], in folder: FilePath, writingTo output: Int32, holding lock: FileDescriptor?
  ) -> Result<pid_t, Errno> {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
    // Where the descriptor is 3 already, glibc clears its close-on-exec flag.
    if let lock { posix_spawn_file_actions_adddup2(&actions, lock.rawValue, 3) }
    // Also those that were opened without close-on-exec, here or by who started us: a server that outlives us and holds
    // the other end of somebody's pipe would keep him waiting. Some more than are open now, for other threads.
    let highest = (try? Folder.names(in: "/proc/self/fd"))?.compactMap { Int32($0) }.max() ?? 1024
    for descriptor in (lock == nil ? 3 : 4)...(highest + 64) { posix_spawn_file_actions_addclose(&actions, descriptor) }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

    var environment = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"]
    if let zone = getenv("TZ") { environment.append("TZ=" + String(cString: zone)) }
    // Only glibc's extensions of posix_spawn know a working directory, and Swift does not see those.
    let command = ["/usr/bin/env", "--chdir=\(folder)"] + command
    let arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    let variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var pid: pid_t = 0
    let error = posix_spawn(&pid, command[0], &actions, &attributes, arguments, variables)
    return error == 0 ? .success(pid) : .failure(Errno(rawValue: error))
  }

  private static func collect(_ pid: pid_t, _ output: FileDescriptor, _ program: FilePath) throws(LocalClusterError) -> Child {
    var bytes: [UInt8] = []
    withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 1) { buffer in
      // What it still says when this fails is lost, not how it ended.
      while let count = try? output.read(into: buffer), count > 0 {
        bytes.append(contentsOf: buffer.prefix(count))
        if bytes.count > 131_072 { bytes.removeFirst(bytes.count - 65_536) }
      }
    }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 {
      guard errno == EINTR else { throw .system("wait for", program) }
    }
    return Child(status: status, lines: bytes.lastLines(20))
  }
}

extension Collection<UInt8> {
  /// The last non-empty lines of some output; broken UTF-8 is repaired.
  func lastLines(_ count: Int) -> [String] {
    split(separator: UInt8(ascii: "\n")).suffix(count).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension LocalClusterError {
  /// The error of the call that has just failed.
  static func system(_ operation: String, _ path: FilePath, _ error: Errno = Errno(rawValue: Glibc.errno)) -> LocalClusterError {
    .system(operation: operation, path: path.string, errno: error.rawValue, message: error.description)
  }

  /// The error of a failed program.
  static func programFailed(_ name: String, _ child: Child, lines: [String] = []) -> LocalClusterError {
    .programFailed(name: name, status: child.statusText, lines: child.lines + lines)
  }
}
