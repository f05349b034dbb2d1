import Glibc
import Postgres

/// An agent's place at the desk: one connection, one agent, the case that this console holds.
///
/// Each function is one thing that an agent can do and one statement of `queries/desk/`. All of them are safe to send
/// twice: decisions carry a key, other writes a request id, and claiming gives back one's own unfinished case. So when
/// the connection is lost, the desk connects again and asks the same thing once more; only when that is not possible
/// does it throw, ``DeskError/outcomeUnknown(_:)`` where something may have been written.
public struct Desk: ~Copyable {
  var connection: Connection
  let options: DeskOptions
  /// The token of this console: its leases are its own, not another console's of the same agent.
  public let console: String
  /// Who the database says we are.
  public private(set) var identity: Identity
  /// How often the connection was lost and opened again.
  public private(set) var reconnections = 0
  /// Where the last claim stood in each set of queues.
  var floors: [String: ClaimFloor] = [:]

  /// Who sits at this desk.
  public struct Identity: Sendable, Equatable {
    /// The database login.
    public var agent: String
    /// Whether the login has a supervisor's rights.
    public var supervisor: Bool
    /// How long a claim lasts without a command, in seconds.
    public var leaseSeconds: Int
    /// How long a decision can be undone, in seconds.
    public var graceSeconds: Int
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
      let row = try connection.query(Statement.session.text).only()
      return Identity(
        agent: try row.string("agent"), supervisor: try row.bool("supervisor"), leaseSeconds: try row.int("lease_seconds"),
        graceSeconds: try row.int("grace_seconds"))
    } catch {
      throw DeskError(error)
    }
  }

  /// Runs a statement; connects again and repeats it when the connection is lost.
  ///
  /// - Parameter settled: SQLSTATEs that, when a repeated statement meets them, say that the first sending was done.
  mutating func run(_ statement: Statement, _ parameters: [Parameter] = [], writes: Bool = false, settled: Set<String> = [])
    throws(DeskError) -> ResultRows?
  {
    var unknown = false
    var attempt = 0
    var late = 0
    while true {
      do throws(PostgresError) {
        if attempt > 0 {
          try connection.reconnect()
          reconnections += 1
        }
        if options.prepares { return try connection.query(statement.text, named: statement.name, parameters) }
        return try connection.query(statement.text, parameters)
      } catch {
        if unknown, let state = error.sqlState, settled.contains(state) { return nil }
        // It had waited too long for a lock to be dated when it began, and nothing of it was recorded.
        if error.sqlState == Self.committedLate, late < 3 {
          late += 1
          continue
        }
        switch error {
        case .connectionLost(_, let outcomeUnknown): unknown = unknown || outcomeUnknown
        case .connectionFailed where attempt > 0: break
        default: throw DeskError(error)
        }
        attempt += 1
        guard attempt <= options.reconnectDelays.count else {
          throw unknown && writes ? .outcomeUnknown("\(error)") : .connectionLost("\(error)")
        }
        options.onReconnecting?(attempt)
        guard pause(options.reconnectDelays[attempt - 1]) else {
          throw unknown && writes ? .outcomeUnknown("\(error)") : .cancelled
        }
      }
    }
  }

  /// The SQLSTATE of what was committed too long after it began.
  private static let committedLate = "PU082"

  /// Waits before a try to connect again; `false` when Ctrl-C ended the wait.
  private func pause(_ delay: Duration) -> Bool {
    let milliseconds = CInt(delay.components.seconds * 1000 + delay.components.attoseconds / 1_000_000_000_000_000)
    guard let interrupts = options.interruptDescriptor else { return poll(nil, 0, milliseconds) == 0 }
    var descriptor = pollfd(fd: interrupts, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, milliseconds) > 0 else { return true }
    var byte: UInt8 = 0
    _ = read(interrupts, &byte, 1)
    return false
  }

  /// The rows of a statement, each read by `read`.
  mutating func rows<Value>(
    _ statement: Statement, _ parameters: [Parameter] = [], writes: Bool = false, read: (Row) throws(PostgresError) -> Value
  ) throws(DeskError) -> [Value] {
    guard let result = try run(statement, parameters, writes: writes) else { return [] }
    var values: [Value] = []
    values.reserveCapacity(result.count)
    do throws(PostgresError) {
      for row in result { values.append(try read(row)) }
    } catch {
      throw DeskError(error)
    }
    return values
  }

  /// The only row of a statement.
  mutating func row<Value>(
    _ statement: Statement, _ parameters: [Parameter] = [], writes: Bool = false, read: (Row) throws(PostgresError) -> Value
  ) throws(DeskError) -> Value {
    let values = try rows(statement, parameters, writes: writes, read: read)
    guard values.count == 1 else { throw .invalid("\(statement.name): one row was expected, there are \(values.count)") }
    return values[0]
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

/// How a desk connects.
public struct DeskOptions: Sendable {
  /// A descriptor that becomes readable on Ctrl-C: stops what runs.
  public var interruptDescriptor: CInt?
  /// libpq keywords that win over the connection string, for instance `user`.
  public var overrides: [String: String]
  /// Whether statements are prepared once a session: for long runs on a direct connection.
  public var prepares: Bool
  /// How long a claim may begin where the last one stood instead of at the queue's head.
  public var claimCursor: Duration
  /// How long to wait before each try to connect again.
  public var reconnectDelays: [Duration]
  /// Called before each of these tries, counted from 1.
  public var onReconnecting: (@Sendable (Int) -> Void)?

  /// Options; the default tries to connect again for about half a minute.
  public init(
    interruptDescriptor: CInt? = nil, overrides: [String: String] = [:], prepares: Bool = false, claimCursor: Duration = .seconds(1),
    reconnectDelays: [Duration] = [
      .milliseconds(50), .milliseconds(250), .seconds(1), .seconds(2), .seconds(4), .seconds(8), .seconds(15),
    ],
    onReconnecting: (@Sendable (Int) -> Void)? = nil
  ) {
    self.interruptDescriptor = interruptDescriptor
    self.overrides = overrides
    self.prepares = prepares
    self.claimCursor = claimCursor
    self.reconnectDelays = reconnectDelays
    self.onReconnecting = onReconnecting
  }

  var connectionOptions: ConnectionOptions {
    ConnectionOptions(applicationName: "pupitre", interruptDescriptor: interruptDescriptor, overrides: overrides)
  }
}

/// Random UUIDs (version 4) in their text form, for request ids and keys.
public enum UUIDText {
  /// A fresh one: `xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.
  public static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return make(generator.next(), generator.next())
  }

  /// The one made of these 128 bits, version and variant set.
  public static func make(_ high: UInt64, _ low: UInt64) -> String {
    let high = (high & 0xFFFF_FFFF_FFFF_0FFF) | 0x4000
    let low = (low & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
    func hex(_ value: UInt64, _ digits: Int) -> String {
      let text = String(value, radix: 16)
      return String(repeating: "0", count: digits - text.count) + text
    }
    return
      "\(hex(high >> 32, 8))-\(hex(high >> 16 & 0xFFFF, 4))-\(hex(high & 0xFFFF, 4))-\(hex(low >> 48, 4))-\(hex(low & 0xFFFF_FFFF_FFFF, 12))"
  }
}
