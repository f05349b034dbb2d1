import Casework
import Terminal

extension Session {
  /// What understands lines now.
  var parser: Parser {
    Parser(
      table: table, language: language, queue: hand?.queue ?? queue, vocabulary: { [unowned self] () throws(Failure) in try words() },
      queues: { [unowned self] () throws(Failure) in try knownQueues() },
      reports: reports, shortcuts: setup.shortcuts, rows: isTyped ? rows.cases.map(\.number) : nil,
      numbered: { [unowned self] (number) throws(Failure) in try self.numbered(number) })
  }

  /// Runs a command that was understood.
  func run(_ invocation: Invocation) throws(Failure) {
    // What only reads leaves to Enter what was promised of it.
    if invocation.command.effect != .reads { enterLine = nil }
    if ![.reading, .console].contains(invocation.command.area) { isPageLast = false }
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
      writeError(SafeText("\(place): ") + message + state)
      // A detail of PostgreSQL's own may quote what drivers wrote; those of the desk hold numbers and logins.
      if let detail = failure.detail, !detail.isEmpty, failure.sqlstate?.hasPrefix("PU") == true || failure.code == .notAllowed {
        writeError(Text.detail(detail)[language], behind: "  ")
      }
      if !hint.isEmpty { writeError(hint, behind: "  ") }
    } else {
      let mark: SafeText = errors.capabilities.unicode ? "✗ " : "! "
      writeError(message, behind: mark.styled(.red))
      if !hint.isEmpty { writeError(hint.styled(.dim), behind: "  ") }
    }
    errors.flush()
  }

  /// A sentence on standard error, behind a mark. On a screen it is broken between words, and goes on behind two blanks.
  func writeError(_ text: SafeText, behind mark: SafeText = "") {
    guard errors.capabilities.isTerminal else { return errors.writeLine(mark + text) }
    for (index, line) in text.wrapped(to: max(20, errors.capabilities.columns - 2)).enumerated() {
      errors.writeLine((index == 0 ? mark : "  ") + line)
    }
  }
}
