import Glibc
import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct PipelineTests {
  @Test func aFailedStepDoesNotHoldUpTheOthers() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    try connection.script("create table t (n int primary key)")
    try connection.prepare("insert", "insert into t values ($1) returning n")
    let numbers = [1, 2, 1, 3, 2, 4]
    var order: [Int] = []
    let outcome = try connection.pipeline(numbers.map { PipelineStep(prepared: "insert", [Parameter($0)]) }) { index, _ in
      order.append(index)
    }
    #expect(outcome.interruption == nil)
    #expect(outcome.sent == 6)
    #expect(order == [0, 1, 2, 3, 4, 5])
    let answers = outcome.results.map { result -> String in
      switch result {
      case .success(let rows): (try? rows.only().string("n")) ?? "?"
      case .failure(let error): error.sqlState
      }
    }
    #expect(answers == ["1", "2", "23505", "3", "23505", "4"])
    #expect(try connection.query("select array_agg(n order by n) as n from t").only().integers("n") == [1, 2, 3, 4])
  }

  @Test(arguments: [1, 7, 5000]) func tenThousandStepsAreAnsweredInOrder(window: Int) throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect(options: .init(usesPreparedStatements: window != 7))
    try connection.prepare("echo", "select $1::int as n, $2::text as text")
    let filler = String(repeating: "x", count: 500)
    let steps = (0..<10_000).map { PipelineStep(prepared: "echo", [Parameter($0), .text(filler)]) }
    let outcome = try connection.pipeline(steps, window: window)
    #expect(try outcome.results.map { try $0.get().only().int("n") } == Array(0..<10_000))
  }

  @Test func nothingIsSentWhenAStepCannotBe() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    try connection.script("create table t (n text)")
    #expect(throws: PostgresError.invalidRequest(message: "parameter $1 contains a NUL character")) {
      _ = try connection.pipeline([.init("insert into t values ($1)", ["a"]), .init("insert into t values ($1)", ["\0"])])
    }
    #expect(throws: PostgresError.invalidRequest(message: "no statement has been prepared as nothing")) {
      _ = try connection.pipeline([.init("insert into t values ($1)", ["a"]), .init(prepared: "nothing")])
    }
    #expect(try connection.query("select from t").isEmpty)
    #expect(try connection.pipeline([]).results.isEmpty)
    #expect(throws: PostgresError.self) {
      try connection.transaction { (connection) throws(PostgresError) in _ = try connection.pipeline([.init("select 1")]) }
    }
  }

  @Test func controlCCancelsWhatIsOnItsWayAndSendsNoMore() throws {
    let database = try TestDatabase(.nothing)
    let keys = SignalPipe()
    var connection = try database.connect(options: .init(interruptDescriptor: keys.reading))
    try connection.script("create table t (n int)")
    var steps = (0..<3).map { PipelineStep("insert into t values ($1)", [Parameter($0)]) }
    steps += (0..<5).map { _ in PipelineStep("select pg_sleep(603)") }
    steps += (3..<100).map { PipelineStep("insert into t values ($1)", [Parameter($0)]) }
    let presser = Worker {
      try InterruptionTests.awaitRunning("select pg_sleep(603)", in: database)
      keys.pressControlC()
    }
    let outcome = try connection.pipeline(steps, window: 4)
    try presser.join()
    #expect(outcome.interruption == .cancelled(message: "interrupted"))
    #expect(outcome.results.count == outcome.sent)
    // Three were answered and their places taken, unless Ctrl-C came before that was noticed.
    #expect((4...7).contains(outcome.sent))
    let failures = outcome.results.map { result in
      if case .failure(let error) = result { error.sqlState } else { "" }
    }
    #expect(failures == ["", "", ""] + Array(repeating: "57014", count: outcome.sent - 3))
    #expect(try connection.query("select count(*) as n from t").only().int("n") == 3)
  }

  @Test func aLostConnectionTellsAnsweredFromUnknown() throws {
    let database = try TestDatabase(.nothing)
    var connection = try database.connect()
    try connection.script("create table t (n int)")
    var steps = (0..<3).map { PipelineStep("insert into t values ($1)", [Parameter($0)]) }
    steps.append(PipelineStep("select pg_terminate_backend(pg_backend_pid())"))
    steps += (3..<50).map { PipelineStep("insert into t values ($1)", [Parameter($0)]) }
    // Often, because the cut is met while sending or while reading, as it happens.
    for round in 1...50 {
      let outcome = try connection.pipeline(steps, window: 8)
      #expect(outcome.results.count == 3)
      #expect(outcome.sent > 3 && outcome.sent <= 11)
      #expect(outcome.interruption?.isOutcomeUnknown == true)
      #expect(connection.isBroken == true)
      try connection.reconnect()
      #expect(try connection.query("select count(*) as n from t").only().int("n") == 3 * round)
    }
    #expect(try connection.pipeline([.init("select 1")]).results.count == 1)
  }
}
