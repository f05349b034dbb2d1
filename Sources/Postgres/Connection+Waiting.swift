import CLibPQ
import Glibc

extension Connection {
  /// Called before a statement is sent: notices what came while nobody listened, above all the end of the session.
  ///
  /// - Throws: ``PostgresError/connectionLost(message:outcomeUnknown:)`` with a known outcome: nothing has been sent.
  mutating func prepareToSend() throws(PostgresError) {
    wasInterrupted = false
    patience = .never
    silence = options.onSilence == nil ? .never : .after(options.silence)
    if let brokenBecause { throw .connectionLost(message: brokenBecause, outcomeUnknown: false) }
    receiveWhatCame()
    if let brokenBecause { throw .connectionLost(message: brokenBecause, outcomeUnknown: false) }
  }

  /// Reads what lies in the socket, without waiting: notices, notifications, the server's farewell.
  mutating func receiveWhatCame() {
    var descriptor = pollfd(fd: PQsocket(raw), events: Int16(POLLIN), revents: 0)
    if poll(&descriptor, 1, 0) > 0 {
      _ = PQconsumeInput(raw)
      _ = PQisBusy(raw)
    }
    noticeEnd()
  }

  /// Sets ``brokenBecause`` when the session has ended.
  private mutating func noticeEnd() {
    guard brokenBecause == nil else { return }
    if let farewell = inbox.farewell {
      brokenBecause = farewell
    } else if PQstatus(raw) == CONNECTION_BAD {
      let message = String(cString: PQerrorMessage(raw)).trimmingNewlines
      brokenBecause = message.isEmpty ? "the connection is closed" : message
    }
  }

  /// Runs a `PQsend…` function; throws what libpq has against the request.
  mutating func send(_ request: (OpaquePointer) -> CInt) throws(PostgresError) {
    guard request(raw) == 1 else {
      noticeEnd()
      if let brokenBecause { throw .connectionLost(message: brokenBecause, outcomeUnknown: false) }
      throw .invalidRequest(message: String(cString: PQerrorMessage(raw)).trimmingNewlines)
    }
  }

  /// The next result of the statement in flight, `nil` when there are no more (`PQgetResult`).
  ///
  /// Waits on the socket and on the interrupt descriptor. A first interrupt sends a cancel request; a second one, or
  /// no answer within `cancelDeadline`, gives the connection up.
  mutating func nextResult() throws(PostgresError) -> OpaquePointer? {
    while PQisBusy(raw) == 1 {
      guard try waitForServer() else { break }
    }
    return PQgetResult(raw)
  }

  /// Waits until something can be read or written, and does it; `false` when the connection is cut.
  mutating func waitForServer(until deadline: Deadline = .never) throws(PostgresError) -> Bool {
    let unsent = PQflush(raw) == 1
    let readiness = Readiness.wait(
      socket: PQsocket(raw), events: unsent ? POLLIN | POLLOUT : POLLIN, interrupt: options.interruptDescriptor,
      until: deadline.sooner(answerDeadline).sooner(patience).sooner(silence))
    if readiness.interrupt {
      wasInterrupted = true
      guard cancellation == nil else { throw giveUp("interrupted twice, the server did not answer") }
      requestCancel()
    }
    if silence.hasPassed {
      silence = .never
      options.onSilence?()
    }
    if patience.hasPassed {
      patience = .never
      if cancellation == nil { requestCancel() }
    }
    if readiness.socket { return PQconsumeInput(raw) == 1 }
    if answerDeadline.hasPassed { throw giveUp("no answer to a cancel request within \(options.cancelDeadline)") }
    return true
  }

  /// Starts to cancel the statement in flight.
  mutating func requestCancel() {
    cancellation = cancelHandle().flatMap { CancelRequest($0) }
    answerDeadline = .after(options.cancelDeadline)
  }

  private mutating func giveUp(_ reason: String) -> PostgresError {
    brokenBecause = reason
    cancellation = nil
    (answerDeadline, patience, silence) = (.never, .never, .never)
    return .connectionLost(message: reason, outcomeUnknown: true)
  }

  /// Called when the statement in flight has ended: a cancel request still on its way must not hit the next one.
  mutating func settleCancellation() {
    guard let request = cancellation else { return }
    if request.outcome(until: .after(options.cancelDeadline)) == nil {
      brokenBecause = brokenBecause ?? "a cancel request did not come to an end"
    }
    cancellation = nil
    answerDeadline = .never
  }

  /// Takes every result of the statement in flight: the last one that is not an error, or the first error.
  mutating func finishStatement() throws(PostgresError) -> ResultRows {
    var rows: ResultRows?
    var failure: PostgresError?
    while let result = try nextResult() {
      switch PQresultStatus(result) {
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: rows = ResultRows(result)
      case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
        PQclear(result)
        // Neither side of a COPY is spoken here, and leaving one half-way leaves the session unusable.
        brokenBecause = "COPY from or to the client is not supported"
        throw .protocolViolation(message: "COPY from or to the client is not supported")
      default:
        let error = ServerError(result)
        PQclear(result)
        failure = failure ?? self.failure(error)
      }
    }
    settleCancellation()
    if let failure { throw failure }
    guard let rows else {
      noticeEnd()
      throw .connectionLost(message: brokenBecause ?? "the server gave no result", outcomeUnknown: true)
    }
    return rows
  }

  /// What an error result means for the caller; a lost session marks the connection as broken.
  ///
  /// An error with a SQLSTATE is the server's answer, also when the session ended right after it; libpq's own errors
  /// have none.
  mutating func failure(_ error: ServerError) -> PostgresError {
    noticeEnd()
    if error.endsSession || error.sqlState.isEmpty && brokenBecause != nil {
      let message = inbox.farewell ?? error.message
      brokenBecause = message
      return .connectionLost(message: message, outcomeUnknown: true)
    }
    switch error.sqlState {
    case "": return .protocolViolation(message: error.message)
    case SQLState.queryCanceled: return .cancelled(message: error.message)
    default: return .server(error)
    }
  }
}
