import Formats
import Terminal

/// Commands that nobody types: `-c`, `-f`, standard input.
final class Batch {
  private let session: Session
  private let keepsGoing: Bool
  private let settings: [Assignment]

  /// - Parameter settings: values for a playbook's parameters.
  init(_ session: Session, keepsGoing: Bool, settings: [Assignment] = []) {
    self.session = session
    self.keepsGoing = keepsGoing
    self.settings = settings
  }

  /// A run of its own from here on: nothing of another one is in hand.
  private func begin() -> RunContext {
    let context = RunContext(keepsGoing: keepsGoing)
    session.context = context
    return context
  }

  /// Runs the lines of `-c`; gives the exit code.
  func run(_ lines: [String]) -> Int32 {
    let runner = LineRunner(session, in: begin())
    for (index, line) in lines.enumerated() {
      let number = index + 1
      let code = runner.perform(at: "-c:\(number)", path: "\(number)", line: number) { () throws(Failure) in
        try session.parser.parse(line)
      }
      if let code { return code }
    }
    return runner.end
  }

  /// Reads standard input and runs each line as it comes. The language is that of playbooks.
  func runStandardInput() -> Int32 {
    var script = Script()
    let code = runLines(&script)
    // A round that a failure cut short.
    session.endEnvelopes(stoppedAt: script.line)
    return code
  }

  private func runLines(_ script: inout Script) -> Int32 {
    let runner = LineRunner(session, in: begin())
    var source = LineSource(signals: session.setup.signals)
    var reader = PlaybookReader(queues: session.knownQueues)
    while true {
      var place = 1
      do {
        guard let line = try source.nextLine() else { break }
        place = line.number
        script.line = line.number
        if session.envelopes != nil {
          let code = runner.perform(at: "stdin:\(line.number)", path: "\(line.number)", line: line.number) { () throws(Failure) in
            try session.envelope(line.text)
          }
          if let code { return code }
          continue
        }
        let item = try reader.take(line.text, line: line.number)
        if let code = try run(item, &script, runner) { return code }
      } catch let failure as LineSource.Failure {
        if case .interrupted(_, let signal) = failure { return signal.exitCode }
        let told = Failure.usage(.unreadableLine(failure), hint: .unreadableLineHint(failure))
        // It may have been meant to take another case.
        session.hand = nil
        script.unreadable += 1
        if let code = runner.failed(told, at: "stdin:\(failure.line)") { return code }
        if failure.isFinal || script.unreadable >= Self.patience { return runner.end }
      } catch let failure as Failure {
        session.hand = nil
        if let code = runner.failed(failure, at: "stdin:\(place)") { return code }
      } catch {
        if let code = runner.failed(.usage(.ownFault("\(error)")), at: "stdin:\(place)") { return code }
      }
    }
    session.endEnvelopes()
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
    var unreadable = 0
  }

  /// After so many lines that are no text nothing better is expected, whatever is to go on.
  private static let patience = 20

  private func run(_ item: PlaybookReader.Item?, _ script: inout Script, _ runner: LineRunner) throws(Failure) -> Int32? {
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
      if case .command = step.kind { session.context?.takesEnvelopes = true }
      defer { session.context?.takesEnvelopes = false }
      return runner.run(step, script.bindings, source: "stdin")
    case nil: return nil
    }
  }

  /// Reads playbooks whole and checks every line of all of them, then runs them in order; gives the exit code.
  func runPlaybooks(_ paths: [String]) -> Int32 {
    let start = ContinuousClock.now
    var planner = PlaybookPlanner(session)
    var runs: [(plan: PlaybookPlan, context: RunContext)] = []
    for path in paths {
      let context = begin()
      if let plan = planner.plan(path, settings, isOneOfSeveral: paths.count > 1) { runs.append((plan, context)) }
    }
    if paths.count > 1 { planner.refuseUnknown(settings, among: runs.flatMap(\.plan.playbook.parameters)) }
    if let signal = session.setup.signals.stop { return signal.exitCode }
    if let code = planner.code ?? (runs.count == paths.count ? nil : .usage) {
      planner.tell()
      session.writeError(Text.nothingRan[session.language])
      if session.format.isJSON {
        let milliseconds = LineResult.milliseconds(since: start)
        session.write([
          PlaybookRun.summary(
            Playbook(source: paths[0]), begin(), done: 0, failed: 0, of: nil, milliseconds: milliseconds, code: code.rawValue)
        ])
      }
      return code.rawValue
    }
    var end = ExitCode.done.rawValue
    for (plan, context) in runs {
      session.context = context
      session.hand = nil
      session.queue = nil
      let code = PlaybookRun(session, plan, in: context).run()
      // `quit` ends its own playbook.
      session.quits = false
      switch ExitCode(rawValue: code) {
      case .done: continue
      case .finishedWithFailures where keepsGoing: end = code
      case .unmet where keepsGoing: end = end == ExitCode.done.rawValue ? code : end
      default: return code
      }
    }
    return end
  }
}
