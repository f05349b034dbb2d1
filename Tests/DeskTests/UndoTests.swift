import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// Undo: the last thing that this agent did, and nothing else in its place.
@Suite struct UndoTests {
  private func cases(_ scene: Scene, _ count: Int) throws -> [CaseNumber] {
    try (0..<count).map { index in
      var form = Scene.Form()
      (form.lastName, form.licence, form.email) = ("NOM\(index)", "0601132000\(10 + index)", "nom\(index)@example.fr")
      return try scene.openCase(of: scene.submitAccount(form))
    }
  }

  @Test func whatWasDoneLastIsTakenBackAndTheDecisionBeforeItOffered() throws {
    let scene = try Scene()
    let ids = try cases(scene, 2)
    var desk = try scene.desk()
    _ = try desk.claim(ids[0])
    _ = try desk.approve(ids[0], version: 1)
    _ = try desk.escalate(ids[1], reason: "faux permis ?")
    let first = try desk.undo()
    #expect((first.kind, first.caseID, first.recorded, first.offer) == ("escalate", ids[1], "faux permis ?", ids[0]))
    #expect(first.decision == nil)
    #expect(try scene.database.value("select state from core.desk_case where id = \(ids[0].id)") == "settled")
    #expect(try desk.claimNext(["accounts"])?.number == ids[1])
    let second = try desk.undo()
    #expect((second.kind, second.caseID, second.offer) == ("approve", ids[0], nil))
    #expect(second.decision?.action == .undo)
  }

  @Test func whatCannotBeUndoneIsSaidAndNothingElseIsTakenBackInItsPlace() throws {
    let scene = try Scene()
    let training = try scene.recordTraining()
    let driver = try scene.activeDriver()
    let ids = try cases(scene, 3)
    let agent = try scene.login("agent")
    var desk = try scene.desk("supervisor")
    _ = try desk.claim(ids[0])
    _ = try desk.approve(ids[0], version: 1)
    _ = try desk.claim(ids[1])
    _ = try desk.driverFile(driver)
    let acts: [(kind: String, act: (inout Desk) throws -> Void)] = [
      ("flag", { try $0.flag(ids[1], version: 1, item: "phone", reason: "missing") }),
      ("unflag", { try $0.unflag(ids[1], version: 1, item: "phone") }), ("release", { try $0.release(ids[1]) }),
      ("assign", { _ = try $0.assign(ids[2], to: agent) }), ("urgent", { try $0.urgent(ids[1], true) }),
      ("resend_password", { _ = try $0.resendPassword(driver) }), ("detach", { try $0.detach(training) }),
      ("attach", { _ = try $0.attach(training, to: driver) }),
      ("contact", { _ = try $0.contact(driver, "email", "autre@example.fr") }),
      ("set_setting", { _ = try $0.setSetting("card_fee", to: "100") }),
      ("grant_queue", { try $0.grant("quality", to: agent) }),
    ]
    for (kind, act) in acts {
      try act(&desk)
      let refusal = try #require(try refused { _ = try desk.undo() }, "\(kind)")
      #expect(refusal.sqlState == "PU038" && refusal.text("kind") == kind, "\(kind): \(refusal)")
      #expect(refusal.caseNumber("offer") == ids[0], "\(kind)")
    }
    #expect(try scene.database.value("select state from core.desk_case where id = \(ids[0].id)") == "settled")
    #expect(try desk.undo(ids[0]).kind == "approve")
  }

