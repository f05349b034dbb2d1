import CLibPQ
import Glibc

/// A session with a PostgreSQL server: one connection, one thread.
///
/// It cannot be copied and is closed exactly once, when its owner lets go of it (`PQfinish`). Every method waits for its
/// answer; while it waits, a byte on ``ConnectionOptions/interruptDescriptor`` cancels the statement. Nothing is ever
/// repeated or reconnected behind the caller's back.
public struct Connection: ~Copyable {
  var raw: OpaquePointer
  /// How it was opened. A changed `interruptDescriptor` counts from the next statement, the rest from ``reconnect()``.
  public var options: ConnectionOptions
  let conninfo: String
  let inbox: Inbox
  var statements: [String: PreparedStatement] = [:]
  var generation = 0
  /// Set when the session cannot be used any more although libpq may not have noticed.
  var brokenBecause: String?
  /// A cancel request that was sent for the statement in flight.
  var cancellation: CancelRequest?
  var answerDeadline = Deadline.never
  /// How long the statement in flight may take before it is cancelled, and from when on its caller is told that it takes long.
  var patience = Deadline.never
  var silence = Deadline.never
  /// Whether Ctrl-C came during the last statement, or while the session was opened: nothing is to be sent after it.
  public internal(set) var wasInterrupted = false

  /// Opens a session.
  ///
  /// - Parameters:
  ///   - conninfo: a libpq connection string or URI, or empty: what it leaves out comes from the service file, the
  ///     `PG…` variables and libpq's defaults. `client_encoding` is always UTF8.
  ///   - options: see ``ConnectionOptions``.
  /// - Throws: ``PostgresError/connectionFailed(message:)`` with libpq's own words, also after `connectTimeout`;
  ///   ``PostgresError/cancelled(message:)`` when Ctrl-C came first. (libpq resolves host names without looking at
  ///   either.)
  public init(_ conninfo: String, options: ConnectionOptions = .init()) throws(PostgresError) {
    let inbox = Inbox()
    self.raw = try Opening(conninfo, options).open(inbox)
    self.options = options
    self.conninfo = conninfo
    self.inbox = inbox
  }

  deinit { PQfinish(raw) }

  /// Ends this session and opens a fresh one with the same connection string and options.
  ///
  /// The new session knows nothing of the old one: no transaction, no settings, no LISTEN. Statements given to
  /// ``prepare(_:_:)`` are prepared again when they are next used. On failure the connection stays broken and this may
  /// be called again.
  public mutating func reconnect() throws(PostgresError) {
    brokenBecause = brokenBecause ?? "the session was given up to open another"
    wasInterrupted = false
    let fresh: OpaquePointer
    do {
      fresh = try Opening(conninfo, options).open(inbox)
    } catch {
      if case .cancelled = error { wasInterrupted = true }
      throw error
    }
    PQfinish(raw)
    raw = fresh
    brokenBecause = nil
    cancellation = nil
    (answerDeadline, patience, silence) = (.never, .never, .never)
    forgetServerSideStatements()
  }

  /// Whether the session has ended. It then only serves for ``reconnect()``. A cut that nobody has tried to use is not
  /// noticed here; the next statement notices.
  public var isBroken: Bool { brokenBecause != nil || PQstatus(raw) == CONNECTION_BAD }

  /// Whether a transaction block is open, failed ones included (`PQtransactionStatus`).
  public var isInTransaction: Bool {
    let status = PQtransactionStatus(raw)
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
  }

  /// The server's version as a number: 150018 is 15.18 (`PQserverVersion`).
  public var serverVersion: Int { Int(PQserverVersion(raw)) }

  /// Process id of the server process of this session (`PQbackendPID`).
  public var backendPID: Int { Int(PQbackendPID(raw)) }

  /// The role that this side asked to log in as (`PQuser`).
  public var requestedUser: String { PQuser(raw).map { String(cString: $0) } ?? "" }

  /// The role that the server says this session has (`session_authorization`); `nil` where a pooler does not pass it
  /// on. When it differs from ``requestedUser``, a pooler lends its own login.
  public var sessionUser: String? { parameterStatus("session_authorization") }

  /// The database of this session (`PQdb`).
  public var database: String { PQdb(raw).map { String(cString: $0) } ?? "" }

  /// Host name or socket folder of this session (`PQhost`).
  public var host: String { PQhost(raw).map { String(cString: $0) } ?? "" }

  /// A setting that the server reports by itself: `server_version`, `TimeZone`, `in_hot_standby`…; else `nil`
  /// (`PQparameterStatus`).
  public func parameterStatus(_ name: String) -> String? { PQparameterStatus(raw, name).map { String(cString: $0) } }

  /// The connection's socket, for the caller's own `poll`: readable when notifications may have come or the server has
  /// closed the session. -1 when there is none (`PQsocket`).
  public var socket: CInt { PQsocket(raw) }

  /// A handle by which another thread can stop the statement that runs here; `nil` when the connection is broken
  /// (`PQgetCancel`).
  public func cancelHandle() -> CancelHandle? { PQgetCancel(raw).map { CancelHandle($0) } }
}
