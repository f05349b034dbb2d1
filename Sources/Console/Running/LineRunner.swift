import Formats
import Terminal

/// Runs lines that nobody types, one after the other: strict unless told to go on.
///
/// What is told to go on is the outermost run: a line of it, or a line of the file of its `for`, is an item. Inside an item
/// the first failure ends it, so that nothing is decided after a check that failed.
final class LineRunner {
  private let session: Session
  private let context: RunContext
  private let keepsGoing: Bool
  /// How many lines did what they say, and how many did not.
  private(set) var done = 0
  private(set) var failures = 0
  /// How many of the failures are expectations that were not met.
  private var unmet = 0

  init(_ session: Session, in context: RunContext) {
    self.session = session
    self.context = context
    keepsGoing = context.keepsGoing && context.path.isEmpty
  }

  /// How a run ends that nothing stopped.
  var end: Int32 {
    let code: ExitCode = failures > unmet ? .finishedWithFailures : unmet > 0 ? .unmet : .done
    return code.rawValue
  }

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
        var failure = error.asCheck
        failure.message = Text(same: "\("\(data.path):\(row.line): ")") + failure.message
        throw failure
      }
    }
    return data
  }

  private func run(_ data: DataFile, _ names: [String], _ command: CommandLine, _ bindings: Bindings, at place: String, line: Int) -> Int32?
  {
    let before = (done, failures)
    for row in data.rows {
      let bound = bindings.adding(names, row.values)
      let code = run(
        command, bound, at: "\(place): \(data.path):\(row.line)", path: "\(line):\(row.line)", line: line, dataLine: row.line)
      guard let code else { continue }
      let left = data.rows.count - (done + failures - before.0 - before.1)
      if left > 0, session.output.failure == nil {
        session.writeError(Text.dataStopped(data.path, done: done - before.0, left: left)[session.language])
      }
      return code
    }
    session.say(.dataDone(data.path, done: done - before.0, failed: failures - before.1))
    return nil
  }

  private func run(
    _ command: CommandLine, _ bindings: Bindings, at place: String, path: String, line: Int, dataLine: Int? = nil
  ) -> Int32? {
    perform(at: place, path: path, line: line, dataLine: dataLine) { () throws(Failure) in
      try session.parser.parse(command.bound(to: bindings))
    }
  }

  /// Understands and runs a line; gives the exit code where the run has to end with it.
  func perform(
    at place: String, path: String, line: Int, dataLine: Int? = nil, understand: () throws(Failure) -> Invocation?
  ) -> Int32? {
    if let code = ended(before: place) { return code }
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
      letGo(after: result.invocation)
      if let code = outputEnded ?? failed(error, at: place) { return code }
    }
    // What this line said is out before the next one does anything.
    session.output.flush()
    if let code = outputEnded { return code }
    if let signal = session.setup.signals.stop {
      session.report(.refused(.stoppedAfter), at: place)
      return signal.exitCode
    }
    return session.quits ? end : nil
  }

  /// What stands behind a line that failed was written for a case that it had taken, flagged or checked: none is in hand for it. Of a line
  /// that was not understood nobody knows what it was to do. One that only reads decides nothing, and what settles a case may be followed
  /// by another way of settling it.
  private func letGo(after invocation: Invocation?) {
    guard let command = invocation?.command, command.name != Command.expect.name,
      command.effect == .reads || session.queues.areSettled(by: command.name)
    else {
      session.hand = nil
      return
    }
  }

  /// Looks whether a line may begin: nobody asked to stop, and somebody still reads what it says.
  private func ended(before place: String) -> Int32? {
    session.output.noticeReader()
    if let code = outputEnded { return code }
    guard let signal = session.setup.signals.stop else { return nil }
    session.report(.refused(.stoppedBefore), at: place)
    return signal.exitCode
  }

  private var outputEnded: Int32? {
    guard let failure = session.output.failure else { return nil }
    if case .failed = failure { session.errors.writeLine(Text.unwritten(failure.reason)[session.language]) }
    return failure.exitCode
  }

  /// Notes a failure; gives the exit code where the run has to end with it. Without a connection, or without knowing what
  /// was done, nothing goes on; nor where somebody asked to stop.
  func failed(_ failure: Failure, at place: String) -> Int32? {
    session.report(failure, at: place)
    failures += 1
    if failure.code == .unmet { unmet += 1 }
    if failure.code == .outcomeUnknown { return failure.code.rawValue }
    if let signal = session.setup.signals.stop { return signal.exitCode }
    return keepsGoing && failure.code != .noConnection ? nil : failure.code.rawValue
  }
}

extension Failure {
  /// The same failure of something that was only checked: nothing was tried, the script itself was refused.
  var asCheck: Failure {
    var failure = self
    if code == .failed { failure.code = .usage }
    return failure
  }
}
