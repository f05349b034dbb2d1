import Casework
import Desk
import Postgres
import TestSupport
import Testing

/// Bad input: one clear sentence each, an SQLSTATE and a hint, and nothing changed.
@Suite struct BadInputTests {
  @Test func whatAServiceSendsIsBoundedAndPrintable() throws {
    let scene = try Scene()
    func sent(_ change: (inout Scene.Form) -> Void) -> String? {
      var form = Scene.Form()
      change(&form)
      return refusal { _ = try scene.submitAccount(form) }
    }
    #expect(sent { $0.lastName = String(repeating: "x", count: 10_000_000) } == "PU060")
    #expect(sent { $0.lastName = "DU\u{1B}[31mPONT" } == "PU061")
    #expect(sent { $0.lastName = "DU\u{9B}PONT" } == "PU061")
    #expect(sent { $0.firstNames = "Jean\nPaul" } == "PU061")
    #expect(sent { $0.email = "a@b.fr\u{7F}" } == "PU061")
    // A NUL cannot be sent as text at all: it is refused before anything leaves.
    #expect(sent { $0.lastName = "DU\0PONT" }?.contains("NUL") == true)
    #expect(sent { $0.channel = "pigeon" } == "PU062")
    #expect(sent { $0.language = "de" } == "PU062")
    // Broken UTF-8, sent as bytes behind the client's back.
    #expect(
      refusal {
        try scene.call("portal", "select hub.receive_found_card($1, convert_from($2, 'UTF8'))", [scene.request(), .bytes([0xC3, 0x28])])
      } != nil)
    #expect(try scene.rows("portal", "select driver from hub.account") == [])
    // Bidirectional controls and a formula are what a driver typed: kept as they are, made safe where they are shown.
    #expect(sent { $0.lastName = "=1+1\u{202E}" } == nil)
  }

  @Test func whatAnAgentTypesIsChecked() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: scene.submitAccount())
    var desk = try scene.desk()
    // Every wrong last digit, and a number that is right but of no case.
    for digit in 0...9 where Int64(digit) != id.id % 10 {
      #expect(refusal { _ = try desk.claim(CaseNumber(id: id.id / 10 * 10 + Int64(digit))) } == "PU002")
    }
    let other = try #require(try scene.database.caseNumber("select 9999 * 10 + core.damm(9999)"))
    #expect(refusal { _ = try desk.claim(other) } == "PU001")
    #expect(refusal { _ = try desk.driverFile(1) } == "PU003")
    #expect(refusal { _ = try desk.document(1) } == "PU004")
    #expect(refusal { try desk.flag(id, version: 1, item: "phone", reason: "invalid_format") } == "PU011")
    _ = try desk.claim(id)
    #expect(refusal { try desk.flag(id, version: 1, item: "shoe_size", reason: "missing") } == "PU020")
    #expect(refusal { try desk.flag(id, version: 1, item: "photo", reason: "blurred") } == "PU023")
    #expect(refusal { try desk.flag(id, version: 1, item: "phone", reason: "ugly") } == "PU021")
    #expect(refusal { try desk.flag(id, version: 1, item: "phone", reason: "names_swapped") } == "PU022")
    #expect(refusal { try desk.flag(id, version: 1, item: "licence_number", reason: "duplicate_account") } == "PU026")
    #expect(
      refusal { try desk.flag(id, version: 1, item: "phone", reason: "missing", comment: String(repeating: "a", count: 10_000_000)) }
        == "PU060")
    #expect(refusal { try desk.flag(id, version: 1, item: "phone", reason: "missing", comment: "\u{1B}]0;x\u{7}") } == "PU061")
    #expect(refusal { try desk.flag(id, version: 7, item: "phone", reason: "missing") } == "PU012")
    #expect(refusal { try desk.unflag(id, version: 1, item: "phone") } == "PU027")
    #expect(refusal { _ = try desk.returnCase(id, version: 1) } == "PU024")
    try desk.flag(id, version: 1, item: "phone", reason: "missing")
    #expect(refusal { _ = try desk.approve(id, version: 1) } == "PU025")
    #expect(refusal { _ = try desk.approve(id, version: 1, key: "short") } == "PU062")
    #expect(refusal { _ = try desk.escalate(id, reason: " ") } == "PU062")
    #expect(refusal { try desk.note(case: id, driver: nil, text: "") } == "PU062")
    #expect(refusal { try desk.note(case: nil, driver: 1, text: "appel") } == "PU003")
    #expect(try desk.caseFile(id).flags.map(\.item.rawValue) == ["phone"])
    #expect(try scene.database.value("select count(*) from core.decision") == "0")
  }

  @Test func everyRefusalHasASentenceAHintAndReadableValues() throws {
    let scene = try Scene()
    let id = try scene.openCase(of: scene.submitAccount())
    var first = try scene.desk()
    _ = try first.claim(id)
    var second = try scene.desk("agent2")
    do {
      _ = try second.claim(id)
      Issue.record("a held case was claimed")
    } catch .refused(let refusal) {
      #expect(refusal.sqlState == "PU010")
      #expect(refusal.text("holder") == (try scene.login("agent")))
      #expect(refusal.caseNumber("case") == id)
      #expect(refusal.message.contains("\(id.id)") && !refusal.hint.isEmpty)
    }
  }
}
