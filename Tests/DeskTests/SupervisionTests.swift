import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// Order of work, escalation, assignment, urgency, lists, search, support.
@Suite struct SupervisionTests {
  private func drivers(_ scene: Scene, _ count: Int) throws -> [Int64] {
    try (0..<count).map { index in
      var form = Scene.Form()
      form.lastName = "NOM\(index)"
      form.licence = "0601132000\(10 + index)"
      return try scene.submitAccount(form)
    }
  }

  @Test func theOrderIsTheDeadlineSaveForAnUrgentCase() throws {
    let scene = try Scene()
    let ids = try drivers(scene, 3).map { try scene.openCase(of: $0) }
    var supervisor = try scene.desk("supervisor")
    var desk = try scene.desk()
    #expect(refusal { try desk.urgent(ids[2], true) } == "42501")
    try supervisor.urgent(ids[2], true)
    // Urgency changes the order, not the deadline that comes first.
    #expect(try desk.queues()[0].nextDue == desk.why(ids[0]).dueAt.microseconds / 1_000_000)
    #expect(try desk.list(CaseFilter()).map(\.id) == [ids[2], ids[0], ids[1]])
    #expect(try desk.claimNext(["accounts"])?.id == ids[2])
    try desk.release(ids[2])
    try supervisor.urgent(ids[2], false)
    #expect(try desk.claimNext(["accounts"])?.id == ids[0])
    #expect(try desk.why(ids[2]).before == 2)
  }

  @Test func whatBecameUrgentIsNextWhateverWasClaimedBefore() throws {
    let scene = try Scene()
    let ids = try drivers(scene, 4).map { try scene.openCase(of: $0) }
    var supervisor = try scene.desk("supervisor")
    // An agent who thinks: the cursor of fast runs has ended when she asks again.
    var desk = try Desk(scene.database.conninfo(user: scene.login("agent")), options: DeskOptions(claimCursor: .zero))
    #expect(try desk.claimNext(["accounts"])?.id == ids[0])
    _ = try desk.approve(ids[0], version: 1)
    #expect(try desk.claimNext(["accounts"])?.id == ids[1])
    _ = try desk.approve(ids[1], version: 1)
    try supervisor.urgent(ids[3], true)
    #expect(try desk.claimNext(["accounts"])?.id == ids[3])
    // A fast run passes it by at first, and does not say "empty" before it is done.
    var fast = try Desk(scene.database.conninfo(user: scene.login("agent2")), options: DeskOptions(claimCursor: .seconds(3600)))
    #expect(try fast.claimNext(["accounts"])?.id == ids[2])
    try desk.release(ids[3])
    #expect(try fast.claimNext(["accounts"], own: false)?.id == ids[3])
  }

