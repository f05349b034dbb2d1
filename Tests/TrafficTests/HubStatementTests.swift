import Postgres
import Queries
import TestSupport
import Testing

@testable import Traffic

@Suite struct HubStatementTests {
  @Test("every statement of queries/hub is used, prepares on a fresh schema, and has the types that Swift sends and reads")
  func prepared() throws {
    let database = try TestDatabase()
    var connection = try database.connect()
    #expect(Set(HubStatements.all.map { "hub/\($0.name).sql" }) == Set(Query.folder("hub").map(\.path)))
    for statement in HubStatements.all {
      let described = try connection.describe(statement.text)
      #expect(described.parameters == statement.parameters, "\(statement.name)")
      #expect(try RowShape(of: statement.row).misfits(with: described.columns) == [], "\(statement.name)")
    }
  }

  @Test("the demo's own statements do what they say")
  func local() throws {
    let database = try TestDatabase(.demo)
    let clock = try DemoClock(try database.conninfo(), owner: nil)
    try clock.createLogins()
    // Twice: the second time they are there.
    try clock.createLogins()
    let now = try clock.set(0)
    let past = try clock.set(-3 * 86_400)
    #expect(abs(now.localSeconds - past.localSeconds - 3 * 86_400) < 3700)
    try clock.set(0)
    var connection = try database.connect()
    #expect(try connection.query("select clock_offset = interval '0' as still from core.clock").only().bool("still"))
    #expect(
      try connection.query(
        "select pg_has_role('sofia', 'pupitre_supervisor', 'member') and pg_has_role('aftral', 'pupitre_centre', 'member') as may"
      )
      .only().bool("may"))
  }
}
