import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// An agent's own day and week: what he did, and what became of it, for him alone.
@Suite struct OwnWorkTests {
  private func work(_ scene: Scene, _ role: String = "agent", in queue: String? = nil) throws -> OwnWork {
    var desk = try scene.desk(role)
    return try #require(try desk.ownWork().first { $0.queue == queue })
  }

  private func driver(_ scene: Scene, _ number: Int) throws -> CaseNumber {
    var form = Scene.Form()
    (form.licence, form.email) = ("06011320000\(number)", "jean\(number)@example.fr")
    return try scene.openCase(of: scene.submitAccount(form))
  }

  @Test func whatOneDecidedCountsByQueueAndForNobodyElse() throws {
    let scene = try Scene()
    try scene.approve(driver(scene, 1))
    try scene.return(driver(scene, 2), [("email", "spelling")])
    try scene.approve(driver(scene, 3), as: "agent2")
    let (accounts, all) = (try work(scene, in: "accounts"), try work(scene))
    for found in [accounts, all] {
      #expect((found.decided, found.inTime, found.weekDecided, found.weekInTime) == (2, 2, 2, 2))
      #expect((found.cameBack, found.returnedAgain, found.overturned) == (0, 0, 0))
    }
    #expect(try work(scene, in: "quality").weekDecided == 0)
    #expect(try work(scene, "agent2").decided == 1)
    #expect(try work(scene, "supervisor").weekDecided == 0)
    // Nobody can ask for another's.
    #expect(throws: (any Error).self) { try scene.call("supervisor", "select * from desk.my_work('x')") }
  }

  @Test func whatIsUndoneOrLateDoesNotCountAsDoneInTime() throws {
    let scene = try Scene()
    let (first, second) = (try driver(scene, 1), try driver(scene, 2))
    try scene.approve(first)
    var desk = try scene.desk()
    _ = try desk.undo()
    #expect(try work(scene).decided == 0)
    try scene.database.administer(
      "update core.desk_case set started_at = started_at - interval '3 days', claim_order = claim_order - interval '3 days'")
    try scene.approve(second)
    let found = try work(scene)
    #expect((found.weekDecided, found.weekInTime) == (1, 0))
  }

  @Test func whatCameBackWasReturnedAgainOrOverturned() throws {
    let scene = try Scene()
    let id = try driver(scene, 1)
    let driver = try #require(
      try scene.database.value("select driver_id::text from core.desk_case where id = \(id.id)").flatMap { Int64($0) })
    try scene.return(id, [("email", "spelling")])
    try scene.passGrace()
    #expect(try work(scene).weekCameBack == 0)
    var form = Scene.Form()
    form.email = "autre@example.fr"
    try scene.resubmitAccount(driver, form)
    #expect(try work(scene).weekCameBack == 1)
    try scene.database.administer("update core.desk_case set lane = 'common', reserved_for = null, reserved_until = null")
    try scene.return(id, [("email", "spelling")], as: "agent2")
    let again = try work(scene)
    #expect((again.weekCameBack, again.weekReturnedAgain, again.weekDecided) == (1, 1, 1))
    #expect(try work(scene, "agent2").weekReturnedAgain == 0)
    let other = try self.driver(scene, 2)
    try scene.approve(other)
    try scene.passGrace()
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.overturn(other, reason: "doute")
    #expect(try work(scene).weekOverturned == 1)
    #expect(try work(scene, "supervisor").weekOverturned == 0)
  }
}