  @Test func anEscalatedCaseKeepsItsClockAndIsOfferedToSupervisorsOnly() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: scene.submitAccount())
    var desk = try scene.desk()
    _ = try desk.claim(id)
    let due = try desk.why(id).dueAt
    #expect(try desk.escalate(id, reason: "permis étranger douteux") == "open")
    #expect(try desk.claimNext(["accounts"]) == nil)
    #expect(refusal { _ = try desk.claim(id) } == "PU015")
    var supervisor = try scene.desk("supervisor")
    #expect(try supervisor.claimNext(["accounts"])?.id == id)
    let standing = try supervisor.why(id)
    #expect(standing.dueAt == due && standing.escalated && standing.escalationReason == "permis étranger douteux")
    // Sent back: assigned to an agent, who gets it first.
    #expect(refusal { try supervisor.assign(id, to: "nobody") } == "PU063")
    try supervisor.assign(id, to: scene.login("agent2"))
    #expect(try desk.claimNext(["accounts"]) == nil)
    var second = try scene.desk("agent2")
    #expect(try second.claimNext(["accounts"])?.id == id)
    #expect(refusal { _ = try supervisor.approve(id, version: 1) } == "PU010")
  }

  @Test func listsFilter() throws {
    let scene = try Scene()
    let drivers = try drivers(scene, 4)
    let ids = try drivers.map { try scene.openCase(of: $0) }
    try scene.return(ids[0], [("phone", "invalid_format")])
    var desk = try scene.desk()
    _ = try desk.claim(ids[1])
    func list(_ change: (inout CaseFilter) -> Void) throws -> [Int64] {
      var filter = CaseFilter()
      change(&filter)
      return try desk.list(filter).map(\.id)
    }
    #expect(try list { $0.scope = .waiting } == [ids[0]])
    #expect(try list { $0.scope = .mine } == [ids[1]])
    #expect(try list { $0.scope = .held } == [ids[1]])
    #expect(try list { $0.limit = 2 } == [ids[1], ids[2]])
    #expect(try list { $0.overdue = true } == [])
    #expect(try list { $0.dueWithin = 25 * 3600 } == [ids[1], ids[2], ids[3]])
    #expect(
      try list {
        $0.scope = .waiting; $0.reason = "invalid_format"
      } == [ids[0]])
    let login = try scene.login("agent")
    #expect(try list { $0.agent = login } == [ids[1]])
    #expect(try list { $0.queue = "documents" } == [])
    let page = try desk.list(
      {
        var f = CaseFilter(); f.limit = 2; return f
      }())
    #expect(try desk.list(CaseFilter(), after: page.last).map(\.id) == [ids[3]])
    try scene.advance("24 hours 1 second")
    #expect(try list { $0.overdue = true } == [ids[1], ids[2], ids[3]])
    #expect(try list { $0.olderThan = 25 * 3600 } == [])
    let queues = try desk.queues()
    #expect(queues.map(\.queue) == ["accounts", "documents", "quality", "undelivered"])
    #expect(queues[0].waiting == 3 && queues[0].overdue == 3 && queues[0].withDriver == 1)
  }

  @Test func cleanCasesAreThoseWhoseChecksRaiseNothing() throws {
    let scene = try Scene()
    let clean = try scene.submitAccount()
    var form = Scene.Form()
    (form.licence, form.lastName) = ("13AA00001", "DURAND")
    _ = try scene.submitAccount(form)
    var desk = try scene.desk()
    var filter = CaseFilter()
    #expect(try desk.list(filter).count == 2)
    #expect(try desk.listClean(filter).map(\.driver) == [clean])
    filter.limit = 1
    #expect(try desk.listClean(filter).count == 1)
  }

  @Test func anyNameOrNumberFindsTheDriver() throws {
    let scene = try Scene()
    var form = Scene.Form()
    form.lastName = "Lœuvre-Ménard"
    let (driver, card) = try scene.driverWithCard(form)
    let serial = try #require(try scene.call("portal", "select serial from hub.card where card = $1", [.int(card)]))
    try scene.pay(scene.declareLoss(driver, card))
    let invoice = try #require(try scene.call("portal", "select number from hub.invoice where driver = $1", [.int(driver)]))
    var desk = try scene.desk()
    let id = try desk.driverFile(driver).cases[0].id
    for text in [
      "loeuvre", "LŒUVRE MENARD", form.email.uppercased(), "06 39 98 00 01", "+33 6 39 98 00 01", "0601 1320 0001", "\(driver)", "\(id)",
      serial, "LP\(card)00",
      invoice,
    ] {
      #expect(try desk.search(text).map(\.driver) == [driver], "\(text)")
    }
    #expect(try desk.search("personne") == [])
    #expect(refusal { _ = try desk.search("x") } == "PU062")
    let logged = try scene.database.value(
      "select count(*) from core.file_access where driver_id = \(driver) and agent = '\(scene.login("agent"))'")
    #expect(Int(logged ?? "") ?? 0 >= 3)
  }

  @Test func messagesAreSentAgain() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    var desk = try scene.desk()
    #expect(refusal { _ = try desk.resendPassword(driver) } == "PU006")
    try scene.approve(scene.openCase(of: driver))
    try scene.passGrace()
    _ = try scene.takeMessages()
    #expect(try desk.resendPassword(driver).channel == "email")
    #expect(try scene.takeMessages() == ["password by email"])
    #expect(refusal { _ = try desk.resendInvoice("F2026-0000000") } == "PU004")
  }

  @Test func aChangedSettingMovesOpenCasesNeverPastCompliance() throws {
    let scene = try Scene()
    let drivers = try drivers(scene, 2)
    let ids = try drivers.map { try scene.openCase(of: $0) }
    try scene.approve(ids[0])
    let before = try scene.database.value("select due_at::text from core.decision")
    var desk = try scene.desk()
    let due = try desk.why(ids[1]).dueAt
    try scene.database.administer("insert into core.setting_value (name, since, value) values ('accounts_delay', core.now(), '12 hours')")
    #expect(try desk.why(ids[1]).dueAt.microseconds == due.microseconds - 12 * 3_600_000_000)
    #expect(try scene.database.value("select due_at::text from core.decision") == before)
  }
}
