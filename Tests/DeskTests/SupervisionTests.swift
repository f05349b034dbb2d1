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
    #expect(try desk.queues()[0].nextDue == desk.why(ids[0]).dueAt)
    #expect(try desk.list(CaseFilter()).map(\.number) == [ids[2], ids[0], ids[1]])
    #expect(try desk.claimNext(["accounts"])?.number == ids[2])
    try desk.release(ids[2])
    try supervisor.urgent(ids[2], false)
    #expect(try desk.claimNext(["accounts"])?.number == ids[0])
    #expect(try desk.why(ids[2]).before == 2)
  }

  @Test func whatBecameUrgentIsNextWhateverWasClaimedBefore() throws {
    let scene = try Scene()
    let ids = try drivers(scene, 4).map { try scene.openCase(of: $0) }
    var supervisor = try scene.desk("supervisor")
    // An agent who thinks: the cursor of fast runs has ended when she asks again.
    var desk = try Desk(scene.database.conninfo(user: scene.login("agent")), options: DeskOptions(claimCursor: .zero))
    #expect(try desk.claimNext(["accounts"])?.number == ids[0])
    _ = try desk.approve(ids[0], version: 1)
    #expect(try desk.claimNext(["accounts"])?.number == ids[1])
    _ = try desk.approve(ids[1], version: 1)
    try supervisor.urgent(ids[3], true)
    #expect(try desk.claimNext(["accounts"])?.number == ids[3])
    // A fast run passes it by at first, and does not say "empty" before it is done.
    var fast = try Desk(scene.database.conninfo(user: scene.login("agent2")), options: DeskOptions(claimCursor: .seconds(3600)))
    #expect(try fast.claimNext(["accounts"])?.number == ids[2])
    try desk.release(ids[3])
    #expect(try fast.claimNext(["accounts"], own: false)?.number == ids[3])
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
    #expect(try supervisor.claimNext(["accounts"])?.number == id)
    let standing = try supervisor.why(id)
    #expect(standing.dueAt == due && standing.isEscalated && standing.escalationReason == "permis étranger douteux")
    // Sent back: assigned to an agent, who gets it first.
    #expect(refusal { try supervisor.assign(id, to: "nobody") } == "PU063")
    try supervisor.assign(id, to: scene.login("agent2"))
    #expect(try desk.claimNext(["accounts"]) == nil)
    var second = try scene.desk("agent2")
    #expect(try second.claimNext(["accounts"])?.number == id)
    #expect(refusal { _ = try supervisor.approve(id, version: 1) } == "PU010")
  }

  @Test func listsFilter() throws {
    let scene = try Scene()
    let drivers = try drivers(scene, 4)
    let ids = try drivers.map { try scene.openCase(of: $0) }
    try scene.return(ids[0], [("phone", "invalid_format")])
    var desk = try scene.desk()
    _ = try desk.claim(ids[1])
    func list(_ change: (inout CaseFilter) -> Void) throws -> [CaseNumber] {
      var filter = CaseFilter()
      change(&filter)
      return try desk.list(filter).map(\.number)
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
    #expect(try desk.list(CaseFilter(), after: page.last).map(\.number) == [ids[3]])
    try scene.advance("24 hours 1 second")
    #expect(try list { $0.overdue = true } == [ids[1], ids[2], ids[3]])
    #expect(try list { $0.olderThan = 25 * 3600 } == [])
    let queues = try desk.queues()
    #expect(queues.map(\.queue) == ["accounts", "documents", "quality", "undelivered"])
    #expect(queues[0].waiting == 3 && queues[0].overdue == 3 && queues[0].withDriver == 1)
  }

  @Test func whatIsUrgentNoMoreIsWhereItWas() throws {
    let scene = try Scene()
    let ids = try drivers(scene, 2).map { try scene.openCase(of: $0) }
    var supervisor = try scene.desk("supervisor")
    try supervisor.urgent(ids[0], true)
    try supervisor.urgent(ids[0], false)
    #expect(try supervisor.list(CaseFilter()).map(\.number) == ids)
  }

  @Test func filtersLeaveOutWhatIsBesideThem() throws {
    let scene = try Scene()
    let ids = try drivers(scene, 3).map { try scene.openCase(of: $0) }
    try scene.advance("1 hour")
    try scene.return(ids[0], [("phone", "invalid_format")])
    var agent = try scene.desk()
    _ = try agent.claim(ids[1])
    try scene.advance("1 hour")
    func list(_ change: (inout CaseFilter) -> Void) throws -> [CaseNumber] {
      var filter = CaseFilter()
      change(&filter)
      return try agent.list(filter).map(\.number)
    }
    // What waits is as old as its waiting, what is open as its round.
    #expect(try list { ($0.scope, $0.olderThan) = (.waiting, 90 * 60) } == [])
    #expect(try list { ($0.scope, $0.olderThan) = (.waiting, 50 * 60) } == [ids[0]])
    #expect(try list { $0.olderThan = 90 * 60 } == [ids[1], ids[2]])
    // Her claim has run out: she has nothing to do with it any more.
    let login = try scene.login("agent")
    #expect(try list { $0.agent = login } == [] && list { $0.scope = .held } == [] && agent.queues()[0].held == 0)
    #expect(try list { ($0.scope, $0.agent) = (.waiting, login) } == [ids[0]])
    var form = Scene.Form()
    (form.lastName, form.licence, form.phone) = ("NOM0", "060113200010", "0639980099")
    try scene.resubmitAccount(try #require(try scene.database.value("select min(driver_id) from core.account").flatMap { Int64($0) }), form)
    #expect(try list { $0.round = 1 } == [ids[1], ids[2]] && list { $0.round = 2 } == [ids[0]])
    // What supervisors have is not among what agents hold.
    var supervisor = try scene.desk("supervisor")
    _ = try agent.escalate(ids[1], reason: "doute")
    _ = try supervisor.claim(ids[1])
    let queue = try agent.queues()[0]
    #expect((queue.held, queue.escalated) == (0, 1))
  }

  @Test func aSupervisorWorksInEveryQueue() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: drivers(scene, 1)[0])
    var supervisor = try scene.desk("supervisor")
    try supervisor.grant("accounts", to: scene.login("supervisor"), false)
    _ = try supervisor.claim(id)
    #expect(try supervisor.approve(id, version: 1).action == .approve)
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

  @Test func aListOfOverdueCasesCountsAsTheQueuesDo() throws {
    let scene = try Scene()
    let ids = try drivers(scene, 4).map { try scene.openCase(of: $0) }
    var desk = try scene.desk()
    var supervisor = try scene.desk("supervisor")
    _ = try desk.escalate(ids[0], reason: "doute")
    try supervisor.assign(ids[1], to: scene.login("agent2"))
    try supervisor.urgent(ids[2], true)
    func overdue() throws -> (list: Int, queues: Int) {
      var filter = CaseFilter()
      (filter.overdue, filter.limit) = (true, 100)
      return (try desk.list(filter).count, try desk.queues().map(\.overdue).reduce(0, +))
    }
    #expect(try overdue() == (0, 0))
    try scene.advance("24 hours 1 second")
    #expect(try overdue() == (4, 4))
    var soon = CaseFilter()
    soon.dueWithin = 60
    #expect(try desk.list(soon).count == 4)
    // Without a deadline asked for, what supervisors have is not in an agent's list.
    #expect(try desk.list(CaseFilter()).count == 3)
  }

  @Test func acrossQueuesTheEarliestDeadlineComesFirst() throws {
    let scene = try Scene()
    // Documents have three working days, accounts one by the clock: the one that started first is not the one that is due first.
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    try scene.submit(driver, try scene.draftCard(driver, training))
    let documents = try scene.openCase(of: driver)
    try scene.advance("1 hour")
    let accounts = try drivers(scene, 2).map { try scene.openCase(of: $0) }
    var desk = try scene.desk()
    let every = ["accounts", "documents", "quality", "undelivered"]
    #expect(try desk.list(CaseFilter()).map(\.number) == accounts + [documents])
    // Page by page it is the same order.
    var paged: [CaseNumber] = []
    var last: CaseSummary?
    var filter = CaseFilter()
    filter.limit = 1
    while let row = try desk.list(filter, after: last).first {
      paged.append(row.number)
      last = row
    }
    #expect(paged == accounts + [documents])
    #expect(try desk.claimNext(every)?.number == accounts[0])
    try desk.release(accounts[0])
    var supervisor = try scene.desk("supervisor")
    try supervisor.urgent(documents, true)
    #expect(try desk.list(CaseFilter()).map(\.number) == [documents] + accounts)
    #expect(try desk.claimNext(every)?.number == documents)
  }

  @Test func aClockThatStepsBackHidesNothing() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: drivers(scene, 1)[0])
    try scene.advance("-1 hour")
    var desk = try scene.desk()
    #expect(try desk.claimNext(["accounts"])?.number == id)
    try desk.release(id)
    #expect(try desk.claimNext(["accounts", "documents"])?.number == id)
  }

  @Test func aCaseThatIsLockedIsNotNothing() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: drivers(scene, 1)[0])
    var desk = try scene.desk()
    var holder = try scene.database.connect()
    _ = try holder.query("begin")
    _ = try holder.query("select from core.desk_case where id = \(id.id) for update")
    #expect(refusal { _ = try desk.claimNext(["accounts"]) } == "PU014")
    _ = try holder.query("rollback")
    #expect(try desk.claimNext(["accounts"])?.number == id)
  }

  @Test func aCaseIsGivenToWhoWorksInItsQueueAndTakenFromNobodyUnawares() throws {
    let scene = try Scene()
    let ids = try drivers(scene, 2).map { try scene.openCase(of: $0) }
    let (agent, second) = (try scene.login("agent"), try scene.login("agent2"))
    var desk = try scene.desk()
    var supervisor = try scene.desk("supervisor")
    #expect(refusal { try desk.assign(ids[0], to: second) } == "42501")
    try supervisor.grant("accounts", to: second, false)
    #expect(refusal { try supervisor.assign(ids[0], to: second) } == "PU064")
    #expect(refusal { try supervisor.assign(ids[0], to: second, insists: true) } == "PU064")
    try supervisor.grant("accounts", to: second)
    _ = try desk.claim(ids[0])
    #expect(refusal { try supervisor.assign(ids[0], to: second) } == "PU076")
    // To whom it is at work on it changes nothing.
    let kept = try supervisor.assign(ids[0], to: agent)
    #expect(kept == nil)
    try desk.flag(ids[0], version: 1, item: "phone", reason: "missing")
    let taken = try supervisor.assign(ids[0], to: second, insists: true)
    #expect(taken == agent)
    let told = try refused { try desk.flag(ids[0], version: 1, item: "email", reason: "spelling") }
    #expect(told?.sqlState == "PU011" && told?.text("by") == supervisor.identity.agent && told?.text("agent") == second)
  }

  @Test func theSecondOfTwoSupervisorsIsTold() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: drivers(scene, 1)[0])
    let (agent, second) = (try scene.login("agent"), try scene.login("agent2"))
    var one = try scene.desk("supervisor")
    var other = try scene.desk("supervisor2")
    try one.assign(id, to: agent)
    var told = try refused { try other.assign(id, to: second) }
    #expect(told?.sqlState == "PU079" && told?.text("by") == one.identity.agent && told?.text("agent") == agent)
    try other.assign(id, to: agent)
    try one.assign(id, to: second, insists: true)
    // Who finds it reserved is told by whom, and not that somebody had returned it.
    var third = try scene.desk("agent")
    told = try refused { _ = try third.claim(id) }
    #expect(told?.sqlState == "PU016" && told?.text("by") == one.identity.agent)
  }

  @Test func theSilentAreThoseOfTheirOwnSetting() throws {
    let scene = try Scene()
    try scene.return(scene.openCase(of: drivers(scene, 1)[0]), [("phone", "invalid_format")])
    var supervisor = try scene.desk("supervisor")
    func silent() throws -> Int { try supervisor.queues().map(\.silent).reduce(0, +) }
    // Reminded after 15 days, shown to a supervisor after 45.
    try scene.advance("44 days")
    #expect(try silent() == 0)
    try scene.advance("2 days")
    #expect(try silent() == 1)
    _ = try supervisor.setSetting("silence_after", to: "60 days")
    #expect(try silent() == 0)
    _ = try supervisor.setSetting("silence_after", to: "10 days")
    #expect(try silent() == 1)
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
    let id = try desk.driverFile(driver).cases[0].number
    for text in [
      "loeuvre", "LŒUVRE MENARD", form.email.uppercased(), "06 39 98 00 01", "+33 6 39 98 00 01", "0601 1320 0001", "\(driver)", "\(id.id)",
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
    let due = try #require(try desk.why(ids[1]).dueAt)
    try scene.database.administer("insert into core.setting_value (name, since, value) values ('accounts_delay', core.now(), '12 hours')")
    #expect(try desk.why(ids[1]).dueAt?.microseconds == due.microseconds - 12 * 3_600_000_000)
    #expect(try scene.database.value("select due_at::text from core.decision") == before)
  }
}
