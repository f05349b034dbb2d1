import Casework
import Desk
import Formats
import Terminal

/// What came of a line of a playbook, for programs: an object on a line of its own.
final class LineResult {
  /// What the line gives while it runs.
  let recorder: Recorder
  private let session: Session
  private let context: RunContext
  private let line: Int
  private let dataLine: Int?
  private let emits: Bool
  private let start = ContinuousClock.now
  /// What is run, once the line was understood.
  private(set) var invocation: Invocation?
  private var caseBefore: CaseNumber?

  init(_ session: Session, _ context: RunContext, line: Int, dataLine: Int?) {
    self.session = session
    self.context = context
    self.line = line
    self.dataLine = dataLine
    // Lines that are run as they come answer as they always did.
    emits = context.depth > 0 && session.format.isJSON
    recorder = Recorder(keepsTables: emits)
  }

  /// Notes what is run.
  func began(_ invocation: Invocation) {
    self.invocation = invocation
    caseBefore = session.hand?.number
  }

  /// Writes the object; nothing in other formats.
  func emit(_ failure: Failure?) {
    guard emits else { return }
    typealias Member = JSONValue.Member
    var members = [
      Member("line", .integer(line)), Member("command", .optional(invocation?.command.name)),
      Member("case", number.map { .integer($0.id) } ?? .null), Member("status", .string(Self.status(failure?.code))),
      Member("sqlstate", .optional(failure?.sqlstate)), Member("ms", .integer(Self.milliseconds(since: start))),
      Member("key", .optional(recorder.key)), Member("replayed", recorder.decision.map { .boolean($0.replayed) } ?? .null),
      Member("path", .string(context.place)),
    ]
    if let dataLine { members.append(Member("data_line", .integer(dataLine))) }
    if let failure { members.append(Member("message", .string(failure.message[session.language].plain))) }
    if let decision = recorder.decision {
      members.append(Member("decision", .integer(decision.id)))
      members.append(Member("action", .string(decision.action.rawValue)))
    }
    if let table = recorder.tables.last, recorder.decision == nil { members.append(Member("rows", table.json)) }
    session.write([.object(members)])
  }

  /// The case that it was about: the one decided, named, in the row it gave, taken in hand, or in hand before.
  private var number: CaseNumber? {
    if let decision = recorder.decision { return decision.caseID }
    guard let invocation else { return nil }
    if let named = invocation.subject.number { return named }
    guard invocation.command.effect != .reads else { return nil }
    if let table = recorder.tables.last, table.rows.count == 1, let place = table.columns.firstIndex(where: { $0.name == "case" }),
      case .number(let digits) = table.rows[0][place].value
    {
      return Int64(digits).map(CaseNumber.init(id:))
    }
    if invocation.command.effect == .claims { return session.hand?.number }
    return invocation.command.area == .deciding ? caseBefore : nil
  }

  /// Whole milliseconds that have passed.
  static func milliseconds(since start: ContinuousClock.Instant) -> Int64 {
    let passed = (ContinuousClock.now - start).components
    return passed.seconds * 1000 + passed.attoseconds / 1_000_000_000_000_000
  }

  /// The word for how a line, or a run, ended.
  static func status(_ code: ExitCode?) -> String {
    switch code {
    case nil, .done: "done"
    case .usage: "not_understood"
    case .noConnection: "no_connection"
    case .failed: "failed"
    case .notAllowed: "not_allowed"
    case .outcomeUnknown: "unknown"
    case .finishedWithFailures: "finished_with_failures"
    case .unmet: "not_met"
    }
  }
}
