import Postgres

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
  /// How long a report may take, in seconds.
  public var reportSeconds: Int
  /// How long to wait before each try to connect again.
  public var reconnectDelays: [Duration]
  /// Called before each of these tries, counted from 1.
  public var onReconnecting: (@Sendable (Int) -> Void)?
  /// Called once for each statement that the server has not answered after two seconds.
  public var onSilence: (@Sendable () -> Void)?

  /// Options; the default tries to connect again for about half a minute.
  public init(
    interruptDescriptor: CInt? = nil, overrides: [String: String] = [:], prepares: Bool = false, claimCursor: Duration = .seconds(1),
    reportSeconds: Int = 30,
    reconnectDelays: [Duration] = [
      .milliseconds(50), .milliseconds(250), .seconds(1), .seconds(2), .seconds(4), .seconds(8), .seconds(15),
    ],
    onReconnecting: (@Sendable (Int) -> Void)? = nil, onSilence: (@Sendable () -> Void)? = nil
  ) {
    self.interruptDescriptor = interruptDescriptor
    self.overrides = overrides
    self.prepares = prepares
    self.claimCursor = claimCursor
    self.reportSeconds = reportSeconds
    self.reconnectDelays = reconnectDelays
    self.onReconnecting = onReconnecting
    self.onSilence = onSilence
  }

  var connectionOptions: ConnectionOptions {
    // Whoever presses Ctrl-C is answered within a second, also by a server that hangs.
    ConnectionOptions(
      applicationName: "pupitre", interruptDescriptor: interruptDescriptor, overrides: overrides, onSilence: onSilence,
      cancelDeadline: .milliseconds(900))
  }
}
