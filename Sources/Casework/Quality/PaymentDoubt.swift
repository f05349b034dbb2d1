/// Why it is asked again before a driver is made to pay for an element of his card.
public enum PaymentDoubt: Sendable, Hashable, CaseIterable {
  /// Nobody has read it on the card, or looked at its approved picture.
  case unread
  /// Nobody compared his entry with the document that was approved.
  case notCompared
  /// The checks see no fault of his in it.
  case contradicted
}

extension CaseFile {
  /// An element that it is doubtful of, and why.
  public struct DoubtfulElement: Sendable, Hashable {
    /// Which.
    public let element: ElementCode
    /// Why.
    public let doubt: PaymentDoubt
  }

  /// What speaks against charging the driver of this claim: what he declared and nobody read, and what was found against him though it was
  /// not read, not compared or does not bear it out. In the order of the card.
  public var paymentDoubts: [DoubtfulElement] {
    (claim?.elementsInOrder ?? []).compactMap { element in doubt(of: element).map { DoubtfulElement(element: element.element, doubt: $0) } }
  }

  private func doubt(of element: ClaimElement) -> PaymentDoubt? {
    let judgement = ElementJudgement(element, in: self)
    let found = claim?.findings.first { $0.element == element.element && $0.imputedTo == .driver }
    if judgement.causes.isEmpty { return element.isDeclared || found != nil ? .unread : nil }
    guard let found else { return nil }
    switch judgement.message {
    case .entryNotCompared: return .notCompared
    // What only eyes see is the agent's alone to say.
    case .onlyEyes: return nil
    default: break
    }
    return judgement.outcome == .inGroupe || !judgement.causes.contains(found.cause) ? .contradicted : nil
  }

  /// Whether something in the case says what is to be printed on an element: the driver, the order, the factory, the source, his account of
  /// today, or the rule of an early training.
  public func isKnown(_ value: String, on code: ElementCode) -> Bool {
    guard let element = claim?.elements.first(where: { $0.element == code }) else { return false }
    let said = [
      element.claimed, element.ordered, element.reported, element.sourceValue, element.entryToday,
      ElementJudgement(element, in: self).value,
    ]
    return said.contains { $0.map { !$0.isEmpty && Likeness(value, $0, of: code) == .same } ?? false }
  }
}
