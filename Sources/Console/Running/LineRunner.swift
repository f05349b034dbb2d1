import Formats
import Terminal

/// Runs lines that nobody types, one after the other: strict unless told to go on.
final class LineRunner {
  private let session: Session
  private let context: RunContext
  /// How many lines did what they say, and how many did not.
  private(set) var done = 0
  private(set) var failures = 0

  init(_ session: Session, in context: RunContext) {
    self.session = session
    self.context = context
  }

  /// How a run ends that nothing stopped.
  var end: Int32 { failures == 0 ? ExitCode.done.rawValue : ExitCode.finishedWithFailures.rawValue }

  /// Runs a line of a playbook; gives the exit code where the run has to end with it.
  ///
  /// - Parameter data: the file of a `for`, if it was read and checked before.
  func run(_ step: PlaybookStep, _ bindings: Bindings, source: String, data: DataFile? = nil) -> Int32? {
    let place = "\(source):\(step.line)"
    switch step.kind {
    case .command(let command): return run(command, bindings, at: place, path: "\(step.line)", line: step.line)
    case .each(let names, let file, let command):
      let rows: DataFile
      if let data {
        rows = data
      } else {
        do throws(Failure) {
          rows = try checked(try session.data(file, names: names, bindings), names, command, bindings)
        } catch {
          return failed(error, at: place)
        }
      }
      return run(rows, names, command, bindings, at: place, line: step.line)
    }
  }

  /// Of a file that comes with standard input: every line of it is understood before its first one runs.
  private func checked(_ data: DataFile, _ names: [String], _ command: CommandLine, _ bindings: Bindings) throws(Failure) -> DataFile {
    for row in data.rows {
      do throws(Failure) {
        _ = try session.parser.parse(command.bound(to: bindings.adding(names, row.values)))
      } catch {
        var failure = error
        failure.message = Text(same: "\("\(data.path):\(row.line): ")") + failure.message
        throw failure
      }
    }
    return data
  }

  private func run(_ data: DataFile, _ names: [String], _ command: CommandLine, _ bindings: Bindings, at place: String, line: Int) -> Int32?
  {
    let before = (done, failures)
    for (number, row) in data.rows.enumerated() {
      let bound = bindings.adding(names, row.values)
      let code = run(
        command, bound, at: "\(place): \(data.path):\(row.line)", path: "\(line):\(row.line)", line: line, dataLine: row.line)
      guard let code else { continue }
      let left = data.rows.count - number - 1
      if left > 0 { session.errors.writeLine(Text.dataStopped(data.path, done: done - before.0, left: left)[session.language]) }
      return code
    }
    session.say(.dataDone(data.path, done: done - before.0, failed: failures - before.1))
    return nil
  }

  private func run(
    _ command: CommandLine, _ bindings: Bindings, at place: String, path: String, line: Int, dataLine: Int? = nil
  ) -> Int32? {
    perform(at: place, path: path, line: line, dataLine: dataLine) { () throws(Failure) in
      try session.understand(command.bound(to: bindings))
    }
  }

  /// Understands and runs a line; gives the exit code where the run has to end with it.
  func perform(
    at place: String, path: String, line: Int, dataLine: Int? = nil, understand: () throws(Failure) -> Invocation?
  ) -> Int32? {
    context.path.append(path)
    defer { context.path.removeLast() }
    let outer = session.recorder
    let result = LineResult(session, context, line: line, dataLine: dataLine)
    session.recorder = result.recorder
    defer { session.recorder = outer }
    do throws(Failure) {
      if let invocation = try understand() {
        result.began(invocation)
        try session.run(invocation)
        done += 1
        result.emit(nil)
      }
    } catch {
      result.emit(error)
      if let signal = session.interruption ?? session.ending {
        session.report(error, at: place)
        return signal.exitCode
      }
      if let code = failed(error, at: place) { return code }
    }
    if let failure = session.output.failure {
      if case .failed = failure { session.errors.writeLine(Text.unwritten(failure.reason)[session.language]) }
      return failure.exitCode
    }
    if let signal = session.setup.signals.take(), signal.isFatal || signal == .interrupt { return signal.exitCode }
    return session.quits ? end : nil
  }

  /// Notes a failure; gives the exit code where the run has to end with it. Without a connection, or without knowing what
  /// was done, nothing goes on.
  func failed(_ failure: Failure, at place: String) -> Int32? {
    session.report(failure, at: place)
    failures += 1
    if context.keepsGoing, failure.code != .noConnection, failure.code != .outcomeUnknown { return nil }
    return failure.code.rawValue
  }
}
