import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// What an agent is told without asking: where he stands, and what happened since.
@Suite struct NewsTests {
  private func told(_ desk: inout Desk, since: Int64?, hand: CaseNumber? = nil, watched: [String] = []) -> [News] {
    (desk.news(since: since, hand: hand, watched: watched) ?? []).filter { $0.kind != .cursor }
  }

  private func form(_ number: Int) -> Scene.Form {
    Scene.Form(licence: "06011320000\(number)", email: "driver\(number)@example.fr", phone: "063998000\(number)")
  }

  /// Some accounts that wait; their cases in order.
  private func accounts(_ count: Int, _ scene: Scene) throws -> [CaseNumber] {
    for number in 0..<count { _ = try scene.submitAccount(form(number)) }
    return try scene.rows("agent", "select 1").isEmpty ? [] : try cases(scene)
  }

  private func cases(_ scene: Scene) throws -> [CaseNumber] {
    var connection = try scene.database.connect()
    return try connection.query("select id from core.desk_case order by id").map { CaseNumber(id: try $0.value(0, as: Int64.self)) }
  }

  @Test func theGreetingSaysWhatIsOnesOwnAlone() throws {
    let scene = try Scene()
    let numbers = try accounts(4, scene)
    var agent = try scene.desk()
    var colleague = try scene.desk("agent2")
    var supervisor = try scene.desk("supervisor")
    let before = try agent.greeting()
    #expect((before.held, before.returned, before.assigned, before.urgent, before.overdue) == (0, 0, 0, 0, 0))
    _ = try agent.claim(numbers[0])
    _ = try supervisor.assign(numbers[1], to: scene.login("agent"), insists: false)
    try supervisor.urgent(numbers[2], true)
    let mine = try agent.greeting()
    #expect((mine.held, mine.heldCase) == (1, numbers[0]))
    #expect((mine.assigned, mine.assignedCase, mine.returned) == (1, numbers[1], 0))
    #expect((mine.urgent, mine.urgentCase, mine.urgentQueue) == (1, numbers[2], "accounts"))
    let others = try colleague.greeting()
    #expect((others.held, others.assigned, others.urgent) == (0, 0, 1))
    // A day later one that nobody holds is overdue, and his own claim has run out: it is his still.
    try scene.advance("25 hours")
    #expect(try colleague.greeting().overdue == 2)
    #expect(try agent.greeting().held == 1)
    // A queue that is not his says nothing.
    try supervisor.grant("accounts", to: scene.login("agent2"), false)
    let closed = try colleague.greeting()
    #expect((closed.urgent, closed.overdue) == (0, 0))
  }

  @Test func whatCameBackIsToldToTheOneItIsKeptFor() throws {
    let scene = try Scene()
    let driver = try scene.submitAccount(form(1))
    let number = try cases(scene)[0]
    var agent = try scene.desk()
    var colleague = try scene.desk("agent2")
    _ = try agent.claim(number)
    try agent.flag(number, version: 1, item: "phone", reason: "invalid_format")
    _ = try agent.returnCase(number, version: 1)
    try scene.passGrace()
    let since = try agent.greeting().lastEvent
    #expect(told(&agent, since: since) == [])
    try scene.resubmitAccount(driver, form(2))
    let news = told(&agent, since: since)
    #expect(news.map(\.kind) == [.returned] && news.first?.caseID == number && news.first?.queue == "accounts")
    #expect(told(&colleague, since: since) == [])
    #expect(try agent.greeting().returnedCase == number)
    #expect(try colleague.greeting().returned == 0)
    // From its event on it is old.
    #expect(told(&agent, since: try #require(news.first?.event)) == [])
  }

  @Test func whatASupervisorDoesIsToldToWhomItConcerns() throws {
    let scene = try Scene()
    let numbers = try accounts(3, scene)
    var agent = try scene.desk()
    var colleague = try scene.desk("agent2")
    var supervisor = try scene.desk("supervisor")
    let since = try agent.greeting().lastEvent
    _ = try supervisor.assign(numbers[0], to: scene.login("agent"), insists: false)
    try supervisor.urgent(numbers[1], true)
    #expect(told(&agent, since: since).map(\.kind) == [.assigned, .urgent])
    let name = try scene.login("supervisor")
    #expect(told(&agent, since: since).first?.by == name)
    #expect(told(&colleague, since: since).map(\.kind) == [.urgent])
    // Not what one did oneself, nor what has gone again, nor what lies in a queue that is not one's own.
    #expect(told(&supervisor, since: since) == [])
    try supervisor.grant("accounts", to: scene.login("agent2"), false)
    #expect(told(&colleague, since: since) == [])
    try supervisor.urgent(numbers[1], false)
    #expect(told(&agent, since: since).map(\.kind) == [.assigned])
  }

