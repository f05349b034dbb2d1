import CLibPQ
import Glibc

/// One statement of a pipeline.
public struct PipelineStep: Sendable {
  enum Statement {
    case text(String)
    case prepared(String)
  }
  let statement: Statement
  let parameters: [Parameter]

  /// A statement by its text.
  public init(_ sql: String, _ parameters: [Parameter] = []) {
    statement = .text(sql)
    self.parameters = parameters
  }

  /// A statement by the name under which ``Connection/prepare(_:_:)`` made it known.
  public init(prepared name: String, _ parameters: [Parameter] = []) {
    statement = .prepared(name)
    self.parameters = parameters
  }
}

/// What became of the steps of a pipeline.
///
/// Steps are answered strictly in order. Of `n` steps, those before `results.count` are answered; those from there to
/// `sent` may or may not have taken effect; those from `sent` on have not reached the server.
public struct PipelineOutcome: Sendable {
  /// A result or an error for each step that was answered.
  public var results: [Result<ResultRows, ServerError>] = []
  /// How many steps were sent.
  public var sent = 0
  /// Why not all steps were answered: Ctrl-C (`cancelled`) or a lost connection. `nil` when all were.
  public var interruption: PostgresError?
}

extension Connection {
  /// Sends many statements without waiting for one result before sending the next (`PQenterPipelineMode`).
  ///
  /// A Sync follows each step: each is a transaction of its own, and a failed one does not hold up the others. At most
  /// `window` steps are unanswered at any time. After Ctrl-C no further step is sent, and those on their way are
  /// cancelled.
  ///
  /// - Parameters:
  ///   - steps: the statements. Prepared ones are prepared before the first is sent.
  ///   - window: how many steps may be on their way.
  ///   - onResult: called for each answer as it comes, with the step's index.
  /// - Throws: what is known before anything is sent: ``PostgresError/invalidRequest(message:)``, a connection already
  ///   lost, a statement that cannot be prepared. Everything later is in the outcome.
  public mutating func pipeline(
    _ steps: [PipelineStep], window: Int = 64, onResult: ((Int, Result<ResultRows, ServerError>) -> Void)? = nil
  ) throws(PostgresError) -> PipelineOutcome {
    var requests: [PipelineRequest] = []
    requests.reserveCapacity(steps.count)
    for step in steps { requests.append(try request(step)) }
    try prepareToSend()
    guard !isInTransaction else { throw .invalidRequest(message: "a pipeline commits each step: it cannot run in a transaction") }
    guard PQenterPipelineMode(raw) == 1 else { throw .protocolViolation(message: "libpq refuses pipeline mode") }
    var outcome = PipelineOutcome()
    outcome.results.reserveCapacity(steps.count)
    do {
      try run(requests, window: max(1, window), into: &outcome, onResult)
    } catch .connectionLost(let message, _) {
      // Known for the step that could not be sent, not for those before it.
      outcome.interruption = .connectionLost(message: message, outcomeUnknown: outcome.results.count < outcome.sent)
    } catch {
      outcome.interruption = error
    }
    settleCancellation()
    if PQexitPipelineMode(raw) != 1, brokenBecause == nil { brokenBecause = "the pipeline was left with answers outstanding" }
    return outcome
  }

  private func text(of name: String) throws(PostgresError) -> String {
    guard let statement = statements[name] else { throw .invalidRequest(message: "no statement has been prepared as \(name)") }
    return statement.sql
  }

  private mutating func request(_ step: PipelineStep) throws(PostgresError) -> PipelineRequest {
    let parameters = try EncodedParameters(step.parameters)
    switch step.statement {
    case .text(let sql):
      try Self.check(sql)
      return PipelineRequest(isPrepared: false, statement: sql, parameters: parameters)
    case .prepared(let name) where options.usesPreparedStatements:
      return PipelineRequest(isPrepared: true, statement: try serverName(of: name), parameters: parameters)
    case .prepared(let name):
      return PipelineRequest(isPrepared: false, statement: try text(of: name), parameters: parameters)
    }
  }

  private mutating func run(
    _ requests: [PipelineRequest], window: Int, into outcome: inout PipelineOutcome,
    _ onResult: ((Int, Result<ResultRows, ServerError>) -> Void)?
  ) throws(PostgresError) {
    var isInterrupted = false
    var refusal: PostgresError?
    while outcome.results.count < requests.count {
      let isFull = outcome.sent - outcome.results.count >= window || outcome.sent == requests.count
      // What has arrived is taken before more is sent: when sending fails, libpq forgets the answers that it holds.
      let hasAnswer = outcome.results.count < outcome.sent && PQisBusy(raw) == 0
      if refusal == nil, !isInterrupted, !isFull, !hasAnswer {
        do throws(PostgresError) {
          try send { requests[outcome.sent].send(to: $0) }
          outcome.sent += 1
          try send { PQpipelineSync($0) }
        } catch {
          // Not thrown yet: earlier steps may still be answered.
          refusal = error
        }
        continue
      }
      if outcome.results.count == outcome.sent { throw refusal ?? .cancelled(message: "interrupted") }
      let result = try stepResult(&isInterrupted)
      outcome.results.append(result)
      if isInterrupted { answerDeadline = .after(options.cancelDeadline) }
      onResult?(outcome.results.count - 1, result)
    }
  }

  /// The answer to the oldest step on its way, up to its Sync.
  private mutating func stepResult(_ isInterrupted: inout Bool) throws(PostgresError) -> Result<ResultRows, ServerError> {
    var answer: Result<ResultRows, ServerError>?
    var emptyAnswers = 0
    while true {
      while PQisBusy(raw) == 1 {
        // After Ctrl-C each step on its way is cancelled in its turn, should it not end by itself at once.
        let patience = isInterrupted ? Deadline.after(.milliseconds(50)) : .never
        guard try waitForServer(until: patience) else { break }
        if cancellation != nil { isInterrupted = true }
        if patience.hasPassed { cancelNextStep() }
      }
      guard let result = PQgetResult(raw) else {
        emptyAnswers += 1
        if emptyAnswers > 2 { throw lost("the server gave no result") }
        continue
      }
      switch PQresultStatus(result) {
      case PGRES_PIPELINE_SYNC:
        PQclear(result)
        guard let answer else { throw lost("the server gave no result") }
        return answer
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: answer = .success(ResultRows(result))
      case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
        PQclear(result)
        throw lost("COPY from or to the client is not supported")
      default:
        let error = ServerError(result)
        PQclear(result)
        if case .connectionLost(let message, _) = failure(error) { throw lost(message) }
        answer = answer ?? .failure(error)
      }
    }
  }

  private mutating func cancelNextStep() {
    guard cancellation?.hasEnded ?? true else { return }
    requestCancel()
  }

  private mutating func lost(_ message: String) -> PostgresError {
    brokenBecause = brokenBecause ?? message
    return .connectionLost(message: message, outcomeUnknown: true)
  }
}

/// A step as libpq takes it.
private struct PipelineRequest {
  let isPrepared: Bool
  /// Its name on the server, or its text.
  let statement: String
  let parameters: EncodedParameters

  func send(to raw: OpaquePointer) -> CInt {
    parameters.withPointers { types, values, lengths, formats in
      isPrepared
        ? PQsendQueryPrepared(raw, statement, parameters.count, values, lengths, formats, 0)
        : PQsendQueryParams(raw, statement, parameters.count, types, values, lengths, formats, 0)
    }
  }
}
