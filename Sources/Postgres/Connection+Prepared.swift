import CLibPQ

/// A statement that is to be parsed once a session.
struct PreparedStatement {
  var sql: String
  /// Its name on the server, `nil` until it has been prepared in this session.
  var serverName: String?
}

extension Connection {
  /// Makes a statement known by a name, to be parsed and planned once (`PQsendPrepare`).
  ///
  /// Without ``ConnectionOptions/usesPreparedStatements`` it is only remembered, and ``query(prepared:_:)`` sends its
  /// text. The same name with the same text costs nothing; with another text it replaces the former statement.
  public mutating func prepare(_ name: String, _ sql: String) throws(PostgresError) {
    if statements[name]?.sql != sql { statements[name] = PreparedStatement(sql: sql) }
    if options.usesPreparedStatements { _ = try serverName(of: name) }
  }

  /// Runs a statement that ``prepare(_:_:)`` has made known.
  ///
  /// A session outlives changes of the schema: when the server no longer knows the statement, or its result type has
  /// changed, and no transaction is open, it is prepared and run once more; nothing of the first attempt took effect.
  ///
  /// - Throws: ``PostgresError/invalidRequest(message:)`` for a name that is not known; else as ``query(_:_:within:)``.
  @discardableResult public mutating func query(
    prepared name: String, _ parameters: [Parameter] = []
  ) throws(PostgresError) -> ResultRows {
    guard let statement = statements[name] else {
      throw .invalidRequest(message: "no statement has been prepared as \(name)")
    }
    guard options.usesPreparedStatements else { return try query(statement.sql, parameters) }
    let encoded = try EncodedParameters(parameters)
    let isInTransaction = self.isInTransaction
    do {
      return try run(name, encoded)
    } catch .server(let error) where !isInTransaction && Self.saysStale(error) {
      statements[name]?.serverName = nil
      return try run(name, encoded)
    }
  }

  /// Runs a statement under a name, preparing it at its first use in this session: ``prepare(_:_:)`` and
  /// ``query(prepared:_:)`` in one.
  @discardableResult public mutating func query(
    _ sql: String, named name: String, _ parameters: [Parameter] = []
  ) throws(PostgresError) -> ResultRows {
    if statements[name]?.sql != sql { statements[name] = PreparedStatement(sql: sql) }
    return try query(prepared: name, parameters)
  }

  private mutating func run(_ name: String, _ encoded: EncodedParameters) throws(PostgresError) -> ResultRows {
    let serverName = try serverName(of: name)
    try prepareToSend()
    try send { raw in
      encoded.withPointers { PQsendQueryPrepared(raw, serverName, encoded.count, $1, $2, $3, 0) }
    }
    return try finishStatement()
  }

  /// The name on the server of a known statement, which is prepared there if it is not yet.
  mutating func serverName(of name: String) throws(PostgresError) -> String {
    guard let statement = statements[name] else {
      throw .invalidRequest(message: "no statement has been prepared as \(name)")
    }
    if let serverName = statement.serverName { return serverName }
    try Self.check(statement.sql)
    // Never the same name twice: libpq 15 cannot close a prepared statement.
    generation += 1
    let serverName = "s\(generation)"
    try prepareToSend()
    try send { PQsendPrepare($0, serverName, statement.sql, 0, nil) }
    _ = try finishStatement()
    statements[name]?.serverName = serverName
    return serverName
  }

  mutating func forgetServerSideStatements() {
    for name in statements.keys { statements[name]?.serverName = nil }
  }

  private static func saysStale(_ error: ServerError) -> Bool {
    error.sqlState == SQLState.invalidStatementName
      || error.sqlState == SQLState.featureNotSupported && error.sourceRoutine == "RevalidateCachedQuery"
  }
}