  @Test func aNoteOnTheCaseInHandIsToldToWhoeverHasIt() throws {
    let scene = try Scene()
    let numbers = try accounts(2, scene)
    var agent = try scene.desk()
    var colleague = try scene.desk("agent2")
    _ = try agent.claim(numbers[0])
    let since = try agent.greeting().lastEvent
    try colleague.note(case: numbers[1], driver: nil, text: "another")
    try agent.note(case: numbers[0], driver: nil, text: "one's own")
    func noted(_ desk: inout Desk, _ hand: CaseNumber) -> [News] {
      (desk.news(since: since, hand: hand, watched: []) ?? []).filter { $0.kind == .noted }
    }
    #expect(noted(&agent, numbers[0]) == [])
    try colleague.note(case: numbers[0], driver: nil, text: "do not approve")
    #expect(try noted(&agent, numbers[0]).map(\.by) == [scene.login("agent2")])
    #expect(noted(&colleague, numbers[0]) == [])
  }

  @Test func whatWasKeptForWhoMayNotTakeItIsAnyones() throws {
    let scene = try Scene()
    let numbers = try accounts(2, scene)
    var supervisor = try scene.desk("supervisor")
    let login = try scene.login("agent")
    for number in numbers { _ = try supervisor.assign(number, to: login, insists: false) }
    var agent = try scene.desk()
    _ = try agent.claim(numbers[0])
    try supervisor.grant("accounts", to: login, false)
    var colleague = try scene.desk("agent2")
    #expect(try colleague.claimNext(["accounts"])?.number == numbers[1])
    #expect(try colleague.claimNext(["accounts"], own: false) == nil)
  }

  @Test func whatIsKeptForSomebodyIsHisToHearOf() throws {
    let scene = try Scene()
    let numbers = try accounts(2, scene)
    var agent = try scene.desk()
    var colleague = try scene.desk("agent2")
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.assign(numbers[0], to: scene.login("agent"), insists: false)
    let since = try agent.greeting().lastEvent
    try supervisor.urgent(numbers[0], true)
    #expect(told(&agent, since: since).map(\.kind) == [.urgent])
    #expect(told(&colleague, since: since) == [])
    #expect(try agent.greeting().urgentCase == numbers[0])
    #expect(try colleague.greeting().urgent == 0)
    // Opened and put back it is given to him as before: its driver sent nothing.
    _ = try agent.claim(numbers[0])
    try agent.release(numbers[0])
    let mine = try agent.greeting()
    #expect((mine.assigned, mine.assignedCase, mine.returned) == (1, numbers[0], 0))
    // What is overdue is counted where it is kept for him, too.
    try scene.advance("25 hours")
    _ = try supervisor.assign(numbers[0], to: scene.login("agent"), insists: true)
    #expect(try agent.greeting().overdue == 2)
    #expect(try colleague.greeting().overdue == 1)
  }

  @Test func whatIsHandedToTheSupervisorsIsToldToThemAlone() throws {
    let scene = try Scene()
    let numbers = try accounts(2, scene)
    var agent = try scene.desk()
    var colleague = try scene.desk("agent2")
    var supervisor = try scene.desk("supervisor")
    let since = try supervisor.greeting().lastEvent
    _ = try agent.claim(numbers[0])
    _ = try agent.escalate(numbers[0], reason: "a forged licence?")
    _ = try colleague.claim(numbers[1])
    _ = try colleague.approve(numbers[1], version: 1)
    _ = try agent.escalate(numbers[1], reason: "approved too soon")
    #expect(told(&supervisor, since: since).map(\.kind) == [.escalated, .review])
    #expect(told(&supervisor, since: since).map(\.caseID) == numbers)
    #expect(told(&supervisor, since: since).first?.by == (try scene.login("agent")))
    for desk in 0...1 {
      let news = desk == 0 ? told(&agent, since: since) : told(&colleague, since: since)
      #expect(!news.contains { [.escalated, .review].contains($0.kind) })
    }
    let greeting = try supervisor.greeting()
    #expect((greeting.escalated, greeting.escalatedCase) == (1, numbers[0]))
    #expect(try agent.greeting().escalated == 0)
    // Once one of them has it in hand, nobody is told any more.
    _ = try supervisor.claim(numbers[0])
    #expect(told(&supervisor, since: since).map(\.kind) == [.review])
    #expect(try supervisor.greeting().escalated == 0)
  }

