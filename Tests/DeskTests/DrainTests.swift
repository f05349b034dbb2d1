import Casework
import Desk
import Foundation
import Postgres
import Queries
import Synchronization
import TestSupport
import Testing

/// Many sessions on one queue, and consoles that die.
@Suite struct DrainTests {
  @Test func twentySessionsDecideTwoThousandCasesOnceEach() throws {
    let scene = try Scene()
    let cases = 2_000
    try scene.database.administer(
      """
      insert into core.driver (id, created_at) overriding system value select n, core.now() from generate_series(1, \(cases)) n;
      insert into core.account (driver_id, submitted_at, last_name, first_names, usage_name, birth_date, birth_place, licence_number, licence_issue_date,
        licence_country, email, phone, postal_address, channel, language, licence_key, identity_key, search_key)
      select n, core.now(), 'NOM', 'P', '', '', '', n::text, '', '', 'a@b.fr', '', '', 'email', 'fr', n::text, n::text, n::text from generate_series(1, \(cases)) n;
      insert into core.desk_case (queue, driver_id, started_at, claim_order, opened_at)
      select 'accounts', n, core.now() - interval '1 hour' + n * interval '1 second', core.now() - interval '1 hour' + n * interval '1 second', core.now()
      from generate_series(1, \(cases)) n;
      """)
    let conninfo = try (0..<20).map { index in try scene.database.conninfo(user: scene.login("agent\(index)")) }
    let watch = try QueueWatch(scene.database)
    struct Tally {
      var decided: [CaseNumber] = []
      var errors: [String] = []
      var emptyWhileWorkWasLeft = 0
      var finished = 0
    }
    let tally = Mutex(Tally())
    let done = DispatchSemaphore(value: 0)
    for index in 0..<20 {
      let thread = Thread {
        defer { done.signal() }
        do {
          var desk = try Desk(conninfo[index])
          while let claim = try desk.claimNext(["accounts"]) {
            let decision = try desk.approve(claim.number, version: 1)
            tally.withLock { $0.decided.append(decision.caseID) }
          }
          // Told "empty": asked again, it gets nothing either. A case that somebody is claiming at this moment is his.
          let missed = try desk.claimNext(["accounts"])
          tally.withLock {
            if missed != nil { $0.emptyWhileWorkWasLeft += 1 }
            $0.finished += 1
          }
        } catch {
          tally.withLock { $0.errors.append("\(error)") }
        }
      }
      thread.stackSize = 4 << 20
      thread.start()
    }
    for _ in 0..<20 { done.wait() }
    // Nobody stands behind anybody.
    let queued = try watch.end()
    #expect(queued == [])
    let result = tally.withLock { $0 }
    #expect(result.errors == [])
    #expect(result.finished == 20)
    #expect(result.decided.count == cases)
    #expect(Set(result.decided).count == cases)
    #expect(result.emptyWhileWorkWasLeft == 0)
    #expect(try scene.database.value("select count(*) from core.decision") == "\(cases)")
    #expect(try scene.database.value("select count(*) from core.hold") == "0")
    // The chains of the ledger are whole: each row follows the one before it in its lane.
    #expect(
      try scene.database.value(
        """
        select count(*) from core.decision d left join core.decision b on (b.agent, b.lane, b.sequence) = (d.agent, d.lane, d.sequence - 1)
        where d.previous_digest <> coalesce(b.digest, '\\x')
        """) == "0")
  }

  /// Twenty agents, each on all four queues at once.
  @Test func twentySessionsSettleTheFourQueuesOnceEach() throws {
    let scene = try Scene()
    let each = 100
    var owner = try scene.database.connect()
    let load = try #require(Query[path: "local/bulk_cases.sql"]?.text)
    let queues = ["accounts", "documents", "quality", "undelivered"]
    for queue in queues { try owner.query(load, [.int(Int64(each)), .text(queue)]) }
    let conninfo = try (0..<20).map { index in try scene.database.conninfo(user: scene.login("agent\(index)")) }
    let watch = try QueueWatch(scene.database)
    let tally = Mutex<(decided: [CaseNumber], errors: [String])>(([], []))
    let done = DispatchSemaphore(value: 0)
    for index in 0..<20 {
      let thread = Thread {
        defer { done.signal() }
        do {
          var desk = try Desk(conninfo[index])
          while let claim = try desk.claimNext(queues) {
            let file = try desk.caseFile(claim.number)
            let version = file.case.version
            let decision =
              switch file.case.subject {
              case .claim: try desk.attribute(claim.number, version: version, outcome: .inGroupe)
              case .returnedDispatch: try desk.reship(claim.number, version: version)
              default: try desk.approve(claim.number, version: version)
              }
            tally.withLock { $0.decided.append(decision.caseID) }
          }
        } catch {
          tally.withLock { $0.errors.append("\(error)") }
        }
      }
      thread.stackSize = 4 << 20
      thread.start()
    }
    for _ in 0..<20 { done.wait() }
    let queued = try watch.end()
    #expect(queued == [])
    let (decided, errors) = tally.withLock { $0 }
    #expect(errors == [])
    #expect(decided.count == each * 4 && Set(decided).count == each * 4)
    #expect(try scene.database.value("select count(*) from core.desk_case where state <> 'settled'") == "0")
    #expect(try scene.database.value("select count(*) from core.card where state = 'ordered'") == "\(each * 2)")
    #expect(try scene.database.value("select count(*) from core.dispatch where state = 'ordered'") == "\(each)")
  }

  @Test func aDeadConsolesCaseAndFlagsAreOfferedAgain() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: scene.submitAccount())
    do {
      var desk = try scene.desk()
      #expect(try desk.claimNext(["accounts"])?.number == id)
      try desk.flag(id, version: 1, item: "phone", reason: "invalid_format", comment: "un chiffre manque")
    }
    var other = try scene.desk("agent2")
    #expect(try other.claimNext(["accounts"]) == nil)
    #expect(refusal { _ = try other.claim(id) } == "PU010")
    try scene.advance("15 minutes 1 second")
    #expect(try other.claimNext(["accounts"])?.number == id)
    let file = try other.caseFile(id)
    #expect(file.flags.map(\.comment) == ["un chiffre manque"])
  }

  @Test func aLeaseThatRanOutIsRefusedAndChangesNothing() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    let id = try scene.openCase(of: driver)
    var desk = try scene.desk()
    _ = try desk.claim(id)
    try scene.advance("15 minutes 1 second")
    #expect(refusal { _ = try desk.approve(id, version: 1) } == "PU011")
    var other = try scene.desk("agent2")
    _ = try other.claim(id)
    #expect(refusal { _ = try desk.approve(id, version: 1) } == "PU010")
    _ = try other.approve(id, version: 1)
    #expect(refusal { _ = try desk.approve(id, version: 1) } == "PU013")
    #expect(try scene.database.value("select count(*) from core.decision") == "1")
  }

  @Test func onesOwnCaseIsTakenOverFromOnesOtherConsole() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: scene.submitAccount())
    var first = try scene.desk()
    var second = try scene.desk()
    #expect(try first.claimNext(["accounts"])?.notice == .new)
    #expect(try first.claimNext(["accounts"])?.notice == .unfinished)
    #expect(try second.claimNext(["accounts"], own: false) == nil)
    #expect(try second.claimNext(["accounts"])?.notice == .takenOver)
    #expect(refusal { _ = try first.approve(id, version: 1) } == "PU011")
  }

  @Test func aLostConnectionIsOpenedAgainAndTheDecisionRecordedOnce() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: scene.submitAccount())
    var desk = try scene.desk()
    _ = try desk.claim(id)
    try scene.database.administer("select pg_terminate_backend(pid) from pg_stat_activity where usename = '\(scene.login("agent"))'")
    let decision = try desk.approve(id, version: 1)
    #expect(!decision.replayed && desk.reconnections == 1)
    #expect(try scene.database.value("select count(*) from core.decision") == "1")
  }
}

/// Looks, for as long as it runs, for sessions that queue for a row. One that waits for a moment is no queue: a claim that came too late
/// lets go of what it had locked when it ends. Behind it another would wait for the row itself (`tuple`), and all of them if claims did not
/// pass over what is locked.
private final class QueueWatch {
  private let over = Flag()
  private let worker: Worker<[String]>

  init(_ database: TestDatabase) throws {
    worker = Worker { [over] in
      var observer = try database.connect()
      var waiting: Set<String> = []
      repeat {
        let rows = try observer.query(
          "select distinct query from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'tuple'"
        )
        for row in rows { waiting.insert(try row.string("query")) }
      } while !over.isSet
      return waiting.sorted()
    }
  }

  /// The statements that stood in a queue.
  func end() throws -> [String] {
    over.set()
    return try worker.join()
  }

  private final class Flag: Sendable {
    private let value = Atomic(false)
    var isSet: Bool { value.load(ordering: .relaxed) }
    func set() { value.store(true, ordering: .relaxed) }
  }
}
