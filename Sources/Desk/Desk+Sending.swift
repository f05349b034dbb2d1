public import Casework
import Glibc
import Postgres

/// What a statement is sent for, and so what a lost answer leaves behind.
enum Effect {
  /// Nothing is written.
  case reads
  /// A case may be claimed: asked again, the same one is given; a claim that nobody hears of runs out by itself.
  case claims
  /// Something is recorded about this, under the request id or key that is the statement's first parameter.
  case records(Write.Subject?)
  /// Several things are recorded, each under a key or request id of its own.
  case recordsEach
}

extension Desk {
  /// The SQLSTATE of what was committed too long after it began.
  private static let committedLate = "PU082"

  /// How long the database may take to say what became of a write; after Ctrl-C, the agent waits no longer than a second.
  private static let patience: (usual: Duration, interrupted: Duration) = (.seconds(10), .seconds(1))

  /// Sends a statement and sees to it that what is said of it is so.
  ///
  /// When the connection is lost it connects again and sends the same thing once more: what was recorded answers as it did the first time.
  /// But from the moment that an answer was lost, no error of a later sending proves that nothing was recorded: the first one may have
  /// been, or may still be running. So whatever error comes then, the database is asked by the write's key (`queries/desk/recorded.sql`),
  /// and its word is given; where it cannot be asked, the outcome is unknown. After Ctrl-C nothing is sent again but that question, on a
  /// session that works.
  @discardableResult mutating func run<Row>(
    _ path: KeyPath<DeskStatements, Statement<Row>>, _ parameters: [Parameter] = [], _ effect: Effect = .reads
  ) throws(DeskError) -> ResultRows {
    let statement: any AnyStatement = DeskStatements.shared[keyPath: path]
    if case .records = effect { lastKey = Write(statement, parameters, nil).key }
    var isUnknown = false
    var refusal: (error: PostgresError, said: DeskError)?
    var attempt = 0
    var late = 0
    while true {
      var answer: ResultRows?
      do throws(PostgresError) {
        if attempt > 0 {
          try connection.reconnect()
          reconnections += 1
        }
        answer = refusal == nil ? try send(statement, parameters) : try recorded(statement, key: parameters[0])
      } catch {
        heedNotices()
        switch error {
        case .connectionLost(_, let outcomeUnknown): isUnknown = isUnknown || outcomeUnknown
        case .connectionFailed where attempt > 0: break
        case .protocolViolation: isUnknown = true
        default: break
        }
        // It had waited too long for a lock to be dated when it began, and nothing of it was recorded.
        if error.sqlState == Self.committedLate, late < 3, !connection.wasInterrupted {
          late += 1
          continue
        }
        let isLost =
          switch error {
          case .connectionLost: true
          case .connectionFailed: attempt > 0
          default: false
          }
        if !isLost {
          guard isUnknown else { throw refused(error) }
          guard case .records = effect, refusal == nil, !connection.isBroken else {
            throw Self.unclear(error, after: refusal?.error, effect, statement, parameters)
          }
          refusal = (error, refused(error))
          continue
        }
        if connection.wasInterrupted {
          throw isUnknown ? Self.unclear(error, after: refusal?.error, effect, statement, parameters) : .cancelled
        }
        attempt += 1
        guard attempt <= options.reconnectDelays.count else {
          throw isUnknown ? Self.unclear(error, after: refusal?.error, effect, statement, parameters) : .connectionLost("\(error)")
        }
        options.onReconnecting?(attempt)
        guard pause(options.reconnectDelays[attempt - 1]) else {
          throw isUnknown
            ? Self.unclear(.cancelled(message: "interrupted"), after: refusal?.error, effect, statement, parameters) : .cancelled
        }
        continue
      }
      let saysCommittedLocally = heedNotices()
      guard let answer else { throw refusal?.said ?? .invalid("no answer") }
      if saysCommittedLocally {
        switch effect {
        case .records(let subject): throw .committedLocally(Write(statement, parameters, subject))
        case .recordsEach: throw .committedLocally(Write(action: statement.name, subject: nil, key: ""))
        case .reads, .claims: break
        }
      }
      return answer
    }
  }

  /// The request id of a write: the key that it was asked for with, else the place of this request in its line, else a fresh one.
  mutating func request<Row>(_ key: String?, _ path: KeyPath<DeskStatements, Statement<Row>>) -> Parameter {
    let name = DeskStatements.shared[keyPath: path].name
    if let key { return .uuid(UUIDText.of(key)) }
    guard let origin else { return .uuid(UUIDText.random()) }
    let number = requests[name, default: 0] + 1
    requests[name] = number
    return .uuid(UUIDText.of("\(origin)/\(name)/\(number)"))
  }

  /// The error of a statement that took no effect. One that the server stopped by itself was not stopped by the agent.
  private func refused(_ error: PostgresError) -> DeskError {
    guard case .cancelled(let message) = error, !connection.wasInterrupted else { return DeskError(error) }
    return .refused(Refusal(ServerError(sqlState: "57014", message: message)))
  }

