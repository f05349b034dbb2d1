import Terminal

extension Session {
  /// What understands lines now.
  var parser: Parser {
    Parser(table: table, language: language, queue: hand?.queue ?? queue) { [unowned self] () throws(Failure) in try words() }
  }

  /// Runs a command that was understood.
  func run(_ invocation: Invocation) throws(Failure) {
    offersNext = false
    try invocation.command.run(self, invocation)
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
        errors.writeLine(Text(fr: "  détail : \(detail)", en: "  detail: \(detail)")[language])
      }
      if !hint.isEmpty { errors.writeLine("  " + hint) }
    } else {
      let mark: SafeText = errors.capabilities.unicode ? "✗ " : "! "
      errors.writeLine(mark.styled(.red) + message)
      if !hint.isEmpty { errors.writeLine("  " + hint.styled(.dim)) }
    }
    errors.flush()
  }
}
