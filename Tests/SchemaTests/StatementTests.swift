import Desk
import Postgres
import Queries
import TestSupport
import Testing

/// Every statement of `queries/desk` on a fresh schema, against the types that the Swift sends and reads.
@Suite struct StatementTests {
  @Test func everyStatementOfTheDeskIsUsedAndOnlyThose() {
    #expect(Set(Statement.all.map { "desk/\($0.name).sql" }) == Set(Query.folder("desk").map(\.path)))
  }

  @Test func everyStatementHasTheTypesThatTheDeskExpects() throws {
    let database = try TestDatabase()
    var connection = try database.connect(as: database.login(memberOf: ["pupitre_agent"]))
    for statement in Statement.all {
      let description = try connection.describe(statement.text)
      #expect(description.parameters == statement.parameters, "parameters of \(statement.name)")
      #expect(description.columns.map(\.name) == statement.columns.map(\.name), "columns of \(statement.name)")
      #expect(description.columns.map(\.type) == statement.columns.map(\.type), "column types of \(statement.name)")
    }
  }
}
