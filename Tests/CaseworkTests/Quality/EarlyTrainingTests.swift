import Testing

@testable import Casework

@Suite struct EarlyTrainingTests {
  /// The declared card, ordered after a continuing training of 2 March 2026, and a former one until 30 June 2026.
  static func cards(former: String?, ordered: String = "2021-07-01T08:00:00Z", adjust: (inout CaseFile) -> Void = { _ in }) -> (
    inout CaseFile
  )
    -> Void
  {
    var changed = claimFile()
    changed.cards = [card(11, ordered, expires: former), card(12, "2026-04-01T08:00:00Z", expires: "2031-03-01")]
    var training = CaseFile.Training()
    (training.id, training.kind, training.issuedOn) = (5, "continuing", "2026-03-02")
    changed.trainings = [training]
    adjust(&changed)
    let (cards, trainings) = (changed.cards, changed.trainings)
    return { file in (file.cards, file.trainings) = (cards, trainings) }
  }

  static func card(_ id: Int, _ ordered: String, expires: String?) -> CaseFile.Card {
    var card = CaseFile.Card()
    (card.id, card.expiresOn, card.orderedAt) = (id, expires, Moment(ordered))
    return card
  }

  private func expiry(_ printed: String, claimed: String = "") -> CaseFile.ClaimElement {
    element(.expiryDate, .computation, ordered: printed, source: "2031-03-01", claimed: claimed)
  }

  @Test func startsWhereTheFormerCardEnds() throws {
    let adjust = Self.cards(former: "2026-06-30")
    #expect(judged(expiry("2031-03-01", claimed: "2031-06-30"), adjust: adjust) == "in_groupe validity_computation early_training")
    let early = judgement(expiry("2031-03-01"), adjust: adjust)
    #expect(early.value == "2031-06-30")
    let end = try #require(Day(iso: "2026-06-30"))
    #expect(early.message == .earlyTraining(formerEnd: end, expected: Day(iso: "2031-06-30")!))
  }

  @Test func aCardOrderedOnTheDayOfTheTrainingCameBeforeIt() {
    let adjust = Self.cards(former: "2026-06-30", ordered: "2026-03-02T08:00:00Z")
    #expect(judged(expiry("2031-03-01"), adjust: adjust).hasSuffix("early_training"))
  }

  @Test func theRuleIsTheSource() {
    let adjust = Self.cards(former: "2026-06-30")
    #expect(judged(expiry("2031-06-30"), adjust: adjust).hasSuffix("agrees_with_computation"))
    #expect(judged(expiry("2031-06-30", claimed: "30/06/2031"), adjust: adjust).hasSuffix("printed_as_claimed"))
    #expect(judged(expiry("2030-06-30"), adjust: adjust).hasSuffix("early_training"))
  }

  @Test("Where the rule does not apply") func elsewhere() {
    let printed = expiry("2031-03-01")
    #expect(judged(printed).hasSuffix("agrees_with_computation"))
    // The former card had ended; there is none; its end is unknown.
    for former in ["2026-03-02", "2025-12-31", nil] {
      #expect(judged(printed, adjust: Self.cards(former: former)).hasSuffix("agrees_with_computation"))
    }
    // A card ordered after the training is a copy of this one.
    #expect(judged(printed, adjust: Self.cards(former: "2031-03-01", ordered: "2026-03-20T08:00:00Z")).hasSuffix("agrees_with_computation"))
    // An initial training starts on its day.
    #expect(
      judged(printed, adjust: Self.cards(former: "2026-06-30") { $0.trainings[0].kind = "initial" }).hasSuffix("agrees_with_computation"))
    // Another training, another card.
    #expect(judged(printed, adjust: Self.cards(former: "2026-06-30") { $0.trainings[0].id = 6 }).hasSuffix("agrees_with_computation"))
    #expect(judged(printed, adjust: Self.cards(former: "2026-06-30") { $0.cards[1].id = 13 }).hasSuffix("agrees_with_computation"))
    // Other elements have no such rule.
    let issue = element(.issueDate, .computation, ordered: "2026-03-02", source: "2026-03-02")
    #expect(judged(issue, adjust: Self.cards(former: "2026-06-30")).hasSuffix("agrees_with_computation"))
  }

  @Test func theYearsAreThoseOfTheComputation() {
    let seven = element(.expiryDate, .computation, ordered: "2033-03-01", source: "2033-03-01")
    let early = judgement(seven, adjust: Self.cards(former: "2026-06-30"))
    #expect(early.value == "2033-06-30")
    // Without a source, those of what was printed; 29 February is the 28th where there is none.
    let bare = element(.expiryDate, .computation, ordered: "2031-03-01")
    #expect(judgement(bare, adjust: Self.cards(former: "2028-02-29")).value == "2033-02-28")
    // A day counted up to the year's last day still counts whole years.
    let last = element(.expiryDate, .computation, ordered: "2030-12-31", source: "2030-12-31")
    let adjust = Self.cards(former: "2026-06-30") { $0.trainings[0].issuedOn = "2026-01-01" }
    #expect(judgement(last, adjust: adjust).value == "2031-06-30")
  }
}
