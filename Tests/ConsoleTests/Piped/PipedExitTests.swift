import Postgres
import TestSupport
import Testing

/// How a run ends, for the scripts that ask `$?`.
@Suite struct PipedExitTests {
  @Test func theFirstFailureStopsAndNothingAfterItRuns() throws {
    let counter = try Counter()
    try counter.account()
    let before = try counter.traces()
    let run = try counter.run("queues\nlist --nope\nnext\napprove\n")
    #expect(run.status == .exited(1))
    #expect(run.errors == "stdin:2: \"list\" has no option --nope\n  See \"help list\".\n")
    #expect(run.output.hasPrefix("Queue "))
    #expect(try counter.traces() == before)
  }

  @Test func keepGoingRunsTheRestAndSaysSix() throws {
    let counter = try Counter()
    try counter.account()
    let run = try counter.run("nope\napprove\nnext\napprove\n", ["--keep-going"])
    #expect(run.status == .exited(6))
    #expect(run.errors.hasPrefix("stdin:1: unknown command: \"nope\"\n  Did you mean: note?\nstdin:2: you have no case in hand\n"))
    #expect(try counter.value("select string_agg(action, ',') from core.decision") == "approve")
    #expect(try counter.run("queues\n", ["--keep-going"]).status == .exited(0))
    let commands = try counter.run("", ["--keep-going", "-c", "nope", "-c", "queues"])
    #expect(commands.status == .exited(6))
    #expect(commands.output.hasPrefix("Queue "))
  }

  @Test func withoutAConnectionNothingGoesOn() throws {
    let counter = try Counter()
    let arguments = ["-d", "host=/nonexistent user=x", "--lang", "en", "--keep-going"]
    let run = try ProgramRun(executable("pupitre"), arguments, input: "queues\nlist\n")
    #expect(run.status == .exited(2))
    #expect(run.errors.hasPrefix("stdin:1: no connection to the database: "))
    #expect(!run.errors.contains("stdin:2"))
    let stranger = try ProgramRun(executable("pupitre"), ["-d", try counter.database.conninfo(user: "nobody_here"), "-c", "queues"])
    #expect(stranger.status == .exited(2))
    #expect(stranger.output.isEmpty)
  }

  @Test func rightsAreRefusedWithTheirState() throws {
    let counter = try Counter()
    let number = try counter.account().number
    for line in ["close \(number) duplicate", "overturn \(number) 'a reason'", "assign \(number) \(counter.agent)", "urgence \(number)"] {
      let run = try counter.run(line + "\n")
      #expect(run.status == .exited(4), "\(line)")
      #expect(run.errors.hasPrefix("stdin:1: you may not "), "\(line)")
      #expect(run.errors.contains("(42501)\n"), "\(line)")
      #expect(run.errors.contains("  Ask a supervisor"), "\(line)")
    }
    #expect(try counter.traces() == "0 holds, 0 flags, 0 decisions, 0 events")
  }

  @Test func aDecisionWhoseConnectionDiesIsMadeOnceOrNotAtAll() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let id = number.filter(\.isNumber)
    let (agent, conninfo) = (counter.agent, try counter.database.conninfo(user: counter.agent))
    #expect(try counter.run("open \(number)\n").status == .exited(0))
    var blocker = try counter.database.connect()
    try blocker.query("begin")
    try blocker.query("select from core.desk_case where id = \(id) for update")
    let worker = Worker {
      try ProgramRun(executable("pupitre"), ["-d", conninfo, "--lang", "en"], input: "open \(number)\napprove\n")
    }
    try counter.waitForLock(of: agent)
    _ = try counter.value("select pg_terminate_backend(pid) from pg_stat_activity where usename = $1", [.text(agent)])
    try blocker.query("rollback")
    let run = try worker.join()
    let decisions = try counter.value("select count(*) from core.decision")
    switch run.status {
    case .exited(0): #expect(decisions == "1")
    case .exited(2): #expect(decisions == "0")
    default: Issue.record("\(run.status): \(run.errors)")
    }
  }
}
