import Casework
import Desk
import Foundation
import Glibc
import Postgres
import TestSupport
import Testing

/// The answer to a write is lost, and then something else goes wrong: what is said of the write is what became of it.
@Suite struct LostAnswerTests {
  /// What goes wrong when the desk asks again.
  enum Trouble: String, CaseIterable, CustomTestStringConvertible {
    case none, rightRevoked, functionGone, readOnly, rowLockedUntilTimeout, loginRefused, controlC, silence
    var testDescription: String { rawValue }

    /// Whether the database can still be asked what became of the write.
    var leavesTheQuestionOpen: Bool { [.readOnly, .rowLockedUntilTimeout, .loginRefused, .controlC, .silence].contains(self) }
  }

  /// A write of the desk: its statement, and how it is sent on a case of this version that is in hand.
  struct Act: Sendable, CustomTestStringConvertible {
    let statement: String
    var role = "agent"
    let send: @Sendable (inout Desk, CaseNumber, Int64, String) throws -> Void
    var testDescription: String { statement }
  }

  static let acts: [Act] = [
    Act(statement: "flag") { desk, id, _, key in try desk.flag(id, version: 1, item: "phone", reason: "missing", key: key) },
    Act(statement: "unflag") { desk, id, _, key in
      try desk.flag(id, version: 1, item: "phone", reason: "missing")
      try desk.unflag(id, version: 1, item: "phone", key: key)
    },
    Act(statement: "release") { desk, id, _, key in try desk.release(id, key: key) },
    Act(statement: "note") { desk, id, _, key in try desk.note(case: id, driver: nil, text: "l'usager n'a pas répondu", key: key) },
    Act(statement: "escalate") { desk, id, _, key in
      let answer = try desk.escalate(id, reason: "doute", key: key)
      #expect(answer == "open")
    },
    Act(statement: "approve") { desk, id, _, key in
      let decision = try desk.approve(id, version: 1, comment: "vu", key: key)
      #expect(decision.caseID == id && decision.action == .approve && decision.standing == .standing)
    },
    Act(statement: "return_case") { desk, id, _, key in
      try desk.flag(id, version: 1, item: "phone", reason: "missing")
      let answer = try desk.returnCase(id, version: 1, key: key).action
      #expect(answer == .returnCase)
    },
    Act(statement: "undo") { desk, id, _, key in
      _ = try desk.approve(id, version: 1)
      let answer = try desk.undo(id, key: key).decision?.action
      #expect(answer == .undo)
    },
    Act(statement: "contact") { desk, _, driver, key in
      let answer = try desk.contact(driver, "email", "autre@example.fr", key: key).former
      #expect(answer == "jean.dupont@example.fr")
    },
    Act(statement: "assign", role: "supervisor") { desk, id, _, key in try desk.assign(id, to: desk.identity.agent, key: key) },
    Act(statement: "urgent", role: "supervisor") { desk, id, _, key in try desk.urgent(id, true, key: key) },
    Act(statement: "close_case", role: "supervisor") { desk, id, _, key in
      let answer = try desk.close(id, version: 1, reason: "forgery", key: key).action
      #expect(answer == .close)
    },
    Act(statement: "set_setting", role: "supervisor") { desk, _, _, key in
      let answer = try desk.setSetting("public_holidays_off", to: "false", key: key).value
      #expect(answer == "false")
    },
    Act(statement: "grant_queue", role: "supervisor") { desk, _, _, key in try desk.grant("quality", to: desk.identity.agent, key: key) },
  ]

  @Test(arguments: Trouble.allCases) func whatWasRecordedIsNeverSaidNotToBe(_ trouble: Trouble) throws {
    let stage = try Scene()
    for act in Self.acts {
      let scene = try LostAnswerScene(act.role, on: stage)
      var desk = try scene.desk()
      _ = try desk.claim(scene.id)
      let key = UUIDText.random()
      scene.wire.arm(.cutAfterAnswer, at: "desk.\(act.statement)(") { scene.cause(trouble, act.statement, key) }
      let outcome = Result { try act.send(&desk, scene.id, scene.driver, key) }
      try scene.end(trouble, act.statement)
      #expect(try scene.isRecorded(key), "\(act.statement)")
      switch outcome {
      case .success: #expect(!trouble.leavesTheQuestionOpen, "\(act.statement): said to be done, and nobody could know")
      case .failure(DeskError.outcomeUnknown(let write, _)):
        #expect(trouble.leavesTheQuestionOpen, "\(act.statement)")
        #expect(write.action == act.statement && write.key == key)
      case .failure(let error): Issue.record("\(act.statement), \(trouble): \(error)")
      }
    }
  }

