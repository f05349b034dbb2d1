public import Desk
public import Postgres

/// Why playing had to stop.
public enum TrafficError: Error, Sendable {
  /// A service could not connect, lost its session for good, or was refused something that the contract promises.
  case service(login: String, error: PostgresError)
  /// The same for an agent at his desk.
  case agent(login: String, error: DeskError)
  /// The database was not made for invented drivers: nothing has been written to it.
  case notDemo(database: String)
  /// The truth file cannot be written; the system's error number.
  case file(path: String, errno: Int32)
  /// Whoever plays was told to stop.
  case stopped

  /// Whether a session was lost, so that the same may go well later.
  var isLoss: Bool {
    switch self {
    case .service(_, .connectionLost), .service(_, .connectionFailed): true
    default: false
    }
  }
}

extension TrafficError: CustomStringConvertible {
  /// One sentence in English.
  public var description: String {
    switch self {
    case .service(let login, let error): "\(login): \(error)"
    case .agent(let login, .refused(let refusal)): "\(login): \(refusal.sqlState): \(refusal.message)"
    case .agent(let login, let error): "\(login): \(error)"
    case .notDemo(let database): "the database \(database) was not made for invented drivers"
    case .stopped: "stopped"
    case .file(let path, let number): "cannot write \(path): error \(number)"
    }
  }
}
