/// Whose fault a defective card is, as the evidence has it: advice to the agent, recorded with what he decides.
///
/// It rests on what was read on the card, what was ordered, what the sources say and what the driver says is right, never on what agents
/// found.
public struct AttributionSuggestion: Sendable, Hashable {
  /// Whose fault it is; `nil` while an element that the evidence says nothing of could tip it.
  public let outcome: Outcome?
  /// What the evidence says of each declared element, in the order of the card.
  public let elements: [ElementJudgement]

  /// Judges the claim of a case; nothing where it has none.
  public init(in file: CaseFile) {
    elements = (file.claim?.elements ?? []).filter(\.isDeclared).map { ElementJudgement($0, in: file) }
    let known = Set(elements.compactMap(\.outcome))
    // What the open elements may turn out to be: whatever it is, the database must make the same of it.
    let isOpen = elements.contains { $0.outcome == nil }
    let ends: [Set<Outcome>] = isOpen ? [known, known.union([.inGroupe]), known.union([.driver]), [.inGroupe, .driver]] : [known]
    let amounts = Set(ends.map { file.claim?.faults.amount($0) })
    outcome = amounts.count == 1 ? amounts.first ?? nil : nil
  }

  /// The form that is recorded with the decision: the outcome, and for each element the code of what was found on it,
  /// `expiry_date:early_training`.
  public var advice: Advice {
    Advice(outcome: outcome?.rawValue, grounds: elements.map { "\($0.element.rawValue):\($0.message.code)" })
  }
}
