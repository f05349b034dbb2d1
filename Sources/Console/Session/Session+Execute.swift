import Casework
import Terminal

extension Session {
  /// What understands lines now.
  var parser: Parser {
    Parser(
      table: table, language: language, queue: hand?.queue ?? queue, vocabulary: { [unowned self] () throws(Failure) in try words() },
      queues: { [unowned self] () throws(Failure) in try knownQueues() },
      reports: reports, shortcuts: setup.shortcuts, rows: isTyped ? rows.cases.map(\.number) : nil)
  }

  /// Runs a command that was understood.
  func run(_ invocation: Invocation) throws(Failure) {
    // What only reads leaves to Enter what was promised of it.
    if invocation.command.effect != .reads { enterLine = nil }
    linesSaid = 0
    try invocation.act(self)
  }

  /// Says why something was not done, on standard error. `place` is `stdin:3` where lines are counted.
  func report(_ failure: Failure, at place: String? = nil) {
    output.flush()
    let message = failure.message[language]
    let hint = failure.hint[language]
    if let place {
      let state: SafeText = failure.sqlstate.map { " (\($0))" } ?? ""
      errors.writeLine(SafeText("\(place): ") + message + state)
      // A detail of PostgreSQL's own may quote what drivers wrote; those of the desk hold numbers and logins.
      if let detail = failure.detail, !detail.isEmpty, failure.sqlstate?.hasPrefix("PU") == true || failure.code == .notAllowed {
        errors.writeLine("  " + Text.detail(detail)[language])
      }
      if !hint.isEmpty { errors.writeLine("  " + hint) }
    } else {
      let mark: SafeText = errors.capabilities.unicode ? "✗ " : "! "
      let width = errors.capabilities.isTerminal ? max(20, errors.capabilities.columns - 2) : Int.max
      for (index, line) in message.wrapped(to: width).enumerated() { errors.writeLine((index == 0 ? mark.styled(.red) : "  ") + line) }
      if !hint.isEmpty { for line in hint.wrapped(to: width) { errors.writeLine("  " + line.styled(.dim)) } }
    }
    errors.flush()
  }
}