  @Test func aCaseThatSomebodyElseTookIsToldAndNothingIsRenewed() throws {
    let scene = try Scene()
    let numbers = try accounts(2, scene)
    var agent = try scene.desk()
    var colleague = try scene.desk("agent2")
    var supervisor = try scene.desk("supervisor")
    var second = try scene.desk()
    _ = try agent.claim(numbers[0])
    var connection = try scene.database.connect()
    let lease = "select lease_until::text from core.desk_case where id = \(numbers[0].id)"
    let before = try connection.query(lease).first?.value(0, as: String.self)
    #expect(told(&agent, since: nil, hand: numbers[0]) == [])
    #expect(try connection.query(lease).first?.value(0, as: String.self) == before)
    // Another console of the same agent.
    _ = try second.claim(numbers[0])
    #expect(told(&agent, since: nil, hand: numbers[0]).map(\.kind) == [.elsewhere])
    #expect(told(&second, since: nil, hand: numbers[0]) == [])
    // A colleague, once the claim has run out.
    try scene.advance("16 minutes")
    #expect(told(&second, since: nil, hand: numbers[0]) == [])
    _ = try colleague.claim(numbers[0])
    let taken = told(&second, since: nil, hand: numbers[0])
    let name = try scene.login("agent2")
    #expect(taken.map(\.kind) == [.taken] && taken.first?.by == name)
    _ = try colleague.approve(numbers[0], version: 1)
    #expect(told(&second, since: nil, hand: numbers[0]).map(\.kind) == [.settled])
    // A supervisor gives it away.
    _ = try agent.claim(numbers[1])
    _ = try supervisor.assign(numbers[1], to: scene.login("agent2"), insists: true)
    #expect(told(&agent, since: nil, hand: numbers[1]).map(\.by) == [name])
  }

  @Test func anEmptyQueueIsWatchedAsClaimsSeeIt() throws {
    let scene = try Scene()
    var agent = try scene.desk()
    var supervisor = try scene.desk("supervisor")
    #expect(try agent.claimNext(["accounts"]) == nil)
    #expect(told(&agent, since: nil, watched: ["accounts"]) == [])
    let numbers = try accounts(1, scene)
    #expect(told(&agent, since: nil, watched: ["accounts", "documents"]).map(\.queue) == ["accounts"])
    #expect(told(&agent, since: nil, watched: ["documents"]) == [])
    // What one put behind is nothing to take.
    _ = try agent.claim(numbers[0])
    _ = try agent.skip(numbers[0])
    #expect(told(&agent, since: nil, watched: ["accounts"]) == [])
    var connection = try scene.database.connect(as: scene.login("agent"))
    #expect(try connection.query("select s from desk.skipped() as s").count == 1)
    var other = try scene.database.connect(as: scene.login("agent2"))
    #expect(try other.query("select s from desk.skipped() as s").isEmpty)
    try supervisor.grant("accounts", to: scene.login("agent2"), false)
    var colleague = try scene.desk("agent2")
    #expect(told(&colleague, since: nil, watched: ["accounts"]) == [])
  }

  @Test func theMostUrgentOneThatPassesIsClaimed() throws {
    let scene = try Scene()
    let numbers = try accounts(4, scene)
    var agent = try scene.desk()
    var colleague = try scene.desk("agent2")
    var supervisor = try scene.desk("supervisor")
    var filter = CaseFilter()
    filter.overdue = true
    #expect(try agent.claimNext(matching: filter) == nil)
    try scene.advance("25 hours")
    try supervisor.urgent(numbers[2], true)
    #expect(try colleague.claim(numbers[2]).notice == .new)
    // The first that nobody holds; then one's own unfinished one.
    #expect(try agent.claimNext(matching: filter)?.number == numbers[0])
    let own = try agent.claimNext(matching: filter)
    #expect(own?.number == numbers[0] && own?.notice == .unfinished)
    // What one put behind is passed over.
    _ = try agent.skip(numbers[0])
    #expect(try agent.claimNext(matching: filter)?.number == numbers[1])
    // An unfinished one that does not pass stays where it is.
    filter.round = 2
    #expect(try agent.claimNext(matching: filter) == nil)
    filter = CaseFilter()
    filter.queue = "accounts"
    try supervisor.grant("accounts", to: scene.login("agent2"), false)
    try colleague.release(numbers[2])
    #expect(refusal { _ = try colleague.claimNext(matching: filter) } == "PU064")
    filter.queue = nil
    #expect(try colleague.claimNext(matching: filter) == nil)
  }
}
