import Casework
import Terminal

/// What the checks remark of a case, numbered as it stands on the page: `signaler 1` and `constater 1` take the advice of the first.
struct Remarks {
  /// What can be typed on a remark.
  enum Advice: Hashable {
    /// A non-compliance to flag.
    case flag(item: Term, reason: Term, needsComment: Bool)
    /// A finding on an element of the card.
    case finding(element: Term, cause: Term, value: String?)
    /// A document to look at first.
    case view(item: Term)
    /// An element to read on the card first; with its value, where "as ordered" says nothing or is doubted.
    case read(element: Term, needsValue: Bool)
  }

  /// A remark.
  struct Remark: Hashable {
    var number: Int
    var finding: Finding
    /// nil where the checks propose nothing.
    var advice: Advice?
    /// Whether what it advises stands already.
    var isTaken: Bool
  }

  let all: [Remark]

  /// Forgeries first; where a claim is judged, an element's remark bears the number of the element among those of the claim.
  init(_ file: CaseFile, vocabulary: Vocabulary) {
    let found = Checks.evaluate(file)
    let elements = file.claim?.elementsInOrder.map(\.element) ?? []
    var numbered: [Remark] = []
    func add(_ finding: Finding, _ number: Int) {
      numbered.append(
        Remark(
          number: number, finding: finding, advice: Self.advice(finding, file, vocabulary), isTaken: Self.isTaken(finding, file)))
    }
    for (index, element) in elements.enumerated() {
      for finding in found where finding.element == element { add(finding, index + 1) }
    }
    var next = elements.count
    let others = found.filter { finding in finding.element.map { !elements.contains($0) } ?? true }
    let warnings = others.filter { $0.severity == .warning }
    for finding in warnings.filter(\.isForgery) + warnings.filter({ !$0.isForgery }) + others.filter({ $0.severity == .notice }) {
      next += 1
      add(finding, next)
    }
    all = numbered
  }

  /// The remark of a number; the one with an advice where an element has several.
  subscript(number: Int) -> Remark? {
    let those = all.filter { $0.number == number }
    return those.first { $0.advice != nil } ?? those.first
  }

  /// The first whose advice was not taken yet.
  var next: Remark? { all.first { $0.advice != nil && !$0.isTaken && $0.finding.severity == .warning } }

  private static func isTaken(_ finding: Finding, _ file: CaseFile) -> Bool {
    if let element = finding.element { return file.claim?.findings.contains { $0.element == element } ?? false }
    return finding.item.map { item in file.flags.contains { $0.item == item } } ?? false
  }

  private static func advice(_ finding: Finding, _ file: CaseFile, _ vocabulary: Vocabulary) -> Advice? {
    let queue = file.case.queue
    if let element = finding.element.flatMap({ vocabulary.elements.term($0.rawValue) }) {
      switch finding.message {
      case .notRead(let reported):
        let shown = file.claim?.elements.first { $0.element == finding.element }
        let isDoubted = reported != nil && reported != shown?.ordered
        return .read(element: element, needsValue: shown?.shows == .text && (shown?.ordered == nil || isDoubted))
      // Whose it is shows on the card alone.
      case .onlyEyes, .accentsDiffer: return nil
      case .approvedPictureNotLookedAt: return vocabulary.items.term(element.code).map { .view(item: $0) }
      case .entryNotCompared(let document, _): return vocabulary.items.term(document.rawValue).map { .view(item: $0) }
      default:
        return finding.suggestedCauses.first.flatMap { vocabulary.causes.term($0.rawValue) }
          .map { .finding(element: element, cause: $0, value: finding.suggestedValue) }
      }
    }
    // What the queue has no such reason for cannot be flagged.
    guard let item = finding.item.flatMap({ vocabulary.items(of: queue).term($0.rawValue) }),
      let reason = finding.suggestedReason.flatMap({ vocabulary.reasons(for: item.code, in: queue).term($0.rawValue) })
    else { return nil }
    return .flag(item: item, reason: reason, needsComment: vocabulary.reason(reason.code)?.needsComment ?? false)
  }
}

extension Finding {
  /// Nothing on the page matters more.
  var isForgery: Bool { if case .earlierForgery = message { true } else { false } }
}

extension Remarks.Remark {
  /// Whether both are about the same thing, whatever is advised of it by now.
  func isAbout(_ other: Remarks.Remark) -> Bool {
    guard finding.element == other.finding.element, finding.item == other.finding.item else { return false }
    return finding.element != nil || (finding.check == other.finding.check && finding.documentID == other.finding.documentID)
  }

  /// What to type in full, as a script would say it: `signaler courriel faute-saisie`.
  func wholeLine(_ language: Language) -> String? {
    switch advice {
    case .flag(let item, let reason, _)?:
      return "\(Command.flag.name(in: language)) \(item.name(in: language)) \(reason.name(in: language))"
    case .finding(let element, let cause, let value)?:
      let line = "\(Command.finding.name(in: language)) \(element.name(in: language)) \(cause.name(in: language))"
      return value.map { line + " --\(language == .fr ? "valeur" : "value") \(Tokenizer.quoted($0))" } ?? line
    case .view?, .read?: return line(language)
    case nil: return nil
    }
  }
}
