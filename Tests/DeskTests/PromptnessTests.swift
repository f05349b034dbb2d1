import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// A decision is dated when its transaction begins: it is committed then, or refused, and its grace is whole.
@Suite struct PromptnessTests {
  /// A scene where what is committed more than a second after it began is late, and a case in an agent's hands.
  private func stage() throws -> (scene: Scene, call: String) {
    let scene = try Scene()
    try scene.database.administer("update core.setting_value set value = '1 second' where name = 'commit_within'")
    let id = try scene.openCase(of: scene.submitAccount())
    let token = UUIDText.random()
    try scene.call("agent", "select desk.claim(\(id.id), '\(token)')")
    return (scene, "select desk.approve('the-key-of-it', \(id.id), '\(token)', 1)")
  }

  private static let wait = "select pg_sleep(1.1)"

  /// What a login can do around its commit, HERE being the decision.
  static let attempts: [[String]] = [
    ["begin", "HERE", wait, "commit"],
    ["begin", "HERE", "set constraints all immediate", wait, "commit"],
    ["begin", "HERE", "set /* all */ CONSTRAINTS all immediate", wait, "commit"],
    ["begin", "set constraints all immediate", "HERE", wait, "commit"],
    ["begin", "set constraints all immediate", "HERE", "set constraints all deferred", "commit"],
    ["begin", "HERE", "do $$ begin execute 'set con' || 'straints all immediate'; end $$", wait, "commit"],
    ["begin", "do $$ begin execute 'set con' || 'straints all immediate'; end $$", "HERE", wait, "commit"],
    ["begin", "savepoint a", "HERE", "release a", "set constraints all immediate", "commit"],
    ["begin", "declare c cursor with hold for \(wait)", "HERE", "commit"],
    ["begin", "declare c cursor with hold for HERE", "commit"],
    ["begin", "declare c cursor for HERE", "fetch all c", wait, "commit"],
    ["select true from (HERE) as decided, pg_sleep(1.1)"],
    ["set session authorization default", "begin", "HERE", wait, "commit"],
  ]

  @Test(arguments: attempts) func aDecisionThatIsHeldBackIsRefused(_ attempt: [String]) throws {
    let (scene, call) = try stage()
    var connection = try scene.connect("agent")
    let state = refusal { for line in attempt { _ = try connection.query(line.replacing("HERE", with: call)) } }
    #expect(state == "PU082")
    #expect(try scene.database.value("select count(*) from core.decision") == "0")
    // The same, as a transaction of its own.
    var another = try scene.connect("agent")
    _ = try another.query(call)
    #expect(try scene.database.value("select count(*) from core.decision") == "1")
  }

  /// Many statements in one message: it is the message's text that the server knows at each of them.
  @Test(arguments: [
    "begin; HERE; set constraints all immediate; select pg_sleep(1.1); commit", "begin; HERE; select pg_sleep(1.1); commit",
    "HERE; select pg_sleep(1.1)",
    "HERE; set constraints all immediate; select pg_sleep(1.1)",
  ]) func aMessageOfManyStatementsIsNoWayRound(_ text: String) throws {
    let (scene, call) = try stage()
    var connection = try scene.connect("agent")
    #expect(refusal { try connection.script(text.replacing("HERE", with: call)) } == "PU082")
    #expect(try scene.database.value("select count(*) from core.decision") == "0")
  }

  @Test func notesAndSettingsAreNotDatedBackEither() throws {
    let (scene, _) = try stage()
    let driver = try #require(try scene.database.value("select driver_id from core.account"))
    for (role, call) in [
      ("agent", "select desk.note(gen_random_uuid(), null, \(driver), 'appelé hier')"),
      ("supervisor", "select desk.set_setting(gen_random_uuid(), 'quality_fee', '4000')"),
    ] {
      var connection = try scene.connect(role)
      #expect(refusal { for line in ["begin", call, Self.wait, "commit"] { _ = try connection.query(line) } } == "PU082", "\(call)")
    }
    // Services hold no grace: how long they take is theirs.
    var portal = try scene.connect("portal")
    _ = try portal.query("begin")
    _ = try portal.query(Scene.submitAccount, [scene.request()] + Scene.Form().fields + ["email", "fr"])
    _ = try portal.query(Self.wait)
    _ = try portal.query("commit")
  }