  @Test(arguments: [Trouble.none, .rightRevoked, .functionGone, .loginRefused, .controlC])
  func whatNeverArrivedIsNeverSaidToBeDone(_ trouble: Trouble) throws {
    let scene = try LostAnswerScene("agent")
    var desk = try scene.desk()
    _ = try desk.claim(scene.id)
    let key = UUIDText.random()
    scene.wire.arm(.cutBeforeRequest, at: "desk.note(") { scene.cause(trouble, "note", key) }
    let outcome = Result { try desk.note(case: scene.id, driver: nil, text: "jamais arrivée", key: key) }
    try scene.end(trouble, "note")
    let isRecorded = try scene.isRecorded(key)
    switch outcome {
    case .success: #expect(isRecorded && trouble == .none)
    case .failure(DeskError.outcomeUnknown): #expect(!isRecorded && trouble.leavesTheQuestionOpen)
    case .failure(DeskError.refused): #expect(!isRecorded && [.rightRevoked].contains(trouble))
    case .failure(DeskError.schemaMissing): #expect(!isRecorded && trouble == .functionGone)
    case .failure(let error): Issue.record("\(trouble): \(error)")
    }
    // Said not to be recorded: so it stays, even if the first sending comes late.
    if case .failure(DeskError.refused) = outcome {
      #expect(refusal { try desk.note(case: scene.id, driver: nil, text: "jamais arrivée", key: key) } == "PU030")
    }
  }

