public import Desk
import Postgres
import TestSupport
public import Testing

/// Every report of the product on a fresh schema, against what its head says.
@Suite struct ReportTests {
  @Test(arguments: ReportCatalogue.product.reports)
  func theHeadSaysWhatTheStatementIs(_ report: Report) throws {
    let database = try TestDatabase()
    let group = report.isForSupervisors ? "pupitre_supervisor" : "pupitre_agent"
    var connection = try database.connect(as: database.login(memberOf: [group]))
    let description = try connection.describe(report.text)
    #expect(description.parameters.map(\.name) == report.parameters.map(\.type.postgresType), "parameters of \(report.name)")
    #expect(description.columns.map(\.name) == report.columns.map(\.name), "columns of \(report.name)")
    for (column, described) in zip(report.columns, description.columns) {
      switch column.kind {
      case .queue, .code: #expect(described.type == .text, "\(report.name): \(column.name)")
      case .case, .moment: #expect(described.type == .int8, "\(report.name): \(column.name)")
      case .day: #expect(described.type == .date, "\(report.name): \(column.name)")
      case .percent: #expect(described.type == .numeric, "\(report.name): \(column.name)")
      // Whatever time zone the session has: moments come as seconds.
      case .plain: #expect(described.type != .timestamptz && described.type != .date, "\(report.name): \(column.name)")
      }
    }
  }

  /// Whom each report is for is what its head says: the database refuses it to anybody else.
  @Test(arguments: ReportCatalogue.product.reports)
  func whoMayReadItIsWhoTheHeadSays(_ report: Report) throws {
    let database = try TestDatabase()
    let values = report.parameters.map { $0.type == .language ? "fr" : $0.defaultValue }
    var desk = try Desk(database.conninfo(user: database.login(memberOf: ["pupitre_agent"])))
    let state = sqlState { _ = try desk.report(report, values) }
    #expect((state == nil) == !report.isForSupervisors, "\(report.name): \(state ?? "done")")
    var supervisor = try Desk(database.conninfo(user: database.login(memberOf: ["pupitre_supervisor"])))
    _ = try supervisor.report(report, values)
  }

  /// A report reads one moment, writes nothing, and is stopped at its limit.
  @Test func aReportIsReadOnlyAndLimited() throws {
    let database = try TestDatabase()
    let agent = try database.login(memberOf: ["pupitre_agent"])
    var report = try #require(ReportCatalogue.product.reports.first { $0.name == "queues" })
    report.parameters = []
    let names = ["transaction_isolation", "transaction_read_only", "statement_timeout"]
    report.text = "select " + names.map { "current_setting('\($0)')" }.joined(separator: ", ")
    var desk = try Desk(database.conninfo(user: agent))
    #expect(try desk.report(report, []).rows == [["repeatable read", "on", "30s"]])
    var hasty = try Desk(database.conninfo(user: agent), options: DeskOptions(reportSeconds: 1))
    #expect(try hasty.report(report, []).rows == [["repeatable read", "on", "1s"]])
    report.text = "select pg_sleep(60)"
    #expect(throws: DeskError.tooLong(seconds: 1)) { try hasty.report(report, []) }
    // What comes after it is the desk's own.
    #expect(try hasty.queues().count == 4)
  }

  @Test func theReportsOfTheIssueAreThere() {
    #expect(
      Set(ReportCatalogue.product.reports.map(\.name)).isSuperset(of: [
        "queues", "deadlines", "outcomes", "attribution", "undelivered", "waits",
      ]))
  }

  /// What is read of the ledger is the period, by an index, however long the history.
  @Test(arguments: ["deadlines", "outcomes", "attribution"])
  func theHistoryIsNotReadWhole(_ name: String) throws {
    let database = try TestDatabase()
    let report = try #require(ReportCatalogue.product.reports.first { $0.name == name })
    var connection = try database.connect(as: database.login(memberOf: ["pupitre_supervisor"]))
    // The ledger of a test is too short for an index to be worth it.
    _ = try connection.query("set enable_seqscan = off")
    _ = try connection.query("set enable_bitmapscan = off")
    let values: [Parameter] = report.parameters.map { $0.type == .language ? "fr" : Parameter($0.defaultValue) }
    let lines = try connection.query("explain " + report.text, values).map { try $0.string("QUERY PLAN") }.joined(separator: "\n")
    #expect(lines.contains("decision_day"), "\(lines)")
    let conditions = lines.split(separator: "\n").filter { $0.contains("Index Cond") }
    #expect(conditions.contains { $0.contains("queue = ") && $0.contains("decided_at >= ") }, "\(lines)")
  }
}

extension Report: CustomTestStringConvertible {
  /// Short, as a test is named by it.
  public var testDescription: String { name }
}