  @Test func aDecisionThatWaitedForALockIsDatedWhenItIsRecorded() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: scene.submitAccount())
    var desk = try scene.desk()
    _ = try desk.claim(id)
    try scene.database.administer("update core.setting_value set value = '1 second' where name = 'commit_within'")
    var holder = try scene.database.connect()
    _ = try holder.query("begin")
    _ = try holder.query("select from core.desk_case for update")
    let conninfo = try scene.database.conninfo(user: scene.login("agent"))
    let worker = Worker {
      var desk = try Desk(conninfo)
      _ = try desk.claim(id)
      return try desk.approve(id, version: 1)
    }
    try scene.waitUntilBlocked("agent")
    _ = try holder.query(Self.wait)
    let released = try holder.query("select extract(epoch from clock_timestamp())::bigint as at").only().int64("at")
    _ = try holder.query("commit")
    let decision = try worker.join()
    #expect(decision.decidedAt.epoch >= released - 1 && decision.effectiveAt == decision.decidedAt + 120)
    #expect(try scene.database.value("select count(*) from core.decision") == "1")
  }

  /// What a login may leave open while it merely reads, by its role.
  static let readers: [(role: String, calls: [String])] = [
    ("agent2", ["select desk.open_reading('driver', array[DRIVER])"]),
    ("agent2", ["select desk.resend_invoice(gen_random_uuid(), 'NUMBER')"]),
    ("portal", ["select count(*) from hub.read_changes(0, 10000)", "select number from hub.invoice"]),
  ]

  @Test(arguments: readers) func noReaderStandsBeforeASeries(_ role: String, _ calls: [String]) throws {
    let scene = try Scene()
    var thefts: [CaseNumber] = []
    var drivers: [Int64] = []
    for index in 0..<3 {
      var form = Scene.Form()
      (form.lastName, form.licence) = ("MARTIN" + String(UnicodeScalar(UInt8(65 + index))), "08027520000\(index)")
      let (driver, card) = try scene.driverWithCard(form)
      drivers.append(driver)
      thefts.append(try InvoiceSeriesTests.paidTheft(scene, driver, card))
    }
    func close(_ id: CaseNumber) throws {
      try scene.call(
        "supervisor", "select action from desk.close_case($1, $2, null, null, 'withdrawal')", [.text("closing-\(id.id)"), Parameter(id)])
    }
    try close(thefts[0])
    try scene.passGrace()
    let due = try #require(
      try scene.call("portal", "select number from hub.invoice where driver = $1 and kind = 'credit_note'", [.int(drivers[0])]))
    var reader = try scene.connect(role)
    _ = try reader.query("begin")
    for call in calls { _ = try reader.query(call.replacing("DRIVER", with: "\(drivers[0])").replacing("NUMBER", with: due)) }
    // Neither a decision nor a payment waits for who reads.
    let (_, card) = try scene.driverWithCard()
    let database = scene.database
    for login in [try scene.login("supervisor"), try scene.login("payment")] {
      try database.administer("alter role \(login) set lock_timeout = '2s'")
    }
    try close(thefts[1])
    try scene.pay(scene.declareLoss(drivers.last! + 1, card))
    _ = try reader.query("rollback")
    try scene.passGrace()
    _ = try scene.takeMessages()
    #expect(try scene.database.value("select number from core.invoice where kind = 'credit_note' order by effective_at, id limit 1") == due)
  }

  @Test func aWaitForASeriesIsCounted() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let id = try InvoiceSeriesTests.paidTheft(scene, driver, card)
    try scene.database.administer(
      """
      update core.setting_value set value = '1 second' where name = 'commit_within';
      update core.setting_value set value = '0 seconds' where name = 'grace'
      """)
    var holder = try scene.database.connect()
    _ = try holder.query("begin")
    _ = try holder.query("select from core.invoice_series for update")
    let database = scene.database
    let login = try scene.login("supervisor")
    let worker = Worker {
      var connection = try database.connect(as: login)
      return refusal { _ = try connection.query("select action from desk.close_case('closing-it', \(id.id), null, null, 'withdrawal')") }
    }
    try scene.waitUntilBlocked("supervisor")
    _ = try holder.query(Self.wait)
    _ = try holder.query("commit")
    #expect(try worker.join() == "PU082")
    #expect(try scene.database.value("select count(*) from core.decision where action = 'close'") == "0")
  }

  @Test func anUndoIsCommittedWithinTheGrace() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    try scene.approve(scene.openCase(of: driver))
    var connection = try scene.connect("agent")
    _ = try connection.query("begin")
    _ = try connection.query("select desk.undo('the-key-of-the-undo', gen_random_uuid())")
    try scene.passGrace()
    #expect(try scene.accountState(driver) == "active")
    #expect(refusal { _ = try connection.query("commit") } == "PU032")
    #expect(try scene.accountState(driver) == "active")
  }
}
