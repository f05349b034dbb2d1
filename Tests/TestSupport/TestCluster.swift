import Glibc
public import LocalCluster
import Synchronization

/// The private server on which all tests of a run work: started when first asked for, gone when the process ends, by
/// whatever end.
public final class TestCluster: Sendable {
  /// The server itself.
  public let server: LocalCluster

  private static let outcome = Result { try TestCluster() }

  /// The one of this process.
  ///
  /// - Throws: why it could not be created or started.
  public static var shared: TestCluster { get throws { try outcome.get() } }

  private init() throws {
    // Not the temporary folder of the user: the path of the socket must stay short, and the server's user must reach it.
    server = LocalCluster(
      directory: "/tmp/pupitre-test-\(getpid())", durability: .throwAway,
      settings: [
        "max_connections": "300", "autovacuum": "off",
        // A standby that never comes: a login whose `synchronous_commit` is on waits for it at each commit; nobody else does.
        "max_wal_senders": "1", "wal_level": "replica", "synchronous_standby_names": "nowhere", "synchronous_commit": "local",
      ])
    // First, so that a process killed while the cluster is being made leaves nothing either.
    try Watchdog.watch(over: server.directory)
    try server.destroy()
    try server.ensureRunning()
  }

  /// A connection string for a database of this server; no password is needed.
  public func conninfo(user: String = LocalCluster.superuser, database: String = "postgres") throws -> String {
    try server.conninfo(user: user, database: database)
  }
}

/// A shell that waits until this process is gone, then stops the server and removes its folder.
///
/// It reads from a pipe whose other end only this process holds: the system closes it at any end, `kill -9` included.
/// At an ordinary end we wait for it.
private enum Watchdog {
  private static let script = """
    trap '' INT TERM HUP
    cat >/dev/null
    pid=$(head -n 1 "$0/data/postmaster.pid" 2>/dev/null)
    if [ -n "$pid" ]; then
      kill -QUIT "$pid" 2>/dev/null
      while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
    fi
    rm -rf -- "$0"
    """

  private static let state = Mutex<(pipe: CInt, pid: pid_t)?>(nil)

  static func watch(over directory: String) throws {
    let started = try Spawn.alone {
      var ends: [CInt] = [-1, -1]
      guard pipe(&ends) == 0 else { throw SpawnError(call: "pipe", errno: errno) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      defer { close(ends[0]) }
      return (pipe: ends[1], pid: try Spawn("/bin/sh", ["-c", script, directory], input: ends[0], hasOwnSession: true).start())
    }
    state.withLock { $0 = started }
    atexit {
      guard let (pipe, pid) = Watchdog.state.withLock({ $0 }) else { return }
      close(pipe)
      waitpid(pid, nil, 0)
    }
  }
}
