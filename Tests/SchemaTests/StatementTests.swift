import Desk
@testable import Postgres
import Queries
import TestSupport
import Testing

/// Every statement of `queries/desk` on a fresh schema, against the types that the Swift sends and reads.
@Suite struct StatementTests {
  @Test func everyStatementOfTheDeskIsUsedAndOnlyThose() {
    #expect(Set(DeskStatements.all.map { "desk/\($0.name).sql" }) == Set(Query.folder("desk").map(\.path)))
  }

  @Test func everyStatementHasTheTypesThatTheDeskExpects() throws {
    let database = try TestDatabase()
    var connection = try database.connect(as: database.login(memberOf: ["pupitre_agent"]))
    for statement in DeskStatements.all {
      let description = try connection.describe(statement.text)
      #expect(description.parameters == statement.parameters, "parameters of \(statement.name)")
      #expect(try RowShape(of: statement.row).misfits(with: description.columns) == [], "columns of \(statement.name)")
    }
  }

  private struct Sample: Decodable {
    var caseID: Int64
    var isUrgent: Bool
    var note: String?
  }

  @Test func aColumnThatNobodyReadsAndAKeyThatNobodySendsAreNoticed() throws {
    let columns: [ResultRows.Column] = [
      .init(name: "case_id", type: .int8), .init(name: "urgent", type: .text), .init(name: "left", type: .text),
    ]
    #expect(
      try RowShape(of: Sample.self).misfits(with: columns) == [
        "urgent is text, read as Bool", "note is read, and there is no such column", "left is read by nobody",
      ])
    #expect(try RowShape(of: Int64.self).misfits(with: columns) == ["left is read by nobody", "urgent is read by nobody"])
    #expect(try RowShape(of: NoAnswer.self).misfits(with: [.init(name: "flag", type: .void)]) == [])
  }
}
