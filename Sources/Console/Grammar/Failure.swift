import Casework
import Terminal

/// How a process or a command ended, as an exit code.
public enum ExitCode: Int32, Sendable {
  /// Done.
  case done = 0
  /// Wrong usage, or a fault of this program.
  case usage = 1
  /// No connection.
  case noConnection = 2
  /// A command failed: nothing was changed by it.
  case failed = 3
  /// Not allowed.
  case notAllowed = 4
  /// It is not known whether the change was made.
  case outcomeUnknown = 5
  /// Went on to the end, with failures.
  case finishedWithFailures = 6
  /// Nothing failed, but an `expect` was not met.
  case unmet = 7
}

/// Why a line did not do what it says: one clear sentence, what to do next, and what the server said.
struct Failure: Error, Sendable {
  /// The exit code of a run that ends with it.
  var code: ExitCode
  /// What happened, and that nothing was changed where that is not plain.
  var message: Text
  /// What to do next; may be empty.
  var hint: Text = .empty
  /// What is asked at a terminal, and what a yes does.
  var offer: Offer?
  /// The server's SQLSTATE, if it came from there.
  var sqlstate: String?
  /// The server's DETAIL, for programs.
  var detail: String?
  /// Whether what stands in the way is the agent's own act of a moment ago.
  var isOwn = false

  init(_ code: ExitCode, _ message: Text, hint: Text = .empty, sqlstate: String? = nil, detail: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
    self.sqlstate = sqlstate
    self.detail = detail
  }

  /// What can be done instead, where somebody is there to be asked.
  enum Offer: Sendable, Equatable {
    /// The same line with one of its switches: the reading was right and the agent knows better.
    case again(option: String)
    /// To undo the decision before, on that case.
    case undo(CaseNumber)
  }

  /// A line that was not understood.
  static func usage(_ message: Text, hint: Text = .empty) -> Failure { Failure(.usage, message, hint: hint) }

  /// An `expect` that was understood and is not met.
  static func unmet(_ message: Text, hint: Text = .empty) -> Failure { Failure(.unmet, message, hint: hint) }

  /// A command that was understood and cannot be done.
  static func refused(_ message: Text, hint: Text = .empty) -> Failure { Failure(.failed, message, hint: hint) }

  /// A command that is done only where that is insisted on: asked at a terminal, said with the option in a script.
  static func asked(_ message: Text, hint: Text, insisting option: String) -> Failure {
    var failure = refused(message, hint: hint)
    failure.offer = .again(option: option)
    return failure
  }
}
