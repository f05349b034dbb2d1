import Testing

@testable import Casework

@Suite struct ClaimCheckTests {
  @Test func cleanWhereOnlyEyesCanJudge() {
    let file = claimFile(element(.lamination, .factory), element(.cardBody, .factory))
    #expect(brief(Checks.evaluate(file)) == ["notice - - only_eyes", "notice - - only_eyes"])
    #expect(Checks.isClean(file))
  }

  @Test func elementsAreRaised() throws {
    let file = claimFile(element(.lastName, ordered: "DUPONT", source: "DUPONT", claimed: "DUPONT"), element(.photo)) {
      read(.lastName, "DUPOND", in: &$0)
      read(.photo, "pâle", in: &$0)
    }
    let findings = Checks.evaluate(file)
    #expect(brief(findings) == ["warning - - printed_otherwise", "warning - - approved_picture_sound"])
    #expect(findings.map(\.element) == [.lastName, .photo])
    #expect(findings[0].suggestedCauses.first == .personalisationError && findings[0].suggestedValue == nil)
    #expect(findings[1].documentID == 1)
    #expect(!Checks.isClean(file))
  }

  @Test func whatNobodyReadYetIsNotClean() {
    let file = claimFile(element(.lastName, ordered: "DUPONT", source: "DUPONT", claimed: "DUPONT"), element(.photo)) {
      $0.claim!.lookedAt = []
    }
    #expect(brief(Checks.evaluate(file)) == ["warning - - not_read", "warning - - approved_picture_not_looked_at"])
    #expect(Checks.evaluate(file).allSatisfy { $0.suggestedCauses.isEmpty })
    #expect(!Checks.isClean(file))
  }

  private func raised(_ adjust: (inout CaseFile) -> Void) -> [String] {
    brief(Checks.evaluate(claimFile(element(.lamination, .factory), adjust: adjust)).filter { $0.check == "claim" })
  }

  @Test func theClaimAsAWhole() {
    #expect(raised { _ in } == [])
    #expect(raised { $0.claim = nil } == [])
    #expect(raised { $0.claim!.receivedSerial = "C99" } == ["warning - - anothers_card"])
    #expect(raised { $0.claim!.earlierClaims = 2 } == ["warning - - earlier_claims"])
    #expect(raised { $0.claim!.cardExpiresOn = "2026-11-23" } == ["warning - - card_expired"])
    // Valid on its last day; without the day of reception, today counts; without either nothing is said.
    #expect(raised { $0.claim!.cardExpiresOn = "2026-11-24" } == [])
    #expect(
      raised {
        ($0.claim!.cardExpiresOn, $0.claim!.receivedAt, $0.case.now) = ("2026-11-23", nil, Moment("2026-11-25T00:00:00Z"))
      } == ["warning - - card_expired"])
    #expect(raised { ($0.claim!.cardExpiresOn, $0.claim!.receivedAt) = ("2026-11-23", nil) } == [])
  }

  @Test func anothersCardIsSaidOnce() {
    let file = claimFile(element(.wrongCard, .factory)) { $0.claim!.receivedSerial = "C99" }
    #expect(brief(Checks.evaluate(file)) == ["warning - - anothers_card"])
  }

  @Test(
    "The account since",
    arguments: [
      ("MARTIN", true), ("Dupont", false), ("DUPÔNT", true), (nil, false),
    ] as [(String?, Bool)])
  func account(today: String?, changed: Bool) {
    let name = element(.lastName, ordered: "DUPONT", source: "DUPONT", claimed: "MARTIN", today: today)
    let findings = Checks.evaluate(claimFile(name)).filter { $0.check == "claim" }
    #expect(brief(findings) == (changed ? ["warning - - entry_changed"] : []))
    #expect(findings.allSatisfy { $0.element == .lastName })
    // What is not his entry has no account to be compared with.
    let day = element(.expiryDate, .computation, source: "2031-01-01", today: "2032-01-01")
    #expect(Checks.evaluate(claimFile(day)).filter { $0.check == "claim" }.isEmpty)
  }
}
