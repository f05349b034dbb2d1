import Casework
import Testing

/// A driver's file as the database writes it, against the types that read it: as `CaseFileShapeTests` for cases.
@Suite struct DriverFileShapeTests {
  @Test func whatIsSentIsWhatIsRead() throws {
    let keys = AskedKeys()
    for json in try CaseFileShapeTests.sent.get().drivers { _ = try keys.decode(DriverFile.self, json) }
    #expect(keys.unread == [])
    // The head of a case is the same type everywhere; a list of cases in a file says less.
    let head = ["started_at", "now", "urgent", "reserved_for", "holder_until", "escalated", "unreachable"]
    #expect(keys.unsent == Set(head.map { "cases[].\($0)" }))
    #expect(
      keys.empty.isSubset(of: [
        "claims[].outcome", "cards[].void_reason", "cards[].voided_at", "history[].reason", "notifications[].goes_at",
      ]))
  }
}
