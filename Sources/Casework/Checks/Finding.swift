/// What a check has to say about a case: values, never prose; the console words it in the agent's language.
public struct Finding: Sendable, Hashable {
  /// How much it matters.
  public enum Severity: String, Sendable, CaseIterable {
    /// Worth knowing and harmless: the case stays clean.
    case notice
    /// To be looked at before deciding: the case is not clean.
    case warning
  }

  /// The ``Check/id`` of the check that found it.
  public let check: String
  /// How much it matters.
  public let severity: Severity
  /// The item that it is about; `nil` where nothing can be flagged.
  public let item: Item?
  /// The document that it is about.
  public let documentID: Int?
  /// The element of a card that it is about.
  public let element: ElementCode?
  /// The causes that would fit, the likeliest first.
  public let suggestedCauses: [Cause]
  /// What the new card must say, where that is known and nothing else says it.
  public let suggestedValue: String?
  /// The reason that would fit, if the agent agrees.
  public let suggestedReason: Reason?
  /// What was found, with its evidence.
  public let message: Message

  init(
    _ check: some Check, _ severity: Severity = .warning, item: Item?, document: CaseFile.Document? = nil, suggest reason: Reason? = nil,
    _ message: Message
  ) {
    self.check = check.id
    self.severity = severity
    self.item = item
    documentID = document?.id
    suggestedReason = reason
    (element, suggestedCauses, suggestedValue) = (nil, [], nil)
    self.message = message
  }

  init(_ check: some Check, element: ElementCode, _ message: Message) {
    self.check = check.id
    severity = .warning
    (item, documentID, suggestedReason, suggestedCauses, suggestedValue) = (nil, nil, nil, [], nil)
    self.element = element
    self.message = message
  }

  init(_ check: some Check, _ severity: Severity = .warning, _ judgement: ElementJudgement) {
    self.check = check.id
    self.severity = severity
    (item, documentID, suggestedReason) = (nil, judgement.documentID, nil)
    element = judgement.element
    suggestedCauses = judgement.causes
    suggestedValue = judgement.value
    message = judgement.message
  }
}

extension Sequence where Element == Finding {
  /// Whether there is no warning among them.
  public var isClean: Bool { allSatisfy { $0.severity == .notice } }
}
