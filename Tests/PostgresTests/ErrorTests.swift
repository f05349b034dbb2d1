import Postgres
import TestSupport
import Testing

@Suite struct ErrorTests {
  @Test func everyFieldOfAServerErrorArrives() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    try connection.script(
      """
      create schema shop;
      create function shop.refuse() returns void language plpgsql as $$
      begin
        raise exception using errcode = 'PU001', message = 'no', detail = '{"case": 7}', hint = 'ask again', schema = 'shop', table = 'orders',
          column = 'state', datatype = 'mood', constraint = 'orders_state';
      end $$
      """)
    let error = try #require(#expect(throws: PostgresError.self) { try connection.query("select shop.refuse()") }?.serverError)
    #expect(error.sqlState == "PU001")
    #expect(error.severity == "ERROR")
    #expect(error.message == "no")
    #expect(error.detail == #"{"case": 7}"#)
    #expect(error.hint == "ask again")
    #expect(error.context == "PL/pgSQL function shop.refuse() line 3 at RAISE")
    #expect(error.schema == "shop")
    #expect(error.table == "orders")
    #expect(error.column == "state")
    #expect(error.dataType == "mood")
    #expect(error.constraint == "orders_state")
    #expect(error.sourceFile == "pl_exec.c")
    #expect(error.sourceRoutine == "exec_stmt_raise")
    #expect(error.sourceLine.flatMap { Int($0) } != nil)
    #expect(error.description == #"ERROR PU001: no ({"case": 7}) Hint: ask again"#)
  }

  @Test func positionsCountCharacters() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    let error = try #require(#expect(throws: PostgresError.self) { try connection.query("select 'éé', nowhere") }?.serverError)
    #expect((error.sqlState, error.position) == ("42703", 14))
    try connection.script("create function f() returns void language plpgsql as $$ begin perform 1 from nowhere; end $$")
    let inner = try #require(#expect(throws: PostgresError.self) { try connection.query("select f()") }?.serverError)
    #expect(inner.internalQuery == "SELECT 1 from nowhere")
    #expect(inner.internalPosition == 15)
    #expect(inner.position == nil)
  }

  @Test func aViolatedConstraintIsNamed() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    try connection.script("create table t (n int constraint n_small check (n < 10)); insert into t values (1)")
    let error = try #require(#expect(throws: PostgresError.self) { try connection.query("insert into t values (10)") }?.serverError)
    #expect((error.sqlState, error.schema, error.table, error.constraint) == ("23514", "public", "t", "n_small"))
    #expect(connection.isBroken == false)
    #expect(try connection.query("select count(*) from t").only().value(0) == 1)
  }

  @Test func aScriptStopsAtItsFirstErrorAndLeavesNothing() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.script("create table a (); create table a (); create table b ()")
    }
    #expect(error?.sqlState == "42P07")
    #expect(try connection.query("select to_regclass('a') is null and to_regclass('b') is null as gone").only().bool("gone"))
  }

  @Test func aFailedTransactionThatIsCommittedIsAnError() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    #expect(throws: PostgresError.protocolViolation(message: "the transaction was not committed: ROLLBACK")) {
      try connection.transaction { (connection) throws(PostgresError) in
        try connection.query("create table t ()")
        _ = try? connection.query("select nonsense")
      }
    }
    #expect(connection.isInTransaction == false)
    #expect(try connection.query("select to_regclass('t') is null as gone").only().bool("gone"))
  }

  @Test func aTransactionThatThrowsIsRolledBack() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.transaction { (connection) throws(PostgresError) in
        try connection.query("create table t ()")
        try connection.query("select 1/0")
      }
    }
    #expect(error?.sqlState == "22012")
    #expect(connection.isInTransaction == false)
    try connection.transaction { (connection) throws(PostgresError) in _ = try connection.query("create table t ()") }
    #expect(try connection.query("select to_regclass('t') is not null as there").only().bool("there"))
  }

  @Test func copyIsRefusedAndTheSessionGivenUp() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect()
    #expect(throws: PostgresError.protocolViolation(message: "COPY from or to the client is not supported")) {
      try connection.query("copy (select 1) to stdout")
    }
    #expect(connection.isBroken == true)
    try connection.reconnect()
    #expect(try connection.query("select 1 as one").only().int("one") == 1)
  }

  @Test func whatCannotBeReachedSaysSo() throws {
    let error = #expect(throws: PostgresError.self) { _ = try Connection("host=/nonexistent dbname=none") }
    guard case .connectionFailed(let message) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(message.contains("/nonexistent/.s.PGSQL.5432"))
    #expect(throws: PostgresError.connectionFailed(message: "invalid connection option \"hots\"")) { _ = try Connection("hots=/tmp") }
    let database = try TestDatabase.scratch
    let refused = #expect(throws: PostgresError.self) { _ = try database.connect(as: "nobody_at_all") }
    #expect(refused?.description.contains("role \"nobody_at_all\" does not exist") == true)
  }
}
