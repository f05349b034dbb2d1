import Desk
import Terminal

extension Vocabulary {
  /// The database's catalogue: one entry for each queue, item and reason that go together, in the order of the items.
  init(_ entries: [CatalogueEntry], closing: [ClosingReason], mailroom: Mailroom, queues: Queues) {
    var items: [Item] = []
    var places: [String: Int] = [:]
    var reasons: [Reason] = []
    var known: Set<String> = []
    for entry in entries {
      if let place = places[entry.item] {
        items[place].reasons[entry.queue, default: []].append(entry.reason)
      } else {
        places[entry.item] = items.count
        let label = Text(given: entry.itemLabelFr, entry.itemLabelEn)
        items.append(Item(term: Term(entry.item, entry.itemNameFr, label: label), reasons: [entry.queue: [entry.reason]]))
      }
      guard known.insert(entry.reason).inserted else { continue }
      let label = Text(given: entry.reasonLabelFr, entry.reasonLabelEn)
      reasons.append(
        Reason(
          term: Term(entry.reason, entry.reasonNameFr, label: label),
          wording: Text(given: entry.wordingFr, entry.wordingEn), needsComment: entry.commentRequired))
    }
    self.init(
      items: items, reasons: reasons,
      closingReasons: closing.map { reason in
        Reason(
          term: Term(reason.reason, reason.nameFr, label: Text(given: reason.labelFr, reason.labelEn)),
          wording: Text(given: reason.wordingFr, reason.wordingEn), needsComment: false)
      }, mailroom: mailroom, queues: queues)
  }
}

extension Vocabulary.Mailroom {
  /// The database's lists of elements, causes and postal reasons, in their order.
  init(elements: [ElementEntry], causes: [CauseEntry], postalReasons: [PostalReasonEntry]) {
    func term(_ code: String, _ french: String, _ fr: String, _ en: String) -> Term {
      Term(code, french, label: Text(given: fr, en))
    }
    self.init(
      elements: elements.map { entry in
        Vocabulary.Element(
          term: term(entry.element, entry.nameFr, entry.labelFr, entry.labelEn), field: entry.field ?? "",
          isRead: entry.shows != "nothing", source: entry.source)
      },
      causes: causes.map { entry in
        Vocabulary.Cause(
          term: term(entry.cause, entry.nameFr, entry.labelFr, entry.labelEn), imputedTo: entry.imputedTo,
          wording: Text(given: entry.wordingFr, entry.wordingEn), needsComment: entry.commentRequired,
          elements: entry.elements)
      },
      postalReasons: postalReasons.map { entry in
        Vocabulary.PostalReason(term: term(entry.reason, entry.nameFr, entry.labelFr, entry.labelEn), code: entry.code ?? "")
      })
  }
}
