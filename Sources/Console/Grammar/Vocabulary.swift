import Terminal

/// The queues, what can be flagged and why, in both languages, as the database's catalogue has it.
struct Vocabulary: Sendable {
  /// Something that can be flagged.
  struct Item: Sendable {
    var term: Term
    /// The queues that it is an item of, with the codes of the reasons that fit it there.
    var reasons: [String: [String]]
  }

  /// Why something is flagged, or a case closed.
  struct Reason: Sendable {
    var term: Term
    /// What the driver reads.
    var wording: Text
    var needsComment: Bool
  }

  /// What a card shows or is made of.
  struct Element: Sendable {
    var term: Term
    /// The number of its field on the card; empty for what is no field.
    var field: String
    /// Whether something can be read there on a card.
    var isRead: Bool
    /// Where its value comes from: `entry`, `licence`, `training`, `computation`, `factory`.
    var source: String
  }

  /// Why an element of a card is as it is.
  struct Cause: Sendable {
    var term: Term
    /// Whose fault it then is: `in_groupe`, `driver` or `none`.
    var imputedTo: String
    /// What the driver reads.
    var wording: Text
    var needsComment: Bool
    /// Codes of the elements behind which it can be found.
    var elements: [String]
  }

  /// Why the post brought a dispatch back.
  struct PostalReason: Sendable {
    var term: Term
    /// The post's own code, `N02`; empty where there is none.
    var code: String
  }

  /// The lists that quality and undelivered mail work with.
  struct Mailroom: Sendable {
    var elements: [Element] = []
    var causes: [Cause] = []
    var postalReasons: [PostalReason] = []
  }

  let queues: Queues
  let items: Lexicon
  let reasons: Lexicon
  let closingReasons: Lexicon
  /// The elements of a card, in the order of its fields.
  let elements: Lexicon
  let causes: Lexicon
  let postalReasons: Lexicon
  private let mailroom: Mailroom
  private let itemsByQueue: [String: Lexicon]
  private let reasonsByItem: [String: [String: Lexicon]]
  private let wordings: [String: Reason]
  private let closings: [Reason]

  init(items: [Item], reasons: [Reason], closingReasons: [Reason], mailroom: Mailroom = Mailroom(), queues: Queues) {
    self.queues = queues
    self.items = Lexicon(items.map(\.term))
    self.reasons = Lexicon(reasons.map(\.term))
    self.closingReasons = Lexicon(closingReasons.map(\.term))
    closings = closingReasons
    self.mailroom = mailroom
    elements = Lexicon(mailroom.elements.map(\.term))
    causes = Lexicon(mailroom.causes.map(\.term))
    postalReasons = Lexicon(mailroom.postalReasons.map(\.term))
    let flagged = Set(items.flatMap(\.reasons.keys))
    itemsByQueue = Dictionary(
      uniqueKeysWithValues: flagged.map { queue in (queue, Lexicon(items.filter { $0.reasons[queue] != nil }.map(\.term))) })
    wordings = Dictionary(reasons.map { ($0.term.code, $0) }, uniquingKeysWith: { first, _ in first })
    reasonsByItem = Dictionary(
      items.map { item in
        (item.term.code, item.reasons.mapValues { codes in Lexicon(reasons.map(\.term).filter { codes.contains($0.code) }) })
      }, uniquingKeysWith: { first, _ in first })
  }

  /// What can be flagged in a queue.
  func items(of queue: String) -> Lexicon { itemsByQueue[queue] ?? Lexicon([]) }

  /// The reasons that fit an item in a queue; in any where the queue has no such item, or none is worked in.
  func reasons(for item: String, in queue: String?) -> Lexicon {
    let fitting = reasonsByItem[item] ?? [:]
    if let queue, let here = fitting[queue] { return here }
    let codes = Set(fitting.values.flatMap { $0.terms.map(\.code) })
    return Lexicon(reasons.terms.filter { codes.contains($0.code) })
  }

  /// The causes that fit an element.
  func causes(for element: String) -> Lexicon { Lexicon(mailroom.causes.filter { $0.elements.contains(element) }.map(\.term)) }

  /// What the driver reads for a reason.
  func reason(_ code: String) -> Reason? { wordings[code] }

  /// What the driver reads where a case is closed.
  func closing(_ code: String) -> Reason? { closings.first { $0.term.code == code } }

  /// An element of the card, by the code.
  func element(_ code: String) -> Element? { mailroom.elements.first { $0.term.code == code } }

  /// Why an element is as it is, by the code.
  func cause(_ code: String) -> Cause? { mailroom.causes.first { $0.term.code == code } }

  /// The reason of a code of the post, whatever the case, and without the noughts of its number: `n02`, `N2`.
  func postalReason(code: String) -> Term? {
    let wanted = Self.shortened(code: code)
    return wanted.isEmpty ? nil : mailroom.postalReasons.first { Self.shortened(code: $0.code) == wanted }?.term
  }

  private static func shortened(code: String) -> String {
    let folded = Folding.fold(code)
    let letters = folded.prefix { !$0.isNumber }
    return String(letters + folded.dropFirst(letters.count).drop { $0 == "0" })
  }

  /// The code that the post prints; empty where there is none.
  func postalCode(of reason: String) -> String { mailroom.postalReasons.first { $0.term.code == reason }?.code ?? "" }

  /// An item, an element of a card, or why something is as it is, by the code.
  func term(_ code: String) -> Term? {
    for lexicon in [items, elements, reasons, causes, closingReasons, postalReasons] {
      if let term = lexicon.term(code) { return term }
    }
    return nil
  }

  /// Drafts by their codes, an item and its reason each, as they are shown, in the order of the catalogue.
  func drafted(_ reasons: [String: String]) -> [(item: Text, reason: Text)] {
    items.terms.compactMap { item in reasons[item.code].map { (item.label, label(reason: $0)) } }
  }

  /// How an element's code is shown.
  func label(element code: String) -> Text { elements.term(code)?.label ?? Text(same: "\(code)") }

  /// How a cause's code is shown.
  func label(cause code: String) -> Text { causes.term(code)?.label ?? Text(same: "\(code)") }

  /// How a postal reason's code is shown.
  func label(postalReason code: String) -> Text { postalReasons.term(code)?.label ?? Text(same: "\(code)") }

  /// How an item's code is shown.
  func label(item code: String) -> Text { items.term(code)?.label ?? Text(same: "\(code)") }

  /// How a reason's code is shown.
  func label(reason code: String) -> Text {
    reasons.term(code)?.label ?? closingReasons.term(code)?.label ?? Text(same: "\(code)")
  }
}
