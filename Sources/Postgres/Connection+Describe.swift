import CLibPQ

/// What the server infers about a statement without running it.
public struct StatementDescription: Sendable, Equatable {
  /// The type of each parameter, `$1` first.
  public var parameters: [PostgresType]
  /// The columns that it returns; none when it returns no rows.
  public var columns: [ResultRows.Column]

  /// A description.
  public init(parameters: [PostgresType], columns: [ResultRows.Column]) {
    self.parameters = parameters
    self.columns = columns
  }
}

extension Connection {
  /// Parses a statement and says what its parameters and columns are, without running it (`PQsendPrepare`,
  /// `PQsendDescribePrepared`, unnamed).
  ///
  /// - Throws: ``PostgresError/server(_:)`` for a statement that does not fit the schema; else as ``query(_:_:within:)``.
  public mutating func describe(_ sql: String) throws(PostgresError) -> StatementDescription {
    try Self.check(sql)
    try prepareToSend()
    try send { PQsendPrepare($0, "", sql, 0, nil) }
    _ = try finishStatement()
    try send { PQsendDescribePrepared($0, "") }
    let description = try finishStatement()
    return StatementDescription(parameters: description.parameterTypes, columns: description.columns)
  }
}
