import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// One thing done to many cases: each once, whoever else does it and whatever becomes of the wire.
@Suite struct EachTests {
  private func accounts(_ count: Int, _ scene: Scene) throws {
    for number in 0..<count {
      _ = try scene.submitAccount(
        Scene.Form(licence: "0601132000\(10 + number)", email: "driver\(number)@example.fr", phone: "06399800\(10 + number)"))
    }
  }

  private func approve(_ desk: inout Desk, run: String) throws -> [BulkResult] {
    var filter = CaseFilter()
    filter.queue = "accounts"
    var told: [BulkResult] = []
    try desk.each(
      .approve(comment: ""), filter, isClean: false, most: .max, isStrict: true, key: { "each-\(run)-\($0)-\($1)" },
      told: {
        told.append($0)
        return true
      })
    return told
  }

  private func isDone(_ result: BulkResult) -> Bool { if case .done = result.outcome { true } else { false } }

  @Test(arguments: [FaultyWire.Fault.cutBeforeRequest, .cutAfterAnswer, .cutWithinAnswer])
  func anAnswerThatIsLostIsAskedForAgain(_ fault: FaultyWire.Fault) throws {
    let scene = try Scene()
    try accounts(12, scene)
    let wire = try FaultyWire(to: scene.database.conninfo(user: scene.login("agent")))
    var desk = try Desk(wire.conninfo(scene.database.conninfo(user: scene.login("agent"))))
    // A claim, then the decisions.
    for _ in 0..<2 { wire.arm(fault, at: "desk.each(") }
    let told = try approve(&desk, run: "lost")
    #expect(told.count == 12 && told.allSatisfy(isDone), "\(told.map(\.outcome))")
    #expect(try scene.database.value("select count(*) from core.decision") == "12")
    #expect(try scene.database.value("select count(*) from core.hold") == "0")
  }

  @Test func twoAtOnceSettleEachCaseOnce() throws {
    let scene = try Scene()
    try accounts(40, scene)
    let conninfos = [
      try scene.database.conninfo(user: scene.login("agent")), try scene.database.conninfo(user: scene.login("supervisor")),
    ]
    let workers = conninfos.enumerated().map { index, conninfo in
      Worker {
        var desk = try Desk(conninfo)
        return try EachTests().approve(&desk, run: "\(index)").count { EachTests().isDone($0) }
      }
    }
    let done = try workers.map { try $0.join() }.reduce(0, +)
    #expect(done == 40)
    #expect(try scene.database.value("select count(*) || ' ' || count(distinct case_id) from core.decision") == "40 40")
    #expect(try scene.database.value("select count(*) from core.hold") == "0")
  }
}
