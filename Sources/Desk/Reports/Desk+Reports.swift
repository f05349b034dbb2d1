import Postgres

/// What a report gave.
public struct ReportRows: Sendable, Equatable {
  /// A column, as the server describes it.
  public struct Column: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// What it holds.
    public var kind: Kind
  }

  /// What a column holds.
  public enum Kind: Sendable, Equatable { case text, number, boolean, day, moment }

  /// Its columns, in order.
  public var columns: [Column]
  /// Values in the server's text form; nil is NULL.
  public var rows: [[String?]]
}

extension Desk {
  /// Runs a report: one statement with bound parameters, in a read-only transaction that sees one moment and ends by
  /// itself after ``DeskOptions/reportSeconds`` (`queries/desk/report_begin.sql`, `report_limit.sql`, `report_end.sql`).
  ///
  /// - Parameter values: one for each of its parameters, in their order, in the server's text form.
  public mutating func report(_ report: Report, _ values: [String?]) throws(DeskError) -> ReportRows {
    var attempt = 0
    while true {
      // Connects again if need be.
      _ = try run(\.reportBegin)
      let start = ContinuousClock.now
      do throws(PostgresError) {
        let rows = try read(report, values)
        return rows
      } catch {
        heedNotices()
        // Where even this fails the connection is broken, and the server rolls back by itself.
        _ = try? connection.query(DeskStatements.shared.reportEnd.text)
        // Nothing was written: what was lost is asked once more.
        if case .connectionLost = error, attempt == 0, !connection.wasInterrupted {
          attempt += 1
          continue
        }
        let limit = options.reportSeconds
        if case .cancelled = error, ContinuousClock.now - start >= .seconds(limit) { throw .tooLong(seconds: limit) }
        if case .connectionLost(let message, _) = error { throw .connectionLost(message) }
        // One of the product finds the desk's views missing where the schema is older than this program.
        if case .server(let server) = error, report.isSitesOwn || server.sqlState == "42501" {
          throw .report(ReportFailure(report, server))
        }
        throw DeskError(error)
      }
    }
  }

  private mutating func read(_ report: Report, _ values: [String?]) throws(PostgresError) -> ReportRows {
    try connection.query(DeskStatements.shared.reportLimit.text, [.text("\(options.reportSeconds)s")])
    let result = try connection.query(report.text, values.map { Parameter($0) })
    var rows: [[String?]] = []
    rows.reserveCapacity(result.count)
    for row in result {
      var cells: [String?] = []
      for column in result.columns.indices { cells.append(try row.optionalValue(column, as: String.self)) }
      rows.append(cells)
    }
    try connection.query(DeskStatements.shared.reportEnd.text)
    return ReportRows(columns: result.columns.map { ReportRows.Column(name: $0.name, kind: ReportRows.Kind($0.type)) }, rows: rows)
  }
}

extension ReportRows.Kind {
  init(_ type: PostgresType) {
    switch type.name {
    case "smallint", "integer", "bigint", "numeric", "real", "double precision": self = .number
    case "boolean": self = .boolean
    case "date": self = .day
    case "timestamp with time zone", "timestamp without time zone": self = .moment
    default: self = .text
    }
  }
}
