import Casework
import Terminal

// What the checks propose for the case in hand stands first under Tab.
extension Completer {
  /// The remarks of the case in hand that have an advice, each with what it says.
  func remarks(_ word: String) -> [Completion] {
    guard !word.isEmpty, let file = session.file, file.case.number == session.hand?.number, let words = try? session.words() else {
      return []
    }
    return Remarks(file, vocabulary: words).all.filter { "\($0.number)".hasPrefix(word) && $0.advice != nil }.map { remark in
      Completion("\(remark.number)", Text.finding(remark.finding.message, vocabulary: words, now: session.now)[language])
    }
  }

  /// What the checks advise on the case in hand and was not taken yet.
  var advised: [Remarks.Advice] {
    guard let file = session.file, file.case.number == session.hand?.number, let words = try? session.words() else { return [] }
    return Remarks(file, vocabulary: words).all.filter { !$0.isTaken }.compactMap(\.advice)
  }

  /// The reasons that are proposed for an item; for any where none is named.
  func proposedReasons(for item: Term?) -> [String] {
    advised.compactMap { advice in
      guard case .flag(let about, let reason, _) = advice, item == nil || item == about else { return nil }
      return reason.code
    }
  }

  /// The causes that are proposed for an element.
  func proposedCauses(for element: Term?) -> [String] {
    advised.compactMap { advice in
      guard case .finding(let about, let cause, _) = advice, element == nil || element == about else { return nil }
      return cause.code
    }
  }

  /// The names with those in front that are proposed.
  func proposed(_ lexicon: Lexicon, first codes: [String]) -> Lexicon {
    var terms: [Term] = []
    for code in codes {
      if let term = lexicon.term(code), !terms.contains(term) { terms.append(term) }
    }
    return Lexicon(terms + lexicon.terms.filter { !terms.contains($0) })
  }
}