  @Test func aSendingThatStillRunsIsWaitedForBeforeAnythingIsSaidOfIt() throws {
    let scene = try LostAnswerScene("agent")
    var desk = try scene.desk()
    let key = UUIDText.random()
    var blocker = try scene.scene.database.connect()
    try blocker.query("begin")
    try blocker.query("select from core.desk_case where id = $1 for update", [Parameter(scene.id)])
    scene.wire.arm(.cutWhileRunning, at: "desk.note(") {
      try? scene.scene.waitUntilBlocked("agent")
      scene.cause(.rightRevoked, "note", key)
    }
    let releaser = Worker {
      // The first sending waits for the case, and the question waits for the first sending.
      try scene.scene.wait(
        for: "select count(*) = 2 from pg_stat_activity where usename = '\(scene.login)' and wait_event_type = 'Lock'")
      try scene.scene.database.administer(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'")
    }
    try desk.note(case: scene.id, driver: nil, text: "pendant ce temps", key: key)
    try releaser.join()
    #expect(try scene.isRecorded(key))
    #expect(try scene.scene.database.value("select count(*) from core.case_event where kind = 'note'") == "1")
  }

  @Test func aReleaseIsDoneAlsoWhereAColleagueTookTheCaseMeanwhile() throws {
    let scene = try LostAnswerScene("agent")
    var desk = try scene.desk()
    _ = try desk.claim(scene.id)
    let colleague = try scene.scene.login("agent2")
    let (database, id) = (scene.scene.database, scene.id)
    scene.wire.arm(.cutAfterAnswer, at: "desk.release(") {
      var other = try? Desk(database.conninfo(user: colleague))
      _ = try? other?.claim(id)
    }
    try desk.release(id)
    #expect(try database.value("select holder from core.desk_case") == colleague)
  }

  @Test func aCutWhileACaseIsOpenedIsOpenedAgain() throws {
    let scene = try LostAnswerScene("agent")
    var desk = try scene.desk()
    for fault in [FaultyWire.Fault.cutBeforeRequest, .cutAfterAnswer, .cutWithinAnswer] {
      for statement in ["desk.claim(", "desk.claim_next(", "desk.case_file("] {
        scene.wire.arm(fault, at: statement)
        if statement == "desk.claim_next(" {
          #expect(try desk.claimNext(["accounts"])?.number == scene.id)
        } else {
          _ = try desk.claim(scene.id)
          #expect(try desk.caseFile(scene.id).case.isHeldByMe)
        }
      }
    }
    #expect(desk.reconnections == 9)
    // Where it cannot be: nothing was being recorded, and that is what is said.
    scene.wire.arm(.cutAfterAnswer, at: "desk.claim(") { scene.cause(.loginRefused, "claim", "") }
    let error = #expect(throws: DeskError.self) { _ = try desk.claim(scene.id) }
    guard case .claimUnknown = error else { throw Unexpected("\(String(describing: error))") }
    try scene.end(.loginRefused, "claim")
  }

  @Test func aReplayedDecisionSaysSoAndAFreshOneDoesNot() throws {
    let scene = try LostAnswerScene("agent")
    var desk = try scene.desk()
    _ = try desk.claim(scene.id)
    let key = UUIDText.random()
    // Sent twice at once: one records, the other waits for it and answers as it did.
    let conninfo = try scene.scene.database.conninfo(user: scene.login)
    var blocker = try scene.scene.database.connect()
    try blocker.query("begin")
    try blocker.query("select from core.desk_case where id = $1 for update", [Parameter(scene.id)])
    let (id, token) = (scene.id, desk.console)
    let senders = (0..<2).map { _ in
      Worker {
        var connection = try Connection(conninfo)
        return try connection.query(
          "select decision, replayed from desk.approve($1, $2, $3::uuid, 1)", [.text(key), Parameter(id), .text(token)]
        ).only().bool("replayed")
      }
    }
    try scene.scene.wait(
      for: "select count(*) = 2 from pg_stat_activity where usename = '\(scene.login)' and wait_event_type = 'Lock'")
    try blocker.query("rollback")
    #expect(try senders.map { try $0.join() }.sorted { !$0 && $1 } == [false, true])
    #expect(try desk.approve(id, version: 1, key: key).replayed)
  }

  @Test func anAnswerLostWhileTheStandbyIsWaitedForIsNoAnswerUntilTheStandbyHasIt() throws {
    let scene = try LostAnswerScene("agent")
    var desk = try scene.desk()
    let key = UUIDText.random()
    try scene.scene.database.administer("alter role \(scene.login) set synchronous_commit = on")
    try scene.scene.database.administer("select pg_terminate_backend(pid) from pg_stat_activity where usename = '\(scene.login)'")
    let waiting = "select exists (select from pg_stat_activity where usename = '\(scene.login)' and wait_event = 'SyncRep')"
    let presser = Worker {
      try scene.scene.wait(for: waiting)
      let first = try scene.scene.database.value("select pid from pg_stat_activity where usename = '\(scene.login)'") ?? ""
      // Ended while it waits: its commit stays, and the answer is lost.
      try scene.scene.database.administer("select pg_terminate_backend(\(first))")
      // The second sending finds it recorded, and waits for the standby as the first did.
      try scene.scene.wait(for: waiting.replacing("usename", with: "pid <> \(first) and usename"))
      scene.cause(.controlC, "note", key)
    }
    let error = #expect(throws: DeskError.self) { try desk.note(case: scene.id, driver: nil, text: "enregistrée ici", key: key) }
    try presser.join()
    #expect(error == .committedLocally(Write(action: "note", subject: .case(scene.id), key: key)))
    #expect(try scene.isRecorded(key))
    try scene.scene.database.administer("alter role \(scene.login) reset all")
  }

  @Test func theSameLineOfARunAsksForTheSameThing() throws {
    let scene = try LostAnswerScene("agent")
    var desk = try scene.desk()
    for _ in 1...2 {
      // As a run that goes on where another left off would.
      desk.begin(nil)
      desk.begin("run/7")
      try desk.note(case: scene.id, driver: nil, text: "une")
      try desk.note(case: scene.id, driver: nil, text: "deux")
    }
    desk.begin("run/8")
    try desk.note(case: scene.id, driver: nil, text: "une")
    #expect(
      try scene.scene.database.value("select string_agg(text, ' ' order by id) from core.case_event where kind = 'note'") == "une deux une")
  }

