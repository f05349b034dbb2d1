import CLibPQ

extension Connection {
  /// Runs one statement with the extended protocol, unnamed (`PQsendQueryParams`), and waits for its result.
  ///
  /// - Parameters:
  ///   - sql: one statement with `$1`, `$2`, … for its parameters.
  ///   - parameters: their values, in order.
  ///   - limit: how long it may take; then it is cancelled, and given up where even that brings no answer.
  /// - Throws: ``PostgresError``; see its cases.
  @discardableResult public mutating func query(
    _ sql: String, _ parameters: [Parameter] = [], within limit: Duration? = nil
  ) throws(PostgresError) -> ResultRows {
    try Self.check(sql)
    let encoded = try EncodedParameters(parameters)
    try prepareToSend()
    if let limit { patience = .after(limit) }
    try send { raw in
      encoded.withPointers { PQsendQueryParams(raw, sql, encoded.count, $0, $1, $2, $3, 0) }
    }
    return try finishStatement()
  }

  /// Runs many statements in one go with the simple protocol (`PQsendQuery`): migrations. Without `begin` of its own
  /// the whole text is one transaction. Results are dropped; the first error ends it.
  ///
  /// - Throws: ``PostgresError``; ``ServerError/position`` counts from the start of the whole text.
  public mutating func script(_ sql: String) throws(PostgresError) {
    try Self.check(sql)
    try prepareToSend()
    try send { PQsendQuery($0, sql) }
    _ = try finishStatement()
  }

  /// libpq takes C strings: a statement would end at a NUL.
  static func check(_ sql: String) throws(PostgresError) {
    guard !sql.utf8.contains(0) else { throw .invalidRequest(message: "the statement contains a NUL character") }
  }
}
