import Casework
import Desk
import Postgres
import Testing

/// Who looked at which document, as the readings record it: given with the case, by agent and by round, and where a rule says so wanted of
/// whoever approves.
@Suite struct LookingTests {
  /// An application with its documents, its case and its photo.
  private func submitted(_ scene: Scene) throws -> (driver: Int64, application: Int64, number: CaseNumber, photo: Int64) {
    let driver = try scene.activeDriver()
    let application = try scene.draftCard(driver, scene.recordTraining())
    try scene.submit(driver, application)
    return (driver, application, try scene.openCase(of: driver), try photo(scene, application))
  }

  private func photo(_ scene: Scene, _ application: Int64) throws -> Int64 {
    let id = try scene.database.value(
      "select id from core.document where application_id = \(application) and type = 'photo' and replaced_at is null")
    return try #require(id.flatMap { Int64($0) })
  }

  @Test func aLookIsTickedForWhoeverLookedAndTheOthersAreNamed() throws {
    let scene = try Scene()
    let (_, _, number, photo) = try submitted(scene)
    var one = try scene.desk()
    var other = try scene.desk("agent2")
    #expect(try one.caseFile(number).documents.allSatisfy { $0.looks.isEmpty && $0.lookedAt == nil })
    _ = try other.document(photo)
    // Another agent's look is told, and is not mine.
    var file = try one.caseFile(number)
    let seen = try #require(file.documents.first { $0.id == Int(photo) })
    #expect(try seen.looks.map(\.by) == [scene.login("agent2")] && seen.looks.map(\.isMine) == [false] && seen.lookedAt == nil)
    #expect(file.unseenDocuments.count == file.currentDocuments.count && file.unseenCurrentPhoto?.id == Int(photo))
    _ = try one.document(photo)
    _ = try one.document(photo)
    file = try one.caseFile(number)
    let mine = try #require(file.documents.first { $0.id == Int(photo) })
    #expect(try mine.looks.map(\.by) == [scene.login("agent2"), scene.login("agent")] && mine.looks.map(\.isMine) == [false, true])
    #expect(mine.lookedAt != nil && file.unseenCurrentPhoto == nil)
    #expect(file.unseenDocuments.count == file.currentDocuments.count - 1)
    #expect(try other.caseFile(number).documents.first { $0.id == Int(photo) }?.looks.map(\.isMine) == [true, false])
  }

  /// What was read and reached nobody's eyes is no look; and nobody says so of another's.
  @Test func whatCouldNotBeShownIsNotLookedAt() throws {
    let scene = try Scene()
    let (_, _, number, photo) = try submitted(scene)
    var one = try scene.desk()
    var other = try scene.desk("agent2")
    let broken = try one.document(photo)
    #expect(throws: DeskError.self) { try other.notShown(broken) }
    #expect(try one.caseFile(number).unseenCurrentPhoto == nil)
    try one.notShown(broken)
    #expect(try one.caseFile(number).unseenCurrentPhoto?.id == Int(photo))
    #expect(try other.caseFile(number).documents.allSatisfy { $0.looks.isEmpty })
    // The reading stays in the log.
    #expect(try scene.database.value("select count(*) from core.file_access where what = 'document'") == "1")
    // A second one that is shown counts.
    _ = try one.document(photo)
    #expect(try one.caseFile(number).unseenCurrentPhoto == nil)
  }

  @Test func aNewRoundIsLookedAtAnew() throws {
    let scene = try Scene()
    let (driver, application, number, photo) = try submitted(scene)
    var desk = try scene.desk()
    _ = try desk.document(photo)
    try scene.return(number, [("photo", "blurred")])
    try scene.passGrace()
    try scene.put(driver, application, "photo", nil, bytes: Scene.picture("another"))
    try scene.call("portal", "select hub.answer_request($1, $2, $3)", [scene.request(), .int(driver), .int(application)])
    let file = try desk.caseFile(number)
    #expect(file.case.round == 2 && file.documents.allSatisfy { $0.lookedAt == nil })
    #expect(file.unseenCurrentPhoto?.id == Int(try self.photo(scene, application)))
  }

  @Test func whereItIsARuleAPhotoIsLookedAtByWhoeverApproves() throws {
    let scene = try Scene()
    let (_, _, number, photo) = try submitted(scene)
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.setSetting("unseen_photo", to: "rule")
    var one = try scene.desk()
    var other = try scene.desk("agent2")
    _ = try one.claim(number)
    let file = try one.caseFile(number)
    #expect(file.unseenPhoto == "rule")
    #expect(refusal { _ = try one.approve(number, version: file.case.version) } == "PU091")
    // Neither another agent's look nor one at another document will do.
    _ = try other.document(photo)
    let signature = try #require(file.documents.first { $0.documentType == .signature })
    _ = try one.document(Int64(signature.id))
    #expect(refusal { _ = try one.approve(number, version: file.case.version) } == "PU091")
    #expect(try scene.database.value("select count(*) from core.decision where action = 'approve' and queue = 'documents'") == "0")
    _ = try one.document(photo)
    _ = try one.approve(number, version: file.case.version)
  }

  /// A photo that nobody replaced is looked at again as well.
  @Test func aRuleWantsALookInThisRound() throws {
    let scene = try Scene()
    let (driver, application, number, photo) = try submitted(scene)
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.setSetting("unseen_photo", to: "rule")
    var desk = try scene.desk()
    _ = try desk.document(photo)
    try scene.return(number, [("signature", "absent")])
    try scene.passGrace()
    try scene.put(driver, application, "signature", nil, bytes: Scene.picture("another"))
    try scene.call("portal", "select hub.answer_request($1, $2, $3)", [scene.request(), .int(driver), .int(application)])
    _ = try desk.claim(number)
    let version = try desk.caseFile(number).case.version
    #expect(refusal { _ = try desk.approve(number, version: version) } == "PU091")
    _ = try desk.document(photo)
    _ = try desk.approve(number, version: version)
  }

  /// Where it is asked, and where there is no photo, nothing is refused.
  @Test func whereItIsNoRuleNothingIsRefused() throws {
    let scene = try Scene()
    let (_, _, number, _) = try submitted(scene)
    var desk = try scene.desk()
    #expect(try desk.caseFile(number).unseenPhoto == "asks")
    try scene.approve(number)
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.setSetting("unseen_photo", to: "rule")
    var form = Scene.Form()
    (form.lastName, form.licence, form.email) = ("MARTIN", "060113200077", "martin@example.fr")
    try scene.approve(scene.openCase(of: scene.submitAccount(form)))
  }
}
