/// Why something asked of a ``Connection`` did not give a result.
public enum PostgresError: Error, Sendable, Equatable {
  /// libpq could not allocate memory.
  case outOfMemory
  /// No session could be opened: wrong address, server not running, refused login, time out. libpq's own words.
  case connectionFailed(message: String)
  /// The session has ended (server stopped, backend terminated, network cut). The connection is broken: only
  /// ``Connection/reconnect()`` is of use now. When `outcomeUnknown`, the statement had been sent and may have been
  /// committed: ask again under its idempotency key, or look. Otherwise nothing of it has reached the server.
  case connectionLost(message: String, outcomeUnknown: Bool)
  /// The server refused the statement; the session goes on.
  case server(ServerError)
  /// The statement was stopped (SQLSTATE 57014): Ctrl-C, `statement_timeout`, `pg_cancel_backend`; or Ctrl-C came
  /// while connecting. The transaction has been rolled back; the session goes on.
  case cancelled(message: String)
  /// What was asked cannot be sent: text with a NUL character (libpq would cut it there), an unknown prepared
  /// statement, too many parameters. Nothing has reached the server.
  case invalidRequest(message: String)
  /// A value of the result is not what the program expected: NULL, another type, out of range, no such column.
  case decoding(column: String, row: Int, message: String)
  /// The server answered something that makes no sense at this point; the connection is broken.
  case protocolViolation(message: String)

  /// The server's error, where there is one.
  public var serverError: ServerError? {
    if case .server(let error) = self { error } else { nil }
  }

  /// The SQLSTATE of a ``server(_:)`` error, `57014` for ``cancelled(message:)``, else `nil`.
  public var sqlState: String? {
    switch self {
    case .server(let error): error.sqlState
    case .cancelled: SQLState.queryCanceled
    default: nil
    }
  }

  /// Whether the statement may have taken effect although no result came.
  public var isOutcomeUnknown: Bool {
    if case .connectionLost(_, outcomeUnknown: true) = self { true } else { false }
  }
}

extension PostgresError: CustomStringConvertible {
  /// One sentence for a log or a failed test. The console words its own.
  public var description: String {
    switch self {
    case .outOfMemory: "out of memory"
    case .connectionFailed(let message): "cannot connect: \(message)"
    case .connectionLost(let message, let unknown):
      "connection lost\(unknown ? " (it is unknown whether the statement took effect)" : ""): \(message)"
    case .server(let error): error.description
    case .cancelled(let message): "cancelled: \(message)"
    case .invalidRequest(let message): "invalid request: \(message)"
    case .decoding(let column, let row, let message): "column \(column), row \(row): \(message)"
    case .protocolViolation(let message): "protocol violation: \(message)"
    }
  }
}
