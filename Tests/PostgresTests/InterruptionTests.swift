import Glibc
import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct InterruptionTests {
  /// Waits until another session of this database runs the statement.
  static func awaitRunning(_ statement: String, in database: TestDatabase) throws {
    var connection = try database.connect()
    let running = "select 1 from pg_stat_activity where state = 'active' and query = $1 and pid <> pg_backend_pid()"
    while try connection.query(running, [.text(statement)]).isEmpty {}
  }

  @Test func controlCEndsTheStatementAndKeepsTheSession() throws {
    let database = try TestDatabase.scratch
    let keys = SignalPipe()
    var connection = try database.connect(options: .init(interruptDescriptor: keys.reading))
    let pid = connection.backendPID
    let presser = Worker {
      try Self.awaitRunning("select pg_sleep(600)", in: database)
      keys.pressControlC()
    }
    #expect(connection.wasInterrupted == false)
    // It ends long before its ten minutes: the suite allows it one.
    #expect(throws: PostgresError.cancelled(message: "canceling statement due to user request")) {
      try connection.query("select pg_sleep(600)")
    }
    try presser.join()
    #expect(connection.wasInterrupted == true)
    #expect(keys.isEmpty)
    #expect(connection.isBroken == false)
    #expect(connection.backendPID == pid)
    for _ in 1...20 { #expect(try connection.query("select 1 as one").only().int("one") == 1) }
  }

  @Test func anotherThreadCanStopAStatement() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect()
    let held = connection.cancelHandle()
    let handle = try #require(held)
    let canceller = Worker {
      try Self.awaitRunning("select pg_sleep(601)", in: database)
      return handle.cancel()
    }
    let error = #expect(throws: PostgresError.self) { try connection.query("select pg_sleep(601)") }
    #expect(error?.sqlState == "57014")
    #expect(try canceller.join())
  }

  @Test func aHandleOutlivesItsConnection() throws {
    let database = try TestDatabase.scratch
    var handle: CancelHandle?
    do {
      let connection = try database.connect()
      handle = connection.cancelHandle()
    }
    try #require(handle).cancel()
  }

  @Test func aServerThatDoesNotAnswerIsGivenUpAfterTheDeadline() throws {
    let database = try TestDatabase.scratch
    let keys = SignalPipe()
    var connection = try database.connect(options: .init(interruptDescriptor: keys.reading, cancelDeadline: .milliseconds(300)))
    let pid = pid_t(connection.backendPID)
    kill(pid, SIGSTOP)
    defer { kill(pid, SIGCONT) }
    keys.pressControlC()
    let error = #expect(throws: PostgresError.self) { try connection.query("select 1") }
    #expect(error?.isOutcomeUnknown == true, "\(String(describing: error))")
    #expect(connection.isBroken == true)
  }

  @Test func aSecondControlCGivesUpAtOnce() throws {
    let database = try TestDatabase.scratch
    let keys = SignalPipe()
    var connection = try database.connect(options: .init(interruptDescriptor: keys.reading, cancelDeadline: .seconds(600)))
    let pid = pid_t(connection.backendPID)
    kill(pid, SIGSTOP)
    defer { kill(pid, SIGCONT) }
    let presser = Worker {
      keys.pressControlC()
      // The first one has been taken when the pipe is empty.
      while !keys.isEmpty { sched_yield() }
      keys.pressControlC()
    }
    let error = #expect(throws: PostgresError.self) { try connection.query("select 1") }
    try presser.join()
    #expect(error == .connectionLost(message: "interrupted twice, the server did not answer", outcomeUnknown: true))
    #expect(throws: PostgresError.connectionLost(message: "interrupted twice, the server did not answer", outcomeUnknown: false)) {
      try connection.query("select 1")
    }
  }

  @Test func aStatementWithALimitIsCancelledAndAtLastGivenUp() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect(options: .init(cancelDeadline: .milliseconds(300)))
    #expect(throws: PostgresError.cancelled(message: "canceling statement due to user request")) {
      try connection.query("select pg_sleep(600)", within: .milliseconds(50))
    }
    #expect(connection.wasInterrupted == false)
    let pid = pid_t(connection.backendPID)
    kill(pid, SIGSTOP)
    defer { kill(pid, SIGCONT) }
    let error = #expect(throws: PostgresError.self) { try connection.query("select 1", within: .milliseconds(50)) }
    #expect(error?.isOutcomeUnknown == true)
  }

  @Test func aStatementThatTakesLongIsSpokenOfOnce() throws {
    let database = try TestDatabase.scratch
    let words = SignalPipe()
    var connection = try database.connect(options: .init(onSilence: { words.pressControlC() }, silence: .milliseconds(20)))
    var blocker = try database.connect()
    try blocker.query("select pg_advisory_lock(4711)")
    let releaser = Worker {
      while words.isEmpty { sched_yield() }
      try database.administer("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 4711 and granted")
    }
    try connection.query("select pg_advisory_lock(4711)")
    try releaser.join()
    #expect(words.take() == 1)
  }

  @Test func aStatementTimeoutIsACancellationToo() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect(options: .init(settings: ["statement_timeout": "20ms"]))
    #expect(throws: PostgresError.cancelled(message: "canceling statement due to statement timeout")) {
      try connection.query("select pg_sleep(600)")
    }
  }

  @Test func connectingToAServerThatSaysNothingEnds() throws {
    let silent = try SilentServer()
    let error = #expect(throws: PostgresError.self) {
      _ = try Connection("host=\(silent.directory)", options: .init(connectTimeout: .milliseconds(200)))
    }
    #expect(error == .connectionFailed(message: "no answer from \(silent.directory) within 0.2 seconds"))
    let slow = #expect(throws: PostgresError.self) { _ = try Connection("host=\(silent.directory) connect_timeout=1") }
    #expect(slow == .connectionFailed(message: "no answer from \(silent.directory) within 1.0 seconds"))
  }

  @Test func controlCWorksWhileConnecting() throws {
    let silent = try SilentServer()
    let keys = SignalPipe()
    keys.pressControlC()
    #expect(throws: PostgresError.cancelled(message: "connecting was interrupted")) {
      _ = try Connection("host=\(silent.directory)", options: .init(connectTimeout: .seconds(600), interruptDescriptor: keys.reading))
    }
    #expect(keys.isEmpty)
  }
}

/// A socket at which nobody ever answers.
private final class SilentServer {
  let directory: String
  private let descriptor: CInt

  init() throws {
    var template = Array("/tmp/silent-XXXXXX".utf8CString)
    directory = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)!) }
    descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: "\(directory)/.s.PGSQL.5432".utf8) }
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
    try #require(code == 0 && listen(descriptor, 5) == 0)
  }

  deinit {
    close(descriptor)
    unlink("\(directory)/.s.PGSQL.5432")
    rmdir(directory)
  }
}
