/// Whose fault a defective card is, as the evidence has it: advice to the agent, recorded with what he decides.
///
/// It rests on what was printed, what the sources say and what the driver says is right, never on what agents found.
public struct AttributionSuggestion: Sendable, Hashable {
  /// Whose fault it is; `nil` while an element that the evidence says nothing of could tip it.
  public let outcome: Outcome?
  /// What the evidence says of each declared element, in the order of the card.
  public let elements: [ElementJudgement]

  /// Judges the claim of a case; nothing where it has none.
  public init(in file: CaseFile) {
    elements = (file.claim?.elements ?? []).filter(\.isDeclared).map { ElementJudgement($0, in: file) }
    let outcomes = Set(elements.compactMap(\.outcome))
    let isOpen = elements.contains { $0.outcome == nil }
    let mixed = file.claim?.imputation["mixed"] ?? .inGroupe
    switch (outcomes.contains(.inGroupe), outcomes.contains(.driver)) {
    // Whatever else is found, one fault of theirs makes it theirs, unless the setting says that one of his makes it his.
    case (true, _) where mixed == .inGroupe: outcome = .inGroupe
    case (_, true) where mixed == .driver: outcome = .driver
    case (true, _): outcome = isOpen ? nil : .inGroupe
    case (false, true): outcome = isOpen ? nil : .driver
    case (false, false): outcome = nil
    }
  }

  /// The form that is recorded with the decision: the outcome, and for each element the code of what was found on it,
  /// `expiry_date:early_training`.
  public var advice: Advice {
    Advice(outcome: outcome?.rawValue, grounds: elements.map { "\($0.element.rawValue):\($0.message.code)" })
  }
}
