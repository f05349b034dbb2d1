import Formats
import Terminal

/// Runs a playbook that was read and checked.
final class PlaybookRun {
  private let session: Session
  private let plan: PlaybookPlan
  private let context: RunContext
  private let runner: LineRunner
  private let start = ContinuousClock.now

  init(_ session: Session, _ plan: PlaybookPlan, in context: RunContext) {
    self.session = session
    self.plan = plan
    self.context = context
    runner = LineRunner(session, in: context)
  }

  /// Runs to the end, or to the first failure; gives the exit code.
  func run() -> Int32 {
    context.depth += 1
    defer { context.depth -= 1 }
    var ended: Int32?
    for step in plan.playbook.steps {
      ended = runner.run(step, plan.bindings, source: plan.playbook.source, data: plan.data[step.line])
      if ended != nil { break }
    }
    let code = ended ?? runner.end
    if context.depth == 1, session.format.isJSON {
      session.write([
        Self.summary(
          plan.playbook, context, done: runner.done, failed: runner.failures, of: plan.length,
          milliseconds: LineResult.milliseconds(since: start), code: code)
      ])
    }
    return code
  }

  /// The last object of a run, for programs. `of` is nil where the playbook could not be read.
  static func summary(
    _ playbook: Playbook?, _ context: RunContext, done: Int, failed: Int, of length: Int?, milliseconds: Int64, code: Int32
  ) -> JSONValue {
    .object([
      .init("summary", .boolean(true)), .init("playbook", .optional(playbook?.name ?? playbook?.source)), .init("run", .string(context.id)),
      .init("done", .integer(done)), .init("failed", .integer(failed)),
      .init("not_run", length.map { .integer(max(0, $0 - done - failed)) } ?? .null), .init("ms", .integer(milliseconds)),
      .init("exit", .integer(code)),
    ])
  }
}
