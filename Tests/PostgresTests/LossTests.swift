import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct LossTests {
  private static let farewell = "terminating connection due to administrator command"

  private static func terminate(_ pid: Int, in database: TestDatabase) throws {
    var other = try database.connect()
    try other.query("select pg_terminate_backend($1, 10000)", [Parameter(pid)])
  }

  @Test func aSessionThatEndedBetweenStatementsIsNoticedBeforeAnythingIsSent() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    try connection.query("select 1")
    try Self.terminate(connection.backendPID, in: database)
    #expect(throws: PostgresError.connectionLost(message: Self.farewell, outcomeUnknown: false)) {
      try connection.query("create table t ()")
    }
    #expect(connection.isBroken == true)
    try connection.reconnect()
    #expect(connection.isBroken == false)
    #expect(try connection.query("select to_regclass('t') is null as gone").only().bool("gone"))
  }

  @Test func aSessionThatEndsDuringAStatementLeavesItsOutcomeOpen() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect()
    let pid = connection.backendPID
    let terminator = Worker {
      try InterruptionTests.awaitRunning("select pg_sleep(602)", in: database)
      try Self.terminate(pid, in: database)
    }
    #expect(throws: PostgresError.connectionLost(message: Self.farewell, outcomeUnknown: true)) {
      try connection.query("select pg_sleep(602)")
    }
    try terminator.join()
    #expect(connection.isBroken == true)
    #expect(throws: PostgresError.connectionLost(message: Self.farewell, outcomeUnknown: false)) { try connection.query("select 1") }
  }

  @Test func aForgottenTransactionIsEndedByTheServer() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect(options: .init(settings: ["idle_in_transaction_session_timeout": "1ms"]))
    try connection.query("begin")
    // Readable when the farewell has come.
    var other = try database.connect()
    while try !other.query("select 1 from pg_stat_activity where pid = $1", [Parameter(connection.backendPID)]).isEmpty {}
    let error = #expect(throws: PostgresError.self) { try connection.query("commit") }
    #expect(error == .connectionLost(message: "terminating connection due to idle-in-transaction timeout", outcomeUnknown: false))
  }

  @Test func reconnectingFailsWhileThereIsNoServerAndCanBeRepeated() throws {
    let database = try TestDatabase(.nothing)
    let login = try database.login()
    var connection = try database.connect(as: login)
    try database.administer("alter role \(login) nologin")
    try Self.terminate(connection.backendPID, in: database)
    for _ in 1...2 {
      let error = #expect(throws: PostgresError.self) { try connection.reconnect() }
      #expect(error?.description.contains("is not permitted to log in") == true)
      #expect(connection.isBroken == true)
    }
    try database.administer("alter role \(login) login")
    try connection.reconnect()
    #expect(try connection.query("select session_user as me").only().string("me") == login)
  }

  @Test func aFreshSessionKnowsNothingOfTheOldOne() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect()
    try connection.prepare("sum", "select $1::int + $2::int as sum")
    #expect(try connection.query(prepared: "sum", [1, 2]).only().int("sum") == 3)
    try connection.query("begin")
    try connection.query("set local work_mem = '1MB'")
    try connection.reconnect()
    #expect(connection.isInTransaction == false)
    #expect(try connection.query(prepared: "sum", [3, 4]).only().int("sum") == 7)
  }

  @Test func manySessionsAreOpenedAndClosedWithoutALeak() throws {
    let database = try TestDatabase(.nothing)
    var watcher = try database.connect()
    for _ in 1...50 {
      var connection = try database.connect()
      try connection.query("select 1")
    }
    let others =
      "select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'"
    while try !watcher.query(others).isEmpty {}
  }
}