  @Test func nobodyLearnsWhatAColleagueRecorded() throws {
    let scene = try LostAnswerScene("agent")
    var desk = try scene.desk()
    _ = try desk.claim(scene.id)
    let (request, key) = (UUIDText.random(), UUIDText.random())
    try desk.flag(scene.id, version: 1, item: "phone", reason: "missing", key: request)
    try desk.unflag(scene.id, version: 1, item: "phone")
    _ = try desk.approve(scene.id, version: 1, key: key)
    for (id, decision) in [(Parameter.uuid(request), Parameter.null), (.null, .text(key))] {
      #expect(try scene.scene.call("agent", "select recorded from desk.recorded($1, $2)", [id, decision]) == "t")
      #expect(refusal { try scene.scene.call("agent2", "select recorded from desk.recorded($1, $2)", [id, decision]) } == "PU030")
      #expect(refusal { try scene.scene.call("portal", "select recorded from desk.recorded($1, $2)", [id, decision]) } == "42501")
    }
  }
}

/// Something came otherwise than a test goes on with.
struct Unexpected: Error {
  let what: String
  init(_ what: String) { self.what = what }
}

/// One account's case and one agent, whose wire to the server can break.
private final class LostAnswerScene: @unchecked Sendable {
  let scene: Scene
  let login: String
  let driver: Int64
  let id: CaseNumber
  let wire: FaultyWire
  private let interrupts: (reading: CInt, writing: CInt)
  private let blocker = Blocker()

  init(_ role: String, on stage: Scene? = nil) throws {
    scene = try stage ?? Scene()
    login = try scene.login(role)
    var form = Scene.Form()
    form.licence = "0601132\(Int.random(in: 10_000...99_999))"
    driver = try scene.submitAccount(form)
    id = try #require(try scene.database.caseNumber("select id from core.desk_case where driver_id = \(driver)"))
    wire = try FaultyWire(to: scene.database.conninfo(user: login))
    var ends: [CInt] = [-1, -1]
    precondition(pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    interrupts = (ends[0], ends[1])
  }

  deinit {
    close(interrupts.reading)
    close(interrupts.writing)
  }

  func desk() throws -> Desk {
    try Desk(
      wire.conninfo(scene.database.conninfo(user: login)),
      options: DeskOptions(interruptDescriptor: interrupts.reading, reconnectDelays: [.milliseconds(1), .milliseconds(1)]))
  }

  func isRecorded(_ key: String) throws -> Bool {
    try scene.database.value(
      """
      select count(*) from core.request where operation <> 'given_up' and id in ('\(UUIDText.of(key))', core.request_of('\(key)'))
      """) == "1"
  }

  /// Makes the trouble, on the wire's thread, between the cut and whatever comes next.
  func cause(_ trouble: LostAnswerTests.Trouble, _ statement: String, _ key: String) {
    do {
      switch trouble {
      case .none: break
      case .rightRevoked: try administer("revoke execute on function desk.\(statement) from pupitre_agent")
      case .functionGone: try administer("alter function desk.\(statement) rename to gone")
      case .readOnly: try administer("alter role \(login) set default_transaction_read_only = on")
      case .rowLockedUntilTimeout:
        try administer("alter role \(login) set statement_timeout = '50ms'")
        try blocker.lock(
          scene.database, "select from core.request where id in ('\(UUIDText.of(key))', core.request_of('\(key)')) for update")
      case .loginRefused: try administer("alter role \(login) nologin")
      case .controlC:
        var byte: UInt8 = 2
        _ = write(interrupts.writing, &byte, 1)
      case .silence: wire.arm(.swallow, at: "desk.\(statement)(") { [self] in cause(.controlC, statement, key) }
      }
    } catch {
      Issue.record("\(trouble): \(error)")
    }
  }

  /// Puts things right again.
  func end(_ trouble: LostAnswerTests.Trouble, _ statement: String) throws {
    switch trouble {
    case .rightRevoked: try administer("grant execute on function desk.\(statement) to pupitre_agent")
    case .functionGone: try administer("alter function desk.gone rename to \(statement)")
    case .rowLockedUntilTimeout: blocker.release()
    default: break
    }
    try administer("alter role \(login) reset all; alter role \(login) login")
  }

  private func administer(_ sql: String) throws { try scene.database.administer(sql) }
}

/// A transaction that holds a lock until it is told to let go.
private final class Blocker: @unchecked Sendable {
  private var held: Holder?

  func lock(_ database: TestDatabase, _ sql: String) throws { held = try Holder(database, sql) }
  func release() { held = nil }

  private final class Holder {
    var connection: Connection
    init(_ database: TestDatabase, _ sql: String) throws {
      connection = try database.connect()
      try connection.query("begin")
      try connection.query(sql)
    }
  }
}
