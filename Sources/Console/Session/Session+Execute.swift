import Terminal

extension Session {
  /// What understands lines now.
  var parser: Parser {
    Parser(
      table: table, language: language, queue: hand?.queue ?? queue, vocabulary: { [unowned self] () throws(Failure) in try words() },
      reports: reports)
  }

  /// The command of a line. One that a script cannot understand may have been meant to take another case in hand: nothing is
  /// in hand after it, so that no line behind it acts on the wrong one.
  func understand(_ line: CommandLine) throws(Failure) -> Invocation? {
    do throws(Failure) { return try parser.parse(line) } catch {
      var line = line
      if context != nil, let first = try? line.next(), (try? parser.command(first))?.effect ?? .claims == .claims { hand = nil }
      throw error
    }
  }

  /// Runs a command that was understood. A script whose `open` or `next` fails has nothing in hand.
  func run(_ invocation: Invocation) throws(Failure) {
    offersNext = false
    do throws(Failure) { try invocation.act(self) } catch {
      if context != nil, invocation.command.effect == .claims { hand = nil }
      throw error
    }
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
      let width = errors.capabilities.isTerminal ? max(20, errors.capabilities.columns - 2) : Int.max
      for (index, line) in message.wrapped(to: width).enumerated() { errors.writeLine((index == 0 ? mark.styled(.red) : "  ") + line) }
      if !hint.isEmpty { for line in hint.wrapped(to: width) { errors.writeLine("  " + line.styled(.dim)) } }
    }
    errors.flush()
  }
}