  @Test func aRepetitionThatChangedNothingIsNotWhatWasDoneLast() throws {
    let scene = try Scene()
    let (driver, card) = try scene.driverWithCard()
    let (_, coupon, quality) = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
    var form = Scene.Form()
    (form.lastName, form.licence, form.email) = ("MARTIN", "060113200777", "martin@example.fr")
    let (_, back) = try scene.driverWithCard(form, isActive: false)
    let barcode = try scene.barcode(of: back)
    let ids = try cases(scene, 4)
    let agent = try scene.login("agent")
    var desk = try scene.desk("supervisor")
    _ = try desk.claim(ids[0])
    _ = try desk.driverFile(driver)
    let acts: [(kind: String, act: (inout Desk) throws -> Void)] = [
      ("flag", { try $0.flag(ids[0], version: 1, item: "phone", reason: "missing") }),
      ("escalate", { _ = try $0.escalate(ids[1], reason: "doute") }), ("urgent", { try $0.urgent(ids[2], true) }),
      ("assign", { _ = try $0.assign(ids[3], to: agent) }), ("resend_password", { _ = try $0.resendPassword(driver) }),
      ("contact", { _ = try $0.contact(driver, "phone", "06 39 98 00 99") }),
      ("set_setting", { _ = try $0.setSetting("card_fee", to: "100") }), ("grant_queue", { try $0.grant("quality", to: agent) }),
      ("receive", { _ = try $0.receive(coupon) }), ("register_return", { _ = try $0.registerReturn(barcode, reason: "refused") }),
    ]
    func repeated(_ kind: String, _ act: (inout Desk) throws -> Void) throws {
      try act(&desk)
      try desk.note(case: quality, driver: nil, text: kind)
      try act(&desk)
      let undone = try #require(try? desk.undo(), "\(kind)")
      #expect((undone.kind, undone.recorded) == ("note", kind), "\(kind)")
    }
    for (kind, act) in acts { try repeated(kind, act) }
    _ = try desk.claim(quality)
    let version = try desk.caseFile(quality).case.version
    try repeated("read_card") { _ = try $0.readCard(quality, version: version, element: "last_name") }
    try repeated("finding") { try $0.finding(quality, version: version, element: "photo", cause: "print_defect") }
  }

  @Test func everyWriteOfTheDeskNotesWhatItWasDoneTo() throws {
    let scene = try Scene()
    var connection = try scene.database.connect()
    let silent = try connection.query(
      """
      select p.proname::text as name from pg_proc p
      where p.pronamespace = 'desk'::regnamespace and p.prosrc ~ 'begin_request' and p.prosrc !~ 'note_act'
      order by 1
      """
    ).map { try $0.string("name") }
    #expect(silent == ["undo"])
  }

  @Test func everyWriteOfTheDeskLeavesAnAct() throws {
    let scene = try Scene()
    var connection = try scene.database.connect()
    // Whatever changes something takes a request id or a decision's key: both begin in one place.
    let loose = try connection.query(
      """
      select p.proname::text as name from pg_proc p
      where p.pronamespace = 'desk'::regnamespace and p.provolatile = 'v' and p.prosrc !~ 'begin_request|recorded_decision|find_decision|core.settle'
      order by 1
      """
    ).map { try $0.string("name") }
    // That something was not shown is said of one reading, as often as one likes.
    #expect(loose == ["claim", "claim_next", "each", "leave", "not_shown", "open_reading", "recorded", "renew"])
  }

  @Test func aNoteIsTakenBackByWhoeverMadeItForAsLongAsADecision() throws {
    let scene = try Scene()
    let id = try cases(scene, 1)[0]
    var desk = try scene.desk()
    var other = try scene.desk("agent2")
    var supervisor = try scene.desk("supervisor")
    try desk.note(case: id, driver: nil, text: "l'usager n'a pas répondu")
    #expect(refusal { _ = try other.undo(id) } == "PU031")
    #expect(refusal { _ = try supervisor.undo(id) } == "PU031")
    let undone = try desk.undo(id, key: "undo-of-a-note")
    #expect((undone.kind, undone.caseID, undone.recorded) == ("note", id, "l'usager n'a pas répondu"))
    #expect(try desk.caseFile(id).notes.isEmpty)
    // Sent again it is the same answer, without the text; with another content it is an error.
    let again = try desk.undo(id, key: "undo-of-a-note")
    #expect(again.isReplayed && again.kind == "note" && again.recorded.isEmpty)
    #expect(refusal { _ = try desk.undo(key: "undo-of-a-note") } == "PU030")
    #expect(refusal { _ = try desk.undo(id) } == "PU031")
    try desk.note(case: id, driver: nil, text: "rappelé")
    try scene.passGrace()
    #expect(refusal { _ = try desk.undo() } == "PU032")
    #expect(refusal { _ = try desk.undo(id) } == "PU032")
  }

  @Test func nobodyTakesBackAColleaguesDecision() throws {
    let scene = try Scene()
    let id = try cases(scene, 1)[0]
    try scene.approve(id)
    for role in ["agent2", "supervisor"] {
      var desk = try scene.desk(role)
      #expect(refusal { _ = try desk.undo(id) } == "PU031", "\(role)")
      #expect(refusal { _ = try desk.undo() } == "PU031", "\(role)")
    }
    #expect(try scene.database.value("select state from core.desk_case where id = \(id.id)") == "settled")
  }

