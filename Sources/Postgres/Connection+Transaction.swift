extension Connection {
  /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
  ///
  /// - Throws: what `body` throws; ``PostgresError/connectionLost(message:outcomeUnknown:)`` when the answer to the
  ///   commit is missing; ``PostgresError/protocolViolation(message:)`` when the server rolled back instead of
  ///   committing, because `body` went over a failed statement.
  public mutating func transaction<Outcome>(
    _ body: (inout Connection) throws(PostgresError) -> Outcome
  ) throws(PostgresError) -> Outcome {
    try query("begin")
    let outcome: Outcome
    do {
      outcome = try body(&self)
    } catch {
      // Where even this fails the connection is broken, and the server rolls back by itself.
      _ = try? query("rollback")
      throw error
    }
    // A failed transaction answers COMMIT with ROLLBACK, and that is not an error to the server.
    let tag = try query("commit").commandTag
    guard tag == "COMMIT" else { throw .protocolViolation(message: "the transaction was not committed: \(tag)") }
    return outcome
  }
}
