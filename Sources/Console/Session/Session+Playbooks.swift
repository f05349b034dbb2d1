import Casework
import Desk
import Formats
import Terminal

/// A run of lines that nobody types: a playbook, standard input, `-c`.
final class RunContext {
  /// One's own: no two runs share it.
  let id = UUIDText.random()
  let keepsGoing: Bool
  /// The lines that led here, from the outermost playbook in; of a `for`, the line of its file too: `["7", "3:12"]`.
  var path: [String] = []
  /// The playbooks that `run` lines stand for, by their path: checked beforehand, run as they were checked.
  var plans: [String: PlaybookPlan] = [:]
  /// How many playbooks this line stands in.
  var depth = 0
  /// How many lines ``plans`` hold in all.
  var plannedLines = 0
  /// Whether the lines behind this one can be envelopes: they are read one by one, and stand in no loop.
  var takesEnvelopes = false

  init(keepsGoing: Bool) { self.keepsGoing = keepsGoing }

  /// The path as one text: `7/3:12`.
  var place: String { path.joined(separator: "/") }
}

/// What a line gave.
final class Recorder {
  /// Whether tables are kept instead of written.
  let keepsTables: Bool
  var tables: [Table] = []
  /// The key of the decision that was asked for.
  var key: String?
  /// The decision that was made, or had been.
  var decision: Decision?

  init(keepsTables: Bool) { self.keepsTables = keepsTables }
}

extension Session {
  /// The key of a decision: in a run, the same whenever the same line decides the same round of the same case.
  func key(_ number: CaseNumber?, round: Int? = nil) -> String {
    let key = context.map { context in
      "\(context.id)/\(context.place)/\(number.map { String($0.id) } ?? "-")/\(round.map(String.init) ?? "-")"
    }
    let made = key ?? UUIDText.random()
    recorder?.key = made
    return made
  }

  /// Today on the database's clock, in Paris: `2026-11-24`. Needs a connection.
  var today: String { String(CivilTime(now).iso.prefix(10)) }

  /// What a command gives, instead of showing it; nil where it shows no table.
  func table(of invocation: Invocation) throws(Failure) -> Table? {
    let former = (recorder, format, isExpecting)
    let recorder = Recorder(keepsTables: true)
    self.recorder = recorder
    format = .jsonl
    isExpecting = true
    defer { (self.recorder, format, isExpecting) = former }
    try run(invocation)
    return recorder.tables.last
  }

  /// Runs a playbook that a line names.
  func runPlaybook(_ path: String, _ settings: [Assignment]) throws(Failure) {
    let isOutermost = context == nil
    let context = context ?? RunContext(keepsGoing: false)
    self.context = context
    defer { if isOutermost { self.context = nil } }
    var plan = context.plans[context.place]
    if plan == nil {
      var planner = PlaybookPlanner(self)
      plan = planner.plan(path, settings)
      planner.tell()
      if let code = planner.code { throw Failure(code, .nothingRan(of: path)) }
    }
    guard let plan else { throw Failure(.failed, .cancelled) }
    let code = PlaybookRun(self, plan, in: context).run()
    guard code != ExitCode.done.rawValue else { return }
    throw Failure(ExitCode(rawValue: code) ?? .failed, .playbookStopped(path))
  }
}