  @Test func anEscalationThatSomebodyHasTakenUpIsNotTakenBack() throws {
    let scene = try Scene()
    let ids = try cases(scene, 3)
    var desk = try scene.desk()
    var supervisor = try scene.desk("supervisor")
    _ = try desk.claim(ids[0])
    _ = try desk.escalate(ids[0], reason: "doute")
    _ = try desk.undo()
    // In hand again, where it had been in hand.
    #expect(try desk.caseFile(ids[0]).case.isHeldByMe)
    #expect(refusal { try supervisor.release(ids[0]) } == "PU010")
    _ = try desk.escalate(ids[0], reason: "doute")
    _ = try supervisor.claim(ids[0])
    #expect(refusal { _ = try desk.undo() } == "PU010")
    try supervisor.release(ids[0])
    try supervisor.assign(ids[0], to: scene.login("agent2"))
    #expect(refusal { _ = try desk.undo() } == "PU075")
    // On a decided case the mark goes, and what was marked before stays.
    try scene.approve(ids[1])
    _ = try desk.escalate(ids[1], reason: "une")
    _ = try desk.escalate(ids[1], reason: "deux")
    let undone = try desk.undo(ids[1])
    #expect((undone.recorded, undone.restored) == ("deux", "une"))
    #expect(try supervisor.why(ids[1]).escalationReason == "une")
  }

  @Test func anUndoIsNotCommittedAfterTheGrace() throws {
    let scene = try Scene()
    let id = try cases(scene, 1)[0]
    var desk = try scene.desk()
    try desk.note(case: id, driver: nil, text: "vu")
    var held = try scene.connect("agent")
    _ = try held.query("begin")
    _ = try held.query("select kind from desk.undo('held-open-undo', gen_random_uuid(), \(id.id))")
    try scene.passGrace()
    #expect(refusal { _ = try held.query("commit") } == "PU032")
    #expect(try desk.caseFile(id).notes.map(\.text) == ["vu"])
  }

  @Test func aReversalIsUndoneByWhoeverMadeItAndMadeAgain() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    let id = try scene.openCase(of: driver)
    try scene.approve(id)
    try scene.passGrace()
    _ = try scene.takeMessages()
    var first = try scene.desk("supervisor")
    var second = try scene.desk("supervisor2")
    var agent = try scene.desk()
    let overturned = try first.overturn(id, reason: "faux permis")
    #expect(overturned.effectiveAt > overturned.decidedAt)
    #expect(try scene.accountState(driver) == "active")
    for role in ["agent", "supervisor2"] {
      var desk = try scene.desk(role)
      // What the agent did last on it is taken back no more; the other supervisor has done nothing.
      #expect(refusal { _ = try desk.undo(id) } == "PU031", "\(role)")
    }
    #expect(refusal { _ = try second.overturn(id, reason: "aussi") } == "PU017")
    #expect(try first.undo().kind == "overturn")
    try scene.passGrace()
    #expect(try scene.accountState(driver) == "active")
    #expect(try scene.takeMessages() == [])
    #expect(try agent.why(id).state == .settled)
    _ = try first.overturn(id, reason: "faux permis")
    try scene.passGrace()
    #expect(try scene.accountState(driver) == "suspended")
    #expect(try scene.takeMessages() == ["account_suspended by email"])
    #expect(refusal { _ = try first.undo() } == "PU032")
  }

  @Test func whileAReversalCanBeUndoneItsCaseIsNobodyElses() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount()
    let id = try scene.openCase(of: driver)
    try scene.return(id, [("phone", "invalid_format")])
    try scene.passGrace()
    var supervisor = try scene.desk("supervisor")
    var agent = try scene.desk("agent")
    _ = try supervisor.overturn(id, reason: "le numéro était bon")
    #expect(try agent.claimNext(["accounts"]) == nil)
    #expect(refusal { _ = try agent.claim(id) } == "PU016")
    _ = try supervisor.claim(id)
    let version = try supervisor.caseFile(id).case.version
    #expect(refusal { _ = try supervisor.approve(id, version: version) } == "PU017")
    try supervisor.release(id)
    try scene.passGrace()
    #expect(try agent.claimNext(["accounts"])?.number == id)
  }
}
