import CLibPQ

/// A message from NOTIFY on a channel that this session listens to.
public struct Notification: Sendable, Equatable {
  /// The channel.
  public var channel: String
  /// The message, possibly empty.
  public var payload: String
  /// Process id of the session that sent it.
  public var senderPID: Int
}

extension Connection {
  /// The notifications that have arrived, without waiting (`PQconsumeInput`, `PQnotifies`). Call it when ``socket`` is
  /// readable.
  ///
  /// - Throws: ``PostgresError/connectionLost(message:outcomeUnknown:)`` when the session turns out to have ended.
  public mutating func takeNotifications() throws(PostgresError) -> [Notification] {
    if brokenBecause == nil { receiveWhatCame() }
    var notifications: [Notification] = []
    while let raw = PQnotifies(raw) {
      notifications.append(
        Notification(
          channel: String(cString: raw.pointee.relname), payload: String(cString: raw.pointee.extra),
          senderPID: Int(raw.pointee.be_pid)))
      PQfreemem(raw)
    }
    if notifications.isEmpty, let brokenBecause { throw .connectionLost(message: brokenBecause, outcomeUnknown: false) }
    return notifications
  }
}
