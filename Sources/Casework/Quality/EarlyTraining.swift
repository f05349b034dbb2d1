/// The rule of an early continuing training: what it gives starts when the former card ends, not on the day of the training.
struct EarlyTraining: Hashable {
  /// The last day of the former card.
  let formerEnd: Day
  /// The last day that the new one should have.
  let expected: Day

  /// The rule, where it applies to the card of the claim: behind it stands a continuing training of before the former card's end.
  ///
  /// - Parameter computed: the last day counted from the day of the training: it tells how many years a training is good for.
  init?(_ file: CaseFile, computed: Day) {
    guard let claim = file.claim, let card = file.cards.first(where: { $0.id != nil && $0.id == claim.cardID }),
      let ordered = card.orderedAt,
      let training = file.trainings.first(where: { $0.id != nil && $0.id == claim.trainingID }), training.kind == "continuing",
      let issued = Day(iso: training.issuedOn)
    else { return nil }
    let years = Day(number: computed.number + 1).year - issued.year
    guard years > 0 else { return nil }
    // A card ordered after the training is a copy of this one (lost, stolen, defective), not what came before it.
    let former = file.cards.compactMap { former -> Day? in
      guard former.id != card.id, let before = former.orderedAt, before < ordered, before.day <= issued, let end = former.expiresOn else {
        return nil
      }
      return Day(iso: end)
    }
    guard let end = former.max(), end > issued, end.year < computed.year,
      let expected = Day(year: end.year + years, month: end.month, day: end.day) ?? Day(year: end.year + years, month: end.month, day: 28)
    else { return nil }
    formerEnd = end
    self.expected = expected
  }
}
