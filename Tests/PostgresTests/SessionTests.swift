import Glibc
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct SessionTests {
  @Test func optionsReachTheServer() throws {
    let database = try TestDatabase.scratch
    let login = try database.login()
    let connection = try Connection(
      database.conninfo() + " options='-c work_mem=1MB'",
      options: .init(applicationName: "desk", overrides: ["user": login], settings: ["search_path": "\"a b\", \"\\c\"", "geqo": "off"]))
    var session = connection
    let row = try session.query(
      """
      select session_user as me, current_setting('work_mem') as work_mem, current_setting('search_path') as path,
        current_setting('geqo') as geqo, current_setting('application_name') as name, current_setting('client_encoding') as encoding
      """
    ).only()
    #expect(try row.string("me") == login)
    #expect(try row.string("work_mem") == "1MB")
    #expect(try row.string("path") == "\"a b\", \"\\c\"")
    #expect(try row.string("geqo") == "off")
    #expect(try row.string("name") == "desk")
    #expect(try row.string("encoding") == "UTF8")
    #expect(session.requestedUser == login)
    #expect(session.sessionUser == login)
    #expect(session.database == database.name)
    #expect(session.serverVersion >= 150000)
    #expect(session.parameterStatus("server_encoding") == "UTF8")
    #expect(session.parameterStatus("no_such") == nil)
  }

  @Test func theApplicationNameOfTheConnectionStringWins() throws {
    let database = try TestDatabase.scratch
    let connection = try Connection(database.conninfo() + " application_name=mine", options: .init(applicationName: "desk"))
    #expect(connection.parameterStatus("application_name") == "mine")
  }

  @Test func aDeskHasSafeDefaults() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect()
    let row = try connection.query(
      "select current_setting('client_connection_check_interval') as look, current_setting('idle_in_transaction_session_timeout') as idle"
    ).only()
    #expect(try row.string("look") == "2s")
    #expect(try row.string("idle") == "1min")
  }

  @Test func whatTheServerSaysBesideItsAnswersIsKeptAsValues() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect()
    try connection.script("do $$ begin raise notice 'é %', 1; raise warning 'two' using detail = 'deux', errcode = 'PU777'; end $$")
    let notices = connection.takeNotices()
    #expect(notices.kept.map(\.message) == ["é 1", "two"])
    #expect(notices.kept.map(\.severity) == ["NOTICE", "WARNING"])
    #expect(notices.kept.map(\.sqlState) == ["00000", "PU777"])
    #expect(notices.kept.map(\.detail) == ["", "deux"])
    #expect(notices.dropped == 0 && !notices.saysCommittedLocally)
    #expect(connection.takeNotices() == ServerNotices())
  }

  @Test func aServerThatNeverStopsTalkingFillsNothing() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect()
    try connection.script("do $$ begin for n in 1..5000 loop raise notice '%', n; end loop; end $$")
    let notices = connection.takeNotices()
    #expect(notices.kept.map(\.message) == (1...20).map(String.init))
    #expect(notices.dropped == 4980)
  }

  @Test func notificationsArriveInOrder() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    var other = try database.connect()
    try connection.query("listen cases")
    #expect(try connection.takeNotifications() == [])
    try other.query("select pg_notify('cases', n::text) from generate_series(1, 3) as n")
    var seen: [Notification] = []
    while seen.count < 3 {
      var descriptor = pollfd(fd: connection.socket, events: Int16(POLLIN), revents: 0)
      try #require(poll(&descriptor, 1, 10_000) == 1)
      seen += try connection.takeNotifications()
    }
    #expect(seen.map(\.payload) == ["1", "2", "3"])
    #expect(Set(seen.map(\.channel)) == ["cases"])
    #expect(Set(seen.map(\.senderPID)) == [other.backendPID])
    try other.query("select pg_terminate_backend($1, 10000)", [Parameter(connection.backendPID)])
    #expect(throws: PostgresError.connectionLost(message: "terminating connection due to administrator command", outcomeUnknown: false)) {
      try connection.takeNotifications()
    }
  }

  @Test func aStatementIsDescribedWithoutBeingRun() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    try connection.script("create table t (id bigint, name text, at timestamptz)")
    let description = try connection.describe("insert into t values ($1, $2, $3) returning id, name, at, array[name] as names")
    #expect(description.parameters.map(\.name) == ["bigint", "text", "timestamp with time zone"])
    #expect(description.columns.map(\.name) == ["id", "name", "at", "names"])
    #expect(description.columns.map(\.type.name) == ["bigint", "text", "timestamp with time zone", "text[]"])
    #expect(try connection.query("select from t").isEmpty)
    #expect(try connection.describe("delete from t") == StatementDescription(parameters: [], columns: []))
    #expect(#expect(throws: PostgresError.self) { try connection.describe("select nothing from t") }?.sqlState == "42703")
    #expect(try connection.query("select 1 as one").only().int("one") == 1)
  }
}
