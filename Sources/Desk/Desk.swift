public import Casework
import Glibc
import Postgres

/// An agent's place at the desk: one connection, one agent, the case that this console holds.
///
/// Each function is one thing that an agent can do and one statement of `queries/desk/`. All of them are safe to send
/// twice: decisions carry a key, other writes a request id, and claiming gives back one's own unfinished case. What
/// becomes of a lost answer stands in `Desk+Sending.swift`.
public struct Desk: ~Copyable {
  var connection: Connection
  let options: DeskOptions
  /// The token of this console: its leases are its own, not another console's of the same agent.
  public let console: String
  /// Who the database says we are.
  public private(set) var identity: Identity
  /// How often the connection was lost and opened again.
  public internal(set) var reconnections = 0
  /// The line of a run that the writes to come belong to; nil where an agent types. Their request ids are made of it, so that the same line
  /// asks for the same thing however often it is sent.
  public private(set) var origin: String?
  /// How many requests of each kind this line has made.
  var requests: [String: Int] = [:]
  /// The request id or key of the write that was sent last.
  public internal(set) var lastKey: String?
  /// What the server said beside its answers and nobody has taken yet.
  var notices = ServerNotices()
  /// Where the last claim stood in each set of queues.
  var floors: [String: ClaimFloor] = [:]

  /// Who sits at this desk.
  public struct Identity: Decodable, Sendable, Equatable {
    /// The database login.
    public var agent: String
    /// Whether the login has a supervisor's rights.
    public var supervisor: Bool
    /// The actions of the lifecycle that supervisors may do and agents may not, whoever this is.
    public var supervised: [String]
    /// The actions of the lifecycle that this login may not do.
    public var refused: [String]
    /// How long a claim lasts without a command, in seconds.
    public var leaseSeconds: Int
    /// How long a decision can be undone, in seconds.
    public var graceSeconds: Int
    /// The database's clock when it said so.
    public var now: Moment
  }

  /// Opens a desk.
  ///
  /// - Parameter conninfo: libpq's connection string or URI; empty: service file and `PG*` variables.
  /// - Throws: ``DeskError``: no connection, no desk in that database, no right to it, or a pooler that changes identity.
  public init(_ conninfo: String, options: DeskOptions = DeskOptions()) throws(DeskError) {
    var connection = try Self.open(conninfo, options)
    let identity = try Self.identify(&connection)
    // A pooler that forces one user on everybody would make every decision one person's.
    guard connection.requestedUser == identity.agent else {
      throw .wrongIdentity(requested: connection.requestedUser, actual: identity.agent)
    }
    self.options = options
    self.connection = connection
    self.identity = identity
    console = UUIDText.random()
  }

  private static func open(_ conninfo: String, _ options: DeskOptions) throws(DeskError) -> Connection {
    do {
      return try Connection(conninfo, options: options.connectionOptions)
    } catch {
      throw DeskError(error)
    }
  }

  private static func identify(_ connection: inout Connection) throws(DeskError) -> Identity {
    do {
      return try connection.query(DeskStatements.shared.session.text).decodeOnly()
    } catch {
      if case .server(let server) = error, server.sqlState == "42501" { throw .noSeat(login: connection.requestedUser) }
      throw DeskError(error)
    }
  }

  /// Says which line of a run the writes to come belong to, nil where an agent types; forgets ``lastKey``.
  public mutating func begin(_ origin: String?) {
    if origin != self.origin { requests = [:] }
    self.origin = origin
    lastKey = nil
  }

  /// Whether the connection is known to be lost; the next call opens it again.
  public var isDisconnected: Bool { connection.isBroken }

  /// The connection's socket, for a poll loop that wants to notice a lost connection while the agent thinks.
  public var socket: CInt { connection.socket }
}

/// Where a claim stood: the next one of a fast run looks from there on.
struct ClaimFloor {
  /// Its place in the queue, as PostgreSQL's text.
  private let order: String
  /// How many claims in a row have begun at a floor.
  let uses: Int
  private let at = ContinuousClock.now

  init(_ order: String, uses: Int) {
    self.order = order
    self.uses = uses
  }

  /// The place, while it is no older than that and has not served twenty times; then the whole queue is looked at again.
  func order(within lifetime: Duration) -> String? { uses < 20 && ContinuousClock.now - at < lifetime ? order : nil }
}
