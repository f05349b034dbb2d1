import Postgres
import TestSupport
import Testing

@Suite struct PreparedTests {
  private func preparedCount(_ connection: inout Connection) throws -> Int {
    try connection.query("select count(*) as n from pg_prepared_statements").only().int("n")
  }

  @Test func aStatementIsParsedOnce() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect()
    try connection.prepare("double", "select 2 * $1::int as n")
    for number in 1...10 {
      try connection.prepare("double", "select 2 * $1::int as n")
      #expect(try connection.query(prepared: "double", [Parameter(number)]).only().int("n") == 2 * number)
    }
    #expect(try preparedCount(&connection) == 1)
    #expect(try connection.query("select 3 * $1::int as n", named: "double", [1]).only().int("n") == 3)
    #expect(try connection.query(prepared: "double", [1]).only().int("n") == 3)
  }

  @Test func withoutNamedStatementsTheTextIsSent() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect(options: .init(usesPreparedStatements: false))
    try connection.prepare("double", "select 2 * $1::int as n")
    #expect(try connection.query(prepared: "double", [4]).only().int("n") == 8)
    #expect(try preparedCount(&connection) == 0)
  }

  @Test func anUnknownNameIsRefused() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect()
    #expect(throws: PostgresError.invalidRequest(message: "no statement has been prepared as nothing")) {
      try connection.query(prepared: "nothing")
    }
    #expect(#expect(throws: PostgresError.self) { try connection.prepare("wrong", "selec") }?.sqlState == "42601")
    #expect(try connection.query("select 1 as one", named: "wrong").only().int("one") == 1)
  }

  @Test func aSessionOutlivesChangesOfTheSchema() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    try connection.script("create view v as select 1 as a")
    try connection.prepare("all", "select * from v")
    #expect(try connection.query(prepared: "all").columns.map(\.name) == ["a"])
    try connection.script("drop view v; create view v as select 1 as a, 2 as b")
    #expect(try connection.query(prepared: "all").columns.map(\.name) == ["a", "b"])
    try connection.query("deallocate all")
    #expect(try connection.query(prepared: "all").columns.map(\.name) == ["a", "b"])
  }

  @Test func inATransactionAStaleStatementFails() throws {
    let database = try TestDatabase.scratch
    var connection = try database.connect()
    try connection.prepare("one", "select 1 as one")
    let error = #expect(throws: PostgresError.self) {
      try connection.transaction { (connection) throws(PostgresError) in
        try connection.query("deallocate all")
        try connection.query(prepared: "one")
      }
    }
    #expect(error?.sqlState == "26000")
    #expect(try connection.query(prepared: "one").only().int("one") == 1)
  }
}
