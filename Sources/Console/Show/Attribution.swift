import Casework
import Terminal

/// What the checks make of a quality case: whose fault it seems to be, and why.
struct Attribution {
  /// Whose; `nil` where the agent chooses.
  let outcome: Outcome?
  /// Why, in words: what speaks for that outcome.
  let words: Text
  /// What is recorded with the decision.
  let advice: Advice
  /// What speaks against charging the driver.
  let doubts: [CaseFile.DoubtfulElement]

  /// What the checks make of the case of that file; `nil` where it is no quality case.
  init?(_ file: CaseFile, vocabulary: Vocabulary, now: Moment) {
    guard file.claim != nil else { return nil }
    let suggestion = AttributionSuggestion(in: file)
    outcome = suggestion.outcome
    advice = suggestion.advice
    doubts = file.paymentDoubts
    let grounds = suggestion.elements.filter { $0.outcome == suggestion.outcome }.map { judgement in
      vocabulary.label(element: judgement.element.rawValue) + Text(same: ", ")
        + Text.finding(judgement.message, vocabulary: vocabulary, now: now)
    }
    words = Text(
      fr: "\(grounds.map(\.fr).joined(separator: " ; "))", en: grounds.map(\.en).joined(separator: "; "))
  }
}

extension Attribution {
  /// The elements that nobody has read on the card, or whose approved picture nobody looked at.
  var unread: [ElementCode] { doubts.filter { $0.doubt == .unread }.map(\.element) }

  /// What is asked before the driver is charged, while no comment is called for anyway: one that goes against the suggestion says why.
  var questions: [CaseFile.DoubtfulElement] { outcome == .inGroupe ? doubts.filter { $0.doubt != .contradicted } : doubts }
}

extension CaseFile.Claim {
  /// What findings say that the new card must bear, in the order of the card.
  var toPrint: [(element: ElementCode, value: String)] {
    findings.filter { !$0.value.isEmpty }.map { ($0.element, $0.value) }
  }

  /// The elements that a card made again at IN Groupe's expense repeats as they were, though they are the driver's to correct: nothing else
  /// was found for them, and his account says today what it said then.
  var printedAgain: [CaseFile.ClaimElement] {
    elements.filter { element in
      element.ordered != nil && (element.entryToday.map { $0 == element.ordered } ?? true)
        && findings.contains { $0.element == element.element && $0.isToCorrect && $0.value.isEmpty }
    }
  }
}
