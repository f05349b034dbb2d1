import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// A person whose case was closed for forgery, and who comes again.
@Suite struct ForgeryTests {
  /// A driver whose account was closed for that reason.
  private func forger(_ scene: Scene, _ reason: String = "forgery") throws -> (driver: Int64, case: CaseNumber) {
    let driver = try scene.submitAccount()
    let id = try scene.openCase(of: driver)
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.close(id, reason: reason)
    return (driver, id)
  }

  private func seen(_ scene: Scene, _ change: (inout Scene.Form) -> Void) throws -> [CaseFile.Forgery.Match] {
    var form = Scene.Form()
    (form.lastName, form.birthDate, form.licence, form.email, form.phone) = (
      "LEROY", "1979-05-04", "9911132\(Int.random(in: 10_000...99_999))", "l\(Int.random(in: 0...999_999))@example.fr", "0639981111"
    )
    change(&form)
    var desk = try scene.desk()
    let file = try desk.caseFile(try scene.openCase(of: scene.submitAccount(form)))
    let said = Checks.evaluate(file).filter { $0.check == "forgery" }
    #expect(said.count == file.forgeries.count && said.allSatisfy { $0.severity == .warning })
    return file.forgeries.flatMap(\.matches)
  }

  @Test func whoComesAgainIsFoundByWhatHeHasInCommon() throws {
    let scene = try Scene()
    let closed = try forger(scene)
    let before = Scene.Form()
    #expect(try seen(scene) { _ in } == [])
    #expect(try seen(scene) { $0.licence = "06 01 13 20 0001" } == [.licence])
    #expect(try seen(scene) { ($0.lastName, $0.firstNames, $0.birthDate) = ("dupont", before.firstNames, before.birthDate) } == [.identity])
    #expect(try seen(scene) { ($0.lastName, $0.firstNames, $0.birthDate) = ("dupont", before.firstNames, "00/00/1986") } == [.identity])
    #expect(try seen(scene) { $0.email = "JEAN.DUPONT@example.fr" } == [.email])
    #expect(try seen(scene) { $0.phone = "+33 6 39 98 00 01" } == [.phone])
    #expect(try seen(scene) { ($0.email, $0.phone) = (before.email, before.phone) } == [.email, .phone])
    var desk = try scene.desk()
    let file = try desk.caseFile(try scene.openCase(of: scene.submitAccount()))
    #expect(file.forgeries.map(\.caseID) == [closed.case] && file.forgeries.map(\.driverID) == [Int(closed.driver)])
    #expect(file.forgeries.first?.matches == [.licence, .identity, .email, .phone])
  }

  @Test func anotherReasonOrAnUndoneClosingSaysNothing() throws {
    let scene = try Scene()
    _ = try forger(scene, "duplicate")
    #expect(try seen(scene) { $0.email = Scene.Form().email } == [])
    let closed = try forger(scene)
    #expect(try seen(scene) { $0.email = Scene.Form().email } == [.email])
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.undo(closed.case)
    #expect(try seen(scene) { $0.email = Scene.Form().email } == [])
  }

  @Test func aFileOrHisOwnEarlierApplicationIsFound() throws {
    let scene = try Scene()
    let bytes = Array("a forged licence".utf8)
    func submitted(_ licence: String, _ name: String) throws -> (driver: Int64, case: CaseNumber) {
      var form = Scene.Form()
      (form.licence, form.lastName, form.email, form.phone) = (licence, name, "\(name)@example.fr", "063998\(licence.suffix(4))")
      let training = try scene.recordTraining(form)
      let driver = try scene.activeDriver(form)
      let application = try scene.draftCard(driver, training)
      try scene.put(driver, application, "driving_licence", "recto", bytes: bytes)
      try scene.submit(driver, application)
      return (driver, try scene.openCase(of: driver))
    }
    let first = try submitted("060113201001", "DUPONT")
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.close(first.case, reason: "forgery")
    try scene.passGrace()
    let second = try submitted("060113201002", "LEROY")
    var desk = try scene.desk()
    #expect(try desk.caseFile(second.case).forgeries.map(\.matches) == [[.document]])
    // The right is free again: he opens the same application once more.
    let training = try #require(
      try scene.call("portal", "select training from hub.training_record where driver = $1", [.int(first.driver)]).flatMap { Int64($0) })
    let application = try scene.draftCard(first.driver, training)
    try scene.submit(first.driver, application)
    let own = try desk.caseFile(scene.openCase(of: first.driver)).forgeries
    #expect(own.map(\.caseID) == [first.case] && own.first?.matches == [.account])
  }
}
