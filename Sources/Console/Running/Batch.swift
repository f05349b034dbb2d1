import Formats
import Terminal

/// Commands that nobody types: `-c`, `-f`, standard input.
final class Batch {
  private let session: Session
  private let settings: [Assignment]
  private let context: RunContext
  private let runner: LineRunner

  /// - Parameter settings: values for a playbook's parameters.
  init(_ session: Session, keepsGoing: Bool, settings: [Assignment] = []) {
    self.session = session
    self.settings = settings
    context = RunContext(keepsGoing: keepsGoing)
    runner = LineRunner(session, in: context)
    session.context = context
  }

  /// Runs the lines of `-c`; gives the exit code.
  func run(_ lines: [String]) -> Int32 {
    for (index, line) in lines.enumerated() {
      let number = index + 1
      let code = runner.perform(at: "-c:\(number)", path: "\(number)", line: number) { () throws(Failure) in
        try session.understand(try CommandLine(line))
      }
      if let code { return code }
    }
    return runner.end
  }

  /// Reads standard input and runs each line as it comes. The language is that of playbooks.
  func runStandardInput() -> Int32 {
    var source = LineSource(signals: session.setup.signals)
    var reader = PlaybookReader()
    var script = Script()
    while true {
      var place = 1
      do {
        guard let line = try source.nextLine() else { break }
        place = line.number
        script.line = line.number
        let item = try reader.take(line.text, line: line.number)
        if let code = try run(item, &script) { return code }
      } catch let failure as LineSource.Failure {
        if case .interrupted(_, let signal) = failure { return signal.exitCode }
        let told = Failure.usage(.unreadableLine(failure), hint: .unreadableLineHint(failure))
        if let code = runner.failed(told, at: "stdin:\(failure.line)") { return code }
        if failure.isFinal { return runner.end }
      } catch let failure as Failure {
        if let code = runner.failed(failure, at: "stdin:\(place)") { return code }
      } catch {
        if let code = runner.failed(.usage(.ownFault("\(error)")), at: "stdin:\(place)") { return code }
      }
    }
    do throws(Failure) {
      try reader.finish()
      if !script.hasBegun { try PlaybookPlanner.refuseUnknown(settings, script.parameters) }
    } catch {
      if let code = runner.failed(error, at: "stdin:\(max(1, script.line))") { return code }
    }
    return runner.end
  }

  /// What standard input has said so far.
  private struct Script {
    var parameters: [PlaybookParameter] = []
    var bindings = Bindings()
    var hasBegun = false
    var line = 0
  }

  private func run(_ item: PlaybookReader.Item?, _ script: inout Script) throws(Failure) -> Int32? {
    switch item {
    case .parameter(let parameter):
      script.parameters.append(parameter)
      script.bindings.set(parameter.name, try session.value(of: parameter, settings), isFile: parameter.type == .file)
      return nil
    case .step(let step):
      if !script.hasBegun {
        script.hasBegun = true
        try PlaybookPlanner.refuseUnknown(settings, script.parameters)
      }
      return runner.run(step, script.bindings, source: "stdin")
    case nil: return nil
    }
  }

  /// Reads a playbook whole, checks every line, then runs it.
  func runPlaybook(_ path: String) -> Int32 {
    let start = ContinuousClock.now
    var planner = PlaybookPlanner(session)
    let plan = planner.plan(path, settings)
    if let signal = planner.signal { return signal.exitCode }
    guard let plan else {
      for problem in planner.problems { session.report(problem.failure, at: problem.place) }
      session.errors.writeLine(Text.nothingRan[session.language])
      let code = (planner.problems.first?.failure.code ?? .usage).rawValue
      if session.format == .jsonl {
        session.output.writeLine(
          PlaybookRun.summary(
            Playbook(source: path), context, done: 0, failed: 0, of: nil, milliseconds: LineResult.milliseconds(since: start), code: code))
      }
      return code
    }
    return PlaybookRun(session, plan, in: context).run()
  }
}
