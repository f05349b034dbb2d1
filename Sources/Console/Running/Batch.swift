import Terminal

/// Commands that nobody types: `-c`, `-f`, standard input. Strict unless told to go on.
final class Batch {
  private let session: Session
  private let source: String
  private let keepsGoing: Bool
  private var failures = 0

  init(_ session: Session, source: String, keepsGoing: Bool) {
    self.session = session
    self.source = source
    self.keepsGoing = keepsGoing
  }

  /// Runs these lines; gives the exit code.
  func run(_ lines: [String]) -> Int32 {
    for (index, line) in lines.enumerated() {
      if let code = run(line, number: index + 1) { return code }
    }
    return end
  }

  /// Reads standard input and runs each line as it comes.
  func runStandardInput() -> Int32 {
    var source = LineSource(signals: session.setup.signals)
    while true {
      do throws(LineSource.Failure) {
        guard let line = try source.nextLine() else { return end }
        if let code = run(line.text, number: line.number) { return code }
      } catch {
        if case .interrupted(_, let signal) = error { return signal.exitCode }
        if let code = failed(.usage(.unreadableLine(error), hint: .unreadableLineHint(error)), number: error.line) { return code }
        if error.isFinal { return end }
      }
    }
  }

  /// Reads a playbook whole, checks every line, then runs it.
  func runPlaybook(_ path: String) -> Int32 {
    let lines: [LineSource.Line]
    switch read(path) {
    case .success(let read): lines = read
    case .failure(let stop): return stop.code
    }
    var code: Int32?
    for line in lines {
      do throws(Failure) {
        _ = try session.parser.parse(line.text)
      } catch {
        session.report(error, at: "\(source):\(line.number)")
        code = code ?? error.code.rawValue
        if error.code == .noConnection { break }
      }
    }
    if let code {
      session.errors.writeLine(Text.nothingRan[session.language])
      return code
    }
    for line in lines {
      if let code = run(line.text, number: line.number) { return code }
    }
    return end
  }

  private struct Stop: Error { var code: Int32 }

  private func read(_ path: String) -> Result<[LineSource.Line], Stop> {
    var lines: [LineSource.Line] = []
    do {
      var source = path == "-" ? LineSource(signals: session.setup.signals) : try LineSource(path: path, signals: session.setup.signals)
      while let line = try source.nextLine() { lines.append(line) }
      return .success(lines)
    } catch let failure as LineSource.Failure {
      if case .interrupted(_, let signal) = failure { return .failure(Stop(code: signal.exitCode)) }
      session.report(.usage(.unreadableLine(failure), hint: .unreadableLineHint(failure)), at: "\(source):\(failure.line)")
    } catch let failure as LineSource.Unopened {
      session.report(.usage(.unreadableFile(failure.path, failure.reason)), at: source)
    } catch {
      session.report(.usage(.ownFault("\(error)")), at: source)
    }
    session.errors.writeLine(Text.nothingRan[session.language])
    return .failure(Stop(code: ExitCode.usage.rawValue))
  }

  /// Runs one line; gives the exit code where the run has to end with it.
  private func run(_ line: String, number: Int) -> Int32? {
    do throws(Failure) {
      if let invocation = try session.parser.parse(line) { try session.run(invocation) }
    } catch {
      if let signal = session.interruption { return interrupted(by: signal, error, number: number) }
      if let code = failed(error, number: number) { return code }
    }
    if let failure = session.output.failure {
      if case .failed = failure { session.errors.writeLine(Text.unwritten(failure.reason)[session.language]) }
      return failure.exitCode
    }
    if let signal = session.setup.signals.take(), signal.isFatal || signal == .interrupt { return signal.exitCode }
    return session.quits ? end : nil
  }

  private func interrupted(by signal: Signal, _ failure: Failure, number: Int) -> Int32 {
    session.report(failure, at: "\(source):\(number)")
    return signal.exitCode
  }

  /// Notes a failure; gives the exit code where the run has to end with it. Without a connection, or without knowing what
  /// was done, nothing goes on.
  private func failed(_ failure: Failure, number: Int) -> Int32? {
    session.report(failure, at: "\(source):\(number)")
    failures += 1
    if keepsGoing, failure.code != .noConnection, failure.code != .outcomeUnknown { return nil }
    return failure.code.rawValue
  }

  private var end: Int32 { failures == 0 ? ExitCode.done.rawValue : ExitCode.finishedWithFailures.rawValue }
}