  private mutating func send(_ statement: any AnyStatement, _ parameters: [Parameter]) throws(PostgresError) -> ResultRows {
    if options.prepares { return try connection.query(statement.text, named: statement.name, parameters) }
    return try connection.query(statement.text, parameters)
  }

  /// The answer that was recorded under a key; nil where nothing was, nor ever will be.
  private mutating func recorded(_ statement: any AnyStatement, key: Parameter) throws(PostgresError) -> ResultRows? {
    let limit = connection.wasInterrupted ? Self.patience.interrupted : Self.patience.usual
    let sent: [Parameter] = if case .uuid = key { [key, .null] } else { [.null, key] }
    let answer: RecordedAnswer = try connection.query(DeskStatements.shared.recorded.text, sent, within: limit).decodeOnly()
    guard answer.recorded else { return nil }
    // One value without a name is the only one.
    return try ResultRows(names: answer.names ?? [statement.name], texts: answer.texts)
  }

  /// What is said where an answer was lost and nobody can tell what became of it.
  private static func unclear(
    _ error: PostgresError, after refusal: PostgresError?, _ effect: Effect, _ statement: any AnyStatement, _ parameters: [Parameter]
  ) -> DeskError {
    switch effect {
    case .reads: if case .connectionLost(let message, _) = error { .connectionLost(message) } else { DeskError(error) }
    case .claims:
      // A rule's refusal tells how things stand now; anything else leaves open whether the case was given.
      if error.sqlState?.hasPrefix("PU") == true { DeskError(error) } else { .claimUnknown("\(error)") }
    case .recordsEach: .outcomeUnknown(Write(action: statement.name, subject: nil, key: ""), "\(refusal ?? error)")
    case .records(let subject): .outcomeUnknown(Write(statement, parameters, subject), "\(refusal ?? error)")
    }
  }

  /// Keeps what the server said beside its answer; gives whether it said that a commit has not reached its standby.
  @discardableResult mutating func heedNotices() -> Bool {
    let fresh = connection.takeNotices()
    notices.add(fresh)
    return fresh.saysCommittedLocally
  }

  /// What the server said beside its answers since this was last asked; nothing of what it logs for its own people.
  public mutating func takeNotices() -> Notices {
    heedNotices()
    defer { notices = ServerNotices() }
    return Notices(notices)
  }

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

  /// The rows of a statement.
  mutating func rows<Row>(
    _ statement: KeyPath<DeskStatements, Statement<Row>>, _ parameters: [Parameter] = [], _ effect: Effect = .reads
  ) throws(DeskError) -> [Row] {
    let result = try run(statement, parameters, effect)
    do throws(PostgresError) {
      return try result.decode()
    } catch {
      throw DeskError(error)
    }
  }

  /// The only row of a statement.
  mutating func row<Row>(
    _ statement: KeyPath<DeskStatements, Statement<Row>>, _ parameters: [Parameter] = [], _ effect: Effect = .reads
  ) throws(DeskError) -> Row {
    let rows = try rows(statement, parameters, effect)
    guard rows.count == 1 else {
      throw .invalid("\(DeskStatements.shared[keyPath: statement].name): one row was expected, there are \(rows.count)")
    }
    return rows[0]
  }
}

/// What was answered under a key, as it was recorded.
struct RecordedAnswer: Decodable {
  let recorded: Bool
  /// The columns' names; `nil` where the answer is one value.
  let names: [String]?
  let texts: [String?]
}

/// What a server says beside its answers. Untrusted: whoever runs it, or stands between, chooses the words.
public struct Notices: Sendable, Equatable {
  /// One of them.
  public struct Notice: Sendable, Equatable {
    /// Whether it warns of something.
    public var isWarning: Bool
    public var message, detail: String
  }
  /// The first ones, in order.
  public var kept: [Notice]
  /// How many more there were.
  public var dropped: Int

  init(_ notices: ServerNotices) {
    // Of a commit that has not reached its standby the error itself speaks.
    kept = notices.kept.filter { ["WARNING", "NOTICE", "INFO"].contains($0.severity) && !$0.saysCommittedLocally }.map {
      Notice(isWarning: $0.severity == "WARNING", message: $0.message, detail: $0.detail)
    }
    dropped = notices.dropped
  }
}

/// A write whose answer is not to be had.
public struct Write: Sendable, Equatable {
  /// What it is about.
  public enum Subject: Sendable, Equatable {
    /// A case.
    case `case`(CaseNumber)
    /// A driver, by his number.
    case driver(Int64)
    /// Something by the number or name that it was given with: a card, a coupon, an invoice, a setting.
    case named(String)
  }
  /// What was to be done: the name of its file in `queries/desk/`.
  public var action: String
  /// What it is about; nil where only the database knows (the last decision, to be undone).
  public var subject: Subject?
  /// Its request id or key: what can be asked for.
  public var key: String

  /// A write.
  public init(action: String, subject: Subject?, key: String) {
    self.action = action
    self.subject = subject
    self.key = key
  }

  init(_ statement: any AnyStatement, _ parameters: [Parameter], _ subject: Subject?) {
    let key =
      switch parameters.first {
      case .uuid(let key), .text(let key): key
      default: ""
      }
    self.init(action: statement.name, subject: subject, key: key)
  }
}
