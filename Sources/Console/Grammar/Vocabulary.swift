import Terminal

/// The queues, and the names that each language has for them.
enum Queues {
  static let lexicon = Lexicon([
    Term("accounts", "comptes", label: Text(fr: "comptes", en: "accounts")),
    Term("documents", "pièces", label: Text(fr: "pièces", en: "documents")),
    Term("quality", "qualité", label: Text(fr: "qualité", en: "quality")),
    Term("undelivered", "pnd", label: Text(fr: "plis non distribués", en: "undelivered")),
  ])

  /// The short name that a queue goes by.
  static func name(_ code: String, _ language: Language) -> String { lexicon.term(code)?.name(in: language) ?? code }
}

/// What can be flagged and why, in both languages, as the database's catalogue has it.
struct Vocabulary: Sendable {
  /// Something that can be flagged.
  struct Item: Sendable {
    var term: Term
    var queue: String
    /// Codes of the reasons that fit it.
    var reasons: [String]
  }

  /// Why something is flagged, or a case closed.
  struct Reason: Sendable {
    var term: Term
    /// What the driver reads.
    var wording: Text
    var needsComment: Bool
  }

  let items: Lexicon
  let reasons: Lexicon
  let closingReasons: Lexicon
  private let itemsByQueue: [String: Lexicon]
  private let reasonsByItem: [String: Lexicon]
  private let wordings: [String: Reason]

  init(items: [Item], reasons: [Reason], closingReasons: [Reason]) {
    self.items = Lexicon(items.map(\.term))
    self.reasons = Lexicon(reasons.map(\.term))
    self.closingReasons = Lexicon(closingReasons.map(\.term))
    itemsByQueue = Dictionary(grouping: items, by: \.queue).mapValues { Lexicon($0.map(\.term)) }
    wordings = Dictionary(reasons.map { ($0.term.code, $0) }, uniquingKeysWith: { first, _ in first })
    reasonsByItem = Dictionary(
      items.map { item in (item.term.code, Lexicon(reasons.map(\.term).filter { item.reasons.contains($0.code) })) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What can be flagged in a queue.
  func items(of queue: String) -> Lexicon { itemsByQueue[queue] ?? Lexicon([]) }

  /// The reasons that fit an item.
  func reasons(for item: String) -> Lexicon { reasonsByItem[item] ?? Lexicon([]) }

  /// What the driver reads for a reason.
  func reason(_ code: String) -> Reason? { wordings[code] }

  /// How an item's code is shown.
  func label(item code: String) -> Text { items.term(code)?.label ?? Text(same: "\(code)") }

  /// How a reason's code is shown.
  func label(reason code: String) -> Text {
    reasons.term(code)?.label ?? closingReasons.term(code)?.label ?? Text(same: "\(code)")
  }
}
