import CLibPQ

/// What the server says beside its answers: a NOTICE, a WARNING. Whoever runs the server, or stands between, chooses its words: untrusted.
public struct ServerNotice: Sendable, Equatable {
  /// `WARNING`, `NOTICE`, `INFO`, `LOG` or `DEBUG`, never translated.
  public var severity: String
  /// Five characters; `01000` for a warning and `00000` for a notice without a code of its own.
  public var sqlState: String
  /// The primary message, in the server's `lc_messages`.
  public var message: String
  /// More about it; empty where there is none.
  public var detail: String
  /// What to do about it; empty where there is none.
  public var hint: String
  /// The C function of the server that said it; empty where it does not tell.
  public var routine: String

  init(_ fields: ServerError) {
    severity = fields.severity
    sqlState = fields.sqlState
    message = fields.message
    detail = fields.detail ?? ""
    hint = fields.hint ?? ""
    routine = fields.sourceRoutine ?? ""
  }

  /// Whether it says that a transaction was committed here, but that nobody waited any more for a synchronous standby to have it: were this
  /// server lost now, the commit would be lost. The SQLSTATE is that of any warning and the words are translated, so it is known by its
  /// origin.
  public var saysCommittedLocally: Bool { severity == "WARNING" && routine == "SyncRepWaitForLSN" }
}

/// What the server sends without being asked, received on the connection's thread.
final class Inbox {
  /// More notices than this are counted, not kept: a server can send them without end.
  static let capacity = 20

  private var notices: [ServerNotice] = []
  private var dropped = 0
  private(set) var saysCommittedLocally = false
  /// The last words of a server that ends the session ("terminating connection due to administrator command").
  var farewell: String?

  /// Before the first byte is exchanged: libpq prints what it has no receiver for on standard error, byte by byte as it came.
  func attach(to raw: OpaquePointer) {
    farewell = nil
    // Unretained: the connection keeps its inbox for as long as it keeps the PGconn.
    let context = Unmanaged.passUnretained(self).toOpaque()
    _ = PQsetNoticeReceiver(
      raw,
      { context, result in
        guard let context, let result else { return }
        Unmanaged<Inbox>.fromOpaque(context).takeUnretainedValue().receive(ServerError(result))
      }, context)
  }

  private func receive(_ fields: ServerError) {
    let notice = ServerNotice(fields)
    if notice.saysCommittedLocally { saysCommittedLocally = true }
    if fields.endsSession {
      farewell = fields.message
    } else if notices.count < Self.capacity {
      notices.append(notice)
    } else {
      dropped += 1
    }
  }

  func take() -> ServerNotices {
    defer { (notices, dropped, saysCommittedLocally) = ([], 0, false) }
    return ServerNotices(kept: notices, dropped: dropped, saysCommittedLocally: saysCommittedLocally)
  }
}

/// The notices that came since they were last taken.
public struct ServerNotices: Sendable, Equatable {
  /// The first ones, in order.
  public var kept: [ServerNotice] = []
  /// How many more there were.
  public var dropped = 0
  /// Whether one of all of them ``ServerNotice/saysCommittedLocally``.
  public var saysCommittedLocally = false

  /// None.
  public init() {}

  init(kept: [ServerNotice], dropped: Int, saysCommittedLocally: Bool) {
    self.kept = kept
    self.dropped = dropped
    self.saysCommittedLocally = saysCommittedLocally
  }

  /// Adds later ones, within the same bounds.
  public mutating func add(_ later: ServerNotices) {
    let room = max(0, Inbox.capacity - kept.count)
    kept += later.kept.prefix(room)
    dropped += later.dropped + max(0, later.kept.count - room)
    saysCommittedLocally = saysCommittedLocally || later.saysCommittedLocally
  }
}

extension Connection {
  /// What the server said beside its answers since this was last asked, opening included (`PQsetNoticeReceiver`).
  public mutating func takeNotices() -> ServerNotices { inbox.take() }
}
