/// How a ``Connection`` is opened and how it behaves.
public struct ConnectionOptions: Sendable {
  /// Shown in `pg_stat_activity`, unless the connection string or `PGAPPNAME` names another.
  public var applicationName: String
  /// How long opening may take. `nil`: `connect_timeout` of the connection string or of the environment, else 10 s.
  public var connectTimeout: Duration?
  /// A descriptor that becomes readable when the user presses Ctrl-C (the reading end of a signal pipe). While
  /// connecting or while a statement runs, it is read once and the wait is ended.
  public var interruptDescriptor: CInt?
  /// libpq keywords that win over the connection string: `["user": "claire", "dbname": "pupitre"]`.
  public var overrides: [String: String]
  /// Session settings sent at start (`-c name=value` in libpq's `options`), after those of the connection string. A
  /// pooler that refuses them at start (pgbouncer does) gets a connection without them.
  public var settings: [String: String]
  /// Whether `query(prepared:)` uses statements prepared on the server. `false` sends their text each time: named
  /// statements fail behind pgbouncer in transaction mode.
  public var usesPreparedStatements: Bool
  /// Called once for a statement that has not been answered after ``silence``, while it is waited for.
  public var onSilence: (@Sendable () -> Void)?
  /// How long a statement is waited for without a word.
  public var silence: Duration
  /// How long a cancel request may take, and after it the server's answer, before the connection is given up.
  public var cancelDeadline: Duration

  /// Settings that a desk wants: a statement of a console that was killed ends within 2 s (the server looks whether
  /// its client is still there), and a forgotten transaction within a minute.
  public static let defaultSettings = [
    "client_connection_check_interval": "2s", "idle_in_transaction_session_timeout": "60s",
  ]

  /// Options; whatever is not given has the default that its documentation says.
  public init(
    applicationName: String = "", connectTimeout: Duration? = nil, interruptDescriptor: CInt? = nil,
    overrides: [String: String] = [:], settings: [String: String] = defaultSettings, usesPreparedStatements: Bool = true,
    onSilence: (@Sendable () -> Void)? = nil, silence: Duration = .seconds(2), cancelDeadline: Duration = .seconds(5)
  ) {
    self.applicationName = applicationName
    self.connectTimeout = connectTimeout
    self.interruptDescriptor = interruptDescriptor
    self.overrides = overrides
    self.settings = settings
    self.usesPreparedStatements = usesPreparedStatements
    self.onSilence = onSilence
    self.silence = silence
    self.cancelDeadline = cancelDeadline
  }
}
